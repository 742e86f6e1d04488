"""The .lark files joined and compiled, their tables kept on disk; a string of symbols → its pattern."""
