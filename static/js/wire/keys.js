// Makes idempotency keys: 128 random bits, so that sending a command again is harmless. Works on plain http, where
// randomUUID does not exist. Phone-safe.

/** A new key of 22 letters and digits. */
export function newKey() {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bytes = new Uint8Array(22);
  crypto.getRandomValues(bytes);
  return Array.prototype.map.call(bytes, (byte) => letters[byte & 63]).join("");
}
