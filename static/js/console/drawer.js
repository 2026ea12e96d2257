// On a tablet what needs me and the big screen's switches are one line over the work; a tap, Q or a door opens them. Wide pages show both.

import { text } from "./patch.js";
import { asksReview } from "./review.js";

/** The line in its place. */
export function mountDrawer(desk) {
  const [needs, button, count] = ["needs", "drawer", "drawer-count"].map((id) => document.getElementById(id));
  button.addEventListener("click", () => openDrawer(!needs.classList.contains("open")));
  const ui = { asked: false };
  return {
    draw: (view) => {
      const waits = document.getElementById("queue-count").textContent;
      text(count, waits);
      button.classList.toggle("waits", waits !== "" || asksReview(view));
      // A choice that has to be made is shown once by itself, where it covers no board.
      if (asksReview(view) && !ui.asked && view.step && view.step.type !== "clusters") openDrawer(true);
      ui.asked = ui.asked || asksReview(view);
    },
  };
}

/** Opens or closes it; without a narrow page nobody sees a difference. */
export function openDrawer(open) {
  document.getElementById("needs").classList.toggle("open", open);
  document.getElementById("drawer").setAttribute("aria-expanded", String(open));
}
