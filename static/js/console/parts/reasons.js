// The choice of a reason for hiding ideas, in place; their authors see it. Of an idea that came by phone all ideas of
// its author can be hidden for the same reason.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "./button.js";
import { offered, reasonCounts, reasonWords } from "./reason_words.js";

const DIGITS = 9;

/**
 * The choice as an element. Calls `chosen(reason, all)` or `cancelled()` once; digits choose, Esc cancels. With an
 * `idea` it offers all ideas of its author, which 0 switches on and off. `why` is a question of its own.
 */
export function reasons(desk, chosen, cancelled, { idea, why } = {}) {
  const names = offered(desk.view.forum);
  const all = idea && idea.source === "phone" ? el("input", { type: "checkbox" }) : null;
  const asked = why || t("mod.hide.why");
  const choose = (reason) => chosen(reason, Boolean(all && all.checked));
  const rows = names.map((name, i) =>
    button(reasonWords(desk, name), () => choose(name), { key: i < DIGITS ? String(i + 1) : undefined }),
  );
  const box = el(
    "div",
    { class: "reasons", role: "group", "aria-label": asked },
    el("p", {}, asked),
    ...rows,
    all && el("label", { class: "pick" }, all, el("span", {}, t("mod.hide.author")), el("kbd", {}, "0")),
    button(t("common.cancel"), cancelled, { bare: true }),
  );
  box.answers = (event) => byKey(event, { names, choose, cancelled, all });
  box.addEventListener("keydown", box.answers);
  return box;
}

/** Lets keys anywhere in `place` answer the reasons that are open in it: digits choose, Esc cancels. */
export function watchOpenReasons(place) {
  place.addEventListener("keydown", (event) => {
    const open = place.querySelector(".reasons");
    const answers = /^(\d|Escape)$/.test(event.key) && !(event.ctrlKey || event.metaKey || event.altKey);
    if (open && answers && !event.defaultPrevented && !event.target.closest("select, textarea, input[type=search]"))
      open.answers(event);
  });
}

function byKey(event, { names, choose, cancelled, all }) {
  const reason = names.slice(0, DIGITS)[Number(event.key) - 1];
  const whole = event.key === "0" && all;
  if (event.key !== "Escape" && !reason && !whole) return keepFromShortcuts(event);
  event.preventDefault();
  event.stopPropagation();
  if (whole) all.checked = !all.checked;
  else if (reason) choose(reason);
  else cancelled();
}

// A slip of the finger in answering must not act on the hall.
function keepFromShortcuts(event) {
  if (event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey)) event.stopPropagation();
}

/** Hides one idea, or with `all` every idea of its author, whose later ones then wait. Resolves to the answer. */
export async function hideOne(desk, idea, reason, all) {
  if (!all) return hide(desk, [idea], reason);
  const answer = await desk.act("author.hide", { idea, reason });
  if (answer.ok) desk.say(hiddenOf(answer.made));
  return answer;
}

function hiddenOf(made) {
  const words = t("console.author.hidden", {}, made.ideas || 0);
  return made.proposals ? words + " " + t("console.author.proposals", {}, made.proposals) : words;
}

/** Hides ideas for one reason, which is remembered for the next idea. Resolves to the answer. */
export function hide(desk, ids, reason) {
  desk.ui.reason = reason;
  return hideEach(
    desk,
    ids.map((idea) => ({ idea, reason })),
  );
}

/**
 * Hides ideas, each for its own reason ({idea, reason}), as one deed, and says once how many were not hidden before.
 * Resolves to the answer.
 */
export async function hideEach(desk, hidings) {
  // Undo and the line of the last change name one idea by its number.
  if (hidings.length === 1) return desk.act("idea.hide", hidings[0]);
  const answer = await desk.act("ideas.hide", { hidings });
  if (!answer.ok) return answer;
  const hidden = hidings.filter(({ idea }) => answer.made.ideas.includes(idea)).map(({ reason }) => reason);
  desk.say(hidden.length ? hiddenMany(desk, hidden) : t("console.queue.hidden_before"));
  return answer;
}

// One reason in the words that the authors read, several by how many ideas were hidden for each.
function hiddenMany(desk, names) {
  const [one, ...others] = new Set(names);
  const reason = others.length ? reasonCounts(names) : reasonWords(desk, one);
  return t("console.queue.hidden_many", { reason }, names.length);
}
