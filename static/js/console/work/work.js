// The middle of the console: mounts the work of the current step's kind, one at a time.

import { replaceContent } from "../../dom/el.js";
import { mount as clusters } from "../../activities/clusters/console.js";
import { mount as dots } from "../../activities/dots/console.js";
import { mount as ideas } from "../../activities/ideas/console.js";
import { mount as results } from "../../activities/results/console.js";
import { mount as welcome } from "../../activities/welcome/console.js";

const KINDS = { welcome, ideas, clusters, dots, results };

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
  const kind = view.step && KINDS[view.step.kind] ? view.step.kind : "welcome";
  const key = kind + "/" + view.forum.now;
  if (held.key === key) return;
  const focused = place.contains(document.activeElement);
  if (held.part && held.part.leave) held.part.leave();
  desk.ui.chosen.clear();
  desk.ui.filter = "all";
  desk.ui.find = "";
  replaceContent(place);
  place.dataset.kind = kind;
  held.part = KINDS[kind](desk, place);
  held.key = key;
  if (focused) place.focus();
}
