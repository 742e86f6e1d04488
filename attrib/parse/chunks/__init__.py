"""Tags → noun phrases, verb groups, clauses, subjects, tails; and the Anchor that readers fill. Rests on tokens."""
