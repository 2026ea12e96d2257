// Cards from templates: the page's HTML holds each card once more, empty, in a <template> that the macro of the
// finished card wrote, so that a card has one drawing. Phone-safe.

/**
 * A copy of the card in the template "card-NAME" with its slots (elements with data-slot) filled. A slot takes a text
 * or a number as its text, true to stay as it is, an element that replaces it, or attributes as `el` takes them (null
 * removes one), where `inside` is a text or an array of elements. A slot that is given nothing is removed. The slot
 * "card" is the card itself.
 */
export function fill(name, slots) {
  const card = document.getElementById("card-" + name).content.firstElementChild.cloneNode(true);
  Array.from(card.querySelectorAll("[data-slot]")).forEach(function (node) {
    const value = slots[node.getAttribute("data-slot")];
    node.removeAttribute("data-slot");
    if (node.parentNode) put(node, value); // a slot inside one that got a text of its own is gone
  });
  if (slots.card) set(card, slots.card);
  return card;
}

function put(node, value) {
  if (value === undefined || value === null || value === false) node.parentNode.removeChild(node);
  else if (typeof value === "string" || typeof value === "number") node.textContent = value;
  else if (value instanceof Node) node.parentNode.replaceChild(value, node);
  else if (value !== true) set(node, value);
}

function set(node, values) {
  Object.keys(values).forEach(function (key) {
    const value = values[key];
    if (key === "inside") putInside(node, value);
    else if (typeof value === "function") node.addEventListener(key, value);
    else if (value === null) node.removeAttribute(key);
    else node.setAttribute(key, value);
  });
}

function putInside(node, inside) {
  node.textContent = "";
  [].concat(inside).forEach(function (one) {
    node.appendChild(one instanceof Node ? one : document.createTextNode(one));
  });
}
