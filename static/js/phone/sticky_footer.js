// The foot with the main action: above the keyboard where the browser lays the keyboard over the page (iOS), and never over what one
// writes in or has come to by keyboard. Phone-safe.

import { measure } from "../text/text.js";

const AIR = 8;

/** Whether somebody writes a new idea: then its button is there, whatever else stands open. */
export function isComposing(page, step) {
  const node = document.activeElement;
  return (
    node.id === "idea" ||
    document.getElementById("foot").contains(node) ||
    Boolean(step && measure(page.drafts.get(step.id)))
  );
}

/** Follows the visible part of the page, and what has the focus, for as long as the page lives. */
export function keepFootVisible(foot) {
  const clear = function () {
    uncover(foot, document.activeElement);
  };
  document.addEventListener("focusin", clear);
  document.addEventListener("input", clear);
  const seen = window.visualViewport;
  if (!seen) return;
  const follow = function () {
    const covered = Math.round(window.innerHeight - seen.height - seen.offsetTop);
    foot.style.transform = covered > 60 && seen.scale < 1.05 ? "translateY(-" + covered + "px)" : "";
  };
  seen.addEventListener("resize", function () {
    follow();
    clear();
  });
  seen.addEventListener("scroll", follow);
}

// Turns the page until the lower edge of a field (or of what the keyboard has come to) stands above the foot.
function uncover(foot, node) {
  if (!node || foot.hidden || foot.contains(node) || !(isField(node) || isByKeyboard(node))) return;
  const edge = foot.getBoundingClientRect().top;
  const box = node.getBoundingClientRect();
  // On a low page the foot stands at the end, out of sight.
  const under = box.bottom + AIR - (edge > 0 ? Math.min(edge, window.innerHeight) : window.innerHeight);
  if (under > 0 && box.top < window.innerHeight) window.scrollBy(0, Math.min(under, Math.max(0, box.top)));
}

function isField(node) {
  return node.tagName === "TEXTAREA" || node.tagName === "INPUT";
}

// Who taps must find what was tapped where it was.
function isByKeyboard(node) {
  try {
    return node.matches(":focus-visible") && node.tabIndex >= 0;
  } catch (error) {
    return false;
  }
}
