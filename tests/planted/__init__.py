"""Made-up news with known truth: stories, the outlets that relay them, and what each outlet did to the words.

Everything follows from a seed. `python -m tests.planted --help` writes the articles as JSON lines. The modules import
each other relatively, so that the package works as `planted` (beside the tests) and as `tests.planted` (from the root).
"""
