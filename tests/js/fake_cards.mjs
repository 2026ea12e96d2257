// Templates of cards for fill() of static/js/dom/fill.js, made by hand: an element for each slot, one inside another as
// in templates/parts/idea.html and templates/activities/*/card.html.

import { el } from "../../static/js/dom/el.js";

const slot = (name, ...inner) => el("span", { "data-slot": name }, ...inner);
const mark = () => [slot("mark", slot("icon"), slot("state")), slot("theme", slot("letter"), slot("title"))];
const numbered = () => el("p", {}, slot("no"), slot("words"));
const radio = (mark) => el("label", {}, el("input", { type: "radio", value: mark }), el("span", {}));

const CARDS = {
  own: () => [
    slot("asked"),
    numbered(),
    slot("reworded"),
    slot("original", slot("authors")),
    el("p", { class: "late", "data-slot": "late" }),
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
  opinion: () => [slot("legend"), numbered(), slot("merged"), ...["1", "0", "-1", ""].map((mark) => radio(mark))],
  rating: () => [
    slot("legend"),
    numbered(),
    slot("merged"),
    slot("low"),
    slot("high"),
    el("div", { class: "marks" }, radio("")),
    radio(""),
  ],
  sort: () => [
    slot("legend"),
    numbered(),
    el(
      "div",
      { class: "themes" },
      el("label", {}, el("input", { type: "radio" }), el("b", { class: "no" }), el("span", { class: "name" })),
      radio("0"),
    ),
  ],
  "dots-first": () => [numbered(), slot("merged"), el("button", { "data-slot": "give" }, slot("dots"))],
  "dots-more": () => [
    numbered(),
    slot("merged"),
    el("button", { "data-slot": "take" }),
    slot("dots"),
    el("button", { "data-slot": "give" }),
  ],
  "dots-given": () => [numbered(), slot("dots")],
  place: () => [slot("pos"), numbered(), slot("chart"), slot("value"), slot("own"), slot("yours", slot("given"))],
  "opinion-given": () => [numbered(), slot("given")],
  "rating-given": () => [numbered(), slot("given")],
  "sort-given": () => [numbered(), slot("given")],
};

/** Puts the templates of these cards into the page. */
export function fakeCards(...names) {
  names.forEach((name) => {
    const template = el("template", { id: "card-" + name });
    template.content = { firstElementChild: el("article", {}, ...CARDS[name]()) };
    document.body.appendChild(template);
  });
}
