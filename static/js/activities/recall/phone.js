// What an earlier forum came to, on the phone: its themes with their size and one idea each, and the ideas that led its
// vote. The twin of templates/activities/recall/phone.html. Phone-safe.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { langOf, pick } from "../../text/languages.js";
import { t } from "../../text/words.js";
import { prompt } from "../../phone/prompt.js";
import { idleKey } from "../../phone/view.js";
import { leadingKey } from "./leading.js";

/** The view: {nodes, footer, update}. */
export function view(page, step) {
  const box = el("div", { class: "work" });
  let said = "";
  return {
    nodes: prompt(page, step).concat([box]),
    footer: null,
    update: function () {
      const earlier = (page.live.store.get("activity", step.id) || step).earlier;
      const sign = JSON.stringify(earlier);
      if (sign === said) return;
      said = sign;
      box.textContent = "";
      parts(page, earlier).forEach(function (node) {
        box.appendChild(node);
      });
    },
  };
}

function parts(page, earlier) {
  if (!earlier) return [el("p", { class: "note" }, t(idleKey(page, "join.wait")))];
  const title = pick(earlier.title, page.boot.lang);
  return [el("p", { class: "note", dir: "auto", lang: title.lang }, title.text)]
    .concat(part("recall.themes", "ul", earlier.themes.map(theme)))
    .concat(part(leadingKey(earlier.ideas), "ol", earlier.ideas.map(idea)));
}

function part(key, tag, rows) {
  return rows.length
    ? [el("section", { class: "mine" }, el("h2", {}, t(key)), el(tag, { class: "sums" }, ...rows))]
    : [];
}

function theme(one) {
  const name = named(one.letter, el("span", {}, soften(one.title || t("report.theme.unnamed"))));
  const sizes = [t("idea.count", {}, one.ideas)].concat(votes(one));
  return el("li", {}, name, size(sizes), one.quote && words("q", {}, one.quote, one.lang));
}

function idea(one) {
  return el("li", {}, named(one.number, words("span", {}, one.text, one.lang)), size(votes(one)));
}

// By the letter or the number by which the hall knew it.
function named(label, name) {
  return el("span", { class: "name", dir: "auto" }, el("bdi", { class: "no" }, label), " ", name);
}

function votes(one) {
  return one.votes === null ? [] : [t("results.votes", {}, one.votes)];
}

function size(told) {
  return el("span", { class: "quiet" }, told.join(" · "));
}

function words(tag, attrs, text, lang) {
  return el(tag, Object.assign({ dir: "auto", lang: langOf(text, lang) }, attrs), soften(text));
}
