// The big screen in small: a preview of what it shows now, and the buttons that freeze it, blank it or enlarge
// something on it. The emergency stop stands beside the drawer, too, where the others are in it.

import { IDEA_STATES } from "../../wire/contract.js";
import { el, replaceContent, icon } from "../../dom/el.js";
import { isOpen, places } from "../../vote/places.js";
import { cover, picture, receivedLines } from "../../screen/scene.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { text } from "../parts/keyed_list.js";
import { button } from "../parts/button.js";
import { SWITCHES, flip, showTheme, spotlight } from "../parts/screen_commands.js";
import { numbered } from "../parts/written.js";

// Small shapes in the preview, by the name of the picture, or of its `mini`.
const SHAPES = { wall: 8, board: 6, ballots: 5 };
const BARS = 5;
const EMERGENCY = SWITCHES.find((one) => one.name === "emergency");

/** Mounts the section. */
export function mountScreen(desk) {
  const place = document.getElementById("onscreen");
  const mini = el("div", { class: "mini", role: "img" });
  const note = el("p", { class: "note quiet" });
  const acts = el("div", { class: "acts" });
  place.append(mini, note, acts);
  const stop = document.getElementById("quick-stop");
  stop.append(switchOf(desk, EMERGENCY, false, "stop-now"));
  return {
    draw: (view) => {
      drawMini(desk, mini, view, shows(desk, view));
      text(note, view.presence.screens ? t("console.screens", {}, view.presence.screens) : t("console.no_screen"));
      note.classList.toggle("warn", !view.presence.screens);
      drawActs(desk, acts, view);
      // While everything is stopped, the notice across the page has the button that ends it.
      stop.hidden = Boolean(view.forum.emergency);
    },
  };
}

// Asks the screen's own rules (screen/scene.js) what it shows, with the shapes that everyone may see.
function shows(desk, view) {
  const shown = view.ideas.filter((idea) => IDEA_STATES[idea.state].everyone);
  const facts = {
    forum: view.forum,
    activities: view.steps,
    ideas: shown,
    clusters: view.clusters,
    sortings: view.steps.map((step) => view.sorting(step.id)).filter(Boolean),
    tallies: view.steps.map((step) => view.tally(step.id)).filter(Boolean),
  };
  const covering = cover(view.forum);
  return covering ? { name: covering } : picture(facts, view.now, desk.kinds);
}

function drawMini(desk, node, view, shown) {
  const what = shown.name;
  const network = desk.boot.candidates.length > 0;
  const drawn = shapesOf(shown);
  const also = alsoSaid(shown);
  const hot = large(view, what);
  const stamp = JSON.stringify([
    what,
    view.forum.frozen,
    view.forum.now,
    hot && hot.text,
    view.step && view.step.prompt,
    drawn,
    also,
    network,
  ]);
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  node.className = "mini " + (shown.mini || what) + (view.forum.frozen ? " frozen" : "");
  node.setAttribute("aria-label", t("console.mini", { what: t("console.mini." + what) }));
  const said = hot
    ? numbered(hot.no, hot, null, { class: "hot" })
    : el("p", { dir: "auto" }, sentence(desk, view, shown));
  const shapes = drawn.map((name) => el("i", { class: name })).concat(also.map((words) => el("small", {}, words)));
  replaceContent(
    node,
    el("div", {}, what === "code" ? el("b", { class: "code" }, view.forum.code) : said, ...shapes),
    el("aside", {}, network && what !== "ended" && el("i", {})),
    badge(view, what),
  );
}

// The idea or the theme that is enlarged on the screen.
function large(view, what) {
  const idea = what === "spotlight" && view.idea(view.forum.spotlight);
  const theme = what === "cluster" && view.cluster(view.forum.cluster);
  if (idea) return { no: idea.number, text: idea.text, lang: idea.lang };
  return theme ? { no: theme.letter, text: theme.title } : null;
}

/** A class for each mark in the preview: as many as the hall sees things, up to what there is room for. */
export function shapesOf(shown) {
  if (shown.name === "results") return bars(shown);
  const things = { wall: shown.ideas, board: shown.name === "board" && shown.groups.concat(shown.empty) }[shown.name];
  const most = isOver(shown) ? 0 : SHAPES[shown.mini || shown.name] || 0;
  return Array(things ? Math.min(most, things.length) : most).fill("");
}

/** What the hall reads below the question: what was received and is not seen yet, that a vote is over. */
export function alsoSaid(shown) {
  const lines = receivedLines(shown).map(({ key, n }) => t(key, {}, n));
  if (shown.name === "private" && shown.count) lines.unshift(t("idea.count", {}, shown.count));
  return isOver(shown) ? [t("screen.result_next" + shown.words)] : lines;
}

// Whether the hall reads that a vote is over. Other pictures of a closed step, such as its result, do not say so.
function isOver(shown) {
  return shown.closed && shown.mini === "ballots";
}

/** The words in the preview: long ones may break, with a hyphen. */
export function sentence(desk, view, { name: what, words: own }) {
  if (what === "ended") return t("console.mini.thanks");
  if (what === "wait") return t("screen.result_next" + own);
  return soften(desk.pick(view.step && what !== "lobby" && what !== "over" ? view.step.prompt : view.forum.title));
}

// A bar for each of the first places, empty while it is covered in the hall.
function bars(shown) {
  const rows = places(shown.tally.rows).rows;
  return rows.slice(0, BARS).map((_, i) => (isOpen(i, rows, shown.uncovered) ? "" : "covered"));
}

function badge(view, what) {
  if (what === "blank") return el("span", { class: "badge" }, t("console.mini.blank"));
  if (view.forum.frozen) return el("span", { class: "badge" }, icon("pause"), t("console.mini.frozen"));
  return null;
}

function drawActs(desk, node, view) {
  const { frozen, blank, emergency, big_code: code, spotlight: spot, cluster } = view.forum;
  const stamp = [frozen, blank, emergency, code, spot, cluster].join("/");
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement) ? document.activeElement.id : "";
  const open = el(
    "a",
    { class: "btn", href: desk.boot.screen, target: "_blank", rel: "noopener", id: "open-screen" },
    t("console.open_screen"),
  );
  const end =
    (spot || cluster) &&
    button(t("console.spotlight.end"), () => (spot ? spotlight(desk, null) : showTheme(desk, null)), {
      icon: "spot",
      id: "end-spot",
      on: true,
    });
  replaceContent(node, ...SWITCHES.map((one) => switchOf(desk, one, view.forum[one.is])), open, end);
  const again = held && document.getElementById(held);
  if (again) again.focus();
}

function switchOf(desk, one, on, id = "screen-" + one.name) {
  const facts = {
    key: one.key,
    icon: (on && one.off) || one.icon,
    on,
    id,
    title: t("console.screen." + one.name + (on ? ".off" : ".on")),
  };
  return button(t("console.switch." + one.name + (on ? ".off" : ".on")), () => flip(desk, one.name), facts);
}
