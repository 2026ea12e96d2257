// The clusters that have a name and no idea yet, all in sight: a letter and a name each. As soon as one has an idea, it
// is a card on the board.

import { el, replaceContent } from "../dom/el.js";
import { length, lines, unit } from "./fit_text.js";
import { sign } from "./idea_labels.js";
import { inline, spans } from "./speaker.js";
import { cut, words } from "./wrapped_text.js";

const LARGEST_BESIDE_CARDS = 36;
const SMALLEST = 28;
/**
 * What is tried, in this order: sizes of the letters, and the most lines of a name. A name on two lines is easier to
 * read from the back row than all names in small letters.
 */
const WAYS = [
  [[60, 52, 46, 42, 36], 1],
  [[46, 42, 36], 2],
  [[36], 3],
  [[34, 32], 1],
  [[34, 32, 30, 28], 2],
  [[SMALLEST], Infinity],
];

/** The list under its heading. Call fitNames when it is in the document. */
export function themeNames(speaker, clusters) {
  return el(
    "section",
    { class: "theme-names" },
    el("div", { class: "label" }, el("p", {}, ...spans(speaker.all("screen.no_ideas_yet")))),
    el("ol", { class: clusters.some((one) => one.letter.length > 1) ? "two-letters" : null }, ...clusters.map(row)),
  );
}

/**
 * Fits the list into its parent. `columns` is how many columns of the stage that has; `cards` the height, in units,
 * that cards above it keep. `alone`, without cards, its letters grow as large as they fit. Where not even the smallest
 * letters hold all names, some are cut, and the last ones are counted.
 */
export function fitNames(node, speaker, { columns, cards, alone }) {
  const list = node.querySelector("ol");
  const names = [...list.querySelectorAll(".name")];
  const room = node.parentNode.clientHeight - cards * unit();
  const fits = () => node.scrollHeight <= room;
  const widths = alone ? upTo(columns) : [columns, columns + 1];
  for (const [sizes, most] of WAYS)
    for (const size of sizes.filter((one) => alone || one <= LARGEST_BESIDE_CARDS))
      for (const width of widths) {
        set(list, size, width);
        if (fits() && names.every((name) => lines(name) <= most && holdsWords(name))) return;
      }
  const whole = names.map((name) => name.textContent);
  if ([columns, columns + 1].some((width) => cutNames(list, names, whole, width, fits))) return;
  leaveOut(list, speaker, columns + 1, fits);
}

// Each has a line; then those that there is room for are whole again. Whether there is room for that.
function cutNames(list, names, whole, columns, fits) {
  set(list, SMALLEST, columns);
  names.forEach((name, i) => {
    name.textContent = whole[i];
    cut(name, () => lines(name) <= 1);
  });
  if (!fits()) return false;
  names.forEach((name, i) => {
    const short = name.textContent;
    name.textContent = whole[i];
    if (!fits()) name.textContent = short;
  });
  return true;
}

function leaveOut(list, speaker, columns, fits) {
  const all = list.children.length;
  const rest = el("li", {}, sign("+"), el("p", { class: "name" }));
  list.appendChild(rest);
  for (let kept = all - 1; kept > 0 && !fits(); kept -= 1) {
    list.children[kept].remove();
    set(list, SMALLEST, columns);
    replaceContent(rest.lastChild, ...inline(speaker.all("screen.other_themes", {}, all - kept)));
  }
}

function set(list, size, columns) {
  list.style.setProperty("--size", length(size));
  list.style.setProperty("--columns", columns);
  list.style.setProperty("--rows", Math.ceil(list.children.length / columns));
}

function row(cluster) {
  return el("li", {}, sign(cluster.letter), words("p", { class: "name" }, { text: cluster.title, lang: "" }));
}

function holdsWords(name) {
  return name.scrollWidth <= name.clientWidth + 1;
}

function upTo(count) {
  return Array.from({ length: count }, (_, i) => i + 1);
}
