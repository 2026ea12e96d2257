// The office works as plain forms; this only adds comfort: the evening drawn to scale, a reminder before unsaved text is left, focus on what
// was refused or moved, passwords shown while they are typed.

import "./text/hyphens.js";

document.querySelectorAll(".evening li").forEach(function (step) {
  step.style.flexGrow = String(Math.max(1, Number(step.dataset.minutes) || 0));
});

const refused = document.querySelector(".told[role=alert]");
if (refused) refused.focus();

document.querySelectorAll("form[data-leave]").forEach(function (form) {
  let changed = refused !== null && form.contains(refused);
  form.addEventListener("input", function () {
    changed = true;
  });
  form.addEventListener("submit", function () {
    changed = false;
  });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });
});

// One press is enough: a second one while the page is on its way does nothing.
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

// A password that is typed blind is typed wrong.
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

// Step after step is moved with the same arrow: it keeps the focus, and its place under the pointer as far as the page can scroll.
const PLACE = "office.arrow";
const list = document.querySelector("#agenda .list");

document.querySelectorAll(".order button").forEach(function (arrow) {
  arrow.form.addEventListener("submit", function () {
    sessionStorage.setItem(PLACE, String(Math.round(arrow.getBoundingClientRect().top)));
  });
});

// After the browser itself has gone to the step that the address names: that takes the focus away once more.
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

// Where a new step is put between two, the keyboard goes there too.
const adding = document.querySelector("#adding h3");
if (adding && location.hash === "#adding") adding.focus({ preventScroll: true });
