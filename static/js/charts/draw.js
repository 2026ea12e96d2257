// A drawing as data, a tree [name, attributes, ...inner], and the DOM that it becomes. Twin of
// workshop/charts/drawing.py. Phone-safe.

const SVG = "http://www.w3.org/2000/svg";
const PLAIN = ["span", "i", "figure", "p"];

/** A number of a drawing with at most two decimals, rounded alike in both languages. */
export function fixed(n) {
  return String(Math.floor(n * 100 + 0.5) / 100);
}

/** The elements of a drawing. */
export function draw(drawing) {
  if (typeof drawing === "string") return document.createTextNode(drawing);
  const name = drawing[0];
  const node = PLAIN.includes(name) ? document.createElement(name) : document.createElementNS(SVG, name);
  Object.keys(drawing[1]).forEach(function (key) {
    node.setAttribute(key, drawing[1][key]);
  });
  drawing.slice(2).forEach(function (inner) {
    node.appendChild(draw(inner));
  });
  return node;
}
