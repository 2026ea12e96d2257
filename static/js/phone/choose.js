// A self-paced forum on the phone: the list of what is open, the way back to it, and which activity this person is in,
// which the page's address says. The twin of templates/phone/choose.html. Phone-safe.

import { isWriting, wordsOf } from "../vote/agenda.js";
import { el, icon, replaceContent } from "../dom/el.js";
import { about } from "../text/moment.js";
import { pick } from "../text/languages.js";
import { measure } from "../text/text.js";
import { t } from "../text/words.js";
import { keyedList } from "./keyed_list.js";
import { otherLanguage } from "./other_language.js";
import { ownIdeas } from "./own_ideas.js";
import { dueOf } from "./times.js";
import { ballotOf, forumOf, isOpen, labelOf, stateOf, stepsOf } from "./view.js";

/** The activity that the address names, or 0. */
export function chosenOf(address) {
  const found = /[?&]activity=([0-9]{1,15})(&|$)/.exec(address);
  return found ? Number(found[1]) : 0;
}

/**
 * Follows the address: the browser's back and forward move between the list and activities. A page that answered a form
 * has no address of its own; the server's forms say where it is.
 */
export function followAddress(page) {
  const form = document.querySelector("input[name=here]");
  page.chosen = chosenOf(window.location.search) || Number(form ? form.value : 0);
  window.addEventListener("popstate", function () {
    enter(page, chosenOf(window.location.search));
  });
}

// The forms that the server rendered come back to where the person is now.
function enter(page, activity) {
  page.chosen = activity;
  Array.from(document.querySelectorAll("input[name=here]")).forEach(function (field) {
    field.value = activity;
  });
  page.draw();
}

/** The list of open activities. */
export function choose(page) {
  const none = el("p", { class: "note", hidden: true }, t("phone.choose.none"));
  const node = el("ul", { class: "choose" });
  const later = coming(page);
  const list = keyedList(node, (item) => el("li", {}, link(page, item.key, ...words(item))));
  return {
    nodes: [el("h1", {}, t("phone.choose")), none, node, later.node],
    footer: null,
    update: function () {
      const open = openOf(page);
      later.update();
      none.hidden = open.length > 0 || !later.node.hidden;
      list.show(open);
    },
  };
}

/** The list of what opens by itself later: {node, update}. */
export function coming(page) {
  const node = el("ul", { class: "coming", hidden: true });
  const list = keyedList(node, (item) =>
    el(
      "li",
      {},
      el("b", { lang: item.prompt.lang, dir: "auto" }, item.prompt.text, otherLanguage(item.prompt)),
      el("span", { class: "quiet" }, item.when),
    ),
  );
  return {
    node: node,
    update: function () {
      const steps = comingOf(page);
      node.hidden = !steps.length;
      list.show(steps);
    },
  };
}

function comingOf(page) {
  return laterSteps(page)
    .sort((a, b) => a.opens_at - b.opens_at || a.position - b.position)
    .map((step) => ({
      key: step.id,
      prompt: pick(step.prompt, page.boot.lang),
      when: about("phone.choose.opens", step.opens_at),
    }));
}

// The steps that open by themselves later, in a led forum that of early entry.
function laterSteps(page) {
  const forum = forumOf(page);
  const early = forum.early && page.live.now() < forum.early.opens_at ? forum.early : null;
  return stepsOf(page)
    .map((step) => (early && early.activity === step.id ? { ...step, opens_at: early.opens_at } : step))
    .filter((step) => (forum.self_paced || early) && step.opens_at !== null && stateOf(page, step) === "waiting");
}

/** Returns the function that draws the way back to the list above an activity: paint(step). */
export function wayBack(page) {
  const node = document.getElementById("back");
  let drawn = null;
  return function (step) {
    const shown = Boolean(step) && forumOf(page).self_paced && forumOf(page).state === "live";
    if (shown === drawn) return;
    drawn = shown;
    node.hidden = !shown;
    replaceContent(node, shown ? link(page, 0, icon("back"), el("span", {}, t("phone.choose.back"))) : null);
  };
}

function openOf(page) {
  return stepsOf(page)
    .filter((step) => isOpen(page, step))
    .map(function (step) {
      const label = labelOf(page, step);
      return {
        key: step.id,
        prompt: pick(step.prompt, page.boot.lang),
        label: label,
        due: dueOf(page, step),
        mark: markOf(page, step),
      };
    });
}

// What this person has given in an activity, as [icon, words], or null.
function markOf(page, step) {
  if (isWriting(step)) {
    if (measure(page.drafts.get(step.id))) return ["edit", t("phone.draft")];
    const given = ideasIn(page, step);
    return given ? ["check", t("phone.choose.ideas", {}, given)] : null;
  }
  return Object.keys(ballotOf(page, step).marks).length ? ["check", t("phone.votes.saved" + wordsOf(step))] : null;
}

function ideasIn(page, step) {
  return ownIdeas(page, null).filter(
    (card) => card.activity === step.id && card.phase !== "refused" && card.phase !== "taken",
  ).length;
}

function words(item) {
  return [
    el("b", { lang: item.prompt.lang, dir: "auto" }, item.prompt.text, otherLanguage(item.prompt)),
    el("span", { class: "quiet" }, el("span", { lang: item.label.lang, dir: "auto" }, item.label.text)),
    item.due ? el("span", { class: "quiet" }, item.due) : null,
    item.mark ? el("span", { class: "mark" }, icon(item.mark[0]), el("span", {}, item.mark[1])) : null,
  ];
}

// A link that opens in this page; with a key held down it is a link like any other.
function link(page, activity, ...content) {
  const address = page.boot.url + (activity ? "?activity=" + activity : "");
  const node = el("a", { href: address, "data-do": "choose" }, ...content);
  node.addEventListener("click", function (event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(page, activity, address);
  });
  return node;
}

function go(page, activity, address) {
  window.history.pushState(null, "", address);
  enter(page, activity);
  document.getElementById("main").focus();
  window.scrollTo(0, 0);
}
