// A document in memory, for scripts that build lists and buttons: elements with children, attributes, listeners and a
// focus. It draws nothing, and finds elements by the selectors "tag", ".class", "#id" and "[name=value]" alone.

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
  style = { setProperty() {} };
  constructor(tag) {
    this.tag = tag;
    this.dataset = new Proxy(this.attributes, {
      get: (all, name) => all["data-" + name],
      set: (all, name, value) => ((all["data-" + name] = String(value)), true),
    });
    this.classList = {
      contains: (name) => this.names().includes(name),
      toggle: (name, on = !this.names().includes(name)) =>
        (this.className = this.names()
          .filter((one) => one !== name)
          .concat(on ? name : [])
          .join(" ")),
      add: (name) => this.classList.toggle(name, true),
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
  get nextSibling() {
    const all = this.parentNode.childNodes;
    return all[all.indexOf(this) + 1] || null;
  }
  get textContent() {
    return this.childNodes.map((one) => one.textContent).join("");
  }
  set textContent(words) {
    this.childNodes = words === "" ? [] : [new Text(words)];
  }
  get hidden() {
    return "hidden" in this.attributes;
  }
  set hidden(on) {
    if (on) this.attributes.hidden = "";
    else delete this.attributes.hidden;
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
  appendChild(node) {
    return this.insertBefore(node, null);
  }
  removeChild(node) {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
  }
  remove() {
    if (document.activeElement && this.contains(document.activeElement)) document.activeElement = document.body;
    this.parentNode.removeChild(this);
  }
  replaceChildren(...nodes) {
    if (this !== document.activeElement && this.contains(document.activeElement))
      document.activeElement = document.body;
    this.childNodes = [];
    this.append(...nodes);
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
  fits(selector) {
    if (selector[0] === ".") return this.names().includes(selector.slice(1));
    if (selector[0] === "#") return this.attributes.id === selector.slice(1);
    const [, name, value] = /^\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]$/.exec(selector) || [];
    return name
      ? name in this.attributes && (value === undefined || this.attributes[name] === value)
      : this.tag === selector;
  }
  querySelectorAll(selector) {
    return this.children.flatMap((one) => [...(one.fits(selector) ? [one] : []), ...one.querySelectorAll(selector)]);
  }
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] || null;
  }
  scrollIntoView() {}
  getBoundingClientRect() {
    return { top: 0 };
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

/** Puts a document in place of the browser's, with an empty element for each of `ids`. Returns its body. */
export function fakeDom(...ids) {
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
