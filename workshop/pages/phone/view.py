"""The view model of the phone page's first paint, made of the shapes that its script gets later. Twin of
`static/js/phone/view.js`.

Pure: shapes in, plain values for the template out. Contains no rules: what may be done is decided by the actions.
"""

from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import Any

from workshop.domain.activities import KINDS
from workshop.domain.activities.results import places
from workshop.domain.agenda import CLOSED, CLOSING, OPEN, WAITING
from workshop.i18n.catalogues import own_name
from workshop.pages.phone.themes import by_theme

SHOWN_AT_ONCE = 20
"""Ideas of others on a page before "show more"."""
PLACES = 10
"""Places of a result before "show all"."""
Put = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Picture:
    """A forum at one moment as one participant sees it. `mode` is before, ended or the kind of the current activity."""

    mode: str
    forum: dict[str, Any]
    me: dict[str, Any]
    activity: dict[str, Any] | None = None
    collects: str = ""
    """what people give in the current activity: ideas, votes or nothing"""
    place: int = 0
    total: int = 0
    seconds: float | None = None
    """left on the clock, or of the time to finish"""
    mine: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    more: int = 0
    """number of ideas of others that are not in `others`"""
    rows: list[dict[str, Any]] = field(default_factory=list)
    """targets of a vote, each with the person's own mark"""
    groups: list[dict[str, Any]] = field(default_factory=list)
    """by theme: the targets of a vote, in this phone's own order; where nothing is collected, every idea by number"""
    back: list[dict[str, Any]] = field(default_factory=list)
    """own dots that came back because their target is no longer in the vote: {label, given}; `label` None when it is
    not shown"""
    left_out: int = 0
    """ideas that are shown but not voted on"""
    tally: dict[str, Any] | None = None

    @property
    def template(self) -> str:
        """The template of the view: the kind's own while an activity is on."""
        return f"activities/{self.mode}/phone.html" if self.activity else f"phone/{self.mode}.html"

    @property
    def open(self) -> bool:
        """Whether people may write or vote."""
        return self.activity is not None and self.activity["state"] in (OPEN, CLOSING)

    @property
    def writes(self) -> bool:
        """Whether the field for a new idea is on the page."""
        return self.open and self.collects == "ideas"

    @property
    def label(self) -> str:
        """The key of the current kind's name: the name of an activity without one."""
        if self.activity and self.activity["keeps_back"]:
            return "phone.kind.private"
        return f"kind.{self.mode}"

    @property
    def name(self) -> dict[str, str]:
        """The current activity's own name by language; empty when only its kind names it."""
        if not self.activity:
            return {}
        return own_name(self.activity["name"], self.activity["prompt"] if self.activity["shows"] == "words" else {})


def picture(put: Put, own: Put, now: int, most: int | None = SHOWN_AT_ONCE) -> Picture:
    """The page at `now` (epoch ms) from everyone's shapes and the participant's own, with at most `most` ideas of
    others."""
    forum = _forum(put)
    activity = put.get("activity", {}).get(str(forum["now"]))
    if forum["state"] == "ended":
        return Picture("ended", forum, me(own), mine=_mine(put, own, None), **_results(put, own, None))
    if activity is None:
        return Picture("before", forum, me(own))
    collects = KINDS[activity["kind"]].collects
    facts: dict[str, Any] = {
        "activity": activity,
        "collects": collects,
        "place": activity["position"],
        "total": len(put["activity"]),
    }
    facts |= {"seconds": _seconds(activity, now), "mine": _mine(put, own, activity if collects == "ideas" else None)}
    facts |= _others(put, own, activity, most) | _results(put, own, activity)
    if collects == "votes":
        seed = me(own)["seed"]
        facts["rows"] = _paper(put, own, activity, seed)
        facts["back"] = _back(put, own, activity)
        facts["groups"] = by_theme(put.get("cluster", {}), facts["rows"], partial(shuffled, seed))
        facts["left_out"] = (
            sum(one["left_out"] for one in put.get("idea", {}).values()) if _of(activity) == "ideas" else 0
        )
    elif not collects:
        ideas = sorted(put.get("idea", {}).values(), key=lambda one: one["number"])
        facts["groups"] = by_theme(put.get("cluster", {}), ideas)
    return Picture(activity["kind"], forum, me(own), **facts)


def me(own: Put) -> dict[str, Any]:
    """The participant's own facts."""
    found: dict[str, Any] = next(iter(own["me"].values()))
    return found


def is_new(own: Put) -> bool:
    """Whether a participant has joined and done nothing yet: such people see the same page, by language."""
    return own.keys() == {"me"} and not me(own)["done"]


def newcomer(language: str) -> Put:
    """The own shapes of a participant who has none."""
    return {"me": {"0": {"id": 0, "language": language, "seed": 0, "done": []}}}


def is_alike(put: Put) -> bool:
    """Whether all newcomers see the same page. In a vote they do not: its targets are in an order that differs by
    phone."""
    forum = _forum(put)
    activity = put.get("activity", {}).get(str(forum["now"]))
    return forum["state"] == "ended" or activity is None or KINDS[activity["kind"]].collects != "votes"


def seconds_left(put: Put, now: int) -> int | None:
    """Whole seconds on the clock that a page shows, rounded up; None without a clock."""
    activity = put.get("activity", {}).get(str(_forum(put)["now"]))
    left = None if activity is None else _seconds(activity, now)
    return None if left is None else ceil(left)


def shuffled(seed: int, ids: list[int]) -> list[int]:
    """Ids in a pseudo-random order that depends on the seed. Each id's place is independent of the others, so that
    adding or removing one moves no other."""
    return sorted(ids, key=lambda one: (_place(seed, one), one))


def _forum(put: Put) -> dict[str, Any]:
    found: dict[str, Any] = next(iter(put["forum"].values()))
    return found


def _place(seed: int, thing: int) -> int:
    """The finaliser of MurmurHash3 (Austin Appleby, public domain) on 32 bits: spreads neighbouring numbers far
    apart."""
    x = (seed ^ (thing * 0x9E3779B1)) & 0xFFFFFFFF
    x = ((x ^ x >> 16) * 0x85EBCA6B) & 0xFFFFFFFF
    x = ((x ^ x >> 13) * 0xC2B2AE35) & 0xFFFFFFFF
    return x ^ x >> 16


def _seconds(activity: dict[str, Any], now: int) -> float | None:
    end = activity["closes_at"] if activity["state"] == CLOSING else activity["ends_at"]
    if end is None or activity["state"] in (WAITING, CLOSED):
        return None
    return max(0.0, (int(end) - now) / 1000)


def _others(put: Put, own: Put, activity: dict[str, Any], most: int | None) -> dict[str, Any]:
    ours = own.get("mine", {})
    others = [one for key, one in put.get("idea", {}).items() if one["activity"] == activity["id"] and key not in ours]
    others.sort(key=lambda one: -one["number"])
    shown = others[:most]
    return {"others": shown, "more": len(others) - len(shown)}


def _mine(put: Put, own: Put, activity: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Own ideas, newest first, each with its cluster. With an activity: that activity's first, then those of earlier
    ones, which people read to one another."""
    found = [one for one in own.get("mine", {}).values() if one["state"] != "withdrawn"]
    found.sort(key=lambda one: -one["number"])
    if activity is not None:
        found = [one for one in found if put["activity"][str(one["activity"])]["position"] <= activity["position"]]
        found.sort(key=lambda one: one["activity"] != activity["id"])
    several = sum(KINDS[one["kind"]].collects == "ideas" for one in put["activity"].values()) > 1
    here = None if activity is None else activity["id"]

    def asked(one: dict[str, Any]) -> Any:
        """The question it answers, where it is not the one on the page."""
        return put["activity"][str(one["activity"])]["prompt"] if several and one["activity"] != here else None

    def changeable(one: dict[str, Any]) -> bool:
        return bool(put["activity"][str(one["activity"])]["changeable"])

    themes = put.get("cluster", {})
    return [
        {**one, "theme": themes.get(str(one["cluster"])), "change": changeable(one), "asked": asked(one)}
        for one in found
    ]


def _targets(put: Put, activity: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """The targets of a vote: id → {label, text, lang, cluster}. The label is what a room calls it: number or letter."""
    if _of(activity) == "clusters":
        return {
            one["id"]: {"label": one["letter"], "text": one["title"], "lang": "", "cluster": None}
            for one in put.get("cluster", {}).values()
        }
    return {
        one["id"]: {"label": one["number"], "text": one["text"], "lang": one["lang"], "cluster": one["cluster"]}
        for one in put.get("idea", {}).values()
        if one["votable"]
    }


def _of(activity: dict[str, Any]) -> str:
    return KINDS[activity["kind"]].of(activity["settings"])


def _marks(own: Put, activity: dict[str, Any]) -> dict[str, int]:
    marks: dict[str, int] = own.get("ballot", {}).get(str(activity["id"]), {}).get("marks", {})
    return marks


def _paper(put: Put, own: Put, activity: dict[str, Any], seed: int) -> list[dict[str, Any]]:
    targets, marks = _targets(put, activity), _marks(own, activity)
    return [{"id": one, **targets[one], **_given(marks.get(str(one)))} for one in shuffled(seed, list(targets))]


def _given(mark: Any) -> dict[str, Any]:
    """The own mark of a target, None where there is none (zero is a mark), and how many votes it is, where it counts as
    any."""
    return {"mark": mark, "given": mark if isinstance(mark, int) and mark > 0 else 0}


def _back(put: Put, own: Put, activity: dict[str, Any]) -> list[dict[str, Any]]:
    """Own dots whose target is no longer in the vote."""
    targets = _targets(put, activity)
    seen = put.get("idea", {}) if _of(activity) == "ideas" else {}
    marks = {one: given for one, given in _marks(own, activity).items() if given and int(one) not in targets}
    return [{"label": seen[one]["number"] if one in seen else None, "given": given} for one, given in marks.items()]


def _with_values(tally: dict[str, Any] | None) -> dict[str, Any] | None:
    """A result whose rows say their main measure as `value`."""
    if tally is None:
        return None
    return {**tally, "rows": [{**row, "value": row["measures"][tally["main"]]} for row in tally["rows"]]}


def _results(put: Put, own: Put, activity: dict[str, Any] | None) -> dict[str, Any]:
    """The vote to show: the last one at or before `activity` (of all, without one), if it was revealed. While its
    activity is current, phones wait until the screen has uncovered every place that it shows."""
    steps = sorted(put.get("activity", {}).values(), key=lambda one: -int(one["position"]))
    before = [
        one
        for one in steps
        if KINDS[one["kind"]].votes and (activity is None or one["position"] <= activity["position"])
    ]
    if activity is None:
        before = [one for one in before if str(one["id"]) in put.get("tally", {})]
    tally = _with_values(put.get("tally", {}).get(str(before[0]["id"]))) if before else None
    if tally is None or (activity is not None and before[0]["uncovered"] < places(tally["rows"])):
        return {"tally": None}
    targets, marks = _targets(put, before[0]), _marks(own, before[0])
    mine = own.get("mine", {}) if _of(before[0]) == "ideas" else {}
    rows = [
        {**row, **targets[row["target"]], **_given(marks.get(str(row["target"]))), "own": str(row["target"]) in mine}
        for row in tally["rows"]
        if row["target"] in targets
    ]
    themes = by_theme(put.get("cluster", {}), rows)
    sums = sorted(
        ({**one, "value": sum(row["value"] for row in one["rows"])} for one in themes), key=lambda one: -one["value"]
    )
    return {
        "tally": {
            **tally,
            "rows": rows,
            "themes": sums if tally["adds_up"] and any(one["theme"] for one in themes) else [],
        }
    }
