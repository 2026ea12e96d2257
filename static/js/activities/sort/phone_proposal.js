// Proposing a theme that is missing: one line, and what became of the own proposals. The words stay in the field until
// the forum has them, and what is typed and not sent is a draft of its own on this phone. Phone-safe.

import { el, replaceContent } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { measure, tidy } from "../../text/text.js";
import { t } from "../../text/words.js";
import { LIMITS } from "../../wire/contract.js";
import { blame, clear } from "../../phone/field_refusal.js";
import { meOf } from "../../phone/view.js";

/** The section: {node, show(step)}. */
export function themeProposal(page) {
  const field = el("input", { id: "proposal", autocomplete: "off", dir: "auto", "aria-describedby": "unfit" });
  const problem = el("p", { class: "refusal", id: "unfit", role: "alert", hidden: true });
  const list = el("div", {});
  const view = { page, field, problem, list, typed: typedBefore(), sign: "", known: null, step: 0 };
  field.addEventListener("input", function () {
    page.said = null; // a refusal was about other words
    clear(field, problem);
    keep(view);
  });
  return {
    node: el("section", { class: "propose" }, el("h2", {}, t("sort.propose")), list, formOf(view)),
    show: function (step) {
      if (!view.step) open(view, step);
      show(view);
    },
  };
}

function formOf(view) {
  const submit = function (event) {
    event.preventDefault();
    send(view);
  };
  return el(
    "form",
    { class: "find", submit },
    el("label", { for: "proposal" }, t("sort.propose.label")),
    view.field,
    view.problem,
    el("button", { class: "btn" }, t("sort.propose.send")),
  );
}

// What was typed into the server's field, before this script was there.
function typedBefore() {
  const field = document.querySelector("#proposal[name]");
  return field ? field.value : "";
}

function open(view, step) {
  view.step = step.id;
  view.field.value = view.typed || view.page.drafts.get(draftOf(view));
  keep(view);
}

function keep(view) {
  view.page.drafts.set(draftOf(view), view.field.value);
}

function draftOf(view) {
  return "proposal-" + view.step;
}

// A second tap sends the same words once; other words wait for their turn in the outbox.
function send(view) {
  const words = tidy(view.field.value);
  const over = measure(words) - LIMITS.theme;
  if (!words) return blame(view.field, view.problem, "theme_nameless", {});
  if (over > 0) return blame(view.field, view.problem, "theme_long", { n: over });
  const isSending = view.page.outbox.items().some((item) => item.verb === "proposal.add" && item.body.title === words);
  if (!isSending) view.page.outbox.add({ verb: "proposal.add", body: { activity: view.step, title: words } });
}

function show(view) {
  const store = view.page.live.store;
  const own = meOf(view.page).proposed.filter((one) => one.activity === view.step);
  const sign = JSON.stringify([own, store.version("cluster")]);
  if (sign === view.sign) return;
  view.sign = sign;
  const known = view.known;
  view.known = own;
  empty(view, own.slice(known ? known.length : 0));
  replaceContent(
    view.list,
    ...own.map((one) =>
      el("p", {}, el("b", { dir: "auto" }, soften(one.title)), el("br", {}), el("span", {}, became(store, one))),
    ),
  );
  if (known) tell(view, known, own);
}

// The field may hold other words by the time that those which were sent have come.
function empty(view, fresh) {
  const words = tidy(view.field.value);
  const arrived = fresh.some((one) => one.title === words);
  if (!arrived) return;
  view.field.value = "";
  keep(view);
}

// Own proposals come oldest first: what came, and what a facilitator decided on.
function tell(view, known, own) {
  const decided = own.filter((one, at) => at < known.length && one.state !== known[at].state);
  const words = decided.map((one) => one.title + ": " + became(view.page.live.store, one));
  if (own.length > known.length) words.push(t("phone.proposal.sent"));
  if (words.length) view.page.notice("", "check", words.join(" "));
}

function became(store, one) {
  const theme = one.cluster && store.get("cluster", one.cluster);
  if (one.state === "open") return t("sort.propose.open");
  return theme ? t("sort.propose.taken", { letter: theme.letter }) : t("sort.propose.dismissed");
}
