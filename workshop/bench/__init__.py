"""The benchmark: measures the server's processor time, latency and memory over real connections, beside reference
servers in the same round.

It stands outside the layers, as the rehearsal does: the server never imports it. Every program that it starts runs in a
process that can be measured separately.
"""
