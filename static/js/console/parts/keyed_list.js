// Keyed list reconciliation: elements stay while their items change, so that focus and scroll position survive.

const kept = new WeakMap();

/**
 * Makes the children of `parent` match `items`: `keyOf(item)` identifies an item, `make(item)` makes its element, and
 * `update(node, item)` runs when the item is another object than the last time (or `stamp(item)` differs). Children
 * that it did not make stay at the end.
 */
export function patch(parent, items, { keyOf, make, update, stamp }) {
  const nodes = kept.get(parent) || new Map();
  kept.set(parent, nodes);
  const wanted = new Set(items.map(keyOf));
  nodes.forEach((entry, key) => {
    if (wanted.has(key)) return;
    entry.node.remove();
    nodes.delete(key);
  });
  let here = parent.firstChild;
  items.forEach((item) => {
    const node = current(nodes, keyOf(item), item, { make, update, stamp });
    if (node === here) here = here.nextSibling;
    else parent.insertBefore(node, here);
  });
}

/** The element of a key in `parent`, if any. */
export function nodeOf(parent, key) {
  const entry = kept.has(parent) && kept.get(parent).get(key);
  return entry ? entry.node : null;
}

/** Sets the text of a node unless it is equal already. */
export function text(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function current(nodes, key, item, { make, update, stamp }) {
  const mark = stamp ? stamp(item) : item;
  const entry = nodes.get(key);
  if (entry && entry.mark === mark) return entry.node;
  const node = entry ? entry.node : make(item);
  if (update) update(node, item);
  nodes.set(key, { node, mark });
  return node;
}
