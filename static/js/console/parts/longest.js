// Of several fields whose texts were sent together, the one whose text is longest: what is meant where the server
// refuses one of them as too long.

/** The field with the longest text. */
export function longest(fields) {
  return fields.reduce((most, one) => (one.value.length > most.value.length ? one : most));
}
