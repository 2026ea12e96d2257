// Creates DOM elements without innerHTML, so that text can never become markup. Phone-safe.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Creates an element. Attributes: a function becomes a listener for the event named by its key ("click"), true an empty
 * attribute; false, null and undefined are skipped; anything else becomes text. Children: elements or text; null,
 * undefined and false are skipped.
 */
export function el(tag, attrs, ...children) {
  const node = document.createElement(tag);
  Object.keys(attrs || {}).forEach(function (name) {
    applyAttribute(node, name, attrs[name]);
  });
  return appendAll(node, children);
}

/** An icon from the page's sprite (templates/parts/icons.html), hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "i");
  svg.setAttribute("width", "24");
  svg.setAttribute("height", "24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  use.setAttribute("href", "#i-" + name);
  svg.appendChild(use);
  return svg;
}

/** Replaces the children of a node. Returns the node. */
export function replaceContent(node, ...children) {
  while (node.firstChild) node.removeChild(node.firstChild);
  return appendAll(node, children);
}

function appendAll(node, children) {
  children.forEach(function (child) {
    if (child === null || child === undefined || child === false) return;
    node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  });
  return node;
}

function applyAttribute(node, name, value) {
  if (typeof value === "function") node.addEventListener(name, value);
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
}
