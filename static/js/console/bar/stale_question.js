// When an open question is withdrawn: what it asks about has changed.

import { newCandidates } from "../parts/candidates.js";
import { takesPageDown } from "../parts/resuming.js";
import { behindVote, mainAction, unfinished } from "./next_duty.js";
import { asksFirst, offered } from "./undo.js";

/**
 * Whether the question no longer applies: another step is on, nobody and nothing is left to wait for, undo offers
 * another deed.
 */
export function isQuestionStale(desk, view) {
  const { asking, askedIn } = desk.ui;
  if (!asking) return false;
  if (asking === "undo" || asking === "redo") {
    const deed = offered(desk, view, asking);
    return !deed || deed.n !== desk.ui.askedDeed || !asksFirst(desk, deed, view, asking);
  }
  if (asking === "resume") return !takesPageDown(view);
  if (!view.step || view.step.id !== askedIn) return true;
  if (asking === "unread") return !behindVote(view, desk.ui.answered);
  if (asking === "candidates") return !newCandidates(view, desk.ui.askedIdeas);
  return asking === "end" ? mainAction(view) !== "end" : !unfinished(view);
}
