// Keyed list reconciliation: elements stay while their items change, so that focus, carets and open forms survive.
// Phone-safe.

import { refocus } from "../dom/focus.js";

/**
 * Reconciles the children of `node`: {show(items)}. `make(item)` makes an element; it stays while the text `same(item)`
 * is equal.
 */
export function keyedList(node, make, same) {
  const held = {};
  return {
    show: function (items) {
      sweep(node, held, items);
      let at = node.firstChild;
      items.forEach(function (item) {
        const child = current(held, item, make, same);
        if (at && at.parentNode !== node) at = child;
        if (child === at) at = at.nextSibling;
        else node.insertBefore(child, at);
      });
    },
  };
}

function current(held, item, make, same) {
  const sign = same ? same(item) : JSON.stringify(item);
  const known = held[item.key];
  if (known && known.sign === sign) return known.node;
  const node = make(item);
  if (known) replace(known.node, node);
  held[item.key] = { node: node, sign: sign };
  return node;
}

// Replaces an element and moves the focus to the same control in the new one.
function replace(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("data-do") : null;
  if (old.parentNode) old.parentNode.replaceChild(node, old);
  const heir = focused ? node.querySelector('[data-do="' + focused + '"]') || node.querySelector("[data-do]") : null;
  if (heir) refocus(heir);
}

// Removes elements first, so that those that stay need not move: a moved element loses its focus.
function sweep(node, held, items) {
  const wanted = {};
  items.forEach(function (item) {
    wanted[item.key] = true;
  });
  Object.keys(held).forEach(function (key) {
    if (wanted[key]) return;
    if (held[key].node.parentNode === node) node.removeChild(held[key].node);
    delete held[key];
  });
}
