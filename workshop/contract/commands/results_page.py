"""The public results page of a forum, and of a series."""

from workshop.contract.base import PREPARE, Command, Count, Id, SentTexts, Text, command


@command("results.edit", PREPARE)
class ResultsEdit(Command, frozen=True, kw_only=True):
    """Choose the address of a forum's results page (`slug`; empty: none) and what it says of what happens next, publish
    it or take it back, and let search engines list it or not. `version` is the forum's that the editor saw
    (compare-and-set)."""

    slug: Text
    next_steps: SentTexts
    published: bool
    indexed: bool
    version: Count


@command("series.results", PREPARE, of_house=True)
class SeriesResults(Command, frozen=True, kw_only=True):
    """Choose, write, publish and index the results page of a series, as `results.edit` does that of a forum."""

    series: Id
    slug: Text
    next_steps: SentTexts
    published: bool
    indexed: bool
    version: Count
