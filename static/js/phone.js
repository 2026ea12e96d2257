// Entry file of the phone page: hydrates the HTML that the server rendered and keeps it up to date from the connection.
// Phone-safe.

import { makerOf } from "./phone_views.js";
import { isPrivate, isVote } from "./vote/agenda.js";
import { replaceContent } from "./dom/el.js";
import { newKey } from "./wire/keys.js";
import { connect } from "./wire/live.js";
import { makeOutbox } from "./wire/outbox.js";
import { OFFLINE_AFTER_MS, actions, followUps, onAnswer, tellWriting } from "./phone/actions.js";
import { EDITOR, IDEA, caretIn, restoreCaret } from "./phone/caret.js";
import { hydrate, queueEarlySubmit, focusReturnPoint, highestSeen } from "./phone/hydrate.js";
import { openDrafts } from "./phone/drafts.js";
import { isComposing, keepFooterVisible } from "./phone/sticky_footer.js";
import { subscribe } from "./phone/events.js";
import { everySecond } from "./phone/every_second.js";
import { unsentTexts } from "./phone/unsent.js";
import { followAddress, wayBack } from "./phone/choose.js";
import { beforeSnapshot } from "./phone/before_snapshot.js";
import { beginsLater, forumOf, isOpen, modeOf, resultOf, shownStep, stateOf } from "./phone/view.js";
import { localStorageOrNull } from "./phone/browser_storage.js";
import { openPhoneStorage } from "./phone/phone_storage.js";
import { viewNews } from "./phone/view_news.js";
import { seenTargets } from "./phone/seen_targets.js";
import { statusLine, unreached } from "./phone/status_line.js";
import { opening } from "./phone/plain_views.js";
import { importScript, secondScript } from "./phone/second_script.js";
import { useZone } from "./text/format.js";
import { header } from "./phone/page_head.js";
import { times } from "./phone/times.js";
import { load } from "./text/words.js";

// A page on which nothing has happened yet.
function emptyPage(boot) {
  return {
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
}

function makePage(boot) {
  const page = emptyPage(boot);
  page.live = connect(boot);
  followAddress(page);
  page.storage = openPhoneStorage(boot.code, localStorageOrNull());
  page.drafts = openDrafts(boot.code, localStorageOrNull());
  page.shown = seenTargets(boot.code, localStorageOrNull());
  page.outbox = makeOutbox({
    storage: page.storage,
    send: page.live.send,
    newKey: newKey,
    now: page.live.now,
    later: later,
    changed: function (item, answer) {
      if (item) onAnswer(page, item, answer);
      page.draw();
    },
    settled: followUps,
  });
  page.second = secondScript(boot.second, isCalm, redraw, importScript, setTimeout);
  return Object.assign(page, actions(page));

  function isCalm() {
    return page.ready && !page.outbox.busy();
  }

  function redraw() {
    page.draw();
  }
}

function later(work, wait) {
  const timer = setTimeout(work, wait);
  return function () {
    clearTimeout(timer);
  };
}

function nameOf(page, mode, step) {
  if (!makerOf(page, mode)) return "opening/" + mode + (step ? step.id : "");
  if (!step || mode === "ended") return mode + "/" + beginsLater(page);
  const facts = [mode, step.id, isOpen(page, step), isPrivate(step)];
  return facts.concat(isVote(step) ? Boolean(resultOf(page, step)) : []).join("/");
}

// Redraws everything that may have changed. Before the first snapshot only the status line and what was posted are
// known.
function draw(page) {
  if (!page.ready) return beforeSnapshot(page);
  if (!forumOf(page)) return undefined; // the forum was deleted: the page stays as it is
  const step = shownStep(page);
  const mode = modeOf(page, step);
  const name = nameOf(page, mode, step);
  page.paintUnsent(step);
  page.paintTimes(step); // a step that is entered is then shown from its top
  if (!page.name && !makerOf(page, mode)) return paintTime(page, mode, step); // what the server drew works until then
  const swapped = name !== page.name;
  const edited = swapped && caretIn(EDITOR);
  if (swapped) swap(page, name, mode, step);
  const news = page.news(mode, step);
  if (swapped || news) page.viewChanged(news);
  page.isEditing = false;
  page.view.update();
  if (edited) restoreCaret(edited, EDITOR);
  // An open editor has the main action; the footer must not offer another.
  document.getElementById("foot").hidden = !page.view.footer || (page.isEditing && !isComposing(page, step));
  return paintTime(page, mode, step);
}

// Redraws what depends on time only: the clock, the status line, whether this person is writing.
function paintTime(page, mode, step) {
  page.paintHead(step);
  page.paintBack(step);
  page.paintTimes(step);
  page.paintStatus(mode === "ended" ? null : step);
  tellWriting(page, step);
}

// Called once a second. Redraws the view only if something in it is waiting or running out.
function tick(page) {
  if (!page.ready || !forumOf(page)) return draw(page);
  const step = shownStep(page);
  const mode = modeOf(page, step);
  const runsOut = nameOf(page, mode, step) !== page.name || (step && stateOf(page, step) === "closing");
  if (page.taken || page.outbox.items().length || runsOut) return draw(page);
  return paintTime(page, mode, step);
}

// Replaces the view by that of another step. A person whose focus was in the old view gets it in the new one.
function swap(page, name, mode, step) {
  const main = document.getElementById("main");
  const first = page.name === "";
  const caret = first ? hydrate(page, step) : null;
  page.seen = first ? highestSeen() : Infinity;
  const lost = main.contains(document.activeElement);
  const isOther = !first && step && step.id !== page.step;
  page.step = step ? step.id : 0;
  page.name = name;
  page.view = (makerOf(page, mode) || opening)(page, step);
  replaceContent(document.getElementById("work"), ...page.view.nodes);
  replaceContent(document.getElementById("foot"), page.view.footer);
  replaceContent(document.getElementById("below"), ...(page.view.below || []));
  document.body.setAttribute("data-view", mode);
  if (caret) restoreCaret(caret, IDEA);
  else if (lost && !main.contains(document.activeElement)) main.focus();
  if (isOther) window.scrollTo(0, 0);
}

function start() {
  const boot = JSON.parse(document.getElementById("boot").textContent);
  useZone(boot.zone);
  const page = makePage(boot);
  page.offline = () =>
    !(page.ready && page.live.online()) && (page.live.stalled() || performance.now() - page.lostAt > OFFLINE_AFTER_MS);
  document.addEventListener("submit", function (event) {
    queueEarlySubmit(page, event);
  });
  keepFooterVisible(document.getElementById("foot"));
  document.addEventListener("focusin", function () {
    if (page.isEditing) page.draw();
  });
  focusReturnPoint(page);
  takeOver(page);
}

function takeOver(page) {
  load(page.boot.words).then(
    function () {
      page.paintHead = header(page);
      page.paintBack = wayBack(page);
      page.paintTimes = times(page);
      page.paintStatus = statusLine(page);
      page.paintUnsent = unsentTexts(page);
      page.news = viewNews(page);
      page.draw = () => draw(page);
      page.tick = () => tick(page);
      subscribe(page);
      page.ready = Boolean(forumOf(page));
      page.draw();
      page.second(false);
      everySecond(page, page.tick);
      page.outbox.load();
    },
    function () {
      unreached();
      setTimeout(takeOver, OFFLINE_AFTER_MS, page);
    },
  );
}

start();
