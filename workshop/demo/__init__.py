"""The demonstration: example ideas and themes, and the program that starts it. Imports no other part of the package."""
