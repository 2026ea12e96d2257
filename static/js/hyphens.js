// Where a long word may break on a line: a small Finnish rule, for display only, never in what is stored or sent. Many browsers have
// no Finnish dictionary. It breaks before a consonant that a vowel follows, with four letters left on either side. Phone-safe.

const SHY = "\u00ad";
const LONG = 13;
const SIDE = 4;
const VOWELS = "aeiouyåäöéü";
const LETTERS = /[A-Za-zÀ-ÖØ-öø-ÿŠšŽž]+/g;

/** The text with a soft hyphen wherever one of its long words may break. */
export function soften(text) {
  return text.replace(LETTERS, function (word) {
    return word.length < LONG ? word : broken(word);
  });
}

function broken(word) {
  let out = word.slice(0, SIDE);
  for (let at = SIDE; at < word.length; at += 1) {
    if (at <= word.length - SIDE && mayBreak(word, at)) out += SHY;
    out += word[at];
  }
  return out;
}

function mayBreak(word, at) {
  return !isVowel(word[at]) && isVowel(word[at + 1]);
}

function isVowel(letter) {
  return VOWELS.indexOf(letter.toLowerCase()) >= 0;
}
