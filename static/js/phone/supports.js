// Which ideas of others this person supports, sent or not, and the change of that. Phone-safe.

/** Whether this person supports an idea, as this phone last said it. */
export function isSupported(page, idea) {
  return page.outbox
    .arrived()
    .concat(page.outbox.items())
    .reduce(
      function (now, item) {
        const its = item.verb === "idea.support" && item.body.idea === idea && item.state !== "refused";
        return its ? item.body.supports : now;
      },
      Boolean(page.live.store.get("support", idea)),
    );
}

/** Supports an idea, or no more. */
export function setSupport(page, idea, supports) {
  page.outbox.add({ verb: "idea.support", slot: "support-" + idea, body: { idea: idea, supports: supports } });
}

/** The cards of supported ideas, as those of own ideas (own_ideas.js); `phase`: support, merged, or gone from sight. */
export function supportedCards(page) {
  return page.live.store
    .all("support")
    .filter((idea) => isSupported(page, idea.id))
    .map((idea) => ({
      key: "support-" + idea.id,
      id: idea.id,
      number: idea.number,
      text: idea.text,
      lang: idea.lang,
      activity: idea.activity,
      phase: idea.state === "shown" ? "support" : idea.state === "merged" ? "merged" : "gone",
      reason: null,
      code: "",
      facts: {},
      unsent: false,
      cluster: idea.cluster,
      into: idea.merged_into,
      original: null,
      reworded: idea.reworded,
      support: true,
    }));
}
