"""The commands, one file each; attrib/cli.py lists them."""
