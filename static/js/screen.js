// The projector's page: listens to the wire and draws. It only reads. While the line is down it keeps its last picture under a small
// sign; it never shows a box with an excuse, a wheel that turns, or a tally before its time.

import { stateAt } from "./vote/agenda.js";
import { el, fresh } from "./dom/el.js";
import { useZone } from "./text/format.js";
import { connect } from "./wire/live.js";
import { watchCard } from "./screen/join_card.js";
import { gather } from "./screen/facts.js";
import { bigCode, ribbon } from "./screen/join_ribbon.js";
import { catalogues, inline, speaker } from "./screen/speaker.js";
import { cover, current, picture, steps } from "./screen/scene.js";
import { stage } from "./screen/stage.js";
import { listen } from "./screen/theme.js";
import { clock } from "./screen/timer.js";

const BEAT = 250;
const PATIENCE = 3000;
const AGAIN = 2000;

const boot = JSON.parse(document.getElementById("boot").textContent);
const live = connect(boot);
const me = { card: boot.card, facts: null, say: null, covered: "", painted: false, drawn: null };
const tools = {
  get say() {
    return me.say;
  },
  card: () => me.card,
  steps: () => (me.facts ? steps(me.facts) : []),
  names: () => (current(me.facts) ? me.say.named(current(me.facts)) : []),
  rehearsal: () => me.facts.forum.rehearsal,
  frozen: () => me.facts.forum.frozen,
  memory: { spots: null, placed: new Map(), read: new Map(), seen: new Map(), count: 0 },
};
const theStage = stage(document.getElementById("stage"), tools);
const theRibbon = ribbon(document.getElementById("ribbon"), tools);
const cards = watchCard(boot.cards, boot.card, (card) => {
  const same = String(card.languages.map((one) => one.words)) === String(me.card.languages.map((one) => one.words));
  me.card = card;
  if (same) soon();
  else speak(); // everything is said anew, and laid out anew
});

live.on("change", (kinds) => {
  if (kinds.includes("forum")) cards.ask();
  soon();
});
live.on("connection", (online) => {
  sign();
  if (online) cards.ask();
});
live.on("trouble", sign);
live.on("out", () => {
  document.body.replaceChildren(el("div", { class: "cover dark" }));
});
setInterval(beat, BEAT);
window.addEventListener("resize", again);
document.fonts.ready.then(again);
useZone(boot.zone);
listen();
sign();
speak();

// The catalogues of the screen's languages; asked for until they come, for nothing can be said before.
function speak() {
  catalogues(me.card.languages).then(
    (books) => {
      me.say = speaker(books);
      document.documentElement.lang = me.say.lang();
      again();
    },
    () => setTimeout(speak, AGAIN),
  );
}

// Many frames in a moment are one drawing.
function soon() {
  if (me.drawn === null) me.drawn = setTimeout(draw, 20);
}

function again() {
  if (!me.say || !me.facts) return soon();
  theRibbon.again();
  me.covered = "";
  theStage.again();
  draw();
}

function draw() {
  me.drawn = null;
  const facts = gather(live.store);
  if (!facts || !me.say) return;
  me.facts = facts;
  if (facts.forum.frozen && me.painted) theStage.forget(new Set(facts.ideas.map((idea) => idea.id)));
  else paint(facts);
  drawRibbon(facts);
  drawCover(facts.forum);
}

function paint(facts) {
  if (!facts.clusters.length) tools.memory.spots = new Map();
  const shown = picture(facts);
  if (shown.name === "lobby") Object.assign(shown, { title: facts.forum.title, greeting: greeting(facts) });
  if (shown.name === "dots") shown.closed = stateAt(shown.activity, live.now()) === "closed";
  theStage.show(shown);
  me.painted = true;
}

function greeting(facts) {
  const first = facts.activities.find((activity) => activity.position === 1);
  return first && first.kind === "welcome" ? first.prompt : null;
}

function drawRibbon(facts) {
  const name = theStage.name();
  theRibbon.draw({
    wide: name === "lobby",
    join: facts.forum.state !== "ended",
    here: facts.forum.here,
    card: me.card,
    clock: timeOf(facts),
    figures: theStage.figures(),
  });
}

function timeOf(facts) {
  return facts.forum.state === "ended" ? null : clock(current(facts), live.now());
}

// Time passes without a word from the server: the clock runs, and a vote whose time to finish is over is closed.
function beat() {
  if (!me.facts || !me.say) return;
  theRibbon.tick(timeOf(me.facts));
  const now = current(me.facts);
  if (now && now.state === "closing" && stateAt(now, live.now()) === "closed") soon();
}

function drawCover(forum) {
  const wanted = cover(forum);
  const key = wanted && wanted + JSON.stringify(me.card);
  if (key === me.covered) return;
  me.covered = key;
  for (const old of document.querySelectorAll("body > .cover")) old.remove();
  if (wanted === "code") bigCode(document.body, me.say, me.card);
  if (wanted === "blank") document.body.appendChild(el("div", { class: "cover dark" }));
  for (const id of ["stage", "ribbon"]) document.getElementById(id).inert = Boolean(wanted);
}

function sign() {
  clearTimeout(me.patience);
  const key = !live.online() ? "screen.kept" : live.trouble().saving ? "" : "screen.unsaved";
  const show = () => me.say && fresh(document.getElementById("sign"), ...inline(me.say.all(key)));
  if (!key) return fresh(document.getElementById("sign"));
  me.patience = setTimeout(show, live.online() ? 0 : PATIENCE);
}
