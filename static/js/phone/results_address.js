// Where the results can be read, or will be, on the view after the end. Phone-safe.

import { el, replaceContent } from "../dom/el.js";
import { t } from "../text/words.js";
import { forumOf } from "./view.js";

/** {node, update}. The node is hidden while the organiser has chosen no address. */
export function resultsAddress(page) {
  const view = { page: page, node: el("section", { class: "results-at" }), shown: "" };
  update(view);
  return {
    node: view.node,
    update: function () {
      update(view);
    },
  };
}

function update(view) {
  const forum = forumOf(view.page);
  const now = forum.results && forum.results + (forum.published ? " out" : "");
  view.node.hidden = !forum.results;
  if (now === view.shown) return;
  view.shown = now;
  const path = "/results/" + forum.results;
  const address = location.host + path;
  replaceContent(
    view.node,
    el("p", {}, t(forum.published ? "ended.results.out" : "ended.results.will")),
    el("p", { class: "address" }, forum.published ? el("a", { href: path }, address) : address),
    el("img", {
      src: "/j/" + forum.code + "/results.svg",
      alt: t("ended.results.qr"),
      width: 160,
      height: 160,
      loading: "lazy",
    }),
  );
}
