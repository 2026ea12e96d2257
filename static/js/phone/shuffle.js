// The order of what is voted on: each phone's own, the same after a reload, and one idea more or less moves no other. The twin of
// shuffled() in workshop/pages/phone/view.py; both follow tests/data/shuffle_cases.json. Phone-safe.

/** Ids in the order of a seed. */
export function shuffled(seed, ids) {
  const placed = ids.map(function (id) {
    return [place(seed, id), id];
  });
  placed.sort(function (a, b) {
    return a[0] - b[0] || a[1] - b[1];
  });
  return placed.map(function (pair) {
    return pair[1];
  });
}

// The last steps of MurmurHash3 (Austin Appleby, public domain) on 32 bits: spreads neighbours far apart.
function place(seed, id) {
  let x = (seed ^ Math.imul(id, 0x9e3779b1)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}
