// The parts of the join card as elements: QR code, address and code. The QR code is black on white in every colour
// scheme, because phones read nothing else as well.

import { el } from "../dom/el.js";

const SVG = "http://www.w3.org/2000/svg";

/** The QR code of a join card, named by the address that it opens. */
export function joinCode(speaker, card) {
  return qr(card.qr, speaker.one("a11y.qr", { url: card.host }));
}

/** A QR code {size, path} with its name for screen readers. */
export function qr(code, label) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const facts = {
    class: "qr",
    viewBox: `0 0 ${code.size} ${code.size}`,
    role: "img",
    "aria-label": label,
    "shape-rendering": "crispEdges",
  };
  for (const name of Object.keys(facts)) svg.setAttribute(name, facts[name]);
  path.setAttribute("d", code.path);
  svg.appendChild(path);
  return svg;
}

/** The address to type; it breaks only after a dot or before the port. */
export function address(host) {
  const pieces = host.split(/(?<=\.)|(?=:)/);
  return el("p", { class: "addr" }, ...pieces.flatMap((piece, i) => [i ? el("wbr") : null, piece]));
}

/** The code to type, in two groups of three. */
export function typed(code) {
  return el("p", { class: "code" }, el("span", {}, code.slice(0, 3)), el("span", {}, code.slice(3)));
}
