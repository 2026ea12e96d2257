"""Who sits at the other end right now: one seat a connection, in memory. A restart begins with an empty hall."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from workshop.access.actors import Credentials
from workshop.contract.shapes import EVERYONE, FACILITATORS, Presence

PAGES = ("phone", "screen", "console")
ACTIVE_SECONDS = 120
LINES = 4
"""Lines that one person may have open and keep when all places are taken: two tabs, each beside a line that is not
known to be dead yet."""
SEEN_AT_MOST, REACHED_AT_MOST = 20_000, 40


@dataclass
class Seat:
    """One connection. `page` is phone, screen or console; `stream` what it hears."""

    sid: str
    page: str
    forum: int
    carried: Credentials
    participant: int | None = None
    link: str = ""
    """the secret by which a screen came"""
    heard_at: float = 0.0
    writing: bool = False
    listening: bool = False

    @property
    def who(self) -> tuple[int, str, object]:
        """Whose line it is: a participant's, a desk's, or that of whoever has a screen's link."""
        return self.forum, self.page, self.participant or self.carried.desk or self.link

    @property
    def stream(self) -> str:
        """The stream this seat hears."""
        return FACILITATORS if self.page == "console" else EVERYONE


@dataclass
class HeadCounts:
    """Who is in one forum, as one process sees it: participants by number, screens by count."""

    here: set[int] = field(default_factory=set)
    active: set[int] = field(default_factory=set)
    writing: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    screens: int = 0
    reached: set[str] = field(default_factory=set)

    def with_(self, other: "HeadCounts") -> "HeadCounts":
        """Both together; somebody with a line to each is one."""
        return HeadCounts(
            self.here | other.here,
            self.active | other.active,
            self.writing | other.writing,
            self.seen | other.seen,
            self.screens + other.screens,
            self.reached | other.reached,
        )


@dataclass
class Hall:
    """The seats of one forum, and who has been here."""

    presence: dict[str, Seat] = field(default_factory=dict)
    listening: Counter[str] = field(default_factory=Counter)
    """stream → how many hear it"""
    phones: dict[int, list[str]] = field(default_factory=dict)
    """participant → the connections of that person that hear frames"""
    seen: set[int] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)


class PresenceTracker:
    """All halls. Used from the loop only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._shared_presence: dict[int, Hall] = defaultdict(Hall)
        self._by_sid: dict[str, Seat] = {}
        self._lines: Counter[tuple[int, str, object]] = Counter()
        self.elsewhere: dict[int, list[HeadCounts]] = {}
        """forum → who sits in other processes on the same data"""

    def sit(self, seat: Seat, address: str) -> None:
        """Someone is here; `address` is the host they came through, empty when it says nothing about the hall."""
        seat.heard_at = self._clock()
        hall = self._shared_presence[seat.forum]
        hall.presence[seat.sid] = seat
        self._by_sid[seat.sid] = seat
        self._lines[seat.who] += 1
        if seat.participant is not None and len(hall.seen) < SEEN_AT_MOST:
            hall.seen.add(seat.participant)
        if seat.page == "phone" and address and len(hall.reached) < REACHED_AT_MOST:
            hall.reached.add(address)

    def leave(self, sid: str) -> Seat | None:
        """Someone is gone."""
        seat = self._by_sid.pop(sid, None)
        if seat is not None:
            self._lines[seat.who] -= 1
            if not self._lines[seat.who]:
                del self._lines[seat.who]
            self._shared_presence[seat.forum].presence.pop(sid, None)
            self._hears_no_more(seat)
        return seat

    def listen(self, seat: Seat) -> None:
        """From now on it hears frames, and what is its own."""
        hall = self._shared_presence[seat.forum]
        if seat.listening or seat.sid not in hall.presence:
            return
        seat.listening = True
        hall.listening[seat.stream] += 1
        if seat.participant is not None:
            hall.phones.setdefault(seat.participant, []).append(seat.sid)

    def _hears_no_more(self, seat: Seat) -> None:
        if not seat.listening:
            return
        hall = self._shared_presence[seat.forum]
        seat.listening = False
        hall.listening[seat.stream] -= 1
        if seat.participant is not None:
            hall.phones[seat.participant].remove(seat.sid)
            if not hall.phones[seat.participant]:
                del hall.phones[seat.participant]

    def get(self, sid: str) -> Seat | None:
        """The seat of a connection."""
        return self._by_sid.get(sid)

    def has_many_lines(self, seat: Seat) -> bool:
        """Whether this is one more than anybody needs."""
        return self._lines[seat.who] > LINES

    def stir(self, seat: Seat) -> None:
        """This person did something."""
        seat.heard_at = self._clock()

    def of(self, forum: int) -> list[Seat]:
        """All seats of a forum."""
        return list(self._shared_presence[forum].presence.values()) if forum in self._shared_presence else []

    def forums(self) -> list[int]:
        """Forums in which somebody sits."""
        return [forum for forum, hall in self._shared_presence.items() if hall.presence]

    def count(self) -> int:
        """All connections."""
        return len(self._by_sid)

    def by_page(self) -> dict[str, float]:
        """Connections by page."""
        counted = Counter(seat.page for seat in tuple(self._by_sid.values()))
        return {page: float(counted[page]) for page in PAGES}

    def streams(self, forum: int) -> set[str]:
        """The streams that anybody hears in this forum."""
        return (
            {stream for stream, many in self._shared_presence[forum].listening.items() if many}
            if forum in self._shared_presence
            else set()
        )

    def owners(self, forum: int, participants: Iterable[int]) -> dict[int, list[str]]:
        """The connections of these participants."""
        phones = self._shared_presence[forum].phones if forum in self._shared_presence else {}
        return {one: list(phones[one]) for one in participants if one in phones}

    def participants(self, forum: int) -> set[int]:
        """Everybody with a phone here."""
        return {seat.participant for seat in self.of(forum) if seat.participant is not None}

    def heads(self, forum: int) -> HeadCounts:
        """Who sits here."""
        hall, now = self._shared_presence[forum], self._clock()
        phones = [(seat, seat.participant) for seat in hall.presence.values() if seat.participant is not None]
        return HeadCounts(
            here={one for _, one in phones},
            active={one for seat, one in phones if now - seat.heard_at < ACTIVE_SECONDS},
            writing={one for seat, one in phones if seat.writing},
            seen=set(hall.seen),
            screens=sum(1 for seat in hall.presence.values() if seat.page == "screen"),
            reached=set(hall.reached),
        )

    def presence(self, forum: int) -> Presence:
        """The head-counts a facilitator sees: of this process and of all others."""
        heads = self.heads(forum)
        for others in self.elsewhere.get(forum, ()):
            heads = heads.with_(others)
        return Presence(
            id=forum,
            connected=len(heads.here),
            active=len(heads.active),
            lost=len(heads.seen - heads.here),
            writing=len(heads.writing),
            screens=heads.screens,
            reached=sorted(heads.reached),
        )
