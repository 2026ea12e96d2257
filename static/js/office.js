// The office works as plain forms; this only adds comfort: the evening drawn to scale, a reminder before unsaved text is left, focus on what was refused.

import "./hyphens.js";

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
