// The browser's own storage. Phone-safe.

/** localStorage, or null where it is forbidden. */
export function localStorageOrNull() {
  try {
    return window.localStorage;
  } catch (error) {
    return null;
  }
}
