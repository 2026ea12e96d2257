// The order of voting targets: random for each phone and stable, so that a reload or one idea more moves no other. The
// twin of shuffled() in workshop/domain/shuffled_order.py; tests/data/shuffle_cases.json tests both. Phone-safe.

/** Ids in the order of a seed. */
export function shuffled(seed, ids) {
  const placed = ids.map((id) => [place(seed, id), id]);
  placed.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return placed.map((pair) => pair[1]);
}

// The finaliser of MurmurHash3 (Austin Appleby, public domain) on 32 bits: spreads neighbouring ids.
function place(seed, id) {
  let x = (seed ^ Math.imul(id, 0x9e3779b1)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}
