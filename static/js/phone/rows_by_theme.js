// Groups rows by theme, in this phone's own order of themes; rows without a theme come last. Phone-safe.

import { el } from "../dom/el.js";
import { fill } from "../dom/fill.js";
import { soften } from "../text/hyphens.js";
import { number } from "../text/format.js";
import { language, t } from "../text/words.js";
import { before } from "../vote/theme_order.js";
import { shuffled } from "./shuffle.js";

/**
 * The themes that hold some of `rows` (by their `cluster`), in the order of a seed, or of the facilitators without one:
 * [{key, theme, rows}]; `theme` is null for the last group, of rows without a theme.
 */
export function byTheme(page, rows, seed) {
  const found = {};
  const loose = [];
  rows.forEach(function (row) {
    const theme = row.cluster ? page.live.store.get("cluster", row.cluster) : null;
    if (!theme) loose.push(row);
    else if (found[theme.id]) found[theme.id].rows.push(row);
    else found[theme.id] = { key: "theme-" + theme.id, theme: theme, rows: [row] };
  });
  const ids = Object.keys(found).map(Number);
  const order = seed === null ? ids.sort((a, b) => before(found[a].theme, found[b].theme)) : shuffled(seed, ids);
  const groups = order.map((id) => found[id]);
  return loose.length ? groups.concat({ key: "theme-0", theme: null, rows: loose }) : groups;
}

/**
 * The groups as card_groups.js takes them: letter, name, number of ideas; `more` adds an element about what is in the
 * group.
 */
export function themeGroups(groups, more) {
  return groups.map(function (group) {
    const count = t("idea.count", {}, group.rows.length);
    const extra = more ? more(group.rows) : "";
    return {
      key: group.key,
      rows: group.rows,
      sign: JSON.stringify([group.theme && nameOf(group.theme), count, extra]),
      head: () => [
        themeName(group.theme, group.apart),
        el("span", { class: "quiet" }, extra ? count + " · " + extra : count),
      ],
    };
  });
}

/** Rows as one group without a heading. */
export function ungrouped(rows) {
  return [{ key: "all", head: null, sign: "", rows: rows }];
}

/** The letter and the name of a theme, or that there is none, or that nobody groups what is `apart`. */
function themeName(theme, apart) {
  return fill(theme ? "theme" : apart ? "apart" : "no-theme", nameOf(theme));
}

/** The letter and the name of a theme in a result. */
export function themeOfResult(theme) {
  return fill("theme", nameOf(theme, "report.theme.unnamed"));
}

/** The line of a theme's votes: {theme, value, ideas}. */
export function themeSum(one) {
  const votes = " " + t("results.votes", {}, one.value);
  const slots = { value: number(language(), one.value), votes: votes, count: t("idea.count", {}, one.ideas) };
  return fill(
    one.theme ? "theme-sum" : "no-theme-sum",
    Object.assign(slots, nameOf(one.theme, "report.theme.unnamed")),
  );
}

// `nameless`: the key of what is said of a theme without a name.
function nameOf(theme, nameless) {
  if (!theme) return {};
  const letter = { "data-colour": theme.colour || null, inside: theme.letter };
  return { letter: letter, title: soften(theme.title || t(nameless || "phone.theme.unnamed")) };
}
