"""Who is in a forum, as its facilitators read it: counted from the connections of one process."""

from workshop.access.authentication import Credentials
from workshop.live.presence import ACTIVE_SECONDS, CONNECTIONS_EACH, Connection, PresenceTracker

FORUM = 7


class Hall:
    """A presence tracker with a clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.tracker = PresenceTracker(lambda: self.now)
        self._made = 0

    def comes(self, page: str, participant: int | None = None, address: str = "") -> Connection:
        """One more connection; pages that are no phone have a credential of their own."""
        self._made += 1
        carried = Credentials(desk="" if page == "phone" else f"desk {self._made}")
        one = Connection(f"s{self._made}", page, FORUM, carried, participant)
        self.tracker.add(one, address)
        return one

    def counts(self) -> dict[str, int]:
        presence = self.tracker.presence(FORUM)
        return {name: getattr(presence, name) for name in ("connected", "active", "lost", "writing", "screens")}


def test_a_person_counts_once_and_only_screens_are_screens() -> None:
    hall = Hall()
    first, second = hall.comes("phone", 1), hall.comes("phone", 1)
    hall.comes("phone", 2).writing = True
    hall.comes("screen")
    hall.comes("console")
    assert hall.counts() == {"connected": 2, "active": 2, "lost": 0, "writing": 1, "screens": 1}
    hall.tracker.leave(first.sid)
    assert hall.counts()["connected"] == 2, "the second tab is still there"
    hall.tracker.leave(second.sid)
    assert hall.counts() == {"connected": 1, "active": 1, "lost": 1, "writing": 1, "screens": 1}
    hall.comes("phone", 1)
    assert hall.counts()["lost"] == 0


def test_who_did_nothing_for_a_while_is_there_and_not_active() -> None:
    hall = Hall()
    quiet, busy = hall.comes("phone", 1), hall.comes("phone", 2)
    hall.now = ACTIVE_SECONDS
    hall.tracker.mark_active(busy)
    assert hall.counts()["connected"] == 2 and hall.counts()["active"] == 1
    hall.tracker.mark_active(quiet)
    assert hall.counts()["active"] == 2


def test_addresses_that_phones_reached_are_told_and_those_of_other_pages_are_not() -> None:
    hall = Hall()
    hall.comes("phone", 1, "192.168.1.20")
    hall.comes("phone", 2)
    hall.comes("console", address="localhost")
    assert hall.tracker.presence(FORUM).reached == ["192.168.1.20"]


def test_only_the_connections_beyond_those_that_a_person_needs_give_way() -> None:
    hall = Hall()
    mine = [hall.comes("phone", 1) for _ in range(CONNECTIONS_EACH)]
    assert not hall.tracker.has_many_connections(mine[0])
    one_more = hall.comes("phone", 1)
    assert hall.tracker.has_many_connections(one_more) and not hall.tracker.has_many_connections(hall.comes("phone", 2))
    hall.tracker.leave(one_more.sid)
    assert not hall.tracker.has_many_connections(mine[0])


def test_what_is_for_one_person_goes_to_all_their_phones_that_listen() -> None:
    hall = Hall()
    one, other, silent = hall.comes("phone", 1), hall.comes("phone", 1), hall.comes("phone", 2)
    for connection in (one, other):
        hall.tracker.subscribe(connection)
    assert hall.tracker.owners(FORUM, {1, 2, 3}) == {1: [one.sid, other.sid]}
    hall.tracker.subscribe(silent)
    hall.tracker.leave(one.sid)
    assert hall.tracker.owners(FORUM, {1, 2, 3}) == {1: [other.sid], 2: [silent.sid]}
    hall.tracker.leave(other.sid)
    hall.tracker.leave(silent.sid)
    assert hall.tracker.owners(FORUM, {1, 2, 3}) == {} and hall.tracker.streams(FORUM) == set()
