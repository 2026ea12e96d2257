// Templates of cards for fill() of static/js/dom/fill.js, made by hand: an element for each slot, one inside another as
// in templates/parts/idea.html and templates/activities/*/card.html.

import { el } from "../../static/js/dom/el.js";

const slot = (name, ...inner) => el("span", { "data-slot": name }, ...inner);
const mark = () => [slot("mark", slot("icon"), slot("state")), slot("theme", slot("letter"), slot("title"))];
const numbered = () => el("p", {}, slot("no"), slot("words"));
const radio = () => el("label", {}, el("input", { type: "radio" }), el("span", {}));

const CARDS = {
  own: () => [
    slot("asked"),
    numbered(),
    slot("reworded"),
    slot("original", slot("authors")),
    ...mark(),
    el("button", { "data-slot": "act" }),
    el("a", { "data-slot": "receipt" }),
  ],
  other: () => [
    numbered(),
    slot("merged"),
    slot("reworded"),
    slot("original", slot("authors")),
    slot("source", ...mark()),
  ],
  "opinion-given": () => [numbered(), slot("given")],
  "rating-given": () => [numbered(), slot("given")],
  rating: () => [
    slot("legend"),
    numbered(),
    slot("merged"),
    slot("low"),
    slot("high"),
    el("div", { class: "marks" }, radio()),
  ],
};

/** Puts the templates of these cards into the page. */
export function fakeCards(...names) {
  names.forEach((name) => {
    const template = el("template", { id: "card-" + name });
    template.content = { firstElementChild: el("article", {}, ...CARDS[name]()) };
    document.body.appendChild(template);
  });
}
