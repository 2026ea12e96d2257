"""The result of a rehearsal: one object for `--json`, and a few lines of text for people."""

from dataclasses import dataclass, field
from typing import Any

from workshop.rehearsal.journal import Journal
from workshop.rehearsal.recount import Count


@dataclass(frozen=True)
class Report:
    """`delay_ms` has p50, p99 and max, or is empty when nothing was measured; `problems` are sentences with how often
    they occurred."""

    participants: int
    count: Count
    delay_ms: dict[str, float | None]
    timed: int
    seconds: float
    reconnections: int
    resent: int
    problems: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing was lost or doubled, everything was counted, and there were no problems."""
        count = self.count
        whole = count.lost == 0 and count.duplicated == 0 and count.stored == count.acknowledged
        return whole and count.votes_counted == count.votes_acknowledged and not self.problems

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        count = self.count
        return {
            "participants": self.participants,
            "posted": count.posted,
            "acknowledged": count.acknowledged,
            "stored": count.stored,
            "lost": count.lost,
            "duplicated": count.duplicated,
            "votes_acknowledged": count.votes_acknowledged,
            "votes_counted": count.votes_counted,
            "delay_ms": self.delay_ms,
            "errors": sum(self.problems.values()),
        }


def report_of(count: Count, journal: Journal, seconds: float) -> Report:
    """The report of a rehearsal that took so many seconds."""
    delays = journal.delays()
    figures = {"p50": _at(delays, 0.5), "p99": _at(delays, 0.99), "max": _at(delays, 1.0)}
    return Report(
        journal.came_in,
        count,
        figures,
        len(delays),
        seconds,
        journal.reconnections,
        journal.resent,
        dict(journal.problems),
    )


def in_words(report: Report, code: str) -> str:
    """The report for a terminal."""
    count, delay = report.count, report.delay_ms
    lines = [
        f"Rehearsal of forum {code}: {_n(report.participants, 'person', 'people')}, {report.seconds:.0f} seconds.",
        "",
        f"  Ideas   {count.posted} sent, {count.acknowledged} answered as saved, {count.stored} in the download.",
        f"          {_none(count.lost)} lost, {_none(count.duplicated).lower()} there twice.",
        f"  Votes   {count.votes_acknowledged} answered as saved, {count.votes_counted} counted in the download.",
    ]
    if report.timed:
        lines.append(
            f"  Speed   from a phone to the screen: half of {report.timed} ideas within {delay['p50']:.0f} ms, "
            f"99 of 100 within {delay['p99']:.0f} ms, the slowest {delay['max']:.0f} ms."
        )
    again = _n(report.resent, "command", "commands")
    lines.append(f"  Network {_n(report.reconnections, 'line', 'lines')} lost and found again, {again} sent again.")
    return "\n".join([*lines, "", *_verdict(report)])


def _verdict(report: Report) -> list[str]:
    if report.ok:
        return ["Everything that was answered as saved is there, once."]
    told = (
        f"  - {sentence}" + (f" ({times} times)" if times > 1 else "") for sentence, times in report.problems.items()
    )
    return ["This is not as it should be.", *told]


def _at(delays: list[float], share: float) -> float | None:
    """The delay that this share of all delays did not exceed (nearest rank), in milliseconds."""
    if not delays:
        return None
    rank = max(0, -int(-share * len(delays) // 1) - 1)
    return round(delays[rank], 1)


def _none(number: int) -> str:
    return str(number) if number else "None"


def _n(number: int, one: str, other: str) -> str:
    return f"{number or 'no'} {one if number == 1 else other}"
