// Until when a step can be taken part in, and when and where the forum begins: written anew when an organiser moves a
// time, or when it has come; a deadline is then announced too. The twins stand in templates/phone/page.html.
// Phone-safe.

import { inPlace } from "../dom/in_place.js";
import { isLate } from "../vote/agenda.js";
import { about } from "../text/moment.js";
import { t } from "../text/words.js";
import { beginsLater, forumOf, isOpen } from "./view.js";

/** The words of a step's deadline: until when, or that what comes now is late; "" where there is none. */
export function dueOf(page, step) {
  if (step.due_at === null) return "";
  return about(isLate(step, page.live.now()) ? "phone.choose.late" : "phone.choose.due", step.due_at);
}

/** Returns the function that draws them: paint(step). It is called once a second, and writes what has changed. */
export function times(page) {
  let drawn = "";
  let told = null;
  return function (step) {
    const forum = forumOf(page);
    const due = step && forum.self_paced && forum.state === "live" && isOpen(page, step);
    const late = due && isLate(step, page.live.now());
    const early = step && forum.state === "planned" && forum.early;
    const later = !step && beginsLater(page);
    const now = JSON.stringify([due && step.due_at, late, early, later, forum.starts_at, forum.place]);
    if (now === drawn) return;
    drawn = now;
    const starts = forum.starts_at && about("phone.early.starts", forum.starts_at);
    const words = due && dueOf(page, step);
    if (words && told === step.id) page.say(words);
    told = words && step.id;
    inPlace("work", function () {
      write("due", [words]).className = late ? "note kept" : "quiet";
      write("beforehand", early && [t("phone.early"), until(early), starts, forum.place]);
      write("starts", later && [starts, forum.place && forum.place + ".", t("phone.early.return")]);
    });
  };
}

function until(early) {
  return early.due_at && about("phone.early.until", early.due_at);
}

function write(id, words) {
  const node = document.getElementById(id);
  node.textContent = (words || []).filter(Boolean).join(" ");
  node.hidden = !node.textContent;
  return node;
}
