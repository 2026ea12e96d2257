"""Workshop: a room full of citizens thinking together. The map of the code is in README.md beside this file."""

__version__ = "0.1.0"
