// Draws a QR code from the path that the server made, black on white in every colour scheme.

const SVG = "http://www.w3.org/2000/svg";

/** The code as an SVG element: `code` is {size, path}, `label` says what it opens. */
export function qr(code, label) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const facts = {
    class: "qr",
    viewBox: "0 0 " + code.size + " " + code.size,
    role: "img",
    "aria-label": label,
    "shape-rendering": "crispEdges",
  };
  Object.entries(facts).forEach(([name, value]) => svg.setAttribute(name, value));
  path.setAttribute("d", code.path);
  svg.append(path);
  return svg;
}
