// The decisions on ideas of the queue, by button and by key. A decided row leaves at once, without waiting for the
// server.

import { t } from "../../text/words.js";
import { hideEach, hideOne } from "../parts/reasons.js";
import { reasonWords } from "../parts/reason_words.js";
import { showIdeas } from "../parts/show_ideas.js";
import { isWaiting, seenMark } from "../parts/waiting.js";
import { currentRow } from "./queue_keys.js";
import { GLANCE_MS } from "./read_rows.js";

/**
 * What can be decided on an idea: show, mask, hide, and ask for a reason; and hideMany(ideas, reasons), each for its
 * own.
 */
export function actsOn(desk, ui) {
  return {
    show: (idea) => (isWaiting(idea) ? gone(desk, ui, [idea], showIdeas(desk, [idea.id])) : keep(desk, ui, idea)),
    mask: (idea) => gone(desk, ui, [idea], showIdeas(desk, [idea.id], true)),
    hide: (idea, reason, all) => {
      ui.asking = null;
      return gone(desk, ui, [idea], hideOne(desk, idea.id, reason, all));
    },
    hideMany: (ideas, reasons) => {
      // What stands where these stood was never in view.
      ui.toTop = true;
      const hidings = ideas.map((idea, at) => ({ idea: idea.id, reason: reasons[at] }));
      return gone(desk, ui, ideas, hideEach(desk, hidings));
    },
    ask: (idea) => ask(desk, ui, idea),
  };
}

// Decided rows leave at once; they come back if the server refuses the decision.
function gone(desk, ui, ideas, answered) {
  if (!answered) return;
  [ui.rows, ui.warned].forEach(({ times }) => times.acted(Date.now()));
  ideas.forEach((idea) => ui.decided.add(idea.id));
  desk.redraw();
  return answered.then((answer) => {
    if (!answer || !answer.ok) ideas.forEach((idea) => ui.decided.delete(idea.id));
    desk.redraw();
  });
}

function keep(desk, ui, idea) {
  ui.seen.add(seenMark(idea));
  desk.redraw();
}

/** Opens or closes the reasons for hiding an idea. */
export function ask(desk, ui, idea) {
  ui.asking = ui.asking === idea.id ? null : idea.id;
  desk.hush();
  desk.drawNow();
  toReasons();
}

// Wherever the focus was when the reasons were asked for, the next key answers them.
function toReasons() {
  const question = document.querySelector("#queue-list .reasons");
  if (!question) return;
  if (!question.contains(document.activeElement)) question.querySelector("button").focus();
  question.scrollIntoView({ block: "nearest" });
}

/** The decisions by key. They act on the current row, once it was in view for a moment. */
export function decideByKey(desk, ui) {
  const current = () => {
    const row = currentRow(ui.place);
    return row && desk.view.idea(Number(row.dataset.id));
  };
  const readFirst = () => desk.say(t("console.queue.read_first"), "hint");
  // What has just slid under the finger was not read.
  const read = (run) => () => {
    const idea = current();
    if (!idea || ui.decided.has(idea.id)) return;
    // The question is open: what comes now is its answer, not another decision on the same idea.
    if (ui.asking === idea.id) return toReasons();
    if (!ui.rows.times.wasSeen(idea, Date.now(), GLANCE_MS)) return readFirst();
    return run(idea);
  };
  return {
    a: read((idea) => (ui.skips.isNew(idea.id, Date.now()) ? readFirst() : ui.acts.show(idea))),
    m: read((idea) => (idea.maskable ? ui.acts.mask(idea) : desk.say(t(whyUnmasked(idea)), "hint"))),
    d: read((idea) => hideAgain(desk, ui, idea)),
    A: () => ui.several.run(),
    D: () => ui.hiding.run(),
  };
}

function whyUnmasked(idea) {
  return idea.found.length ? "refusal.too_little_left" : "refusal.nothing_to_mask";
}

// The reason is said: a key is pressed without seeing it.
function hideAgain(desk, ui, idea) {
  const { reason } = desk.ui;
  if (!reason) return ask(desk, ui, idea);
  const hidden = ui.acts.hide(idea, reason, false);
  desk.say(t("console.queue.hidden", { number: idea.number, reason: reasonWords(desk, reason) }));
  return hidden;
}
