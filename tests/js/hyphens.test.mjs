// Soft hyphens are for display only: none in addresses, none in what is copied.
import assert from "node:assert/strict";
import test from "node:test";

import { soften, withoutHyphens } from "../../static/js/text/hyphens.js";

const SHY = "\u00ad";

for (const link of [
  "https://www.kaupunginmuseo.example/valokuvanayttely",
  "www.kaupunginmuseo.example/valokuvanayttely",
  "(www.kaupunginmuseo.example)",
  "kaupunginmuseo.example/valokuvanayttely",
  "kaupunginmuseo.example",
  "asiakaspalvelukeskus@kaupunginmuseo.example",
]) {
  test(`an address is left alone: ${link}`, () => {
    assert.equal(soften(link), link);
    assert.equal(soften(`Kulttuurihistoriallinen ${link} ja valokuvanäyttely`).includes(link), true);
  });
}

test("words around an address still break, at the end of a sentence too", () => {
  assert.match(soften("Kulttuurihistoriallinen valokuvanäyttely."), new RegExp(SHY));
});

/** Copies a selection in an element of this kind. */
function copy(selected, tagName) {
  const event = {
    target: { tagName },
    taken: null,
    clipboardData: { setData: (type, text) => (event.taken = [type, text]) },
    preventDefault: () => {},
  };
  withoutHyphens(event, selected);
  return event.taken;
}

test("what is copied holds no soft hyphens", () => {
  const shown = soften("Kulttuurihistoriallinen näyttely");
  assert.deepEqual(copy(shown, "P"), ["text/plain", "Kulttuurihistoriallinen näyttely"]);
});

test("what needs no change is the browser's, and so is what is selected in a field", () => {
  assert.equal(copy("lyhyt", "P"), null);
  assert.equal(copy(soften("Kulttuurihistoriallinen"), "TEXTAREA"), null);
});

test("a word breaks before the consonants that begin a syllable", () => {
  const breaks = (word, long) => soften(word, long).split(SHY).join("-");
  assert.match(breaks("Kansainvälisyyskasvatusprojekti"), /tus-pro-jekti$/);
  assert.match(breaks("kulturprojektplanering"), /^kultur-pro-jekt-pla-ne-ring$/);
  assert.match(breaks("keskustelukonklaavi"), /lu-kon-klaavi$/);
  assert.match(breaks("Esteettömyyden", 9), /^Esteet-tö-myyden$/);
});

const broken = (word) => soften(word, 9).split(SHY).join("-");

test("a compound whose second part begins with a vowel breaks at the joint, and not beside it", () => {
  for (const word of [
    "harjoi-tus-osal-lis-tujaa",
    "äänes-tys-aika",
    "talous-arvio",
    "kaupun-gin-osassa",
    "koulu-tus-ohjelma",
    "tule-vai-suus-ajat-telu",
    "raken-nus-aineet",
    "kaupunki-osal-li-suus",
    "liiken-teen-ohjaus",
    "kaupun-gin-ark-ki-tehti",
    "sähkö-posti-osoite",
    "säily-tys-aika",
    "lapsi-ystä-väl-linen",
    "keskus-telu-aika",
    "asuin-alueesi",
    "näyt-tely-esi-neet",
    "sjuk-hus-området",
  ])
    assert.equal(broken(word.replace(/-/g, "")), word);
});

test("what only looks like a joint is none", () => {
  for (const [word, joint] of [
    ["kaupunginmuseossa", "mus-eo"],
    ["pyöräpysäköinti", "pys-äk"],
    ["asukaskyselyssä", "kys-el"],
    ["kaupunkilaisille", "kil-ais"],
    ["helsinkiläiset", "kil-äis"],
    ["meriraikastaja", "rir-ai"],
    ["päälauseessa", "laus-ee"],
    ["hundratusentals", "tus-en"],
    ["alkusanat", "kus-an"],
    ["alkusoitto", "kus-oi"],
    ["koulusalissa", "lus-al"],
    ["joulusaunat", "lus-au"],
    ["näyttelysalissa", "lys-al"],
    ["näyttelysovellus", "lys-ov"],
    ["esittelyseinä", "lys-ei"],
    ["keskustelusarja", "lus-ar"],
  ])
    assert.ok(!broken(word).includes(joint), broken(word));
});

test("a narrow place breaks shorter words, too", () => {
  assert.equal(soften("Tarraäänestys", 14), "Tarraäänestys");
  assert.match(soften("Esteettömyys", 9), new RegExp(SHY));
  assert.equal(soften("Tauko", 5), "Tauko");
});

test("a large number is on one line", () => {
  // On phones a line ended with "30" and the next began with "000".
  const text = "Arkistossa on 30 000 kuvaa ja 1 250 000 korttia, vuonna 5 2026 ja 12 30";
  const whole = text.replace("30 000", "30\u00a0000").replace("1 250 000", "1\u00a0250\u00a0000");
  assert.equal(soften(text), whole);
});
