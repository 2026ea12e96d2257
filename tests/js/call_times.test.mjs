// The line of an open call's page that says until when it is open, while somebody fills in the form.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { watchTimes } from "../../static/js/phone/call_times.js";
import { fakeDom } from "./fake_dom.mjs";

const HALF_A_MINUTE = 30_000;
const DUE = { id: "due", class: "note" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
});

/** A page of a call; `later(answer)` is what its line says after half a minute, if the server then draws `answer`. */
function open({ hasForm = true } = {}) {
  const body = fakeDom();
  const line = el("p", DUE, "Auki klo 18 asti");
  const form = hasForm ? el("form", { id: "proposal" }) : null;
  body.append(el("main", { id: "main" }, line, ...(form ? [form] : [])));
  const page = { line, asked: [], opened: 0 };
  watchTimes(line, form, "/j/ABC234/proposals/3", () => (page.opened += 1));
  page.later = async (answer) => {
    globalThis.fetch = async (address) => {
      page.asked.push(address);
      if (!answer) throw new TypeError("no network");
      return { ok: answer.ok !== false, text: async () => "html" };
    };
    globalThis.DOMParser = class {
      parseFromString = (html) => ({ getElementById: (id) => (html && answer[id]) || null });
    };
    mock.timers.tick(HALF_A_MINUTE);
    await new Promise((go) => setImmediate(go));
    return page.line.textContent;
  };
  return page;
}

const drawn = (words, name = "note") => ({ due: el("p", { ...DUE, class: name }, words), proposal: el("form") });

test("a deadline that is moved, and one that passes, is told", async () => {
  const page = open();
  assert.equal(await page.later(drawn("Auki klo 20 asti")), "Auki klo 20 asti");
  assert.equal(await page.later(drawn("Määräaika oli klo 20.", "note kept")), "Määräaika oli klo 20.");
  assert.equal(page.line.className, "note kept");
  assert.deepEqual(page.asked, Array(2).fill("/j/ABC234/proposals/3"));
  assert.equal(page.opened, 0);
});

for (const [name, answer] of [
  ["no network", () => null],
  ["an error's page", () => ({ ok: false, ...drawn("Virhe") })],
  ["another page", () => ({})],
])
  test(`${name} changes nothing`, async () => {
    assert.equal(await open().later(answer()), "Auki klo 18 asti");
  });

test("a page without a form is loaded again once there is one, and a page that nobody looks at asks nothing", async () => {
  const page = open({ hasForm: false });
  await page.later(drawn("Auki klo 18 asti"));
  assert.equal(page.opened, 1);
  document.hidden = true;
  await page.later(drawn("Auki klo 18 asti"));
  assert.equal(page.asked.length, 1);
  document.hidden = false;
});
