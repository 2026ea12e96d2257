"""The rules of forums as pure functions: no clock, no randomness, no I/O. Time and random numbers come in as
arguments."""
