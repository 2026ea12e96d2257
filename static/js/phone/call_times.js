// The line of an open call's page that says until when it is open. It is read anew from the server while the form is
// filled in: the deadline may pass meanwhile, or an organiser moves it. Phone-safe.

import { inPlace } from "../dom/in_place.js";

const PERIOD_MS = 30000;

/**
 * Reads the page at `address` now and then, while it is in view, and writes its line into `line`, above `form`, which
 * stays where it is. `openNow` is called when the page has a form at last and this one has none.
 */
export function watchTimes(line, form, address, openNow) {
  setInterval(look, PERIOD_MS);
  document.addEventListener("visibilitychange", look);

  function look() {
    if (!document.hidden) read(address, tell);
  }

  function tell(page) {
    const now = page.getElementById("due");
    if (!now) return;
    if (!form && page.getElementById("proposal")) openNow();
    else if (now.textContent !== line.textContent) inPlace(form ? form.id : "main", () => write(line, now));
  }
}

// An answer that does not come, or is an error's page, changes nothing.
function read(address, use) {
  fetch(address, { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((html) => use(new DOMParser().parseFromString(html, "text/html")))
    .catch(() => undefined);
}

function write(line, now) {
  line.className = now.className;
  line.hidden = now.hidden;
  line.textContent = now.textContent;
}
