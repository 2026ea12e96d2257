"""Infrastructure that every other package uses: event loop and threads, settings, JSON, logs, metrics, child processes.
Imports nothing else of the program."""
