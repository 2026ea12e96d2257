// The view of an opinion step: each idea with its three answers, by theme, searchable, changeable until the step
// closes. Phone-safe.

import { answers } from "../../phone/answers.js";
import { voteView } from "../../phone/vote_view.js";
import { refresh } from "../../phone/radio_card.js";
import { givenCard, opinionCard } from "./phone_card.js";

/** What only this kind of vote knows, for vote_view.js. */
export const OPINION = answers(
  {
    intro: "opinion.intro",
    count: "opinion.count",
    gone: "opinion.gone",
    goneOne: "opinion.gone.one",
    yours: "opinion.yours",
    none: "opinion.yours.none",
    done: "opinion.done",
    doneNone: "opinion.done.none",
  },
  { card: opinionCard, refresh: refresh, givenCard: givenCard },
);

/** The view of one opinion step: {nodes, footer, update}. */
export function view(page, step) {
  return voteView(page, step, OPINION);
}
