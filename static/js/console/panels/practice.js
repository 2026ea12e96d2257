// The button that calls simulated people into a rehearsal and sends them away. A real forum has none.

import { replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { ask } from "./posts.js";
import { button } from "../parts/button.js";

/** Mounts the button once the forum is known to be a rehearsal. */
export function mountPractice(desk) {
  const place = document.getElementById("practice");
  const known = { asked: false };
  return {
    draw: (view) => {
      if (!view.forum.rehearsal || known.asked) return;
      known.asked = true;
      fetchState(desk).then((answer) => offer(desk, place, answer));
    },
  };
}

async function fetchState(desk) {
  const answer = await fetch("/console/" + desk.boot.ref + "/practice", { credentials: "same-origin" }).catch(
    () => null,
  );
  return answer && answer.ok ? answer.json() : { ok: false };
}

// Draws what is possible now: call them, or send them away.
function offer(desk, place, answer) {
  if (!answer.ok) return;
  const here = answer.people > 0;
  const node = button(
    t(here ? "console.practice.away" : "console.practice.call", { n: answer.call }),
    () => change(desk, place, !here),
    { id: "practice-button", bare: true },
  );
  replaceContent(place, node);
  place.hidden = false;
}

async function change(desk, place, on) {
  place.firstChild.disabled = true;
  const answer = await ask(desk, "practice", { on });
  if (answer.ok) desk.say(t(on ? "console.practice.coming" : "console.practice.gone", { n: answer.call }));
  if (!answer.ok && answer.code === "offline") {
    place.firstChild.disabled = false;
    return;
  }
  offer(desk, place, answer.ok ? answer : await fetchState(desk));
  place.firstChild.focus();
}
