// The head of the page: the line of the agenda, the current step, the clock; and whether background questions are
// asked. Draws only what changed. Phone-safe.

import { el, replaceContent } from "../dom/el.js";
import { countdown } from "../text/format.js";
import { soften } from "../text/hyphens.js";
import { pick } from "../text/languages.js";
import { beginsLater, forumOf, hasEnded, labelOf, secondsOf, stateOf, stepsOf } from "./view.js";

/** With so many seconds left the page says that time is nearly up. */
export const LAST_SECONDS = 60;

/** Returns the function that draws the head: paint(step). */
export function header(page) {
  const nodes = { steps: byId("steps"), where: byId("where"), background: byId("background") };
  nodes.help = byId("help");
  nodes.unnamed = byId("unnamed");
  const face = { node: byId("timer"), words: null, last: null };
  face.node.setAttribute("role", "timer"); // the server's page says only until when
  let sign = "";
  return function (step) {
    clock(page, face, step);
    const look = page.live.store;
    const now = [look.version("activity"), look.version("forum"), step && step.id, beginsLater(page)].join("/");
    if (now === sign) return;
    sign = now;
    place(page, nodes, step);
  };
}

function place(page, nodes, step) {
  const total = stepsOf(page).length;
  const shown = step && !hasEnded(page);
  const led = !forumOf(page).self_paced;
  const title = pick(forumOf(page).title, page.boot.lang);
  replaceContent(nodes.steps);
  nodes.steps.classList.toggle("many", total > 12);
  for (let n = 1; shown && led && n <= total; n += 1)
    nodes.steps.appendChild(el("i", { class: n === step.position ? "now" : false }));
  const label = shown ? labelOf(page, step) : title;
  const place = shown && led ? step.position + "/" + total + " " : "";
  nodes.background.hidden = !forumOf(page).background;
  const state = forumOf(page).state;
  nodes.help.hidden = !led || state === "ended" || (state === "planned" && Boolean(step)) || beginsLater(page);
  nodes.unnamed.hidden = shown ? step.form : stepsOf(page).some(asksNames);
  nodes.where.textContent = soften(place + label.text);
  nodes.where.lang = label.lang;
  document.title = shown ? label.text + ": " + title.text : title.text;
}

// A form asks who its authors are, so there the page does not promise otherwise.
function asksNames(step) {
  return step.form;
}

// Once a second while time runs: on an old phone each touch of the page costs, so only what differs is written, and the
// letters into the text that is there.
function clock(page, face, step) {
  const seconds = step && !hasEnded(page) ? secondsOf(page, step) : null;
  const words = seconds === null ? "" : countdown(seconds);
  const last = seconds > 0 && (seconds <= LAST_SECONDS || stateOf(page, step) === "closing");
  if (face.words !== words) write(face.node, words);
  if (face.last !== last) face.node.classList.toggle("last", last);
  face.words = words;
  face.last = last;
}

function write(node, words) {
  const hidden = words === "";
  if (node.hidden !== hidden) node.hidden = hidden;
  if (node.firstChild && words) node.firstChild.nodeValue = words;
  else node.textContent = words;
}

function byId(id) {
  return document.getElementById(id);
}
