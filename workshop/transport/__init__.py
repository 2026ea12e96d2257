"""Connections, packets and sockets: limits, reading, writing. Knows no forum and no person."""
