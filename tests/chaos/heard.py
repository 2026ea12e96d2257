"""The second half of the recount: compares every payload that any page received with the log. Uses only the standard
library."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.chaos.replay import Findings, Replay, Story, canonical, hashed, lines
from tests.tools.pace import limit

EQUAL_SECONDS = limit(5.0)


class Store:
    """What one page holds: the last snapshot with every frame after it."""

    def __init__(self) -> None:
        self.things: dict[str, dict[str, Any]] = {}
        self.place: tuple[str, int] | None = None

    def hear(self, event: str, data: Any) -> None:
        """Apply one event, by the rules of the protocol."""
        if event == "snapshot":
            self.things, self.place = {kind: dict(put) for kind, put in data["put"].items()}, (data["epoch"], data["n"])
        elif event == "frame" and self.place is not None:
            epoch, n = self.place
            if data["epoch"] == epoch and data["n"] <= n:
                return
            self.place = (epoch, data["n"]) if (data["epoch"], data["n"]) == (epoch, n + 1) else None
            if self.place is None:
                return
            for kind, put in data["put"].items():
                self.things.setdefault(kind, {}).update(put)
            for kind, gone in data["drop"].items():
                for thing in gone:
                    self.things.get(kind, {}).pop(str(thing), None)


def heard(folder: Path, story: Story, replay: Replay, findings: Findings) -> None:
    """Checks the invariants I4, I5 and I6 on everything that any page received."""
    payloads = {line["ref"]: line["event"] for line in lines(folder / "payloads.jsonl")}
    audience: dict[int, str] = {}
    stores: dict[str, Store] = defaultdict(Store)
    lost: dict[str, float] = {}
    longest = 0.0
    for line in lines(folder / "heard.jsonl"):
        if "up" in line:
            stores[line["who"]].place = None
            if line["up"]:
                longest = max(longest, line["at"] - lost.pop(line["who"], line["at"]))
            else:
                lost[line["who"]] = line["at"]
            continue
        kind = line["who"].partition("-")[0].partition("/")[0]
        audience[line["ref"]] = kind
        event, *rest = payloads[line["ref"]]
        stores[line["who"]].hear(event, rest[0] if rest else None)
    findings.numbers |= {
        "payloads": len(payloads),
        "heard by": len(stores),
        "longest without a line": round(longest, 2),
    }
    kept_back = Secrets(replay)
    for ref, kind in audience.items():
        event, *rest = payloads[ref]
        look(event, rest[0] if rest else {}, kind, kept_back, replay, findings)
    equal(stores, replay, story, findings)


class Secrets:
    """I6: texts that were never public, found by the one word in each that occurs in no other text."""

    def __init__(self, replay: Replay) -> None:
        every = {idea["text"] for idea in replay.ideas.values()}
        self.words = {text.split()[1]: text for text in every - replay.once_shown if len(text.split()) == 3}

    def leaked(self, told: str) -> list[str]:
        """The secret texts that occur in a payload."""
        return [word for word in told.replace('"', " ").split() if word in self.words]


def look(event: str, data: Any, kind: str, kept_back: Secrets, replay: Replay, findings: Findings) -> None:
    """Checks one payload: no secret in it for phones and screens, no tally that the log does not give, snapshots equal
    to the log."""
    put = data.get("put", {}) if isinstance(data, dict) else {}
    if kind != "console" and event in ("frame", "snapshot"):
        leaks = kept_back.leaked(canonical({name: part for name, part in data.items() if name != "yours"}))
        findings.expect(not leaks, "I6", f"a {kind} was sent words that are kept back: {leaks[:2]}")
    for step, tally in put.get("tally", {}).items():
        counted = hashed(
            {str(row["target"]): [row["measures"]["votes"], row["measures"]["voters"]] for row in tally["rows"]}
        )
        findings.expect(
            counted in replay.tallies[int(step)], "I4", f"a {event} to a {kind} shows a result that was never counted"
        )
        findings.numbers["results shown"] = findings.numbers.get("results shown", 0) + 1
    if event == "snapshot" and kind != "console":
        shown = hashed({thing: idea["text"] for thing, idea in put.get("idea", {}).items()})
        findings.expect(
            shown == replay.shown_at.get(data["log"]),
            "I6",
            f"a snapshot at row {data['log']} shows other ideas than the log",
        )
        tallies = {
            int(step): hashed(
                {str(row["target"]): [row["measures"]["votes"], row["measures"]["voters"]] for row in tally["rows"]}
            )
            for step, tally in put.get("tally", {}).items()
        }
        findings.expect(
            tallies == replay.tally_at.get(data["log"], {}),
            "I4",
            f"a snapshot at row {data['log']} shows another result",
        )


def equal(stores: dict[str, Store], replay: Replay, story: Story, findings: Findings) -> None:
    """I5: at the end all pages hold the same shapes, and those are what the log gives."""
    last = hashed({str(idea): one["text"] for idea, one in replay.ideas.items() if one["state"] == "shown"})
    pages = {
        who: store for who, store in stores.items() if who.partition("-")[0] in ("phone", "screen") and "/" not in who
    }
    for who, store in pages.items():
        held = hashed({thing: idea["text"] for thing, idea in store.things.get("idea", {}).items()})
        findings.expect(held == last, "I5", f"{who} ends with other ideas than the log")
    hashes = {hashed({kind: put for kind, put in store.things.items() if put}) for store in pages.values()}
    findings.expect(len(hashes) == 1, "I5", f"{len(hashes)} different pictures at the end")
    for line in story.told["equal"]:
        findings.numbers["all equal after"] = round(line["seconds"], 2)
        findings.expect(
            line["equal"] and line["seconds"] <= EQUAL_SECONDS,
            "I5",
            f"not all were equal {line['seconds']:.1f} s after the last fault",
        )
    findings.expect(bool(story.told["equal"]), "I5", "nobody looked whether all are equal")
