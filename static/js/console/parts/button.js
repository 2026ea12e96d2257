// A button of the console: its words, its icon and its keyboard shortcut.

import { el, icon } from "../../dom/el.js";

const SPACE = "␣";

/** A button with its key; `facts`: {icon, key, main, pressed, id, title}. */
export function button(words, run, facts = {}) {
  const attrs = {
    class: "btn" + (facts.main ? " main" : "") + (facts.bare ? " bare" : "") + (facts.on ? " on" : ""),
    type: "button",
    id: facts.id,
    title: facts.title,
    click: run,
    "aria-keyshortcuts": facts.key && (facts.key === SPACE ? "Space" : facts.key.toUpperCase()),
    "aria-label": facts.label,
    disabled: facts.disabled,
  };
  return el(
    "button",
    attrs,
    facts.icon && icon(facts.icon),
    el("span", {}, words),
    facts.key && el("kbd", {}, facts.key.toUpperCase()),
  );
}
