// The work of a vote, of whatever kind: who has voted, counted hands, closing and revealing. No tally before the
// reveal.

import { el, replaceContent } from "../../dom/el.js";
import { wordsOf } from "../../vote/agenda.js";
import { turnout } from "../../vote/turnout.js";
import { t } from "../../text/words.js";
import { mountHands } from "./hands.js";
import { leftOut } from "./left_out.js";
import { mountPaperBallots } from "./paper_ballots.js";
import { text } from "../parts/keyed_list.js";
import { drawReveal, revealButton } from "./reveal.js";
import { drawTools } from "./tools.js";

const MOST_TICKS = 220;

/** Mounts the work of a vote. `rule(step)` says in one sentence what people may give. */
export function mountVote(desk, place, rule) {
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
  const papers = mountPaperBallots(desk);
  const result = el("div", { class: "result scroll" });
  const out = leftOut(desk);
  hands.node.prepend(papers.node);
  hands.node.append(out.node);
  place.append(tools, progress, hands.node, result);
  return {
    draw: (view) => {
      drawTools(desk, tools, view, extra(desk, view));
      drawProgress(desk, progress, view, rule);
      progress.hidden = view.step.revealed;
      hands.node.hidden = view.step.revealed || !view.step.hands.length;
      result.hidden = !view.step.revealed;
      if (view.step.revealed) drawReveal(desk, result, view, view.step);
      else if (view.step.hands.length) hands.draw(view);
      papers.draw(view);
      out.draw(view);
    },
  };
}

function extra(desk, view) {
  const { step } = view;
  if (step.revealed) return { noClosing: true, stamp: "shown", buttons: [revealButton(desk, view, step)] };
  if (view.state(step) !== "closed") return { stamp: false, note: "", buttons: [] };
  return { stamp: true, note: t("console.vote_ready"), buttons: [revealButton(desk, view, step)] };
}

function drawProgress(desk, node, view, rule) {
  const { step, forum } = view;
  const [title, big, ticks, foot] = node.children;
  const { n, total } = turnout(forum, step);
  text(title, desk.question(step.prompt));
  text(big, t("screen.voted" + wordsOf(step), { n, total }));
  text(foot, rule(step) + " · " + t("console.done", { n: step.done, total: forum.here }));
  const stamp = n + "/" + total;
  if (ticks.dataset.stamp === stamp) return;
  ticks.dataset.stamp = stamp;
  ticks.hidden = total > MOST_TICKS;
  replaceContent(
    ticks,
    ...(total > MOST_TICKS ? [] : Array.from({ length: total }, (_, i) => el("i", { class: i < n ? null : "open" }))),
  );
}
