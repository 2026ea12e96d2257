// The work of a results step: reveals the vote before it and uncovers it place by place.

import { voteBefore } from "../../vote/agenda.js";
import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { drawReveal, reveal } from "../../console/work/reveal.js";
import { button } from "../../console/parts/button.js";
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
  const vote = voteBefore(view.steps, view.step);
  drawTools(desk, tools, view, extra(desk, view, vote));
  if (vote && vote.revealed) return drawReveal(desk, result, view, vote);
  const stamp = vote ? "covered" : "none";
  if (result.dataset.stamp === stamp) return;
  result.dataset.stamp = stamp;
  replaceContent(result, el("p", { class: "empty" }, t(vote ? "console.results.covered" : "console.results.none")));
}

function extra(desk, view, vote) {
  if (!vote) return { noClosing: true, stamp: "none" };
  if (vote.revealed)
    return {
      noClosing: true,
      stamp: "shown",
      buttons: [button(t("console.unreveal"), () => reveal(desk, vote, false), { id: "unreveal" })],
    };
  const closed = view.state(vote) === "closed";
  const show = button(t("console.reveal"), () => reveal(desk, vote), {
    id: "reveal",
    key: "r",
    icon: "eye",
    main: true,
    disabled: !closed,
  });
  return { noClosing: true, stamp: "covered" + closed, buttons: [show] };
}
