// The work of a results step: names the votes of which it tells, lets a facilitator choose which of them the hall looks
// at, reveals that one and uncovers it place by place.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { revealedWords } from "../../console/agenda/state_words.js";
import { voteHere, votesHere } from "../../console/parts/facts.js";
import { showVote } from "../../console/parts/screen_commands.js";
import { called } from "../../console/parts/step_names.js";
import { drawReveal, revealButton } from "../../console/work/reveal.js";
import { drawTools } from "../../console/work/tools.js";

export { picture } from "./picture.js";

/** Mounts the work of a results step. */
export function mount(desk, place) {
  const tools = el("div", { class: "tools" });
  const choice = el("div", { class: "results-of" });
  const result = el("div", { class: "result scroll" });
  place.append(tools, choice, result);
  return { draw: (view) => draw(desk, { tools, choice, result }, view) };
}

function draw(desk, { tools, choice, result }, view) {
  const vote = voteHere(view);
  drawTools(desk, tools, view, extra(desk, view, vote));
  drawChoice(desk, choice, view, vote);
  if (vote && vote.revealed) return drawReveal(desk, result, view, vote);
  const stamp = vote ? "covered" : "none";
  if (result.dataset.stamp === stamp) return;
  result.dataset.stamp = stamp;
  replaceContent(result, el("p", { class: "empty" }, t(vote ? "console.results.covered" : "console.results.none")));
}

function extra(desk, view, vote) {
  if (!vote) return { noClosing: true, stamp: "none" };
  const stamp = `${vote.id} ${vote.revealed ? "shown" : "covered " + view.state(vote)}`;
  return { noClosing: true, stamp, buttons: [revealButton(desk, view, vote)] };
}

// The vote whose result is shown, and a button for each where there are several, which may all have one name.
function drawChoice(desk, node, view, vote) {
  const list = votesHere(view).map((one) => ({
    vote: one,
    name: called(view, one),
    asked: desk.question(one.prompt),
    told: seen(view, one),
    here: one === vote,
  }));
  const stamp = JSON.stringify(list.map(({ vote: { id }, ...said }) => [id, said]));
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement) ? document.activeElement.id : "";
  node.hidden = !list.length;
  replaceContent(node, ...(list.length > 1 ? several(desk, list) : list.map(one)));
  const again = held && document.getElementById(held);
  if (again) again.focus();
}

function one({ name }) {
  return el("p", {}, t("console.results.of"), " ", el("b", {}, name));
}

function several(desk, list) {
  const buttons = list.map(({ vote, name, asked, told, here }) =>
    el(
      "button",
      {
        class: "btn",
        type: "button",
        id: "result-of-" + vote.id,
        "aria-pressed": String(here),
        click: () => here || showVote(desk, vote),
      },
      el("span", {}, name),
      asked && el("small", {}, asked),
      el("small", {}, told),
    ),
  );
  return [
    el("p", { id: "results-of" }, t("console.results.choose")),
    el("div", { class: "acts", role: "group", "aria-labelledby": "results-of" }, ...buttons),
    el("kbd", {}, "← →"),
  ];
}

// How much of the result the hall has seen.
function seen(view, vote) {
  return vote.revealed ? revealedWords(view, vote, "console.results.seen") : t("console.results.unseen");
}
