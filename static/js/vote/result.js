// The result of a revealed vote as pages draw it: each row with its main measure as `value`, beside its other measures.
// Pure function. Phone-safe.

/**
 * The result of a tally's shape with what pages make of it, or null: {id, method, chart, drawn, scale, main, unit,
 * addsUp, chooses, ballots, hands, notes, recounted, themes, rows: [{target, rank, value, hands, measures}]}, the first
 * place first. `ballots` is how many voted by phone, `hands` the hands that a facilitator counted, `notes` what else
 * there is to say of the result, as [{key, n}]; `recounted` when it was last counted again after it had been shown
 * (epoch ms), null for never; `unit` is what the values count, `addsUp` whether those of several rows may be added,
 * `chooses` whether a ballot says what its person prefers; `themes` are for themeIn(). A row without the main measure
 * has the value 0.
 */
export function asResult(tally) {
  if (!tally) return null;
  const rows = tally.rows.map((row) =>
    Object.assign({ value: row.measures[tally.main] || 0, hands: row.measures.hands || 0 }, row),
  );
  return Object.assign({}, tally, {
    addsUp: tally.adds_up,
    ballots: tally.facts.ballots || 0,
    hands: tally.facts.hands || 0,
    notes: notesOf(tally.facts),
    rows,
  });
}

/**
 * The id of the theme that stands beside an idea in a result: the one into which people sorted it, in other results
 * that where it lies (`cluster`); null for none.
 */
export function themeIn(tally, idea) {
  return (tally.themes ? tally.themes[idea.id] : idea.cluster) || null;
}

/** Whether a result, if there is one, holds neither ballots nor hands. */
export function isEmpty(result) {
  return Boolean(result) && !result.ballots && !result.hands;
}

function notesOf(facts) {
  return Object.keys(facts)
    .filter((name) => name !== "ballots" && name !== "hands" && facts[name])
    .map((name) => ({ key: "results.note." + name, n: facts[name] }));
}
