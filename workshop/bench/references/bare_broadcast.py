"""The bare loop: one epoll in Python that writes prepared bytes to every socket at each beat, and does nothing else.

It is the least that a Python process can do for a broadcast. An order is `{"bytes": base64, "ticks": n, "ms": pause}`.
"""

import base64
import json
import os
import select
import socket
import sys
import time


class Loop:
    """The server: accepts connections, reads orders, writes the bytes."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.listener.setblocking(False)
        self.epoll = select.epoll()
        self.epoll.register(self.listener.fileno(), select.EPOLLIN)
        self.epoll.register(0, select.EPOLLIN)
        self.phones: dict[int, socket.socket] = {}
        self.rest: dict[int, bytes] = {}
        self.frame, self.ticks, self.pause, self.next = b"", 0, 0.1, 0.0

    def run(self) -> None:
        """Run until standard input ends."""
        while True:
            wait = max(0.0, self.next - time.monotonic()) if self.ticks else 1.0
            for number, event in self.epoll.poll(wait):
                if number == 0:
                    if not self.hear():
                        return
                elif number == self.listener.fileno():
                    self.accept()
                elif event & select.EPOLLOUT:
                    self.write(number, self.rest.pop(number))
                else:
                    self.leave(number)
            if self.ticks and time.monotonic() >= self.next:
                self.beat()

    def beat(self) -> None:
        """Write the bytes to every socket."""
        self.ticks -= 1
        self.next += self.pause
        for number, sock in self.phones.items():
            if number in self.rest:
                continue  # it has not taken the last frame yet
            try:
                sent = sock.send(self.frame)
            except BlockingIOError:
                sent = 0
            if sent < len(self.frame):
                self.later(number, self.frame[sent:])

    def hear(self) -> bool:
        """Read an order. False at the end of standard input."""
        line = os.read(0, 65536)
        if line:
            order = json.loads(line)
            self.frame, self.ticks, self.pause = base64.b64decode(order["bytes"]), order["ticks"], order["ms"] / 1000
            self.next = time.monotonic() + self.pause
        return bool(line)

    def accept(self) -> None:
        """Accept one connection."""
        sock, _ = self.listener.accept()
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.phones[sock.fileno()] = sock
        self.epoll.register(sock.fileno(), select.EPOLLIN)

    def leave(self, number: int) -> None:
        """Remove a connection: these clients send nothing, so input means that one closed."""
        self.epoll.unregister(number)
        self.phones.pop(number).close()
        self.rest.pop(number, None)

    def later(self, number: int, rest: bytes) -> None:
        """Keep the bytes that did not fit into the socket's buffer."""
        self.rest[number] = rest
        self.epoll.modify(number, select.EPOLLIN | select.EPOLLOUT)

    def write(self, number: int, rest: bytes) -> None:
        """Write the kept bytes."""
        sent = self.phones[number].send(rest)
        if sent < len(rest):
            self.rest[number] = rest[sent:]
        else:
            self.epoll.modify(number, select.EPOLLIN)


if __name__ == "__main__":
    loop = Loop()
    print(f"PORT {loop.listener.getsockname()[1]}", flush=True)
    loop.run()
    sys.stdout.flush()
