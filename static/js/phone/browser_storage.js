// The browser's own storage. Phone-safe.

/** localStorage, or null where it is forbidden. */
export function localStorageOrNull() {
  try {
    return window.localStorage;
  } catch (error) {
    return null;
  }
}

/** sessionStorage, which a reload leaves and the end of a tab does not, or null where it is forbidden. */
export function sessionStorageOrNull() {
  try {
    return window.sessionStorage;
  } catch (error) {
    return null;
  }
}
