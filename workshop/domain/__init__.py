"""The rules: no clock, no chance, no I/O. Time and chance come in as arguments."""
