// Keeps the foot with the main action above the keyboard where the browser lays the keyboard over the page (iOS). Phone-safe.

/** Follows the visible part of the page for as long as it lives. */
export function keepFootVisible(foot) {
  const seen = window.visualViewport;
  if (!seen) return;
  const follow = function () {
    const covered = Math.round(window.innerHeight - seen.height - seen.offsetTop);
    foot.style.transform = covered > 60 && seen.scale < 1.05 ? "translateY(-" + covered + "px)" : "";
  };
  seen.addEventListener("resize", follow);
  seen.addEventListener("scroll", follow);
}
