// Loads the page's second script (phone_second.js): soon, when nothing is on its way to the server, so that a phone can
// draw every step even if it loses the line; or at once when the hall is at such a step already. Phone-safe.

import { reloadOnce } from "../wire/reload.js";
import { pauseAfter } from "../wire/retry.js";

// How often to look whether the page is at rest.
const LOOK_EVERY_MS = 3000;

/**
 * Returns get(wanted): what the script exports, or null until it is there. The first call begins to wait for a moment
 * at which `isCalm()`, to load it then; with `wanted` it does not wait. `came` is called once, when it is there. `load`
 * and `later` are import() and setTimeout().
 */
export function secondScript(address, isCalm, came, load, later) {
  let exported = null;
  let asked = false;
  let tries = 0;

  function rest() {
    if (!isCalm()) later(rest, LOOK_EVERY_MS);
    else if (!tries) attempt();
  }

  // Browsers keep the failure of an address: each try has another one.
  function attempt() {
    load(address + (tries ? "?" + tries : "")).then(arrived, failed);
    tries += 1;
  }

  function arrived(found) {
    exported = found;
    came();
  }

  // A script of another release cannot be linked to this page's first script: the page is loaded again.
  function failed(error) {
    if (error instanceof SyntaxError) reloadOnce("reloaded");
    later(attempt, pauseAfter("offline", tries));
  }

  return function (wanted) {
    if (wanted && !tries) attempt();
    else if (!asked) later(rest, LOOK_EVERY_MS);
    asked = true;
    return exported;
  };
}

/** The dynamic import of a script. */
export function importScript(address) {
  return import(address);
}
