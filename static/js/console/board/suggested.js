// What participants suggest on a card of the board: how many people which theme. A tap takes it, another dismisses it.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { place } from "./moves.js";
import { nameOf } from "./theme_name.js";

/** What people suggest for an idea, most first: [{cluster, people}], of the themes that are on the board. */
export function suggestedFor(idea, clusters) {
  return clusters
    .filter((cluster) => idea.suggested[cluster.id] && cluster.id !== idea.cluster)
    .map((cluster) => ({ cluster, people: idea.suggested[cluster.id] }))
    .sort((a, b) => b.people - a.people);
}

/** The lines on a card; none where nobody suggests anything. */
export function suggestionLines(board, idea) {
  return suggestedFor(idea, board.view.clusters).map(({ cluster, people }) => {
    const facts = { number: idea.number, theme: nameOf(cluster) };
    const take = pressed(() => place(board, [idea.id], cluster.id), {
      class: "take",
      "aria-label":
        t("console.suggested", { theme: nameOf(cluster) }, people) + ". " + t("console.suggested.take", facts),
    });
    take.append(icon("people"), el("span", {}, t("console.suggested", { theme: cluster.letter }, people)));
    const cross = pressed(() => dismiss(board, idea, cluster), {
      class: "dismiss",
      "aria-label": t("console.suggested.dismiss", facts),
      title: t("console.suggested.dismiss", facts),
    });
    cross.append("×");
    return el("span", { class: "suggested" }, take, cross);
  });
}

/** Dismisses what people suggest for an idea, and says so. */
export async function dismiss(board, idea, cluster) {
  const body = { idea: idea.id, cluster: cluster.id, dismissed: true };
  const answer = await board.desk.act("placement.dismiss", body);
  if (answer.ok) board.desk.say(t("console.suggested.dismissed", { number: idea.number, theme: nameOf(cluster) }));
  return answer;
}

// The card must not be selected or dragged by this tap.
function pressed(run, more) {
  const stop = (event) => event.stopPropagation();
  const press = (event) => {
    stop(event);
    run();
  };
  return el("button", { type: "button", tabindex: "-1", pointerdown: stop, click: press, ...more });
}
