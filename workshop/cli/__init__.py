"""Terminal commands: each asks the running server or, when there is none, opens the data itself."""
