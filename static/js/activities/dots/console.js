// The work of a dots step: who has voted, counted hands, closing and revealing. No tally before the reveal.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { mountHands } from "../../console/work/hands.js";
import { leftOut } from "../../console/work/left_out.js";
import { text } from "../../console/parts/keyed_list.js";
import { drawReveal } from "../../console/work/reveal.js";
import { button } from "../../console/parts/button.js";
import { drawTools } from "../../console/work/tools.js";

const MOST_TICKS = 220;

/** Mounts the work of a dots step. */
export function mount(desk, place) {
  const tools = el("div", { class: "tools" });
  const progress = el(
    "div",
    { class: "progress" },
    el("h2", {}),
    el("p", { class: "big" }),
    el("p", { class: "ticks", "aria-hidden": "true" }),
    el("p", { class: "quiet" }),
  );
  const hands = mountHands(desk);
  const result = el("div", { class: "result scroll" });
  const out = leftOut(desk);
  hands.node.append(out.node);
  place.append(tools, progress, hands.node, result);
  return {
    draw: (view) => {
      drawTools(desk, tools, view, extra(desk, view));
      drawProgress(desk, progress, view);
      progress.hidden = hands.node.hidden = view.step.revealed;
      result.hidden = !view.step.revealed;
      if (view.step.revealed) drawReveal(desk, result, view, view.step);
      else hands.draw(view);
      out.draw(view);
    },
  };
}

/** Reveals the result of a closed vote, or takes the reveal back. */
export function reveal(desk, step, shown = true) {
  return desk.act("activity.reveal", { activity: step.id, shown });
}

function extra(desk, view) {
  const { step } = view;
  if (step.revealed)
    return {
      noClosing: true,
      stamp: "shown",
      buttons: [button(t("console.unreveal"), () => reveal(desk, step, false), { id: "unreveal" })],
    };
  const closed = view.state(step) === "closed";
  const show = button(t("console.reveal"), () => reveal(desk, step), {
    id: "reveal",
    key: "r",
    icon: "eye",
    main: true,
  });
  return { stamp: closed, note: closed ? t("console.dots.ready") : "", buttons: closed ? [show] : [] };
}

function drawProgress(desk, node, view) {
  const { step, forum } = view;
  const [title, big, ticks, rule] = node.children;
  const total = Math.max(forum.here, step.voted);
  text(title, desk.pick(step.prompt));
  text(big, t("screen.voted", { n: step.voted, total }));
  text(
    rule,
    t("dots.rule." + step.settings.of, { cap: step.settings.cap }, step.settings.dots) +
      " · " +
      t("console.done", { n: step.done, total: forum.here }),
  );
  const stamp = step.voted + "/" + total;
  if (ticks.dataset.stamp === stamp) return;
  ticks.dataset.stamp = stamp;
  ticks.hidden = total > MOST_TICKS;
  replaceContent(
    ticks,
    ...(total > MOST_TICKS
      ? []
      : Array.from({ length: total }, (_, i) => el("i", { class: i < step.voted ? null : "open" }))),
  );
}
