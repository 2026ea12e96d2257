// What the hall makes of each loose idea, as proposals: nothing moves until a facilitator takes one, or all above a
// share.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../../console/parts/button.js";
import { patch, text } from "../../console/parts/keyed_list.js";
import { words } from "../../console/parts/written.js";
import { proposals, SHARES, taken } from "./proposals.js";

/** The list: {node, draw(view)}. */
export function agreed(desk) {
  const share = el("select", { id: "sort-share" }, ...SHARES.map((n) => el("option", { value: n }, n + " %")));
  share.value = "60";
  const all = button("", () => takeAll(desk, Number(share.value)), { id: "sort-take", main: true });
  const sum = el("p", { class: "quiet" });
  const list = el("ul", {});
  const take = el("div", { class: "take" }, el("label", { for: "sort-share" }, t("sort.above")), share, all);
  const node = el("section", { class: "agreed scroll" }, el("h2", {}, t("sort.agreed")), sum, take, list);
  const parts = { node, share, all, sum, take, list };
  share.addEventListener("change", () => draw(desk, parts, desk.view));
  return { node, draw: (view) => draw(desk, parts, view) };
}

function draw(desk, { share, all, sum, take, list }, view) {
  const sorting = view.sorting(view.step.id);
  const found = proposals(view, sorting);
  const n = taken(found, Number(share.value)).length;
  text(sum, summed(sorting));
  take.hidden = !found.length;
  text(all.querySelector("span"), t("sort.take_all", {}, n));
  all.disabled = !n;
  patch(list, found, {
    keyOf: (one) => one.idea.id,
    make: () => el("li", {}),
    update: (row, one) => fill(desk, row, one),
  });
}

function summed(sorting) {
  if (!sorting) return t("sort.agreed.none");
  const facts = { n: sorting.enough, total: sorting.total, agreement: sorting.agreement };
  return t("sort.progress", facts) + (sorting.agreement === null ? "" : " · " + t("sort.agreement", facts));
}

// Redrawn only when it changed, so that the button under a finger stays.
function fill(desk, row, { idea, theme, its, enough }) {
  const stamp = JSON.stringify([idea.text, theme, its]);
  if (row.dataset.stamp === stamp) return;
  row.dataset.stamp = stamp;
  const held = row.contains(document.activeElement);
  const bar = el("i", {});
  bar.style.inlineSize = its.share + "%";
  const place = () => desk.act("idea.place", { ideas: [idea.id], cluster: theme.id });
  row.replaceChildren(
    el("span", { class: "no" }, String(idea.number)),
    el("div", {}, el("p", {}, words(idea)), el("p", { class: "quiet" }, said(theme, its))),
    el("span", { class: "share", "aria-hidden": "true" }, bar),
    theme && enough
      ? button(t("sort.take"), place, { label: t("sort.take.label", { number: idea.number, theme: theme.letter }) })
      : el("span", {}),
  );
  if (held && row.querySelector("button")) row.querySelector("button").focus();
}

function said(theme, its) {
  const where = theme ? t("sort.into", { theme: (theme.letter + " " + theme.title).trim() }) : t("sort.split");
  const facts = { share: its.share, unsure: its.unsure, agreement: its.agreement };
  const parts = [where, t("sort.share", facts, its.seen)];
  if (its.unsure) parts.push(t("sort.unsure.n", {}, its.unsure));
  if (its.agreement !== null) parts.push(t("sort.agreement", facts));
  return parts.join(" · ");
}

async function takeAll(desk, share) {
  const answer = await desk.act("sort.take", { activity: desk.view.step.id, share });
  if (answer && answer.ok) desk.say(t("sort.took", {}, answer.made.placed));
}
