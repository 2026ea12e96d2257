// The middle of the console: mounts the work of the current step's kind, one at a time; before the start, what is to
// come.

import { replaceContent } from "../../dom/el.js";
import { knows } from "../../wire/reload.js";
import { mount as before } from "./before.js";

/** Mounts the place for the work. */
export function mountWork(desk) {
  const place = document.getElementById("work");
  const held = { key: "", part: null };
  return {
    draw: (view, before) => {
      change(desk, place, held, view);
      held.part.draw(view, before);
    },
    tick: () => held.part && held.part.tick && held.part.tick(),
  };
}

function change(desk, place, held, view) {
  const { step } = view;
  const known = step && knows(desk.kinds, step);
  const key = (known ? step.kind : "") + "/" + view.forum.now;
  if (held.key === key) return;
  const focused = place.contains(document.activeElement);
  if (held.part && held.part.leave) held.part.leave();
  desk.ui.chosen.clear();
  desk.ui.filter = "all";
  desk.ui.find = "";
  replaceContent(place);
  place.dataset.kind = known ? step.kind : "";
  place.dataset.collects = known ? step.collects : "";
  place.dataset.shows = known ? step.shows : "words";
  held.part = known ? desk.kinds[step.kind].mount(desk, place) : before(desk, place);
  held.key = key;
  if (focused) place.focus();
}
