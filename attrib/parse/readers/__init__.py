"""A cue and what stands around it → a string of symbols; one file a kind of cue. Rests on chunks and tokens."""
