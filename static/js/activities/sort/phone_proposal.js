// Proposing a theme that is missing: one line, and what became of the own proposals. The words stay in the field until
// the forum has them. Phone-safe.

import { el, replaceContent } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { meOf } from "../../phone/view.js";

/** The section: {node, show(step)}. */
export function themeProposal(page) {
  const field = el("input", { id: "proposal", maxlength: 80, autocomplete: "off" });
  const form = el(
    "form",
    { class: "find" },
    el("label", { for: "proposal" }, t("sort.propose.label")),
    field,
    el("button", { class: "btn" }, t("sort.propose.send")),
  );
  const list = el("div", {});
  const view = { page: page, field: field, list: list, sign: "", known: null, step: 0 };
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    send(view);
  });
  return {
    node: el("section", { class: "propose" }, el("h2", {}, t("sort.propose")), list, form),
    show: function (step) {
      view.step = step.id;
      show(view);
    },
  };
}

// A second tap sends nothing while the first is under way.
function send(view) {
  const words = view.field.value.trim();
  const isSending = view.page.outbox.items().some(function (item) {
    return item.verb === "proposal.add";
  });
  if (!words || isSending) return;
  view.page.outbox.add({ verb: "proposal.add", body: { activity: view.step, title: words } });
}

function show(view) {
  const store = view.page.live.store;
  const own = meOf(view.page).proposed.filter(function (one) {
    return one.activity === view.step;
  });
  const sign = JSON.stringify([own, store.version("cluster")]);
  if (sign === view.sign) return;
  view.sign = sign;
  if (view.known !== null && own.length > view.known) {
    view.field.value = "";
    view.page.notice("", "check", t("sort.propose.sent"));
  }
  view.known = own.length;
  replaceContent(
    view.list,
    ...own.map(function (one) {
      return el("p", {}, el("b", { dir: "auto" }, soften(one.title)), el("br", {}), el("span", {}, became(store, one)));
    }),
  );
}

function became(store, one) {
  const theme = one.cluster && store.get("cluster", one.cluster);
  if (one.state === "open") return t("sort.propose.open");
  return theme ? t("sort.propose.taken", { letter: theme.letter }) : t("sort.propose.dismissed");
}
