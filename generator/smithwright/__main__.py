"""The command line, as `python -m smithwright`."""

from smithwright.cli import main

main()
