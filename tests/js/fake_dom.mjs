// A document in memory, for scripts that build lists and buttons: elements with children, attributes, listeners and a
// focus. It draws nothing: a test that needs sizes gives them (`layOut`). Selectors: tags, classes, ids, attributes,
// ":not()", ":first-child" and ":enabled", with ">", spaces and commas between them.

const NOTHING = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
const SIZES = [
  "clientWidth",
  "clientHeight",
  "scrollWidth",
  "scrollHeight",
  "offsetWidth",
  "offsetHeight",
  "offsetTop",
];
const PIECES = /^[\w-]+|\*|[.#][\w-]+|\[[^\]]*\]|:not\([^)]*\)|:[\w-]+/g;

let sizesOf = () => ({});

/** Gives elements their sizes: `sizes(node)` is {clientHeight, …, box: what getBoundingClientRect returns}. */
export function layOut(sizes) {
  sizesOf = sizes;
}

// The last part of a path of selectors is about the node itself, the others about those around it.
function isAt(node, path) {
  if (!path.length) return true;
  const rest = path.slice(0, -1);
  if (!node || !isLike(node, path[path.length - 1])) return false;
  if (rest[rest.length - 1] === ">") return isAt(node.parentNode, rest.slice(0, -1));
  let around = node.parentNode;
  while (around && !isAt(around, rest)) around = around.parentNode;
  return !rest.length || Boolean(around);
}

function isLike(node, selector) {
  return selector.match(PIECES).every((piece) => has(node, piece));
}

function has(node, piece) {
  if (piece === "*") return true;
  if (piece[0] === ".") return node.names().includes(piece.slice(1));
  if (piece[0] === "#") return node.attributes.id === piece.slice(1);
  if (piece.startsWith(":not(")) return !isLike(node, piece.slice(5, -1));
  if (piece === ":first-child") return node.parentNode && node.parentNode.children[0] === node;
  if (piece === ":enabled") return !("disabled" in node.attributes);
  const [, name, value] = /^\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]$/.exec(piece) || [];
  return name
    ? name in node.attributes && (value === undefined || node.attributes[name] === value)
    : node.tag === piece;
}

class Style {
  setProperty(name, value) {
    this[name] = String(value);
  }
  getPropertyValue(name) {
    return this[name] || "";
  }
  removeProperty(name) {
    delete this[name];
  }
}

class Text {
  constructor(words) {
    this.textContent = String(words);
  }
}

class Element {
  childNodes = [];
  parentNode = null;
  listeners = {};
  attributes = {};
  style = new Style();
  played = [];
  constructor(tag) {
    this.tag = tag;
    const attribute = (name) => "data-" + name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
    this.dataset = new Proxy(this.attributes, {
      get: (all, name) => all[attribute(name)],
      set: (all, name, value) => ((all[attribute(name)] = String(value)), true),
      deleteProperty: (all, name) => delete all[attribute(name)],
    });
    this.classList = {
      contains: (name) => this.names().includes(name),
      toggle: (name, on = !this.names().includes(name)) =>
        (this.className = this.names()
          .filter((one) => one !== name)
          .concat(on ? name : [])
          .join(" ")),
      add: (...names) => names.forEach((name) => this.classList.toggle(name, true)),
      remove: (...names) => names.forEach((name) => this.classList.toggle(name, false)),
    };
  }
  names = () => (this.attributes.class || "").split(" ").filter(Boolean);
  get className() {
    return this.attributes.class || "";
  }
  set className(names) {
    this.attributes.class = names;
  }
  get children() {
    return this.childNodes.filter((one) => one instanceof Element);
  }
  get firstChild() {
    return this.childNodes[0] || null;
  }
  get lastChild() {
    return this.childNodes[this.childNodes.length - 1] || null;
  }
  get firstElementChild() {
    return this.children[0] || null;
  }
  get lastElementChild() {
    return this.children[this.children.length - 1] || null;
  }
  get isConnected() {
    return document.body.contains(this);
  }
  get nextSibling() {
    const all = this.parentNode.childNodes;
    return all[all.indexOf(this) + 1] || null;
  }
  get textContent() {
    return this.childNodes.map((one) => one.textContent).join("");
  }
  set textContent(words) {
    this.childNodes.forEach((one) => (one.parentNode = null));
    this.childNodes = words === "" ? [] : [new Text(words)];
  }
  get hidden() {
    return "hidden" in this.attributes;
  }
  set hidden(on) {
    if (on) this.attributes.hidden = "";
    else delete this.attributes.hidden;
  }
  get tagName() {
    return this.tag.toUpperCase();
  }
  set tagName(name) {
    this.tag = name.toLowerCase();
  }
  get id() {
    return this.attributes.id || "";
  }
  set id(name) {
    this.attributes.id = name;
  }
  get lang() {
    return this.attributes.lang || "";
  }
  set lang(name) {
    this.attributes.lang = name;
  }
  get value() {
    return this.attributes.value || "";
  }
  set value(words) {
    this.attributes.value = String(words);
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  getAttribute(name) {
    return name in this.attributes ? this.attributes[name] : null;
  }
  hasAttribute(name) {
    return name in this.attributes;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  insertBefore(node, before) {
    if (node.parentNode) node.parentNode.removeChild(node);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }
  append(...nodes) {
    nodes.forEach((one) => this.appendChild(one));
  }
  prepend(...nodes) {
    nodes.reverse().forEach((one) => this.insertBefore(one, this.firstChild));
  }
  before(...nodes) {
    nodes.forEach((one) => this.parentNode.insertBefore(one, this));
  }
  after(...nodes) {
    const next = this.nextSibling;
    nodes.forEach((one) => this.parentNode.insertBefore(one, next));
  }
  appendChild(node) {
    return this.insertBefore(node, null);
  }
  removeChild(node) {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
    return node;
  }
  remove() {
    if (document.activeElement && this.contains(document.activeElement)) document.activeElement = document.body;
    if (this.parentNode) this.parentNode.removeChild(this);
  }
  replaceChildren(...nodes) {
    if (this !== document.activeElement && this.contains(document.activeElement))
      document.activeElement = document.body;
    this.textContent = "";
    this.append(...nodes);
  }
  replaceWith(node) {
    this.parentNode.replaceChild(node, this);
  }
  replaceChild(node, old) {
    this.insertBefore(node, old);
    this.removeChild(old);
  }
  contains(node) {
    for (let one = node; one; one = one.parentNode) if (one === this) return true;
    return false;
  }
  addEventListener(name, run) {
    this.listeners[name] = [...(this.listeners[name] || []), run];
  }
  /** Runs the listeners of an event, as if a person had caused it; returns the event. */
  hears(name, facts) {
    const event = { target: this, prevented: false, preventDefault: () => (event.prevented = true), ...facts };
    (this.listeners[name] || []).forEach((run) => run(event));
    return event;
  }
  matches(selector) {
    return selector.split(",").some((one) => isAt(this, one.match(/(?:\[[^\]]*\]|\S)+/g)));
  }
  closest(selector) {
    for (let one = this; one; one = one.parentNode) if (one.matches(selector)) return one;
    return null;
  }
  querySelectorAll(selector) {
    return this.children.flatMap((one) => [...(one.matches(selector) ? [one] : []), ...one.querySelectorAll(selector)]);
  }
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] || null;
  }
  cloneNode() {
    const copy = new Element(this.tag);
    Object.assign(copy.attributes, this.attributes);
    this.childNodes.forEach((one) =>
      one instanceof Element ? copy.appendChild(one.cloneNode()) : copy.childNodes.push(new Text(one.textContent)),
    );
    return copy;
  }
  /** Notes an animation, in `played`. */
  animate(frames, how) {
    this.played.push({ frames, ...how, finish() {} });
  }
  getAnimations() {
    return this.played;
  }
  scrollIntoView() {}
  getBoundingClientRect() {
    return { ...NOTHING, ...sizesOf(this).box };
  }
  focus() {
    document.activeElement = this;
  }
  select() {
    this.focus();
  }
  blur() {
    document.activeElement = document.body;
  }
}

for (const name of SIZES)
  Object.defineProperty(Element.prototype, name, {
    get() {
      return sizesOf(this)[name] || 0;
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    },
  });

/** Puts a document in place of the browser's, with an empty element for each of `ids`. Returns its body. */
export function fakeDom(...ids) {
  layOut(() => ({}));
  const body = new Element("body");
  ids.forEach((id) => body.appendChild(new Element("div")).setAttribute("id", id));
  globalThis.Node = Element;
  globalThis.window = { scrollBy() {}, scrollTo() {} };
  globalThis.document = {
    body,
    activeElement: body,
    createElement: (tag) => new Element(tag),
    createElementNS: (_space, tag) => new Element(tag),
    createTextNode: (words) => new Text(words),
    getElementById: (id) => body.querySelector("#" + id),
    querySelector: (selector) => body.querySelector(selector),
    querySelectorAll: (selector) => body.querySelectorAll(selector),
    addEventListener: (name, run) => body.addEventListener(name, run),
  };
  return body;
}
