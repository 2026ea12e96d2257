// A plain Socket.IO server on Node, as its own guide writes it: one emit to everybody at each beat.
// An order is a line of JSON: {"payload": …, "ticks": n, "ms": pause}.
"use strict";

const { Server } = require("socket.io");
const http = require("http");
const lines = require("readline").createInterface({ input: process.stdin });

const server = http.createServer();
const io = new Server(server);

io.on("connection", (socket) => {
  socket.on("sync", () => socket.emit("snapshot", {}));
});

lines.on("line", (line) => {
  const order = JSON.parse(line);
  let left = order.ticks;
  const beat = setInterval(() => {
    io.emit("frame", order.payload);
    left -= 1;
    if (!left) clearInterval(beat);
  }, order.ms);
});
lines.on("close", () => process.exit(0));

server.listen({ port: 0, host: "127.0.0.1", backlog: 2048 }, () => console.log(`PORT ${server.address().port}`));
