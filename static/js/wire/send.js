// Sends one command: over the socket, or by an HTTP POST with the same key while the socket is down or does not answer.
// Phone-safe.

import { LIMITS } from "./contract.js";
import { post } from "./http_fallback.js";
import { giveUp } from "./transport.js";

/** Timeout of a command and of a connection attempt. */
export const TIMEOUT_MS = 5000;
// Bytes that Socket.IO adds around a message.
const OVERHEAD_BYTES = 100;
const TOO_LARGE = { ok: false, code: "too_large", facts: {} };

/**
 * Resolves to the server's answer {ok, code, facts, made}. Refuses a command that is larger than the server accepts:
 * the server would close the connection on it.
 */
export function send(connection, verb, body) {
  if (new TextEncoder().encode(JSON.stringify([verb, body])).length > LIMITS.message - OVERHEAD_BYTES)
    return Promise.resolve(TOO_LARGE);
  if (!connection.online) return post(connection.boot, verb, body, TIMEOUT_MS);
  const heard = connection.heard;
  return new Promise(function (resolve) {
    connection.socket.timeout(TIMEOUT_MS).emit("do", verb, body, function (error, answer) {
      if (!error) return resolve(answer);
      if (connection.online && connection.heard === heard) giveUp(connection);
      return resolve(post(connection.boot, verb, body, TIMEOUT_MS));
    });
  });
}
