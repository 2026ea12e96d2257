// Sends one command: over the socket, or by an HTTP POST with the same key while the socket is down or does not answer. Phone-safe.

import { LIMITS } from "./contract.js";
import { post } from "./http_fallback.js";
import { giveUp } from "./transport.js";

/** How long a command or a connection may stay unanswered, in ms. */
export const PATIENCE = 5000;
// Bytes that the wire itself puts around a message.
const AROUND = 100;
const TOO_LARGE = { ok: false, code: "too_large", facts: {} };

/**
 * Resolves to the server's answer {ok, code, facts, made}. A command that is too large is refused here: the server would close the connection.
 */
export function send(line, verb, body) {
  if (new TextEncoder().encode(JSON.stringify([verb, body])).length > LIMITS.message - AROUND)
    return Promise.resolve(TOO_LARGE);
  if (!line.online) return post(line.boot, verb, body, PATIENCE);
  const heard = line.heard;
  return new Promise(function (resolve) {
    line.socket.timeout(PATIENCE).emit("do", verb, body, function (error, answer) {
      if (!error) return resolve(answer);
      if (line.online && line.heard === heard) giveUp(line);
      return resolve(post(line.boot, verb, body, PATIENCE));
    });
  });
}
