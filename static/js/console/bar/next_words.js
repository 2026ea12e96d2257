// The words on the button that goes on, and on the one that uncovers a place.

import { t } from "../../text/words.js";
import { called, nameOf } from "../parts/step_names.js";
import { mainAction, nextDuty, nextPlace } from "./next_duty.js";

const WORDS = {
  start: "console.start",
  close: "console.close",
  reveal: "console.reveal",
  end: "console.end",
  resume: "console.resume",
};

/** The words on the main button. */
export function wordsOfNext(view) {
  const what = mainAction(view);
  if (what === "place") return wordsOfPlace(view, nextDuty(view).vote);
  if (what === "vote") return t("console.next_result", { name: called(view, nextDuty(view).vote) });
  const shown = view.forum.self_paced && { start: view.steps[0], step: view.next }[what];
  if (shown) return t("console.self.next", { name: called(view, shown) });
  return what === "step" ? t("console.next_step", { name: view.at + 2 + " " + nameOf(view.next) }) : t(WORDS[what]);
}

/** The words for uncovering the next place: "show place 3"; of a tie that it is shared, and how many open together. */
export function wordsOfPlace(view, vote) {
  const place = nextPlace(view, vote);
  return t(place.of > 1 ? "console.uncover_next.tied" : "console.uncover_next", place);
}
