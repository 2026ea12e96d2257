"""What everything else stands on: the event loop and threads, settings, JSON, logs, metrics, child processes. Imports
nothing of ours."""
