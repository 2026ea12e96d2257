"""The Socket.IO server's application side: connections, commands, frames, presence. Contains no rules."""
