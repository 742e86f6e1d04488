"""`python -m attrib`: the same as the `attrib` command."""

from attrib.cli import main

if __name__ == "__main__":
    main()
