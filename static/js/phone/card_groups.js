// Long lists of cards in collapsible groups, one open at a time and loaded in portions, with a search field above. A
// short list without groups is shown plain. Only what a person opens moves. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { keyedList } from "./keyed_list.js";
import { showMore } from "./show_more.js";

const AT_ONCE = 20;
const MANY = 12;

/**
 * A container of groups: {node, show(groups), each(visit)}. A group: {key, head: null or a function that returns the
 * nodes of its heading, sign: its heading as text, rows}; `make(row)` makes the card of a row {key, label, text, …},
 * and `same(row)` is a text that is equal while the card need not change.
 */
export function cardGroups(page, make, same) {
  const view = { page: page, make: make, same: same, open: null, held: {}, limits: {}, groups: [] };
  view.field = searchField(view);
  view.found = el("p", { class: "quiet", role: "status" });
  view.finder = el(
    "div",
    { class: "find", hidden: true },
    el("label", { for: "find" }, t("phone.find")),
    view.field,
    view.found,
  );
  view.list = el("div", { class: "drawers" });
  return {
    node: el("div", { class: "work" }, view.finder, view.list),
    /** Calls `visit(node, row)` for each card on the page. */
    each: function (visit) {
      each(view, visit);
    },
    show: function (groups) {
      view.groups = groups;
      draw(view);
    },
  };
}

function searchField(view) {
  return el("input", {
    id: "find",
    class: "code-free",
    type: "search",
    autocomplete: "off",
    enterkeyhint: "search",
    input: function () {
      view.limits = {};
      draw(view);
    },
    keydown: function (event) {
      if (event.key === "Enter" && !event.isComposing) view.field.blur();
    },
  });
}

/**
 * The rows that match a query: digits match the beginning of the number, the very number first, or the whole number of
 * an idea that is merged into the row; letters any part of number and text, also of a merged idea.
 */
export function findIn(rows, query) {
  const wanted = query.trim().toLowerCase();
  const digits = /^\d+$/.test(wanted);
  const found = rows.filter((row) =>
    digits
      ? isNumber(row, wanted) || String(row.label).indexOf(wanted) === 0
      : holds([row.label, row.text].concat(row.merged_words || []), wanted),
  );
  return found.sort((a, b) => isNumber(b, wanted) - isNumber(a, wanted));
}

function holds(words, wanted) {
  return words.join(" ").toLowerCase().indexOf(wanted) >= 0;
}

/** The ideas merged into these rows that match a query, by their number or their own words: [{number, into}]. */
export function mergedIn(rows, query) {
  const wanted = query.toLowerCase();
  const found = [];
  rows.forEach((row) =>
    (row.merged || []).forEach(
      (number, at) =>
        holds([number, (row.merged_words || [])[at]], wanted) && found.push({ number: number, into: row.label }),
    ),
  );
  return found;
}

function isNumber(row, digits) {
  return String(row.label) === digits || (row.merged || []).indexOf(Number(digits)) >= 0;
}

function draw(view) {
  const all = [].concat(...view.groups.filter((group) => !group.again).map((group) => group.rows));
  view.finder.hidden = all.length <= MANY;
  const query = view.finder.hidden ? "" : view.field.value.trim();
  const shown = query ? [{ key: "found", head: null, sign: "", rows: findIn(all, query) }] : view.groups;
  const words = query ? told(shown[0].rows, query) : "";
  if (view.found.textContent !== words) view.found.textContent = words;
  if (view.open === null && shown.length > 1) view.open = firstOf(shown);
  reconcile(view, shown);
}

// How many were found, and where the first of those are that are merged into others.
function told(rows, query) {
  if (!rows.length) return t("phone.find.none");
  const merged = mergedIn(rows, query).slice(0, 3);
  return [t("phone.find.found", {}, rows.length)]
    .concat(merged.map((one) => one.number + ": " + t("idea.merged", { number: one.into })))
    .join(" · ");
}

// The key of the first group that does not repeat cards of other groups.
function firstOf(groups) {
  const own = groups.find((group) => !group.again);
  return own ? own.key : "";
}

function reconcile(view, groups) {
  const wanted = groups.map((group) => group.key);
  Object.keys(view.held).forEach(function (key) {
    if (wanted.indexOf(key) >= 0) return;
    view.list.removeChild(view.held[key].node);
    delete view.held[key];
  });
  groups.forEach(function (group, at) {
    const drawer = view.held[group.key] || (view.held[group.key] = groupViewOf(view, group));
    if (view.list.children[at] !== drawer.node) view.list.insertBefore(drawer.node, view.list.children[at] || null);
    fill(view, drawer, group);
  });
}

function groupViewOf(view, group) {
  const list = el("div", { class: "ideas", tabindex: "-1" });
  const drawer = { list: list, sign: null, keep: keyedList(list, view.make, view.same) };
  drawer.button = el("button", {
    type: "button",
    class: "drawer",
    click: function () {
      toggle(view, drawer, group.key);
    },
  });
  drawer.more = showMore(function () {
    view.limits[group.key] = limitOf(view, group.key) + AT_ONCE;
    draw(view);
  });
  drawer.node = el("section", {}, group.head ? el("h2", {}, drawer.button) : null, list, drawer.more);
  return drawer;
}

function fill(view, drawer, group) {
  const open = !group.head || view.open === group.key;
  if (group.head && drawer.sign !== group.sign) {
    while (drawer.button.firstChild) drawer.button.removeChild(drawer.button.firstChild);
    group.head().forEach(function (node) {
      drawer.button.appendChild(node);
    });
    drawer.sign = group.sign;
  }
  if (group.head) drawer.button.setAttribute("aria-expanded", String(open));
  drawer.list.hidden = !open;
  drawer.more.hidden = !open || group.rows.length <= limitOf(view, group.key);
  drawer.rows = open ? group.rows.slice(0, limitOf(view, group.key)) : [];
  drawer.keep.show(drawer.rows);
}

function limitOf(view, key) {
  return view.limits[key] || AT_ONCE;
}

// Keeps the heading that was tapped in its place, although groups above it may close.
function toggle(view, drawer, key) {
  const before = drawer.node.getBoundingClientRect().top;
  view.open = view.open === key ? "" : key;
  draw(view);
  window.scrollBy(0, drawer.node.getBoundingClientRect().top - before);
}

function each(view, visit) {
  Object.keys(view.held).forEach(function (key) {
    const drawer = view.held[key];
    drawer.rows.forEach(function (row, at) {
      visit(drawer.list.children[at], row);
    });
  });
}
