"""Connections, packets and sockets: limits, reading, writing. Knows no forums, people or commands."""
