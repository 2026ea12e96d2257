// Reads shapes from the store: one, all of a kind in the order of their ids, and a version number for each kind, so
// that what a view computes from a kind can be cached until the kind changes. Phone-safe.

import * as reduce from "./store.js";

/** Readers of `store`: {get, all, version, changed}. Call `changed(kinds)` before any listener hears of a change. */
export function lookup(store) {
  const held = {};
  const versions = {};
  return {
    get: (kind, id) => reduce.get(store, kind, id),
    /** A new array for each call, so callers may sort it. */
    all: function (kind) {
      if (!held[kind]) held[kind] = reduce.all(store, kind);
      return held[kind].slice();
    },
    version: (kind) => versions[kind] || 0,
    changed: function (kinds) {
      kinds.forEach(function (kind) {
        delete held[kind];
        versions[kind] = (versions[kind] || 0) + 1;
      });
    },
  };
}

/**
 * A memoized function of the store: `work(key)` runs again only after one of `kinds` has changed, or with another
 * `key`.
 */
export function memoized(look, kinds, work) {
  let sign = null;
  let value = null;
  return function (key) {
    const now = kinds.map(look.version).join("/") + "|" + key;
    if (now !== sign) {
      value = work(key);
      sign = now;
    }
    return value;
  };
}
