// The phone page's script: takes over the server's first picture and follows the hall from then on. Phone-safe.

import { isVote } from "./vote/agenda.js";
import { fresh } from "./dom/el.js";
import { newKey } from "./wire/keys.js";
import { connect } from "./wire/live.js";
import { makeOutbox } from "./wire/outbox.js";
import { PATIENCE, actions, afterwards, answered, tellWriting } from "./phone/actions.js";
import { adopt, early, giveBack, goOnWhere, highestSeen } from "./phone/hydrate.js";
import { openDrafts } from "./phone/drafts.js";
import { dots } from "./phone/dots.js";
import { isComposing, keepFootVisible } from "./phone/sticky_footer.js";
import { hear } from "./phone/events.js";
import { ideas } from "./phone/ideas.js";
import { keptTexts } from "./phone/unsent.js";
import { opening } from "./phone/before_snapshot.js";
import { forumOf, isOpen, isPrivate, labelOf, modeOf, resultOf, shownStep, stateOf } from "./phone/view.js";
import { results } from "./phone/results.js";
import { openShelf } from "./phone/phone_storage.js";
import { statusLine, unreached } from "./phone/status_line.js";
import { before, clusters, ended, welcome } from "./phone/plain_views.js";
import { header } from "./phone/page_head.js";
import { load, t } from "./text/words.js";

const VIEWS = {
  before: before,
  ended: ended,
  welcome: welcome,
  ideas: ideas,
  clusters: clusters,
  dots: dots,
  results: results,
};
const BEAT = 500;

function storage() {
  try {
    return window.localStorage;
  } catch (error) {
    return null;
  }
}

function makePage(boot) {
  const page = {
    boot: boot,
    view: null,
    name: "",
    editing: "",
    taken: null,
    said: null,
    lostAt: performance.now(),
    typedAt: 0,
    finishing: 0,
    writing: false,
    ready: false,
  };
  page.live = connect(boot);
  page.shelf = openShelf(boot.code, storage());
  page.drafts = openDrafts(boot.code, storage());
  page.outbox = makeOutbox({
    shelf: page.shelf,
    send: page.live.send,
    newKey: newKey,
    now: page.live.now,
    later: later,
    changed: function (item, answer) {
      if (item) answered(page, item, answer);
      page.draw();
    },
    settled: afterwards,
  });
  return Object.assign(page, actions(page));
}

function later(work, wait) {
  const timer = setTimeout(work, wait);
  return function () {
    clearTimeout(timer);
  };
}

function nameOf(page, mode, step) {
  if (!step || mode === "ended") return mode + (resultOf(page, null) ? "+" : "");
  const facts = [mode, step.id, isOpen(page, step), isPrivate(step)];
  return facts.concat(isVote(step) ? Boolean(resultOf(page, step)) : []).join("/");
}

// Everything that may have changed. Without a first picture only the status line has anything true to say, and what is posted already.
function draw(page) {
  if (!page.ready) return opening(page);
  if (!forumOf(page)) return undefined; // a forum that was deleted leaves its last picture
  const step = shownStep(page);
  const mode = modeOf(page, step);
  const name = nameOf(page, mode, step);
  if (name !== page.name) swap(page, name, mode, step);
  page.isEditing = false;
  page.view.update();
  document.getElementById("foot").hidden = !page.view.foot || (page.isEditing && !isComposing(page, step)); // one main action at a time
  page.paintKept(step);
  return edge(page, mode, step);
}

// What time alone changes: the clock, the status line, whether somebody still writes.
function edge(page, mode, step) {
  page.paintHead(step);
  page.paintStatus(mode, step);
  tellWriting(page, step);
}

// Nothing was heard and nothing done: a view is asked again only where something of it waits or runs out.
function beat(page) {
  if (!page.ready || !forumOf(page)) return draw(page);
  const step = shownStep(page);
  const mode = modeOf(page, step);
  if (
    page.taken ||
    page.outbox.items().length ||
    nameOf(page, mode, step) !== page.name ||
    (step && stateOf(page, step) === "closing")
  )
    return draw(page);
  return edge(page, mode, step);
}

// Another step: its view takes the place of the one before. Someone who was writing there is not left in the void.
function swap(page, name, mode, step) {
  const work = document.getElementById("work");
  const foot = document.getElementById("foot");
  const first = page.name === "";
  const caret = first ? adopt(page, step) : null;
  page.seen = first ? highestSeen() : Infinity;
  const lost = work.contains(document.activeElement) || foot.contains(document.activeElement);
  const other = first ? "" : stepName(page, step);
  page.step = step ? step.id : 0;
  page.name = name;
  page.view = VIEWS[mode](page, step);
  fresh(work, ...page.view.nodes);
  fresh(foot, page.view.foot);
  document.body.setAttribute("data-view", mode);
  if (caret) giveBack(caret);
  else if (lost) document.getElementById("main").focus();
  page.turned(mode === "ended" ? "" : other);
  if (other) window.scrollTo(0, 0);
}

// The name of the step when it is another one than before; the same step that closed is no news.
function stepName(page, step) {
  return step && step.id !== page.step ? labelOf(page, step).text : "";
}

function start() {
  const boot = JSON.parse(document.getElementById("boot").textContent);
  const page = makePage(boot);
  page.offline = function () {
    return !(page.ready && page.live.online()) && (page.live.stalled() || performance.now() - page.lostAt > PATIENCE);
  };
  document.addEventListener("submit", function (event) {
    early(page, event);
  });
  keepFootVisible(document.getElementById("foot"));
  document.addEventListener("focusin", function () {
    if (page.isEditing) page.draw();
  });
  goOnWhere();
  takeOver(page);
}

function takeOver(page) {
  load(page.boot.words).then(
    function () {
      page.paintHead = header(page);
      page.paintStatus = statusLine(page);
      page.paintKept = keptTexts(page);
      page.draw = function () {
        draw(page);
      };
      page.edge = function () {
        beat(page);
      };
      hear(page);
      page.ready = Boolean(forumOf(page));
      page.draw();
      setInterval(page.edge, BEAT);
      page.outbox.load();
    },
    function () {
      unreached();
      setTimeout(takeOver, PATIENCE, page);
    },
  );
}

start();
