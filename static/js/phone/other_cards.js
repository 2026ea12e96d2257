// Other people's ideas where a step is open. The list never moves unasked: new ideas wait behind "3 new ideas – show".
// Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { otherCard } from "./idea_card.js";
import { keyedList } from "./keyed_list.js";
import { arrivedIds, isSending } from "./own_ideas.js";
import { othersOf } from "./view.js";
import { showMore } from "./show_more.js";

const AT_ONCE = 20;

/** The section: {node, update}. Ideas up to number `page.seen` are shown from the start; later ones wait for a tap. */
export function others(page, step) {
  const view = { page: page, id: step.id, limit: AT_ONCE, known: {}, told: {}, fresh: {}, shown: 0, sign: "" };
  know(
    view,
    othersOf(page, step).filter((idea) => idea.number <= page.seen),
  );
  view.total = el("span", { class: "quiet num" });
  view.empty = el("p", { class: "quiet" }, t("phone.others.empty"));
  view.news = el("button", {
    type: "button",
    class: "btn wide",
    hidden: true,
    click: function () {
      showNew(view);
    },
  });
  view.more = showMore(function () {
    view.limit += AT_ONCE;
    view.page.draw();
  });
  const list = el("div", { class: "mine", tabindex: "-1" });
  view.list = list;
  view.keep = keyedList(list, otherCard);
  const heading = el("h2", {}, el("span", {}, t("phone.others")), " ", view.total);
  view.node = el("section", { class: "mine" }, heading, view.news, view.empty, list, view.more);
  return {
    node: view.node,
    update: function () {
      update(view);
    },
  };
}

function know(view, ideas) {
  ideas.forEach(function (idea) {
    view.known[idea.id] = true;
  });
}

// Recomputes only after ideas have changed, or when a person wants more of them.
function update(view) {
  const look = view.page.live.store;
  const sending = isSending(view.page);
  const sign = [
    look.version("idea"),
    look.version("mine"),
    view.limit,
    view.shown,
    sending,
    view.page.outbox.arrived().length,
  ].join("/");
  if (sign === view.sign) return;
  view.sign = sign;
  const all = foreign(view, sending);
  const shown = all.filter((idea) => view.known[idea.id]);
  const waiting = all.length - shown.length;
  view.total.textContent = all.length ? String(all.length) : "";
  view.empty.hidden = all.length > 0;
  if (waiting && view.news.hidden) view.page.say(t("idea.new", {}, waiting));
  view.news.hidden = waiting === 0;
  if (waiting) view.news.textContent = t("idea.new", {}, waiting);
  view.more.hidden = shown.length <= view.limit;
  view.keep.show(
    shown
      .slice(0, view.limit)
      .map((idea) => Object.assign({ key: String(idea.id), fresh: Boolean(view.fresh[idea.id]) }, plain(idea))),
  );
}

/**
 * Ideas that are not this person's. An own idea may come in a frame before the answer to its command, so while one is
 * being sent, new ideas wait.
 */
export function foreign(view, sending) {
  const own = arrivedIds(view.page);
  const all = othersOf(view.page, view.page.live.store.get("activity", view.id)).filter(
    (idea) => !own[idea.id] && (!sending || view.known[idea.id] || view.told[idea.id]),
  );
  all.forEach(function (idea) {
    view.told[idea.id] = true;
  });
  return all;
}

// The fields that the card shows: a change of anything else must not redraw it.
function plain(idea) {
  return {
    number: idea.number,
    text: idea.text,
    lang: idea.lang,
    source: idea.source,
    came_from: idea.came_from,
    table: idea.table,
    merged: idea.merged,
    original: idea.original,
  };
}

function showNew(view) {
  const all = foreign(view, isSending(view.page));
  view.fresh = {};
  all.forEach(function (idea) {
    if (!view.known[idea.id]) view.fresh[idea.id] = true;
  });
  know(view, all);
  view.shown += 1;
  view.page.draw();
  view.list.focus();
}
