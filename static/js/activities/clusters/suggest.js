// Suggesting a theme for an idea: a line below its card, and on demand the themes to choose from. Only the facilitator
// sees what is suggested. Phone-safe.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { isOpen, meOf } from "../../phone/view.js";
import { inOrder } from "../../vote/theme_order.js";

/**
 * What this phone suggests: {sign(), of(idea), card(card, row)}. `sign()` is a text that is equal while no row changes,
 * `of(idea)` what a row adds for a card: {now, themes}, null where nothing can be suggested. `now` is the theme that
 * is suggested, or null; `themes` are those to choose from, where this person has asked for them, or null.
 */
export function suggestions(page, step) {
  const view = { page: page, id: step.id, asked: null };
  return {
    sign: function () {
      return JSON.stringify([canSuggest(view), view.asked, chosen(page)]);
    },
    of: function (idea) {
      return canSuggest(view) ? suggestionOf(view, idea) : null;
    },
    card: function (card, row) {
      if (row.suggest) add(view, card, row);
      return card;
    },
  };
}

function canSuggest(view) {
  const step = view.page.live.store.get("activity", view.id);
  return Boolean(step) && isOpen(view.page, step);
}

/** Idea → the theme that this person suggests for it (null: none any more), also while that is being sent. */
export function chosen(page) {
  const found = Object.assign({}, meOf(page).suggested);
  page.outbox
    .arrived()
    .concat(page.outbox.items())
    .forEach(function (item) {
      if (item.verb === "placement.suggest" && item.state !== "refused") found[item.body.idea] = item.body.cluster;
    });
  return found;
}

function suggestionOf(view, idea) {
  const store = view.page.live.store;
  const others = inOrder(store.all("cluster")).filter(function (theme) {
    return theme.id !== idea.cluster;
  });
  if (!others.length) return null;
  const now = store.get("cluster", chosen(view.page)[idea.id]);
  return {
    now: now && now.id !== idea.cluster ? named(now) : null,
    themes: view.asked === idea.id ? others.map(named) : null,
  };
}

function named(theme) {
  return { id: theme.id, letter: theme.letter, title: theme.title || t("phone.theme.unnamed") };
}

// The themes to choose from; else the button that asks for them, beside what is suggested or where the idea came from.
function add(view, card, row) {
  const now = row.suggest.now;
  if (row.suggest.themes) return card.appendChild(choice(view, row));
  const words = now && el("span", { class: "quiet" }, t("phone.suggest.now"), " ", sign(now));
  const line = (!now && card.querySelector(".line")) || card.appendChild(el("div", { class: "line" }, words));
  line.appendChild(opener(view, row));
}

function opener(view, row) {
  const now = row.suggest.now;
  return el(
    "button",
    {
      type: "button",
      class: "link",
      "data-do": "suggest",
      "aria-label": t(now ? "phone.suggest.change.label" : "phone.suggest.label", { number: row.number }),
      click: function () {
        ask(view, Number(row.key));
      },
    },
    t(now ? "phone.suggest.change" : "phone.suggest"),
  );
}

function choice(view, row) {
  const now = row.suggest.now;
  const buttons = row.suggest.themes.map(function (theme, at) {
    return target(view, row, theme, at === 0, Boolean(now) && now.id === theme.id);
  });
  const words = t("phone.suggest.ask", { number: row.number });
  const stop = el(
    "button",
    {
      type: "button",
      class: "link",
      click: function () {
        if (now) send(view, row, null);
        else ask(view, null);
      },
    },
    t(now ? "phone.suggest.back" : "common.cancel"),
  );
  return el("div", { class: "suggest", role: "group", "aria-label": words }, el("p", {}, words), ...buttons, stop);
}

function target(view, row, theme, first, pressed) {
  return el(
    "button",
    {
      type: "button",
      class: "btn wide",
      "data-do": first ? "suggest" : null,
      "aria-pressed": String(pressed),
      click: function () {
        send(view, row, theme);
      },
    },
    sign(theme),
  );
}

function sign(theme) {
  return el(
    "span",
    {},
    el("span", { class: "no" }, theme.letter),
    " ",
    el("span", { dir: "auto" }, soften(theme.title)),
  );
}

function ask(view, idea) {
  view.asked = idea;
  view.page.draw();
}

// Answered before the person's own things come: until they do, the item says what is suggested (actions.js).
function send(view, row, theme) {
  const page = view.page;
  const idea = Number(row.key);
  page.outbox.add({
    verb: "placement.suggest",
    slot: "placement-" + idea,
    body: { idea: idea, cluster: theme && theme.id },
    known: page.live.store.version("me"),
  });
  page.say(theme ? t("phone.suggest.done", { number: row.number, theme: theme.letter }) : t("phone.suggest.undone"));
  ask(view, null);
}
