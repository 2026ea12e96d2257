"""Connections, packets and sockets: limits, reading, writing. Knows no forums, people or commands."""

from workshop.transport import socketio_without_redis

socketio_without_redis.load()  # before any other module loads the library
