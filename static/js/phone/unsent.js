// What did not reach the forum: drafts whose field is not on the page, refused texts, and ballots that came after the
// vote. It stays on the phone until its author dismisses it; once its step is over it is one line, so that it covers
// nothing of the next step; where people write in that step too, the page's second script adds a button that sends it
// there (send_here.js). After the end of the forum it is whole again. Phone-safe.

import { isWriting } from "../vote/agenda.js";
import { el } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { firstWords } from "../text/languages.js";
import { t } from "../text/words.js";
import { lateBallots, lateDrafts } from "./rejected.js";
import { keyedList } from "./keyed_list.js";
import { refusalText } from "./refusal.js";
import { hasEnded, stateOf } from "./view.js";

/** Returns the function that draws the unsent texts: paint(step), where `step` is the one on the page. */
export function unsentTexts(page) {
  const node = document.getElementById("kept");
  const keep = keyedList(node, (one) => card(page, one));
  return function (step) {
    const second = page.second(false);
    const found = lateVotes(page)
      .concat(drafts(page), refused(page, step))
      .map((one) => Object.assign(one, { past: !hasEnded(page) && (!step || step.id !== one.of) }))
      .map((one) => Object.assign(one, second && second.newPlace(page, step, one)));
    node.hidden = found.length === 0;
    keep.show(found);
  };
}

// Ballots that came after the vote, until their author dismisses the note.
function lateVotes(page) {
  return lateBallots(page).map((one) => ({ key: one.key, step: 0, of: one.activity, text: "", why: one.words }));
}

function drafts(page) {
  return lateDrafts(page).map((step) => ({
    key: "draft-" + step.id,
    step: step.id,
    of: step.id,
    text: page.drafts.get(step.id),
    why: !hasEnded(page) && stateOf(page, step) !== "closed" ? t("phone.draft") : draftWords(page),
    late: true,
  }));
}

/** What is said of a text whose step ended before it was sent. After the end no helper can add it either. */
export function draftWords(page) {
  return t(hasEnded(page) ? "phone.unsent.over" : "grace.missed");
}

/** What is said of a text that the server refused. */
export function refusedWords(page, item) {
  return item.code === "ideas_closed" && hasEnded(page) ? draftWords(page) : refusalText(item.code, item.facts);
}

// A refused idea of the step on the page is shown among the own ideas there, with its editor.
function refused(page, step) {
  return page.outbox
    .items()
    .filter(function (item) {
      if (item.state !== "refused") return false;
      return (
        item.verb === "idea.edit" ||
        (item.verb === "idea.add" && !(step && isWriting(step) && step.id === item.body.activity))
      );
    })
    .map((item) => ({
      key: item.key,
      step: 0,
      of: item.body.activity || 0,
      text: item.body.text,
      why: refusedWords(page, item),
      late: item.verb === "idea.add" && item.code === "ideas_closed",
    }));
}

function card(page, one) {
  return one.text
    ? textCard(page, one)
    : el("section", { class: "note kept" }, el("p", {}, one.why), el("div", { class: "pair" }, awayButton(page, one)));
}

function textCard(page, one) {
  const text = el("p", { class: "own-words", dir: "auto" }, soften(one.text));
  const copy = el(
    "button",
    {
      type: "button",
      class: "btn",
      click: function () {
        copyText(one.text);
        page.notice("", "check", t("common.copied"));
      },
    },
    t("common.copy"),
  );
  const inside = [el("p", {}, one.why), text, el("div", { class: "pair" }, copy, awayButton(page, one))];
  if (!one.past) return el("section", { class: "note kept" }, el("h2", {}, t("phone.kept")), ...inside);
  const card = el("details", { class: "note kept" }, el("summary", {}, folded(one)), ...inside);
  return one.to ? el("div", { class: "work" }, card, page.second(false).sendHere(page, one)) : card;
}

// One run of text; its words are there only while the card below, which has them whole, is folded.
function folded(one) {
  const words = el("span", { dir: "auto" }, soften(firstWords(one.text)));
  return el("span", {}, t("phone.kept"), el("span", { class: "folded" }, ": ", words));
}

function awayButton(page, one) {
  return el(
    "button",
    {
      type: "button",
      class: "btn bare",
      click: function () {
        if (one.step) page.drafts.set(one.step, "");
        else page.outbox.drop(one.key);
        page.draw();
      },
    },
    t(one.text ? "phone.kept.close" : "phone.votes.late.close"),
  );
}

// The asynchronous clipboard needs https, which a laptop in a hall does not have.
function copyText(text) {
  const field = el("textarea", { class: "hidden", readonly: true });
  field.value = text;
  document.body.appendChild(field);
  field.select();
  document.execCommand("copy");
  document.body.removeChild(field);
}
