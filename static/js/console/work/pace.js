// How often one phone may post an idea: as often as one likes, or one idea in so many seconds.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";

const SECONDS = [0, 15, 30, 60, 120];

/** The choice: {node, draw(view)}. */
export function paceOfPhones(desk) {
  const select = el("select", { change: () => desk.act("ideas.slow", { seconds: Number(select.value) }) });
  const node = el("label", { class: "slow" }, el("span", {}, t("console.slow")), select);
  return { node, draw: (view) => draw(node, select, view.forum.slow) };
}

// Another client may have set a pace that is not among the usual ones.
function draw(node, select, seconds) {
  const paces = SECONDS.includes(seconds) ? SECONDS : SECONDS.concat(seconds).sort((a, b) => a - b);
  const stamp = paces.join() + "/" + seconds;
  if (select.dataset.stamp === stamp) return;
  select.dataset.stamp = stamp;
  node.classList.toggle("on", seconds > 0);
  const words = (n) => (n ? t("console.slow.seconds", {}, n) : t("console.slow.off"));
  replaceContent(select, ...paces.map((n) => el("option", { value: String(n) }, words(n))));
  select.value = String(seconds);
}
