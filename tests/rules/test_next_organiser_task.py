"""What the office says is to be done next for a forum."""

import pytest

from workshop.domain.next_organiser_task import Need, Standing, next_need, soonest_first
from workshop.runtime.epoch_ms import DAY

NOW = 1_800_000_000_000
MIDNIGHT = NOW + DAY // 2
READY = {
    "state": "planned",
    "starts_at": NOW + 7 * DAY,
    "started_at": None,
    "ended_at": None,
    "created_at": NOW - 30 * DAY,
    "answer_by": None,
    "published": True,
    "has_place": True,
    "steps": 9,
    "rehearsed": True,
    "waiting": 0,
    "ideas": 0,
    "unanswered": 0,
}
HELD = READY | {"state": "ended", "ended_at": NOW - DAY, "ideas": 40}


@pytest.mark.parametrize(
    ("changed", "need"),
    [
        ({}, None),
        ({"state": "live", "started_at": NOW - 1}, Need("now", NOW - 1)),
        ({"state": "live", "started_at": NOW - DAY // 2}, Need("end", NOW - DAY // 2, late=True)),
        ({"state": "live", "self_paced": True, "started_at": NOW - 9 * DAY}, Need("now", NOW - 9 * DAY)),
        (
            {"state": "live", "self_paced": True, "started_at": NOW - 9 * DAY, "over_at": NOW - DAY},
            Need("end", NOW - DAY, late=True),
        ),
        ({"steps": 0, "starts_at": None}, Need("agenda", None)),
        ({"starts_at": None}, Need("date", None)),
        ({"starts_at": MIDNIGHT - 1}, Need("today", MIDNIGHT - 1)),
        ({"starts_at": MIDNIGHT - DAY}, Need("today", MIDNIGHT - DAY)),
        ({"starts_at": MIDNIGHT - DAY - 1}, Need("passed", MIDNIGHT - DAY - 1, late=True)),
        ({"has_place": False, "rehearsed": False}, Need("place", NOW + 7 * DAY)),
        ({"rehearsed": False}, Need("rehearse", NOW + 7 * DAY)),
        ({"rehearsed": False, "has_place": False, "starts_at": NOW + 90 * DAY}, None),
        (
            {"starts_at": None, "importing": "import_cut", "to_bring": 5},
            Need("import_cut", None, total=5),
        ),
        ({"state": "live", "importing": "undo_going", "brought": 2}, Need("undo_going", None, n=2)),
    ],
)
def test_before_a_forum(changed: dict[str, object], need: Need | None) -> None:
    assert next_need(Standing(**{**READY, **changed}), NOW, MIDNIGHT) == need


@pytest.mark.parametrize(
    ("changed", "need"),
    [
        ({}, None),
        ({"waiting": 2, "unanswered": 40}, Need("review", NOW - DAY, n=2)),
        ({"published": False, "unanswered": 40}, Need("publish", NOW + 6 * DAY)),
        ({"published": False, "ideas": 0}, None),
        ({"published": False, "ended_at": NOW - 8 * DAY}, Need("publish", NOW - DAY, late=True)),
        ({"published": False, "ended_at": NOW - 60 * DAY}, Need("unpublished", None)),
        (
            {"published": False, "ended_at": NOW - 60 * DAY, "unanswered": 12},
            Need("answer", NOW - 32 * DAY, late=True, n=12, total=40),
        ),
        ({"deletes_at": NOW + 31 * DAY}, None),
        ({"deletes_at": NOW + 30 * DAY, "unanswered": 12}, Need("delete", NOW + 30 * DAY)),
        ({"deletes_at": NOW}, None),
        ({"unanswered": 12}, Need("answer", NOW + 27 * DAY, n=12, total=40)),
        ({"unanswered": 12, "answer_by": NOW - 1}, Need("answer", NOW - 1, late=True, n=12, total=40)),
    ],
)
def test_after_a_forum(changed: dict[str, object], need: Need | None) -> None:
    assert next_need(Standing(**{**HELD, **changed}), NOW, MIDNIGHT) == need


def test_soonest_comes_first_and_what_has_no_time_last() -> None:
    needs = [Need("date", None), Need("rehearse", 30), Need("answer", 10, late=True), Need("import_cut", None)]
    found = [one.name for one in sorted([*needs, Need("now", 20)], key=soonest_first)]
    assert found == ["now", "import_cut", "answer", "rehearse", "date"]
