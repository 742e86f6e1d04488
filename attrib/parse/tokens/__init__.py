"""Sentences → units of tokens, each with one tag letter. Rests on the lexicon."""
