// The panel about co-facilitators: makes a link, shown once as a QR code and an address, and lists links to revoke.

import { el, replaceContent } from "../../dom/el.js";
import { day, time } from "../../text/format.js";
import { t } from "../../text/words.js";
import { patch } from "../parts/keyed_list.js";
import { ask } from "./posts.js";
import { qr } from "./qr.js";
import { button } from "../parts/button.js";

/** The panel: {node, draw(view)}. */
export function linksPanel(desk) {
  const label = el("input", { type: "text", id: "link-label", autocomplete: "off" });
  const made = el("div", { class: "made", role: "group" });
  const form = el(
    "form",
    {},
    el("label", { for: "link-label" }, t("console.links.label")),
    label,
    el("button", { class: "btn main", type: "submit" }, t("console.links.make")),
  );
  form.addEventListener("submit", (event) => make(desk, label, made, event));
  const list = el("ul", { class: "links" });
  const none = el("p", { class: "quiet" }, t("console.links.none"));
  const node = el("div", {}, el("p", { class: "quiet" }, t("console.links.note")), form, made, list, none);
  return {
    node,
    draw: (view) => {
      none.hidden = view.links.length > 0;
      patch(list, view.links, { keyOf: (link) => link.id, make: (link) => row(desk, made, link) });
    },
  };
}

function row(desk, made, link) {
  const revoke = () => {
    if (made.dataset.link === String(link.id)) replaceContent(made);
    desk.act("link.revoke", { link: link.id }).then((answer) => answer.ok && desk.say(t("console.links.revoked")));
  };
  const end = new Date(link.until);
  const holds = t("console.links.until", { day: day(desk.boot.lang, end), time: time(desk.boot.lang, end) });
  return el(
    "li",
    {},
    el("span", {}, el("b", {}, link.label || t("console.links.unnamed")), el("small", {}, holds)),
    button(t("console.links.revoke"), revoke),
  );
}

async function make(desk, label, made, event) {
  event.preventDefault();
  const answer = await ask(desk, "links", { label: label.value });
  if (!answer.ok) return;
  label.value = "";
  made.dataset.link = String(answer.link);
  const address = el("p", { class: "address code", tabindex: "-1" }, answer.address);
  replaceContent(
    made,
    el("p", {}, el("b", {}, t("console.links.once"))),
    qr(answer.qr, t("a11y.qr", { url: answer.address.split("?")[0] })),
    address,
  );
  // Another phone reads the code, so all of it must be in sight.
  address.focus({ preventScroll: true });
  made.scrollIntoView({ block: "start" });
}
