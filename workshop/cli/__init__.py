"""Commands for a terminal: they ask the running server, or open the data themselves."""
