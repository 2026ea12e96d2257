// A ballot on paper as it is typed: one line, read into marks. Pure functions.

import { answerOf } from "./answers.js";

// The marks around zero as keys that lie beside each other; others are typed as their digit.
const SIGNS = { "-1": "-", 1: "+" };
const NONE = ".";
const BETWEEN = /[\s,;]+/;
const PART = /^([^:=×*]+)[:=×*](.+)$/;

/** Whether ballots of a step can be typed: not where marks are pairs or name themes, nor where ideas are dealt. */
export function isTyped(step) {
  return Boolean(step.marks) && !step.marks.pair && !step.into && !step.deals;
}

/** Whether each mark is one key, so that a whole ballot is typed from top to bottom without naming its rows. */
export function isByRow({ marks }) {
  return marks.total === null && marks.least >= -1 && marks.most <= 9;
}

/** The keys of a scale with what they mean, as [[key, words]]. */
export function keysOf(step) {
  const { least, most } = step.marks;
  return Array.from({ length: most - least + 1 }, (_, i) => [keyOf(step, most - i), answerOf(step, most - i)]);
}

/** Two marks with the rows they are for, as an example of what may be typed. */
export function exampleOf(step) {
  const keys = keysOf(step);
  return "4:" + keys[0][0] + " 9:" + keys[keys.length - 1][0];
}

/**
 * Reads a line: {marks: {id: mark}, rows: [{target, mark}], bad: [part], over: [sign], sum}. `over`: what has more
 * marks than one may give it; `sum`: all marks, where they add up and are more than one person has, else 0. `targets`
 * are what is on the paper, from the top, as {id, sign}; those with `inside` are no row of their own, but can be named.
 * Where marks add up, each number (or letter) is one of them and "4:2" two; elsewhere a line is one key a row from the
 * top, "." for none, or "4:5" for each.
 */
export function readLine(line, targets, step) {
  const parts = line.trim().split(BETWEEN).filter(Boolean);
  const byRow = isByRow(step) && !parts.some((part) => PART.test(part));
  const given = byRow ? fromTheTop(parts.join(""), targets, step) : named(parts, targets, step);
  const rows = given.filter((one) => one.target);
  const marks = {};
  rows.forEach(
    ({ target, mark }) => (marks[target.id] = step.marks.total === null ? mark : (marks[target.id] || 0) + mark),
  );
  const read = targets.filter((one) => one.id in marks).map((target) => ({ target, mark: marks[target.id] }));
  const sum = read.reduce((all, { mark }) => all + mark, 0);
  return {
    marks,
    rows: read,
    over: read.filter(({ mark }) => mark > step.marks.most).map(({ target }) => target.sign),
    sum: step.marks.total !== null && sum > step.marks.total ? sum : 0,
    bad: given.filter((one) => one.bad).map((one) => one.bad),
  };
}

function fromTheTop(keys, targets, step) {
  const rows = targets.filter((one) => !one.inside);
  return [...keys].map((key, i) => {
    if (key === NONE && rows[i]) return {};
    const mark = markOf(key, step);
    return mark === null || !rows[i] ? { bad: key } : { target: rows[i], mark };
  });
}

function named(parts, targets, step) {
  const twice = new Set();
  return parts.map((part) => {
    const [, sign, value] = PART.exec(part) || [part, part, step.marks.total === null ? "" : "1"];
    const target = targets.find((one) => one.sign.toLowerCase() === sign.toLowerCase());
    const mark = markOf(value, step);
    const again = step.marks.total === null && target && twice.has(target.id);
    if (!target || mark === null || again) return { bad: part };
    twice.add(target.id);
    return { target, mark };
  });
}

function markOf(typed, step) {
  const signed = Object.keys(SIGNS).find((mark) => SIGNS[mark] === typed && step.marks.least < 0);
  const mark = signed === undefined ? (/^-?\d{1,5}$/.test(typed) ? Number(typed) : NaN) : Number(signed);
  return mark >= step.marks.least && mark <= step.marks.most ? mark : null;
}

function keyOf(step, mark) {
  return (step.marks.least < 0 && SIGNS[mark]) || String(mark);
}
