// What participants suggest for an idea: how many people which theme. On its card a tap takes it, another dismisses it; for
// the keyboard and for screen readers the panel of suggestions lists the same with buttons.

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
    const words = t("console.suggested", { theme: cluster.letter }, people);
    return el(
      "span",
      { class: "suggested" },
      tapped(
        () => place(board, [idea.id], cluster.id),
        { class: "take", title: t("console.suggested.take", facts) },
        icon("people"),
        el("span", {}, words),
      ),
      tapped(
        () => dismiss(board, idea, cluster),
        { class: "dismiss", title: t("console.suggested.dismiss", facts), "aria-hidden": "true" },
        "×",
      ),
    );
  });
}

async function dismiss(board, idea, cluster) {
  const answer = await board.desk.act("placement.dismiss", { idea: idea.id, cluster: cluster.id, dismissed: true });
  if (answer.ok) board.desk.say(dismissed(idea, cluster));
}

/** What is said after a suggestion of people was dismissed. */
export function dismissed(idea, cluster) {
  return t("console.suggested.dismissed", { number: idea.number, theme: nameOf(cluster) });
}

// No button, because a card is an option of a list, and assistive technology reaches nothing within an option. The card
// must not be selected or dragged by this tap.
function tapped(run, attrs, ...children) {
  const stop = (event) => event.stopPropagation();
  const press = (event) => {
    stop(event);
    run();
  };
  return el("span", { pointerdown: stop, click: press, ...attrs }, ...children);
}
