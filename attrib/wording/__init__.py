"""How a row is told to people: a denial as a denial, a question as a question, always with the text's own cue."""
