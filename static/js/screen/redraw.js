// A scene that is rebuilt as a whole, and only when its picture has changed, so that nothing flickers.

/** The scene: {draw(picture), stop()}. `build(picture)` rebuilds the stage. */
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
