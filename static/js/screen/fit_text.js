// Fits text into a picture. Sizes are in screen units (one pixel of a 1920 × 1080 picture); text gets smaller in steps,
// never under 28 units, before anything is left out.

/** One screen unit in CSS pixels. */
export function unit() {
  return Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
}

/** Sets a length in screen units. */
export function length(units) {
  return "calc(" + Math.round(units * 100) / 100 + " * var(--u))";
}

/** Gives a node the first of these sizes at which `fits()` is true, else the last. Returns the size. */
export function shrink(node, sizes, fits) {
  for (const size of sizes) {
    node.style.fontSize = length(size);
    if (fits()) return size;
  }
  return sizes[sizes.length - 1];
}

/** How many lines of text a node shows. */
export function lines(node) {
  const style = getComputedStyle(node);
  const inner = node.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  return Math.round(inner / parseFloat(style.lineHeight));
}

/** Whether all content of a column stays within it and clear of its lower padding; one pixel of rounding is allowed. */
export function holds(node) {
  const last = node.lastElementChild;
  const floor = node.getBoundingClientRect().bottom - parseFloat(getComputedStyle(node).paddingBottom);
  if (last && last.getBoundingClientRect().bottom > floor + 1) return false;
  return node.scrollHeight <= node.clientHeight + 1 && node.scrollWidth <= node.clientWidth + 1;
}

/**
 * Gives the labels of a list's rows (see idea_labels.js) one column that holds the widest, and `gap` units beside it: a
 * number of three digits must not touch the words. Call it anew after the letters changed their size.
 */
export function alignLabels(list, gap) {
  const wide = [...list.querySelectorAll(".signs")].map(({ children }) => {
    if (!children.length) return 0;
    const boxes = [...children].map((one) => one.getBoundingClientRect());
    return Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
  });
  list.style.setProperty("--r-signs", Math.max(...wide) / unit() + gap);
}

/**
 * Makes the two groups of a code fit `room` units: the first of these sizes that fits, then narrower letters. A code of
 * many Ws must be as tall as any other, because it is read from the back row.
 */
export function fitCode(code, sizes, room) {
  const groups = [...code.children];
  for (const group of groups) group.style.transform = "";
  const inRow = getComputedStyle(code).display === "flex";
  const wide = () => (inRow ? code.scrollWidth : Math.max(...groups.map((group) => group.scrollWidth))) / unit();
  shrink(code, sizes, () => wide() <= room);
  if (wide() <= room) return;
  const narrower = Math.max(0.7, room / wide());
  for (const target of inRow ? [code] : groups) target.style.transform = `scaleX(${narrower})`;
}

/** Gives an address the first of these sizes at which no part of it between two dots is broken, else the last. */
export function fitAddress(host, sizes) {
  host.style.overflowWrap = "normal";
  shrink(host, sizes, () => host.scrollWidth <= host.clientWidth + 1);
  host.style.overflowWrap = "";
}

/** Sets the measures of a row of ticks (see sizeOf in ticks.js), in screen units. */
export function measure(row, size) {
  row.style.setProperty("--tick", length(size.tick));
  row.style.setProperty("--gap", length(size.gap));
  row.style.setProperty("--tall", length(size.tall));
  row.style.rowGap = length(size.line);
}
