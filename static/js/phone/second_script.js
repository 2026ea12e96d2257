// Loads the page's second script (phone_second.js): soon after the page has come to rest, so that a phone can draw every
// step even if it loses the line, or at once when the hall is at such a step already. Phone-safe.

import { reloadOnce } from "../wire/reload.js";
import { pauseAfter } from "../wire/retry.js";

// Time for the first idea to be sent, in ms.
const REST = 1500;

/**
 * Returns get(wanted): what the script exports, or null until it is there. The first call begins to load it; with
 * `wanted` it does not wait. `came` is called once, when it is there. `load` and `later` are import() and setTimeout().
 */
export function secondScript(address, came, load, later) {
  let exported = null;
  let asked = false;
  let begun = false;
  let tries = 0;

  function begin() {
    if (begun) return;
    begun = true;
    attempt();
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
    if (wanted) begin();
    else if (!asked) later(begin, REST);
    asked = true;
    return exported;
  };
}

/** The dynamic import of a script. */
export function importScript(address) {
  return import(address);
}
