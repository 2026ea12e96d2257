// Stand-ins for tests of the phone's modules: a page whose outbox is a list, and as much of a document as `el` needs.

import { actions } from "../../static/js/phone/actions.js";
import { seenTargets } from "../../static/js/phone/seen_targets.js";

/** A phone with an outbox of `items`, and a stored ballot of two dots in a `vote`. */
export function voter(items, marks = { 1: 2 }, vote = { kind: "dots", marks: { total: 3 } }) {
  const all = (kind) => (kind === "forum" ? [{ state: "live" }] : []);
  const me = {
    cameBack: { texts: 0, ballots: 0 },
    said: null,
    draw: () => {},
    shown: seenTargets("AAAAAA", null),
    live: { now: () => 5, store: { get: (kind) => (kind === "activity" ? vote : { marks }), all: all } },
  };
  me.outbox = {
    items: () => items,
    arrived: () => [],
    busy: () => null,
    drop: (key) =>
      items.splice(
        items.findIndex((one) => one.key === key),
        1,
      ),
    add: (entry) => items.push(entry),
  };
  return Object.assign(me, actions(me), { draw: () => {} });
}

/** As much of a document as `el` needs. */
class Node {
  childNodes = [];
  get firstChild() {
    return this.childNodes[0];
  }
  get textContent() {
    return this.text || this.childNodes.map((one) => one.textContent).join("");
  }
  set textContent(text) {
    this.text = text;
  }
  appendChild(node) {
    this.childNodes.push(node);
  }
  removeChild() {
    this.childNodes.shift();
  }
  setAttribute() {}
  addEventListener(name, run) {
    this[name] = run;
  }
  contains() {
    return false;
  }
}

/** Puts them in place of the browser's. */
export function fakeDocument() {
  globalThis.Node = Node;
  globalThis.document = {
    createElement: () => new Node(),
    createTextNode: (text) => Object.assign(new Node(), { text }),
  };
}
