// Asking the server's page for what only it can make: secrets. JSON in, JSON out, said no in words.

import { refusalText } from "../parts/status_line.js";

/** POST to `/console/<ref>/<what>`; resolves to the answer, {ok: false} after a refusal that was said. */
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
