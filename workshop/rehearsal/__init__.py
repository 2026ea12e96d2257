"""Simulated participants over the real wire: a facilitator's practice first, our load generator second.

Everybody here uses only what people use: the QR's address, the pages, the socket, and the download at the end. Imports
nothing of the house but `contract`, so that what is counted here shares nothing with what it checks. The server never
imports this room.
"""
