// Keeps the footer with the main action above the on-screen keyboard where the browser lays that over the page (iOS),
// and off the focused element. Phone-safe.

import { measure } from "../text/text.js";

const AIR = 8;
// How much of the window the footer may take.
const MOST = 0.4;

/** Whether the person writes a new idea: its button must be there then, whatever else is open. */
export function isComposing(page, step) {
  const node = document.activeElement;
  return (
    node.id === "idea" ||
    document.getElementById("foot").contains(node) ||
    Boolean(step && measure(page.drafts.get(step.id)))
  );
}

/**
 * Follows the visual viewport and the focus. A footer that would cover much of the window, as with very large letters,
 * follows the work instead.
 */
export function keepFooterVisible(footer) {
  const clear = function () {
    footer.classList.toggle("last", footer.offsetHeight > window.innerHeight * MOST);
    uncover(footer, document.activeElement);
  };
  document.addEventListener("focusin", clear);
  document.addEventListener("input", clear);
  clear();
  const seen = window.visualViewport;
  if (!seen) return;
  const follow = function () {
    const covered = Math.round(window.innerHeight - seen.height - seen.offsetTop);
    footer.style.transform = covered > 60 && seen.scale < 1.05 ? "translateY(-" + covered + "px)" : "";
  };
  seen.addEventListener("resize", function () {
    follow();
    clear();
  });
  seen.addEventListener("scroll", follow);
}

// Scrolls until the lower edge of a field (or of what was focused by keyboard) stands above the footer.
function uncover(footer, node) {
  if (!node || footer.hidden || footer.contains(node) || !(isField(node) || isByKeyboard(node))) return;
  const edge = footer.getBoundingClientRect().top;
  const box = node.getBoundingClientRect();
  // On a low page the footer is at the end, out of sight.
  const under = box.bottom + AIR - (edge > 0 ? Math.min(edge, window.innerHeight) : window.innerHeight);
  if (under > 0 && box.top < window.innerHeight) window.scrollBy(0, Math.min(under, Math.max(0, box.top)));
}

function isField(node) {
  return node.tagName === "TEXTAREA" || node.tagName === "INPUT";
}

// After a tap nothing may move: the person must find what was tapped where it was.
function isByKeyboard(node) {
  try {
    return node.matches(":focus-visible") && node.tabIndex >= 0;
  } catch (error) {
    return false;
  }
}
