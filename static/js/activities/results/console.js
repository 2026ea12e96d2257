// The work of a results step: reveals the vote before it and uncovers it place by place.

import { voteBefore } from "../../vote/agenda.js";
import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { drawReveal, revealButton } from "../../console/work/reveal.js";
import { drawTools } from "../../console/work/tools.js";

export { picture } from "./picture.js";

/** Mounts the work of a results step. */
export function mount(desk, place) {
  const tools = el("div", { class: "tools" });
  const result = el("div", { class: "result scroll" });
  place.append(tools, result);
  return { draw: (view) => draw(desk, tools, result, view) };
}

function draw(desk, tools, result, view) {
  const vote = voteBefore(view.steps, view.step, view.tally);
  drawTools(desk, tools, view, extra(desk, view, vote));
  if (vote && vote.revealed) return drawReveal(desk, result, view, vote);
  const stamp = vote ? "covered" : "none";
  if (result.dataset.stamp === stamp) return;
  result.dataset.stamp = stamp;
  replaceContent(result, el("p", { class: "empty" }, t(vote ? "console.results.covered" : "console.results.none")));
}

function extra(desk, view, vote) {
  if (!vote) return { noClosing: true, stamp: "none" };
  const stamp = vote.revealed ? "shown" : "covered " + view.state(vote);
  return { noClosing: true, stamp, buttons: [revealButton(desk, view, vote)] };
}
