// The store of a page and its only reducer: a frame puts and drops shapes, the last value wins. New commands do not
// change it. Phone-safe.

/** An empty store: {kind: {id: shape}}. */
export function empty() {
  return {};
}

/** Applies {put, drop} to the store and returns the kinds that changed. Either part may be missing. */
export function apply(store, frame) {
  const changed = {};
  each(frame.put, function (kind, shapes) {
    const held = store[kind] || (store[kind] = {});
    each(shapes, function (id, shape) {
      held[id] = shape;
    });
    changed[kind] = true;
  });
  each(frame.drop, function (kind, ids) {
    ids.forEach(function (id) {
      if (store[kind]) delete store[kind][id];
    });
    changed[kind] = true;
  });
  return Object.keys(changed);
}

/**
 * Replaces the contents of the store by a snapshot's `put`, except the kinds that `keep` names. Returns the kinds that
 * changed.
 */
export function replace(store, put, keep) {
  const before = Object.keys(store).filter((kind) => keep.indexOf(kind) < 0);
  before.forEach(function (kind) {
    store[kind] = {};
  });
  const changed = apply(store, { put: put });
  return before.concat(changed.filter((kind) => before.indexOf(kind) < 0));
}

/** One shape, or undefined. */
export function get(store, kind, id) {
  return store[kind] ? store[kind][String(id)] : undefined;
}

/** All shapes of a kind, in the order of their ids. */
export function all(store, kind) {
  const held = store[kind] || {};
  return Object.keys(held)
    .map(Number)
    .sort((a, b) => a - b)
    .map((id) => held[String(id)]);
}

function each(object, visit) {
  if (!object) return;
  Object.keys(object).forEach(function (name) {
    visit(name, object[name]);
  });
}
