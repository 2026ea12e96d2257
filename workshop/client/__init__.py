"""A client of the server's pages and of its wire, for programs that act as people: the rehearsal and the benchmark.

It stands outside the layers: the server never imports it, and it imports nothing of the server but the contract. `make
chaos` does not use it, on purpose: a tool that looks for faults must not share code that may have them.
"""
