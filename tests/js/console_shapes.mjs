// A forum as the console receives it, made by hand: shapes with the fields that the console's modules read.

import { read } from "../../static/js/console/parts/facts.js";
import * as reduce from "../../static/js/wire/store.js";
import { like } from "./like.mjs";

export const NOW = 1700000000000;

/** An idea that was shown, with these fields changed. */
export function idea(id, more) {
  return Object.assign(
    {
      id,
      number: id,
      activity: 2,
      text: "idea " + id,
      cluster: null,
      source: "phone",
      table: null,
      votable: true,
      left_out: false,
      merged: [],
      merged_into: null,
      original: null,
      state: "shown",
      reason: null,
      flags: [],
      found: [],
      maskable: false,
      suggested: {},
      at: NOW,
    },
    more,
  );
}

/** A step that has not begun. */
export function step(id, kind, more) {
  return Object.assign(
    {
      id,
      position: id,
      ...like(kind, more && more.settings),
      name: {},
      prompt: { fi: "?" },
      instruction: {},
      minutes: 10,
      settings: {},
      state: "waiting",
      revealed: false,
      opens_at: null,
      due_at: null,
      late_minutes: 0,
      ends_at: null,
      closes_at: null,
      count: 0,
      voted: 0,
      papers: 0,
      done: 0,
      uncovered: 0,
    },
    more,
  );
}

/** The store of a live forum in its second of five steps; `shapes` are {kind: [shape]} in place of the usual ones. */
export function store(shapes) {
  const kept = reduce.empty();
  const put = {};
  const forum = {
    id: 1,
    code: "ABCDEF",
    title: { fi: "Koe" },
    state: "live",
    now: 2,
    here: 3,
    frozen: false,
    blank: false,
    big_code: false,
    moderation: "off",
    spotlight: null,
    screen_languages: ["fi"],
    undo: {},
    redo: {},
    settled: [],
  };
  const steps = [
    step(1, "welcome", { state: "closed" }),
    step(2, "ideas", { state: "open" }),
    step(3, "clusters"),
    step(4, "dots", { settings: { of: "ideas" } }),
    step(5, "results"),
  ];
  const all = Object.assign({ forum: [forum], activity: steps, idea: [], cluster: [] }, shapes);
  Object.keys(all).forEach((kind) => (put[kind] = Object.fromEntries(all[kind].map((one) => [one.id, one]))));
  reduce.apply(kept, { put });
  return { get: (kind, id) => reduce.get(kept, kind, id), all: (kind) => reduce.all(kept, kind) };
}

/** What the console draws from. */
export const view = (shapes, now = NOW) => read(store(shapes), 1, now);
