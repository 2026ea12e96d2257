"""Programs that the bench starts beside the server, each in a process of its own, to have something to compare with.

They announce themselves with `PORT n` on their output and take their orders as lines of JSON. Nobody imports them.
"""
