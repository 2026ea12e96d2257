// Entry file of the page with the proposal form: keeps what is typed on this phone, and sends the form only when the
// server can be reached, so that no error page takes the place of what was written. Without it the form works too.
// Phone-safe.

import { localStorageOrNull, sessionStorageOrNull } from "./browser_storage.js";
import { watchTimes } from "./call_times.js";
import { isBlank, openFormDrafts } from "./form_draft.js";

const STORE_AFTER_MS = 400;
// How long the server may take to answer before the phone says that there is no connection.
const ANSWER_WITHIN_MS = 8000;

const main = document.getElementById("main");
const form = document.getElementById("proposal");
const drafts = openFormDrafts(main.getAttribute("data-place"), localStorageOrNull(), sessionStorageOrNull());

if (main.hasAttribute("data-done")) drafts.removeSent();
if (form) keep(form, form.getAttribute("data-draft"));
watchTimes(document.getElementById("due"), form, window.location.pathname, () => window.location.reload());

function keep(form, name) {
  const page = { form: form, name: name, sent: false, timer: 0 };
  const first = fields(page);
  const draft = form.hasAttribute("data-refused") ? null : drafts.read(name);
  if (draft && !isBlank(draft)) restore(page, draft, first);
  form.addEventListener("input", function () {
    page.sent = false;
    if (!page.timer) page.timer = setTimeout(save, STORE_AFTER_MS, page);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    page.sent = true;
    save(page);
    send(page);
  });
  document.addEventListener("visibilitychange", function () {
    if (page.timer) save(page);
  });
  window.addEventListener("pagehide", function () {
    if (page.timer) save(page);
  });
  each("[data-discard]", function (link) {
    link.addEventListener("click", function () {
      clearTimeout(page.timer);
      page.timer = 0;
      drafts.remove(name);
    });
  });
}

function fields(page) {
  const draft = { key: page.form.elements.key.value, sent: page.sent, open: {}, closed: {} };
  typedFields(page).forEach(function (field) {
    draft[field.hasAttribute("data-closed") ? "closed" : "open"][field.name] = field.value;
  });
  return draft;
}

function typedFields(page) {
  return Array.prototype.filter.call(page.form.elements, (field) => field.hasAttribute("data-typed"));
}

function save(page) {
  clearTimeout(page.timer);
  page.timer = 0;
  const draft = fields(page);
  if (isBlank(draft)) drafts.remove(page.name);
  else drafts.write(page.name, draft);
}

// With the draft's key, under which the server makes one proposal of it, however often it is sent.
function restore(page, draft, first) {
  if (JSON.stringify([draft.open, draft.closed]) === JSON.stringify([first.open, first.closed])) return;
  const kept = Object.assign({}, draft.open, draft.closed);
  typedFields(page).forEach(function (field) {
    if (typeof kept[field.name] === "string") field.value = kept[field.name];
  });
  page.form.elements.key.value = draft.key;
  page.sent = draft.sent;
  document.getElementById("restored").hidden = false;
  const around = page.form.parentNode;
  if (around.tagName === "DETAILS") around.open = true;
}

function send(page) {
  const note = document.getElementById("offline");
  note.hidden = true;
  reach(
    function () {
      page.form.submit();
    },
    function () {
      note.hidden = false;
    },
  );
}

// Calls `yes` if the server answers at all, else `no`.
function reach(yes, no) {
  let settled = false;
  const timer = setTimeout(settle, ANSWER_WITHIN_MS, no);
  function settle(how) {
    clearTimeout(timer);
    if (!settled) how();
    settled = true;
  }
  fetch("/healthz", { method: "HEAD", cache: "no-store" }).then(
    function () {
      settle(yes);
    },
    function () {
      settle(no);
    },
  );
}

function each(selector, visit) {
  Array.prototype.forEach.call(document.querySelectorAll(selector), visit);
}
