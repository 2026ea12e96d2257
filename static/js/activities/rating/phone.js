// The view of a rating step: each target with its scale, by theme, searchable, changeable until the step closes.
// Phone-safe.

import { answers } from "../../phone/answers.js";
import { voteView } from "../../phone/vote_view.js";
import { refresh } from "../../phone/radio_card.js";
import { givenCard, ratingCard } from "./phone_card.js";

/** What only this kind of vote knows, for vote_view.js. */
export const RATING = answers(
  {
    intro: "rating.intro",
    count: "rating.count",
    gone: "rating.gone",
    goneOne: "rating.gone.one",
    yours: "rating.yours",
    none: "rating.yours.none",
    done: "rating.done",
    doneNone: "rating.done.none",
  },
  { card: ratingCard, refresh: refresh, givenCard: givenCard },
);

/** The view of one rating step: {nodes, footer, update}. */
export function view(page, step) {
  return voteView(page, step, RATING);
}
