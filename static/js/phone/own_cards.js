// The section of own ideas: their cards, the editor inside a card, and how many ideas wait to be sent. Phone-safe.

import { isLate, isWriting } from "../vote/agenda.js";
import { el } from "../dom/el.js";
import { pick } from "../text/languages.js";
import { t } from "../text/words.js";
import { ownCard, supportedCard, takenCard } from "./idea_card.js";
import { editCard } from "./idea_editor.js";
import { keyedList } from "./keyed_list.js";
import { ownIdeas } from "./own_ideas.js";
import { hasEnded } from "./view.js";
import { setSupport } from "./supports.js";
import { bringBack } from "./take_back.js";
import { showMore } from "./show_more.js";

const AT_ONCE = 10;

/**
 * The section for a step and those before it (all steps with null): {node, update}. `themes`: each card names its
 * theme.
 */
export function ownCards(page, step, themes) {
  const view = { page: page, step: step, themes: themes, limit: AT_ONCE };
  view.waiting = el("p", { class: "quiet", hidden: true });
  view.locked = el("p", { class: "quiet", hidden: true }, t("idea.edit.locked"));
  view.list = el("div", { class: "mine", tabindex: "-1" });
  view.receipts = el("p", { class: "quiet" }, t("receipt.keep"));
  view.more = showMore(function () {
    view.limit += AT_ONCE;
    page.draw();
  });
  view.keep = keyedList(
    view.list,
    (card) => cardOf(view, card),
    (card) => (card.editing ? "editing" : JSON.stringify(card)),
  );
  view.node = el(
    "section",
    { class: "mine" },
    el("h2", {}, t("idea.mine")),
    step === null ? view.receipts : "",
    view.waiting,
    view.locked,
    view.list,
    view.more,
  );
  return {
    node: view.node,
    update: function () {
      update(view);
    },
  };
}

function cardOf(view, card) {
  if (card.phase === "taken")
    return takenCard(card, function () {
      bringBack(view.page);
      view.list.focus();
    });
  if (card.support) return supportedCard(card, hasEnded(view.page) ? null : endsSupport(view));
  return card.editing ? editCard(card, actions(view, card)) : ownCard(card, card.change ? editorOpener(view) : null);
}

function endsSupport(view) {
  return function (card) {
    setSupport(view.page, card.id, false);
    view.list.focus();
  };
}

function update(view) {
  const cards = ownIdeas(view.page, view.step).map((card) => withState(view, card));
  view.node.hidden = cards.length === 0;
  // After the end nothing can be changed, so the note that blames the vote would be wrong.
  view.locked.hidden = hasEnded(view.page) || cards.every((card) => card.change || card.support);
  view.receipts.hidden = !cards.some((card) => card.receipt);
  view.more.hidden = cards.length <= view.limit;
  view.page.isEditing = cards.slice(0, view.limit).some((card) => card.editing);
  view.keep.show(cards.slice(0, view.limit));
  const n = view.page.waiting();
  view.waiting.hidden = n === 0;
  if (n) view.waiting.textContent = t("net.waiting", {}, n);
}

function withState(view, card) {
  const page = view.page;
  const step = page.live.store.get("activity", card.activity);
  const theme = view.themes && card.cluster ? page.live.store.get("cluster", card.cluster) : null;
  card.change = !card.support && (card.unsent || Boolean(step && step.changeable));
  card.editing = card.change && card.key === page.editing;
  card.theme = theme ? { letter: theme.letter, title: theme.title || t("phone.theme.unnamed") } : null;
  card.late = Boolean(step) && isLate(step, card.at);
  card.asked = step && !(view.step && view.step.id === step.id) ? questionOf(page, step) : null;
  return card;
}

// The question that an idea answered, where there are several steps of ideas.
function questionOf(page, step) {
  const several = page.live.store.all("activity").filter((one) => isWriting(one)).length > 1;
  return several ? pick(step.prompt, page.boot.lang) : null;
}

function editorOpener(view) {
  return function (card) {
    view.page.editing = card.key;
    view.page.draw();
    const field = view.list.querySelector("textarea");
    if (field) field.focus();
  };
}

function actions(view, card) {
  const page = view.page;
  const draft = "edit-" + card.key;
  const leave = function () {
    page.drafts.set(draft, "");
    page.editing = "";
    page.draw();
    view.list.focus();
  };
  return {
    draft: page.drafts.get(draft),
    typed: function (text) {
      page.drafts.set(draft, text);
    },
    close: leave,
    done: function (text) {
      page.changeIdea(card, text);
      leave();
    },
    away: function () {
      page.withdrawIdea(card);
      leave();
      const undo = view.list.querySelector("[data-do=undo]");
      if (undo) undo.focus();
    },
  };
}
