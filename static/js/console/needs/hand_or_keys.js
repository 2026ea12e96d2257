// Whether the queue is worked through by key or by mouse. By key the rows without the focus are one line each, so that
// many can be read at a glance; whoever moves the mouse there gets their buttons.

/** Marks `node` with the class "by-hand" from when the mouse moves on it until a key is pressed there. */
export function watchHand(node) {
  const hand = (on) => node.classList.toggle("by-hand", on);
  node.addEventListener("pointermove", ({ pointerType, movementX, movementY }) => {
    // The browser says so, too, when rows move below a mouse at rest: then it has moved by nothing.
    if (pointerType === "mouse" && (movementX || movementY)) hand(true);
  });
  node.addEventListener("keydown", () => hand(false));
}
