// Groups of people: for each group (A, B, C …) a bar of the share of it that agrees. Twin of
// workshop/charts/opinion_groups.py. Phone-safe.

import { fixed } from "./draw.js";

const LINE = 12;
const LEFT = 12;
const WIDE = 66;
const WHOLE = 104;
const EM = 0.11;

/** `shares` from 0 to 1, one for each group; `words` what it says to who cannot see it. */
export function groups(shares, words) {
  const tall = LINE * shares.length;
  const size = {
    width: fixed(EM * WHOLE) + "em",
    height: fixed(EM * tall) + "em",
    viewBox: "0 0 " + WHOLE + " " + tall,
  };
  const look = Object.assign({ class: "chart groups" }, size);
  return ["svg", Object.assign(look, { focusable: "false", role: "img", "aria-label": words })].concat(
    ...shares.map(line),
  );
}

/** The name of the group at place `i`. */
export function letter(i) {
  return String.fromCharCode(65 + i);
}

/** A share as whole percent, without the sign. */
export function percent(share) {
  return String(Math.floor(share * 100 + 0.5));
}

function line(share, i) {
  const y = LINE * i;
  const place = { x: String(LEFT), y: String(y + 2), height: String(LINE - 4) };
  const low = String(y + LINE - 3);
  return [
    ["text", { x: "0", y: low, "font-size": "9" }, letter(i)],
    ["rect", Object.assign({}, place, { class: "whole", width: String(WIDE) })],
    ["rect", Object.assign({}, place, { width: fixed(WIDE * share) })],
    ["text", { x: String(WHOLE), y: low, "font-size": "9", "text-anchor": "end" }, percent(share)],
  ];
}
