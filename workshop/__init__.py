"""Workshop: a room full of citizens thinking together. The map of the house is in README.md beside this file."""

__version__ = "0.1.0"
