"""Reference programs that the benchmark starts in separate processes, to compare the server with.

They print `PORT n` when they are ready and read their orders from standard input, one JSON object a line. No module
imports them.
"""
