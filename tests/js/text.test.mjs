// Texts on the phone: measured as on the server, and chosen in the reader's language.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { openDrafts } from "../../static/js/phone/drafts.js";
import { isOther, pick, langOf } from "../../static/js/text/languages.js";
import { measure, tidy } from "../../static/js/text/text.js";
import { themeKey } from "../../static/js/text/theme_key.js";

const { cases } = JSON.parse(readFileSync(new URL("../data/text_cases.json", import.meta.url), "utf8"));

test("characters are counted as people count them", () => {
  assert.equal(measure("äiti"), 4);
  assert.equal(measure("a\u0308iti"), 4);
  assert.equal(measure("👍"), 1);
  assert.equal(measure("  kaksi   sanaa \r\n"), 11);
  assert.equal(measure("\u202eväärin\u0007päin"), 10);
  assert.equal(measure(" \n\t "), 0);
});

test("what is kept of a text is what the server keeps", () => {
  for (const one of cases) {
    assert.equal(tidy(one.raw), one.kept, JSON.stringify(one));
    assert.equal(tidy(one.kept), one.kept, "and again");
  }
});

test("a text in the reader's language, else Finnish, else any", () => {
  const texts = { fi: "suomi", sv: "svenska" };
  assert.deepEqual(pick(texts, "sv"), { text: "svenska", lang: "sv" });
  assert.deepEqual(pick(texts, "en"), { text: "suomi", lang: "fi" });
  assert.deepEqual(pick(texts, "fi-simple"), { text: "suomi", lang: "fi" });
  assert.deepEqual(pick({ en: "English" }, "sv"), { text: "English", lang: "en" });
  assert.deepEqual(pick({}, "sv"), { text: "", lang: "fi" });
});

test("a text says that it is in another language only where the reader's is missing", () => {
  const texts = { fi: "suomi", sv: "svenska" };
  const seen = (lang) => isOther(pick(texts, lang), lang);
  assert.deepEqual(["fi", "fi-simple", "sv", "en"].map(seen), [false, false, false, true]);
  assert.equal(isOther(pick({}, "sv"), "sv"), false, "there is none");
});

function storage(full) {
  const held = {};
  return {
    held,
    getItem: (key) => (key in held ? held[key] : null),
    setItem: (key, value) => {
      if (full && key !== "draft/try") throw new Error("full");
      held[key] = value;
    },
    removeItem: (key) => delete held[key],
  };
}

test("a draft survives a reload", () => {
  const kept = storage(false);
  const drafts = openDrafts("K7M4PX", kept);
  drafts.set(3, "kesken");
  drafts.store(); // the page is left
  assert.equal(openDrafts("K7M4PX", kept).get(3), "kesken");
  assert.equal(openDrafts("K7M4PX", kept).get(4), "");
  assert.equal(openDrafts("OTHER1", kept).get(3), "");
});

test("letters are stored a moment later, all at once; an emptied text at once", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const kept = storage(false);
  const drafts = openDrafts("K7M4PX", kept);
  for (const text of ["k", "ke", "kes"]) drafts.set(3, text);
  assert.deepEqual(Object.values(kept.held), [], "writing at every key makes an old phone slow");
  context.mock.timers.tick(400);
  assert.deepEqual(Object.values(kept.held), ["kes"]);
  drafts.set(3, "kesk");
  drafts.set(3, "");
  context.mock.timers.tick(400);
  assert.deepEqual(Object.values(kept.held), [], "what was sent does not come back");
});

test("an empty draft leaves nothing behind", () => {
  const kept = storage(false);
  const drafts = openDrafts("K7M4PX", kept);
  drafts.set(3, "kesken");
  drafts.set(3, "");
  assert.deepEqual(Object.keys(kept.held), []);
});

test("without storage, or with a full one, the page's memory keeps it and says so", () => {
  for (const kept of [null, storage(true)]) {
    const drafts = openDrafts("K7M4PX", kept);
    drafts.set(3, "kesken");
    drafts.store();
    assert.equal(drafts.get(3), "kesken");
    assert.equal(drafts.lasting(), false);
  }
});

test("a text in another script says that its language is none of the page's", () => {
  for (const text of ["أريد مقهى", "אני רוצה", "Музей для всех", "博物館へ行く", "WiFi غير سريع هنا"])
    assert.equal(langOf(text, ""), "", text);
  for (const text of ["Lisää penkkejä", "123 😀!", "", "Pizza 🍕 and more ❤️", "Μ Museum"])
    assert.equal(langOf(text, ""), null, text);
  assert.equal(langOf("أريد", "fi"), "fi", "what is known is said");
});

test("two names of themes are the same as on the server, whatever their capitals and blanks", () => {
  const names = JSON.parse(readFileSync(new URL("../data/theme_key_cases.json", import.meta.url), "utf8"));
  for (const { names: same, key } of names) for (const name of same) assert.equal(themeKey(name), key);
});
