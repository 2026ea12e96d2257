// Posts JSON to the console's page on the server, for what must not go through the socket: secrets. Refusals are shown
// in the status line.

import { refusalText } from "../parts/status_line.js";

/** Posts to `/console/<ref>/<what>`. Resolves to the answer, or to {ok: false} after a refusal has been shown. */
export async function ask(desk, what, body) {
  const answer = await send(desk, what, body).catch(() => ({ ok: false, code: "offline" }));
  if (!answer.ok) desk.say(refusalText(answer), "refused");
  return answer;
}

async function send(desk, what, body) {
  const response = await fetch("/console/" + desk.boot.ref + "/" + what, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF": desk.boot.csrf },
    body: JSON.stringify(body || {}),
  });
  return response.json();
}
