// Adds soft hyphens to long Finnish words, and keeps large numbers ("30 000") on one line, for display only: this must
// never be stored, sent or copied. Many browsers have no Finnish hyphenation dictionary. A word breaks before a
// consonant that a vowel follows, with at least four letters on either side; of three consonants the last two stay
// together if they begin words ("kasvatus-projekti"). Where a part of a compound begins with a vowel, that rule alone
// would break "harjoituso-sallistuja": the word breaks at the joint instead, and not right beside it. Phone-safe.

const SHY = "\u00ad";
const LONG = 13;
const SIDE = 4;
const VOWELS = "aeiouyåäöéü";
const PAIR = /^[bdfgkpt][lr]/i;
const LARGE = /\b\d{1,3}( \d{3})+\b/g;
const LETTERS = /[A-Za-zÀ-ÖØ-öø-ÿŠšŽž]+/g;

// A second part that begins with s: "näyttely-sali", "alku-sanat", "koulu-soitin".
const BEGINS_WITH_S =
  "(?!a(?:l[io]|n[ao](?!l)|un|ta|to|ar|at|rj|ir|m[am]|ks|v[iu])" +
  "|o(?:it|ve|pi|si|lm|ta|ti|da|in|lu|r[am])|e(?:in|ur|mi|lo|ll)|ää)";
// Where a part ends whose ending says so: "äänestys-aika", "talous-arvio"; but not "museo", "lause", "pysäkki".
const ENDINGS =
  "(?:[dhjklntv]us(?=[ao])|[dhjlntv]us(?=e(?!nt))|[mr]us(?=[ao])|[aoe]us(?=[ao])|[dhjlmntv]ys(?=[aoeäö])" +
  "|[jnstv](?:uu|yy)s(?=[aoeäö]))" +
  BEGINS_WITH_S;
// Frequent beginnings of a second part; before it the first one ends with a vowel, or with a vowel and n, s, l or r.
const SECOND =
  "aika(?!s)|aikui|aineist|alue|arkist|arkkit|arvio|asem|asuk|asun|aukio|edust|ehdot|elämä|energ|esine|esit[etuy]|idea" +
  "|ihmi|ilmast|ilmoi|intern|ohja|ohje|oikeu|opast|opetu|opisk|oppi[lm]|osall|osast|osoit|osuu|uima|urhei|uuti|yhdis|yhte" +
  "|yleis|yliop|ympär|yrit|ystäv|äänes|äänit";
const JOINT = new RegExp(
  ENDINGS + "|[aeiouyäö][nlrs]?(?=" + SECOND + ")|[aeiouyäö]n(?=osa(?:[nt]|s[st]a|a|ll[ae])?$)",
  "gi",
);
// So near to a joint, in letters, no other break stands.
const NEAR = 2;

const LINK = /:\/\/|^[("'«]*www\.|@|[^\s.]\.[a-z]{2,}(?:$|[/?#:,;)])/i;

/**
 * The text with soft hyphens in its long words: of 13 letters or more, or of `long` in a narrow place. Addresses get
 * none: a copied address must work. Large numbers get no-break spaces.
 */
export function soften(text, long) {
  const whole = text.replace(LARGE, (number) => number.replace(/ /g, "\u00a0"));
  return whole.replace(/\S+/g, (part) =>
    LINK.test(part) ? part : part.replace(LETTERS, (word) => (word.length < (long || LONG) ? word : broken(word))),
  );
}

/**
 * Removes soft hyphens from what is copied to the clipboard. `event` is a copy or cut event; inside a field the
 * browser's own copy stays as it is.
 */
export function withoutHyphens(event, selected) {
  if (selected.indexOf(SHY) < 0 || !event.clipboardData || /^(INPUT|TEXTAREA)$/.test(event.target.tagName || ""))
    return;
  event.clipboardData.setData("text/plain", selected.split(SHY).join(""));
  event.preventDefault();
}

if (typeof document !== "undefined" && document.addEventListener) {
  document.addEventListener("copy", function (event) {
    withoutHyphens(event, String(window.getSelection()));
  });
}

function broken(word) {
  const joints = jointsOf(word);
  let out = word.slice(0, SIDE);
  for (let at = SIDE; at < word.length; at += 1) {
    if (at <= word.length - SIDE && breaksAt(word, at, joints)) out += SHY;
    out += word[at];
  }
  return out;
}

function breaksAt(word, at, joints) {
  const near = joints.filter((one) => Math.abs(one - at) <= NEAR);
  return near.length ? near.indexOf(at) >= 0 : mayBreak(word, at);
}

// The places between two parts of a compound, where an ending or a beginning tells them.
function jointsOf(word) {
  const found = [];
  word.replace(JOINT, function (ending, at) {
    if (at + ending.length > SIDE) found.push(at + ending.length);
    return ending;
  });
  return found;
}

function mayBreak(word, at) {
  return isPair(word, at) || (isOnset(word, at) && !isPair(word, at - 1));
}

// Whether a consonant and a vowel follow.
function isOnset(word, at) {
  return !isVowel(word[at]) && at + 1 < word.length && isVowel(word[at + 1]);
}

// Whether "pr", "kl" or their like begin a syllable here, after another consonant.
function isPair(word, at) {
  return PAIR.test(word.slice(at)) && isOnset(word, at + 1) && !isVowel(word[at - 1]);
}

function isVowel(letter) {
  return VOWELS.indexOf(letter.toLowerCase()) >= 0;
}
