// The button below the queue that lets all ideas through that have been read and carry no warning, as one deed. Then
// the queue stands at the first one that is still to be read or decided.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { twice } from "../parts/double_press.js";
import { isKeptBack, showIdeas } from "../parts/show_ideas.js";
import { firstOpen } from "./next_row.js";
import { together } from "./read_rows.js";

/**
 * Mounts the button: {node, draw(list, times), run()} presses it. `list` is the queue, `times` are from readingTimes().
 */
export function letThrough(desk) {
  const node = el("div", { class: "together", hidden: true });
  const ui = { ideas: [], sent: [] };
  return {
    node,
    draw: (list, times) => {
      draw(desk, node, ui, together(list, times, Date.now()));
      if (isThrough(ui, list)) toUnread(node, list, times);
    },
    run: () => (ui.ideas.length ? show(desk, ui) : desk.say(t("console.queue.none_read"), "hint")),
  };
}

function draw(desk, node, ui, ideas) {
  ui.ideas = ideas;
  // One idea has its own button.
  node.hidden = ideas.length < 2;
  const numbers = ideas.map((idea) => idea.number).join(", ");
  const key = ideas.some((idea) => isKeptBack(desk.view, idea)) ? "console.let_in_read" : "console.show_read";
  if (node.dataset.stamp === key + numbers) return;
  node.dataset.stamp = key + numbers;
  const held = node.contains(document.activeElement);
  const words = t(key, {}, ideas.length);
  const one = button(words, () => show(desk, ui), { icon: "eye", id: "show-read", label: words + ": " + numbers });
  one.title = numbers;
  replaceContent(node, one);
  if (held) (node.hidden ? document.getElementById("queue-title") : one).focus();
}

function show(desk, ui) {
  if (twice(desk.ui, "showedAt")) return;
  const ids = (ui.sent = ui.ideas.map((idea) => idea.id));
  if (ids.length) return showIdeas(desk, ids);
}

// Whether all that was sent has left the queue; true once.
function isThrough(ui, list) {
  if (!ui.sent.length || list.some((idea) => ui.sent.includes(idea.id))) return false;
  ui.sent = [];
  return true;
}

// What stands where the rows stood was never in view. "Hide…" has the focus, because one Enter too many must not show
// what nobody has read. Who has gone elsewhere meanwhile is left there.
function toUnread(node, list, times) {
  const at = document.activeElement;
  const place = document.getElementById("queue-list");
  if (
    ![document.body, document.getElementById("queue-title")].includes(at) &&
    !node.contains(at) &&
    !place.contains(at)
  )
    return;
  const next = firstOpen(list, times, Date.now());
  const row = next && place.querySelector('[data-id="' + next.id + '"]');
  if (!row) return document.getElementById("queue-title").focus();
  // The buttons of a row are there once it has the focus.
  row.focus({ preventScroll: true });
  row.querySelector("[data-hide]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "start" });
}
