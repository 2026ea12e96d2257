// A scene that is built whole, and only when its picture is another one: what has not changed is not touched, so nothing flickers.

/** The scene: {draw(picture), stop()}. `build(picture)` makes the stage anew. */
export function redrawn(build) {
  let said = "";
  return {
    draw: (picture) => {
      const now = JSON.stringify(picture);
      if (now === said) return;
      said = now;
      build(picture);
    },
    stop: () => undefined,
  };
}
