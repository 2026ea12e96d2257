"""The Socket.IO server's application side: connections, commands, frames, presence. Contains no rules."""

from workshop.transport import socketio_without_redis

socketio_without_redis.load()  # before any other module loads the library
