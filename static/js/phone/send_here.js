// A text whose step ended before it was sent, while people write in another step: one press sends it there. Phone-safe.

import { isWriting } from "../vote/agenda.js";
import { el } from "../dom/el.js";
import { firstWords } from "../text/languages.js";
import { tidy } from "../text/text.js";
import { t } from "../text/words.js";
import { isOpen } from "./view.js";

/**
 * Where an unsent text of unsent.js can be sent from the step on the page: {to, why}, the id of that step and what is
 * said of the text; {} where it cannot.
 */
export function newPlace(page, step, one) {
  const takes = one.late && step && step.id !== one.of && isWriting(step) && !step.form && isOpen(page, step);
  return takes ? { to: step.id, why: t("phone.unsent.here") } : {};
}

/** The button that sends such a text to the step `one.to`. Its name, and the message of the press, say which text. */
export function sendHere(page, one) {
  const send = t("phone.unsent.here.send");
  const about = ": " + firstWords(one.text);
  return el(
    "button",
    {
      type: "button",
      class: "btn",
      "aria-label": send + about,
      click: function () {
        // Before the text moves: the page is drawn anew, without this button.
        document.getElementById("main").focus();
        page.notice("", "clock", t("net.saving") + about);
        move(page, one);
      },
    },
    send,
  );
}

// A refused text keeps its key and its place in the outbox; a draft was never there.
function move(page, one) {
  if (!one.step) return page.outbox.change(one.key, { activity: one.to });
  page.drafts.set(one.step, "");
  return page.outbox.add({ verb: "idea.add", body: { activity: one.to, text: tidy(one.text) } });
}
