// Entry file of the office, whose forms work without a script. Adds: hyphens in long words, the agenda drawn to scale,
// a warning before unsaved text is left, focus on what was refused or moved, previews of what is printed, and passwords
// that can be shown.

import { softenWords } from "./office/long_words.js";
import { followChoices } from "./office/print_previews.js";

softenWords(document.querySelectorAll("main, .nav"));
followChoices(document.querySelectorAll("form[data-preview]"));

document.querySelectorAll(".evening li").forEach(function (step) {
  step.style.flexGrow = String(Math.max(1, Number(step.dataset.minutes) || 0));
});

// What became of a form; without the focus a screen reader would read the page from its top.
const answered = document.querySelector(".told[role=alert]") || document.querySelector(".told[role=status]");
if (answered) answered.focus();
const refused = document.querySelector(".told[role=alert]");

// The form that a refusal is about: around it, or the first after it.
const asked = Array.from(document.querySelectorAll("form[data-leave]"));
const about =
  refused &&
  asked.find(function (form) {
    return form.contains(refused) || refused.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING;
  });

asked.forEach(function (form) {
  let changed = form === about || form.dataset.leave === "held";
  form.addEventListener("input", function () {
    changed = true;
  });
  document.addEventListener("submit", function (event) {
    if (event.target === form || event.target.hasAttribute("data-keeps")) changed = false;
  });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });
});

// A form is submitted once; a second press while the next page loads does nothing.
document.querySelectorAll("form[method=post]").forEach(function (form) {
  form.addEventListener("submit", function (event) {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
});
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-sent]").forEach(function (form) {
    delete form.dataset.sent;
  });
});

// A password that cannot be seen is often mistyped.
document.querySelectorAll("[data-shows]").forEach(function (box) {
  const field = document.getElementById(box.dataset.shows);
  box.closest("label").hidden = false;
  box.addEventListener("change", function () {
    field.type = box.checked ? "text" : "password";
  });
  field.form.addEventListener("submit", function () {
    field.type = "password";
  });
});

// The arrow that moved a step keeps the focus, so that it can be pressed again, and its place under the pointer as far
// as the page can scroll.
const PLACE = "office.arrow";
const list = document.querySelector("#agenda .list");

document.querySelectorAll(".order button").forEach(function (arrow) {
  arrow.form.addEventListener("submit", function () {
    sessionStorage.setItem(PLACE, String(Math.round(arrow.getBoundingClientRect().top)));
  });
});

// The browser moves the focus to the step that the address names; this moves it back to the arrow afterwards.
if (list && list.dataset.moved && location.hash) {
  window.addEventListener("load", function () {
    setTimeout(backToArrow, 0, document.getElementById(location.hash.slice(1)), list.dataset.moved);
  });
}

function backToArrow(step, way) {
  const arrow = step && (step.querySelector("." + way + ":enabled") || step.querySelector(".order button:enabled"));
  if (!arrow) return;
  const before = Number(sessionStorage.getItem(PLACE));
  if (before) window.scrollBy({ top: arrow.getBoundingClientRect().top - before, behavior: "instant" });
  arrow.focus({ preventScroll: true });
}

// When the form for a new step opens between two others, the focus goes there.
const adding = document.querySelector("#adding h3");
if (adding && location.hash === "#adding") adding.focus({ preventScroll: true });
