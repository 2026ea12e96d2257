// The result of a revealed vote as pages draw it: each row with its main measure as `value`, beside its other measures.
// Pure function. Phone-safe.

/**
 * The result of a tally's shape, or null: {id, method, chart, unit, addsUp, ballots, hands, rows: [{target, rank, value,
 * hands, …measures}]}, the first place first. `ballots` is how many voted by phone, `hands` the hands that a facilitator
 * counted, `unit` what the values count, `addsUp` whether those of several rows may be added.
 */
export function asResult(tally) {
  if (!tally) return null;
  const rows = tally.rows.map((row) =>
    Object.assign({ hands: 0 }, row.measures, { target: row.target, rank: row.rank, value: row.measures[tally.main] }),
  );
  return {
    id: tally.id,
    method: tally.method,
    chart: tally.chart,
    unit: tally.unit,
    addsUp: tally.adds_up,
    ballots: tally.facts.ballots || 0,
    hands: tally.facts.hands || 0,
    rows,
  };
}
