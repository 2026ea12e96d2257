// The themes that participants propose, for the facilitator to take or to dismiss. Nobody else reads them before.

import { el, icon } from "../../dom/el.js";
import { themeKey } from "../../text/theme_key.js";
import { t } from "../../text/words.js";
import { button } from "../../console/parts/button.js";
import { patch } from "../../console/parts/keyed_list.js";
import { words } from "../../console/parts/written.js";

const HEAD = "proposed-title";

/**
 * The list: {node, draw(view)}. Where the row with the focus leaves, the next one gets it, as a whole: one Enter too
 * many must not take what nobody has read.
 */
export function proposed(desk) {
  const list = el("ul", {});
  const head = el("h2", { id: HEAD, tabindex: "-1" }, t("sort.proposed"));
  const node = el("section", { class: "proposed", hidden: true }, head, list);
  return {
    node,
    draw: (view) => {
      const found = byWords(view.proposals);
      const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
      patch(list, found, {
        keyOf: (one) => one.id,
        make: () => el("li", { tabindex: "-1" }),
        update: (row, one) => fill(desk, row, one),
      });
      const left = at >= 0 && !list.contains(document.activeElement);
      if (left) (list.children[Math.min(at, found.length - 1)] || head).focus();
      // The head stays while it has the focus, which would be nowhere without it.
      node.hidden = !found.length && document.activeElement !== head;
    },
  };
}

/** How many proposals need a decision, and where: {n, words, place}. */
export function waiting(view) {
  const n = byWords(view.proposals).length;
  return { n, words: n ? t("sort.proposed.wait", {}, n) : "", place: HEAD };
}

/**
 * One entry for each wording, the oldest first: {id, title, flags, people, all}. `all`: how many wait from the one
 * person who proposed it; 0 where several people did.
 */
export function byWords(proposals) {
  const found = new Map();
  for (const { id, title, flags, first } of proposals) {
    const same = found.get(themeKey(title));
    if (same) Object.assign(same, { people: same.people + 1, all: 0 });
    else found.set(themeKey(title), { id, title, flags, people: 1, all: countOf(proposals, first) });
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
  const held = row.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
  const facts = { title: one.title };
  const take = button(t("sort.proposed.take"), () => desk.act("proposal.take", { proposal: one.id }), {
    label: t("sort.proposed.take.label", facts),
  });
  row.replaceChildren(
    el("div", {}, el("p", {}, words({ text: one.title, lang: "" })), ...notes(one), everything(desk, one)),
    take,
    button(t("sort.proposed.dismiss"), () => dismiss(desk, one, 1), { label: t("sort.proposed.dismiss.label", facts) }),
  );
  if (held) ([...row.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === held) || row).focus();
}

// Who does not see the row leave hears it.
async function dismiss(desk, { id, title }, n) {
  const answer = await desk.act("proposal.dismiss", n > 1 ? { proposal: id, all: true } : { proposal: id });
  if (answer && answer.ok) desk.say(t("sort.proposed.dismissed", { title }, n));
}

// What one person proposes without end goes at one stroke.
function everything(desk, one) {
  if (one.all < 2) return null;
  const label = t("sort.proposed.dismiss.all.label", { title: one.title }, one.all);
  return button(t("sort.proposed.dismiss.all", {}, one.all), () => dismiss(desk, one, one.all), { bare: true, label });
}

function notes(one) {
  return [
    one.flags.length &&
      el("p", { class: "why" }, icon("flag"), one.flags.map((flag) => t("mod.flag." + flag)).join(" ")),
    one.people > 1 && el("p", { class: "quiet" }, t("sort.proposed.people", {}, one.people)),
  ].filter(Boolean);
}
