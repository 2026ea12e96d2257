// How far the hall is with sorting: how many ideas enough people have seen, and how the themes fill. No names, and
// nothing of one idea. Phone-safe.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { nameOf, themesOf } from "./phone_card.js";

/** The progress: {node, show(step)}. */
export function hallProgress(page) {
  const node = el("section", { class: "hall", hidden: true });
  let sign = "";
  return {
    node: node,
    show: function (step) {
      const sorting = page.live.store.get("sorting", step.id);
      const now = JSON.stringify([sorting, themesOf(page)]);
      if (now === sign) return;
      sign = now;
      node.hidden = !sorting;
      if (sorting) replaceContent(node, ...drawn(sorting, themesOf(page)));
    },
  };
}

function drawn(sorting, themes) {
  const most = themes.reduce((top, theme) => Math.max(top, sorting.themes[theme.id] || 0), 1);
  const rows = themes.map(function (theme) {
    const n = sorting.themes[theme.id] || 0;
    return el("li", {}, el("span", { dir: "auto" }, nameOf(theme)), bar(n, most), el("b", {}, n));
  });
  return [
    el("h2", {}, t("sort.hall")),
    el("p", {}, t("sort.progress", { n: sorting.enough, total: sorting.total })),
    bar(sorting.enough, sorting.total || 1),
    el("ul", {}, ...rows),
  ];
}

function bar(n, of) {
  const filled = el("i", {});
  filled.style.width = Math.round((100 * n) / of) + "%";
  return el("span", { class: "fill", "aria-hidden": "true" }, filled);
}
