// How pages read the store: one shape, all of a kind in the order of their ids, and how often a kind has changed, so that what is worked
// out of a kind can be kept until it does. Phone-safe.

import * as reduce from "./store.js";

/** Readers of `store`: {get, all, version, changed}. `changed(kinds)` must be called before anybody hears of a change. */
export function lookup(store) {
  const held = {};
  const versions = {};
  return {
    get: function (kind, id) {
      return reduce.get(store, kind, id);
    },
    /** A new array each time, so callers may sort it. */
    all: function (kind) {
      if (!held[kind]) held[kind] = reduce.all(store, kind);
      return held[kind].slice();
    },
    version: function (kind) {
      return versions[kind] || 0;
    },
    changed: function (kinds) {
      kinds.forEach(function (kind) {
        delete held[kind];
        versions[kind] = (versions[kind] || 0) + 1;
      });
    },
  };
}

/** A function of the store that works its value out again only when one of `kinds`, or an argument's text, is another. */
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
