// Texts that people write, normalised and measured as the server does it (workshop/domain/text.py). Phone-safe.

const MOST_LINES = 12;
const COMMON_MARKS = 4;
const MARKS = 8;
const BREAK = /\r\n|[\r\v\f\u001c-\u001e\u0085\u2028\u2029]/g;
const SPACES = /[ \t\u001f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const FLAG = "\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,31}\\u{e007f}";
const UNKEPT = "(?![\\n\\u200c\\u200d])[\\p{Cc}\\p{Cf}\\p{Co}\\p{Noncharacter_Code_Point}\\ufffc]";
const UNSEEN = new RegExp(FLAG + "|" + UNKEPT, "gu");
const MARKED = /[^\p{M}\u200c\u200d]?[\p{M}\u200c\u200d]+/gu;
const COMMON =
  /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\ua66f-\ua67d\ufe20-\ufe2f]/;
const STACKED = new RegExp("(" + COMMON.source + ")" + COMMON.source + "+", "g");
const REPEATED = /(\p{Mn})\1+/gu;
const UNMARKED = /[\0-\u058f\u1e00-\u1fff]/;
const NOTHING = /^[\s\p{M}\p{Default_Ignorable_Code_Point}\u{2800}\u{1d159}\u{13441}\u{13442}]*$/u;

/**
 * The text as it will be stored: NFC, uniform line breaks and spaces, no control or invisible characters; "" if nothing
 * visible is left.
 */
export function tidy(raw) {
  const text = raw
    .replace(BREAK, "\n")
    .replace(SPACES, " ")
    .replace(UNSEEN, (found) => (found.length > 2 ? found : ""))
    .normalize("NFC")
    .replace(MARKED, unstacked)
    .replace(/ +/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return NOTHING.test(text) ? "" : folded(text);
}

/**
 * A letter and its combining marks, without marks that do not belong on it and without those beyond the limit for one
 * letter.
 */
function unstacked(run) {
  let letter = " ";
  let common = 0;
  let marks = 0;
  return Array.from(run)
    .filter(function (mark) {
      if (mark === "\u200c" || mark === "\u200d") return true;
      if (!/\p{M}/u.test(mark)) {
        letter = mark;
        return true;
      }
      if (!isWriting(mark, letter)) return false;
      marks += 1;
      common += COMMON.test(mark) ? 1 : 0;
      return marks <= MARKS && (!COMMON.test(mark) || common <= COMMON_MARKS);
    })
    .join("")
    .normalize("NFC");
}

/**
 * Whether a mark belongs on a letter. Enclosing marks are allowed on keycaps only, and marks of another script not on
 * Latin, Greek or Cyrillic letters: fonts draw boxes for such pairs.
 */
function isWriting(mark, letter) {
  if (/\p{Me}/u.test(mark)) return mark === "\u20e3" && /[0-9#*]/.test(letter);
  return COMMON.test(mark) || /\p{Default_Ignorable_Code_Point}/u.test(mark) || !UNMARKED.test(letter);
}

/**
 * The text with at most one combining mark on a letter, for places where lines are so close that a stack of marks would
 * strike into the line above. For display only.
 */
export function lowered(text) {
  return text.normalize("NFC").replace(STACKED, "$1").replace(REPEATED, "$1");
}

/** Limits the number of lines: empty lines go first, then the surplus lines are joined to the last one. */
function folded(text) {
  const lines = text.split("\n");
  if (lines.length <= MOST_LINES) return text;
  const full = lines.filter(Boolean);
  return full
    .slice(0, MOST_LINES - 1)
    .concat(full.slice(MOST_LINES - 1).join(" ") || [])
    .join("\n");
}

/** The length that people see: code points of the normalised text. */
export function measure(raw) {
  return Array.from(tidy(raw)).length;
}
