"""Find attributions in news text, resolve who is speaking, and build the chains of outlets the words came through."""

__version__ = "0.1.0"
