// The animations of the screen; none when the machine asks for reduced motion.

const ARRIVE_MS = 480;
const GLIDE = "glide";
const EASE = "cubic-bezier(.2, .7, .2, 1)";

/** Whether animations are off. */
export function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The positions of nodes, for glide(). */
export function rects(nodes) {
  return new Map(nodes.map((node) => [node, node.getBoundingClientRect()]));
}

/** Animates nodes from their old positions to their new ones (the FLIP technique). */
export function glide(before) {
  if (still()) return;
  for (const [node, was] of before) {
    if (!node.isConnected) continue;
    const is = node.getBoundingClientRect();
    const x = was.left - is.left;
    const y = was.top - is.top;
    if (x || y)
      node.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
        id: GLIDE,
        duration: ARRIVE_MS,
        easing: EASE,
      });
  }
}

/** Ends the gliding of nodes: what is measured now is where they stay. */
export function endGlides(nodes) {
  if (still()) return;
  for (const node of nodes) for (const one of node.getAnimations()) if (one.id === GLIDE) one.finish();
}

/** Fades nodes in with a small rise. */
export function rise(nodes) {
  if (still()) return;
  for (const node of nodes) {
    node.animate(
      [
        { opacity: 0, transform: "translateY(16px)" },
        { opacity: 1, transform: "none" },
      ],
      { duration: ARRIVE_MS, easing: EASE },
    );
  }
}

/** Fades nodes in from above: on the wall nothing moves up. */
export function drop(nodes) {
  if (still()) return;
  for (const node of nodes) {
    node.animate(
      [
        { opacity: 0, transform: "translateY(-16px)" },
        { opacity: 1, transform: "none" },
      ],
      { duration: ARRIVE_MS, easing: EASE },
    );
  }
}

/** Fades one node in at its place, after a delay. */
export function appear(node, delay = 0) {
  if (still()) return;
  node.animate([{ opacity: 0 }, { opacity: 1 }], {
    duration: ARRIVE_MS / 2,
    delay,
    easing: "linear",
    fill: "backwards",
  });
}

/** Reveals a row from left to right in `steps` strokes, after a delay. */
export function draw(node, steps, duration, delay = 0) {
  if (still()) return;
  const easing = `steps(${Math.max(1, steps)}, end)`;
  node.animate([{ clipPath: "inset(-20% 100% -20% 0)" }, { clipPath: "inset(-20% 0 -20% 0)" }], {
    duration,
    delay,
    easing,
    fill: "backwards",
  });
}

/** Narrows the ribbon from the lobby's half of the picture to its usual width; the stage beside it stands still. */
export function narrow(node) {
  if (still()) return;
  const from = { marginInlineStart: "calc(-584 * var(--u))" };
  node.animate([from, { marginInlineStart: "0px" }], { duration: ARRIVE_MS, easing: EASE });
}
