"""The rules of time at their edges: when a step opens and ends by itself, early entry, planned moments, events of a
programme, when personal data is deleted, and how long links hold."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from tests.rules.test_domain import refused
from workshop.domain import activity_states, open_call_programme, planned_times, retention
from workshop.domain.activities import KINDS
from workshop.domain.activity_states import CLOSED, CLOSING, OPEN, WAITING, Step
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.timetable import MOST_LATE, Timetable

HELSINKI = ZoneInfo("Europe/Helsinki")
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOON = 1_700_006_400_000 - 1_700_006_400_000 % HOUR


# -- the timetable of a step -------------------------------------------------------------------------------------------

PLANNED = Timetable(opens_at=NOON, due_at=NOON + HOUR, late_minutes=10)


@pytest.mark.parametrize(
    ("now", "opens", "late", "over"),
    [
        (NOON - 1, False, False, False),
        (NOON, True, False, False),
        (NOON + HOUR - 1, True, False, False),
        (NOON + HOUR, True, True, False),
        (NOON + HOUR + 10 * MINUTE - 1, True, True, False),
        (NOON + HOUR + 10 * MINUTE, False, True, True),
    ],
)
def test_a_step_takes_what_comes_until_its_end_and_late_entries_a_while_longer(
    now: int, opens: bool, late: bool, over: bool
) -> None:
    assert (PLANNED.opens(now), PLANNED.is_late(now), PLANNED.is_over(now)) == (opens, late, over)


def test_a_step_by_hand_neither_opens_nor_ends_by_itself() -> None:
    by_hand = Timetable()
    assert not by_hand.opens(NOON) and not by_hand.is_over(NOON) and not by_hand.is_late(NOON)
    assert by_hand.last_at is None and Timetable(opens_at=NOON).opens(NOON + 99 * DAY)
    assert not Timetable(due_at=NOON).opens(NOON - 1), "only its end is planned"


@pytest.mark.parametrize(
    ("timetable", "code"),
    [
        (PLANNED, ""),
        (Timetable(), ""),
        (Timetable(late_minutes=MOST_LATE), ""),
        (Timetable(opens_at=NOON), ""),
        (Timetable(due_at=NOON), ""),
        (Timetable(opens_at=NOON, due_at=NOON), "times_bad"),
        (Timetable(opens_at=NOON, due_at=NOON - MINUTE), "times_bad"),
        (Timetable(late_minutes=MOST_LATE + 1), "minutes_bad"),
        (Timetable(late_minutes=-1), "minutes_bad"),
        (Timetable(opens_at=NOON + 1), "date_bad"),
        (Timetable(due_at=NOON + 1000), "date_bad"),
    ],
    ids=str,
)
def test_what_may_be_planned_for_a_step(timetable: Timetable, code: str) -> None:
    if not code:
        return timetable.check()
    with refused(code):
        timetable.check()
    return None


@pytest.mark.parametrize(
    ("state", "now", "rules"),
    [
        (OPEN, NOON, OPEN),
        (OPEN, NOON + HOUR + 10 * MINUTE, CLOSED),
        (WAITING, NOON + DAY, WAITING),
        (CLOSED, NOON, CLOSED),
    ],
)
def test_a_step_is_closed_from_its_end_on_although_the_command_is_still_on_its_way(
    state: str, now: int, rules: str
) -> None:
    assert activity_states.state_now(Step(KINDS["ideas"], {}, state, None, PLANNED), now) == rules


def test_time_to_finish_is_not_cut_by_the_timetable() -> None:
    closing = Step(KINDS["ideas"], {}, CLOSING, NOON + 9 * HOUR, PLANNED)
    assert activity_states.state_now(closing, NOON + 8 * HOUR) == CLOSING


# -- early entry -------------------------------------------------------------------------------------------------------

EARLY = EarlyEntry(step=2, opens_at=NOON, due_at=NOON + HOUR)


@pytest.mark.parametrize(
    ("entry", "state", "step", "now", "open_"),
    [
        (EARLY, "planned", 2, NOON, True),
        (EARLY, "planned", 2, NOON - 1, False),
        (EARLY, "planned", 2, NOON + HOUR - 1, True),
        (EARLY, "planned", 2, NOON + HOUR, False),
        (EARLY, "planned", 3, NOON, False),
        (EARLY, "live", 2, NOON, False),
        (EarlyEntry(step=2, opens_at=NOON), "planned", 2, NOON + 99 * DAY, True),
        (EarlyEntry(step=2), "planned", 2, NOON, False),
        (EarlyEntry(), "planned", 2, NOON, False),
    ],
)
def test_people_write_early_in_one_step_in_its_window_before_the_forum_begins(
    entry: EarlyEntry, state: str, step: int, now: int, open_: bool
) -> None:
    assert entry.is_open(state, step, now) is open_


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (EarlyEntry(2, None, NOON), "early_start_missing"),
        (EarlyEntry(2, NOON, NOON), "early_times"),
        (EarlyEntry(2, NOON, NOON - MINUTE), "early_times"),
        (EarlyEntry(2, NOON + 1, None), "date_bad"),
    ],
)
def test_a_window_has_a_beginning_and_ends_after_it(entry: EarlyEntry, code: str) -> None:
    EARLY.check()
    EarlyEntry(2, NOON).check()
    with refused(code):
        entry.check()


# -- planned moments ---------------------------------------------------------------------------------------------------


def moment(year: int, month: int, day: int, hour: int = 0, zone: dt.tzinfo = HELSINKI) -> int:
    return round(dt.datetime(year, month, day, hour, tzinfo=zone).timestamp()) * 1000


@pytest.mark.parametrize(
    ("at", "fits"),
    [
        (None, True),
        (NOON, True),
        (NOON + 1, False),
        (NOON + MINUTE - 1, False),
        (moment(2000, 1, 1), True),
        (moment(1999, 12, 1), False),
        (moment(2099, 12, 31, 23), True),
        (moment(2100, 1, 2), False),
    ],
)
def test_a_planned_moment_is_a_whole_minute_of_this_century(at: int | None, fits: bool) -> None:
    if fits:
        return planned_times.check(None, at)
    with refused("date_bad"):
        planned_times.check(None, at)
    return None


# -- the programme -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """An event of a programme."""

    id: int
    starts_at: int | None
    ends_at: int | None
    place: str


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        (NOON, NOON + MINUTE, ""),
        (NOON, NOON + 12 * HOUR, ""),
        (NOON, None, ""),
        (None, None, ""),
        (NOON, NOON + 12 * HOUR + MINUTE, "programme_times"),
        (NOON, NOON, "programme_times"),
        (NOON, NOON - MINUTE, "programme_times"),
        (None, NOON, "programme_times"),
        (NOON + 1, None, "date_bad"),
    ],
)
def test_an_event_lasts_half_a_day_at_most(starts: int | None, ends: int | None, code: str) -> None:
    if not code:
        return open_call_programme.check(starts, ends)
    with refused(code):
        open_call_programme.check(starts, ends)
    return None


def event(id_: int, place: str = "Sali", starts: int | None = NOON, ends: int | None = NOON + HOUR) -> Event:
    return Event(id_, starts, ends, place)


@pytest.mark.parametrize(
    ("events", "clash"),
    [
        ([event(1), event(2)], {1, 2}),
        ([event(1), event(2, starts=NOON + HOUR, ends=NOON + 2 * HOUR)], set()),
        ([event(1), event(2, starts=NOON + HOUR - MINUTE, ends=NOON + 2 * HOUR)], {1, 2}),
        ([event(2, starts=NOON + MINUTE), event(1)], {1, 2}),
        ([event(1), event(2, " SALI ")], {1, 2}),
        ([event(1, "Iso  sali"), event(2, "iso sali")], {1, 2}),
        ([event(1), event(2, "Piha")], set()),
        ([event(1, ""), event(2, "")], set()),
        ([event(1, starts=None), event(2, starts=None)], set()),
        ([event(1, ends=None), event(2, starts=NOON + MINUTE)], set()),
        ([event(1, ends=None), event(2)], {1, 2}),
        ([event(1), event(2, starts=NOON + 5 * HOUR, ends=NOON + 6 * HOUR), event(3)], {1, 3}),
    ],
)
def test_events_clash_in_one_place_at_one_time_whatever_their_order(events: list[Event], clash: set[int]) -> None:
    assert open_call_programme.clashing(events) == clash == open_call_programme.clashing(events[::-1])


# -- personal data -----------------------------------------------------------------------------------------------------

END = moment(2027, 4, 25, 20)


@pytest.mark.parametrize(
    ("chosen", "starts", "ended", "last", "months", "deletes"),
    [
        (None, None, END, END, 3, moment(2027, 7, 25)),
        (None, None, moment(2027, 11, 30, 9), END, 3, moment(2028, 2, 29)),
        (None, None, moment(2026, 11, 30, 9), END, 3, moment(2027, 2, 28)),
        (None, None, moment(2027, 10, 31, 9), END, 14, moment(2028, 12, 31)),
        (None, None, moment(2027, 12, 1, 9), END, 1, moment(2028, 1, 1)),
        (None, None, None, END, 3, moment(2027, 7, 25)),
        (None, moment(2027, 9, 1, 18), None, END, 3, moment(2027, 12, 1)),
        (None, moment(2027, 4, 1), END, END, 0, moment(2027, 4, 25)),
        (moment(2027, 6, 1), None, END, END, 3, moment(2027, 6, 1)),
        (moment(2027, 6, 1), None, None, END, 3, moment(2027, 6, 1)),
        (END + DAY, None, None, END, 3, END + 7 * DAY),
        (END + DAY, None, END, END, 3, END + DAY),
    ],
)
def test_personal_data_is_deleted_on_the_chosen_day_else_months_after_the_end(
    chosen: int | None, starts: int | None, ended: int | None, last: int, months: int, deletes: int
) -> None:
    assert retention.deletes_at(chosen, starts, ended, last, months, HELSINKI) == deletes


def test_the_day_is_that_of_the_house() -> None:
    late = moment(2027, 4, 25, 23, dt.UTC)  # the 26th in Helsinki
    assert retention.deletes_at(None, None, late, late, 1, HELSINKI) == moment(2027, 5, 26)
    assert retention.deletes_at(None, None, late, late, 1, dt.UTC) == moment(2027, 5, 25, 0, dt.UTC)


@pytest.mark.parametrize(
    ("ended", "deleted", "left"),
    [(None, None, False), (END, None, True), (END, END - 1, True), (END, END, False), (END, END + 1, False)],
)
def test_personal_data_is_left_until_it_was_deleted_after_the_end(
    ended: int | None, deleted: int | None, left: bool
) -> None:
    assert retention.is_left(ended, deleted) is left
