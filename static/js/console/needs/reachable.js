// Before the start: a reminder to test the address in the QR code, until the first phone has joined.

import { el, replaceContent, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { togglePanel } from "../parts/panel.js";
import { button } from "../parts/button.js";

/** The reminder above the queue: {node, draw(view)}; hidden once somebody has joined or the forum has begun. */
export function reachabilityCheck(desk) {
  const node = el("div", { class: "check", hidden: true });
  return {
    node,
    draw: (view) => {
      const network = desk.boot.candidates.length > 0;
      const stamp = [network, desk.boot.url].join("/");
      node.hidden = !isUnproven(view);
      if (node.hidden || node.dataset.stamp === stamp) return;
      node.dataset.stamp = stamp;
      replaceContent(node, ...(network ? notYet(desk) : [warning(t("console.join.no_network"))]));
    },
  };
}

/** Whether no phone has joined before the start. Once one has, a warning about addresses could be false. */
export function isUnproven(view) {
  const somebody = view.forum.here > 0 || view.presence.connected > 0 || view.presence.reached.length > 0;
  return view.at <= 0 && view.forum.state !== "ended" && !somebody;
}

function notYet(desk) {
  const host = desk.boot.url.split("//")[1];
  const see = button(t("console.join.open"), () => desk.ui.panel !== "join" && togglePanel(desk, "join"));
  return [
    warning(t("console.join.not_yet")),
    el("p", {}, el("b", {}, host)),
    el("p", { class: "quiet" }, t("console.join.check")),
    see,
  ];
}

function warning(words) {
  return el("p", { class: "why warn" }, icon("phone"), " ", words);
}
