// Entry file of the big screen: draws what the connection says and sends nothing. While disconnected it keeps the last
// picture under a small sign; it never shows an error box, a spinner, or a tally before its reveal.

import { KINDS } from "./kinds.screen.js";
import { stateAt } from "./vote/agenda.js";
import { openTimes } from "./vote/open_times.js";
import { el, replaceContent } from "./dom/el.js";
import { useZone } from "./text/format.js";
import { connect } from "./wire/live.js";
import { knows } from "./wire/reload.js";
import { watchCard } from "./screen/join_card.js";
import { gather } from "./screen/facts.js";
import { bigCode, ribbon } from "./screen/join_ribbon.js";
import { catalogues, inline, makeSpeaker } from "./screen/speaker.js";
import { cover, current, picture, steps } from "./screen/scene.js";
import { stage } from "./screen/stage.js";
import { listen } from "./screen/theme.js";
import { clock } from "./screen/timer.js";

const TICK_MS = 250;
const SIGN_AFTER_MS = 3000;
const LOAD_AGAIN_MS = 2000;

const boot = JSON.parse(document.getElementById("boot").textContent);
const live = connect(boot);
const me = { card: boot.card, facts: null, speaker: null, covered: "", painted: false, drawn: null, over: false };
const tools = {
  get speaker() {
    return me.speaker;
  },
  card: () => me.card,
  steps: () => (me.facts ? steps(me.facts) : []),
  names: () => (current(me.facts) ? me.speaker.named(current(me.facts)) : []),
  rehearsal: () => me.facts.forum.rehearsal,
  frozen: () => me.facts.forum.frozen,
  memory: { spots: null, placed: new Map(), read: new Map(), seen: new Map(), count: 0 },
};
const theStage = stage(document.getElementById("stage"), tools, KINDS);
const theRibbon = ribbon(document.getElementById("ribbon"), tools);
const cards = watchCard(boot.cards, boot.card, (card) => {
  const same = String(card.languages.map((one) => one.words)) === String(me.card.languages.map((one) => one.words));
  me.card = card;
  if (same) scheduleDraw();
  else loadWords(); // another language: all texts and their layout change
});

live.on("change", (kinds) => {
  if (kinds.includes("forum")) cards.ask();
  scheduleDraw();
});
live.on("connection", (online) => {
  sign();
  if (online) cards.ask();
});
live.on("trouble", sign);
live.on("out", () => {
  document.body.replaceChildren(el("div", { class: "cover dark" }));
});
setInterval(tick, TICK_MS);
window.addEventListener("resize", again);
document.fonts.ready.then(again);
useZone(boot.zone);
listen();
sign();
loadWords();

// Loads the catalogues of the screen's languages, and tries until they are there: nothing can be shown without them.
function loadWords() {
  catalogues(me.card.languages).then(
    (books) => {
      me.speaker = makeSpeaker(books);
      document.documentElement.lang = me.speaker.lang();
      again();
    },
    () => setTimeout(loadWords, LOAD_AGAIN_MS),
  );
}

// Draws several frames that come close together once.
function scheduleDraw() {
  if (me.drawn === null) me.drawn = setTimeout(draw, 20);
}

function again() {
  if (!me.speaker || !me.facts) return scheduleDraw();
  theRibbon.again();
  me.covered = "";
  theStage.again();
  draw();
}

function draw() {
  me.drawn = null;
  const facts = gather(live.store);
  if (!facts || !me.speaker) return;
  me.facts = facts;
  me.over = isOver(facts);
  if (facts.forum.frozen && me.painted) theStage.forget(new Set(facts.ideas.map((idea) => idea.id)));
  else paint(facts);
  drawRibbon(facts);
  drawCover(facts.forum);
}

function paint(facts) {
  if (!facts.clusters.length) tools.memory.spots = new Map();
  if (current(facts)) knows(KINDS, current(facts));
  const shown = picture(facts, live.now(), KINDS);
  if (shown.name === "lobby") Object.assign(shown, { title: facts.forum.title, greeting: greeting(facts) });
  if (shown.name === "over") shown.title = facts.forum.title;
  theStage.show(shown);
  me.painted = true;
}

function greeting(facts) {
  const first = facts.activities.find((activity) => activity.position === 1);
  return first && first.shows === "words" ? first.prompt : null;
}

function drawRibbon(facts) {
  const name = theStage.name();
  theRibbon.draw({
    wide: name === "lobby",
    join: !me.over,
    here: facts.forum.here,
    card: me.card,
    clock: timeOf(facts),
    figures: theStage.figures(),
  });
}

function timeOf(facts) {
  return facts.forum.state === "ended" ? null : clock(current(facts), live.now());
}

// Draws what changes without a frame: the clock runs, a vote whose grace has passed is closed, and the last day to take
// part is over.
function tick() {
  if (!me.facts || !me.speaker) return;
  theRibbon.tick(timeOf(me.facts));
  const now = current(me.facts);
  const closes = now && now.state === "closing" && stateAt(now, live.now()) === "closed";
  if (closes || isOver(me.facts) !== me.over) scheduleDraw();
}

function isOver(facts) {
  return openTimes(facts.forum, facts.activities, live.now()).over;
}

function drawCover(forum) {
  const wanted = cover(forum);
  const key = wanted && wanted + JSON.stringify(me.card);
  if (key === me.covered) return;
  me.covered = key;
  for (const old of document.querySelectorAll("body > .cover")) old.remove();
  if (wanted === "code") bigCode(document.body, me.speaker, me.card);
  if (wanted === "blank") document.body.appendChild(el("div", { class: "cover dark" }));
  for (const id of ["stage", "ribbon"]) document.getElementById(id).inert = Boolean(wanted);
}

function sign() {
  clearTimeout(me.patience);
  const key = !live.online() ? "screen.kept" : live.trouble().saving ? "" : "screen.unsaved";
  const show = () => me.speaker && replaceContent(document.getElementById("sign"), ...inline(me.speaker.all(key)));
  if (!key) return replaceContent(document.getElementById("sign"));
  me.patience = setTimeout(show, live.online() ? 0 : SIGN_AFTER_MS);
}
