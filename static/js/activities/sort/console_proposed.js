// The themes that participants propose, for the facilitator to take or to dismiss. Nobody else reads them before.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../../console/parts/button.js";
import { patch } from "../../console/parts/keyed_list.js";
import { words } from "../../console/parts/written.js";

/** The list: {node, draw(view)}. */
export function proposed(desk) {
  const list = el("ul", {});
  const node = el("section", { class: "proposed", hidden: true }, el("h2", {}, t("sort.proposed")), list);
  return {
    node,
    draw: (view) => {
      const found = byWords(view.proposals);
      node.hidden = !found.length;
      patch(list, found, {
        keyOf: (one) => one.id,
        make: () => el("li", {}),
        update: (row, one) => fill(desk, row, one),
      });
    },
  };
}

/**
 * One entry for each wording, the oldest first: {id, title, flags, people, all}. `all`: how many wait from the one person
 * who proposed it; 0 where several people did.
 */
export function byWords(proposals) {
  const found = new Map();
  for (const { id, title, flags, first } of proposals) {
    const same = found.get(title.toLowerCase());
    if (same) Object.assign(same, { people: same.people + 1, all: 0 });
    else found.set(title.toLowerCase(), { id, title, flags, people: 1, all: countOf(proposals, first) });
  }
  return [...found.values()];
}

function countOf(proposals, first) {
  return proposals.filter((one) => one.first === first).length;
}

// Redrawn only when it changed, so that the button under a finger stays.
function fill(desk, row, one) {
  const stamp = JSON.stringify(one);
  if (row.dataset.stamp === stamp) return;
  row.dataset.stamp = stamp;
  const held = row.contains(document.activeElement);
  const facts = { title: one.title };
  row.replaceChildren(
    el("div", {}, el("p", {}, words({ text: one.title, lang: "" })), ...notes(one), everything(desk, one)),
    button(t("sort.proposed.take"), () => desk.act("proposal.take", { proposal: one.id }), {
      label: t("sort.proposed.take.label", facts),
    }),
    button(t("sort.proposed.dismiss"), () => desk.act("proposal.dismiss", { proposal: one.id }), {
      label: t("sort.proposed.dismiss.label", facts),
    }),
  );
  if (held) row.querySelector("button").focus();
}

// What one person proposes without end goes at one stroke.
function everything(desk, one) {
  if (one.all < 2) return null;
  const run = () => desk.act("proposal.dismiss", { proposal: one.id, all: true });
  return button(t("sort.proposed.dismiss.all", {}, one.all), run, { bare: true });
}

function notes(one) {
  return [
    one.flags.length &&
      el("p", { class: "why" }, icon("flag"), one.flags.map((flag) => t("mod.flag." + flag)).join(" ")),
    one.people > 1 && el("p", { class: "quiet" }, t("sort.proposed.people", {}, one.people)),
  ].filter(Boolean);
}
