"""The bench: what the server costs and how late it is, measured over the real wire against references of the same
round.

Stands outside the floors, as the rehearsal does: the server never imports it. What it starts runs in processes of its
own.
"""
