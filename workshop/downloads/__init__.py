"""Files of a forum's results, and the pages that need all of them, made beside the live room: in a child process, one
after another, pages first, each once for all who ask for the same.

`queue` is what the server asks, `worker` the child process, `making` what it does, `worker_messages` what both say to
each other. Must not: decide who may have a file; the caller does.
"""
