"""The presence tracker: the connections of this process by forum, and the head-counts made of them. Kept in memory; a
restart begins with none."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from workshop.access.authentication import Credentials
from workshop.contract.shapes import EVERYONE, FACILITATORS, Presence

PAGES = ("phone", "screen", "console")
ACTIVE_SECONDS = 120
CONNECTIONS_EACH = 4
"""Connections of one person that are not displaced when all places are taken: two tabs, each beside a connection that
is not known to be dead yet."""
SEEN_AT_MOST, REACHED_AT_MOST = 20_000, 40


@dataclass(slots=True)
class Connection:
    """One Socket.IO connection. `page` is phone, screen or console; `stream` the frames it receives."""

    sid: str
    page: str
    forum: int
    carried: Credentials
    participant: int | None = None
    link: str = ""
    """the secret with which a screen connected"""
    heard_at: float = 0.0
    writing: bool = False
    subscribed: bool = False

    @property
    def who(self) -> tuple[int, str, object]:
        """Identifies the person: a participant, a sign-in session, or the holder of a screen's link."""
        return self.forum, self.page, self.participant or self.carried.desk or self.link

    @property
    def stream(self) -> str:
        """The stream this connection receives."""
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

    def union(self, other: "HeadCounts") -> "HeadCounts":
        """The union with another process's counts; a participant connected to both counts once."""
        return HeadCounts(
            self.here | other.here,
            self.active | other.active,
            self.writing | other.writing,
            self.seen | other.seen,
            self.screens + other.screens,
            self.reached | other.reached,
        )


@dataclass
class ForumConnections:
    """The connections of one forum, and the participants who have been here."""

    connections: dict[str, Connection] = field(default_factory=dict)
    subscribed: Counter[str] = field(default_factory=Counter)
    """stream → number of subscribed connections"""
    phones: dict[int, list[str]] = field(default_factory=dict)
    """participant → ids of that person's connections that are subscribed to frames"""
    seen: set[int] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)


class PresenceTracker:
    """The connections of all forums. Used from the loop only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._forums: dict[int, ForumConnections] = defaultdict(ForumConnections)
        self._by_sid: dict[str, Connection] = {}
        self._by_person: Counter[tuple[int, str, object]] = Counter()
        self.elsewhere: dict[int, list[HeadCounts]] = {}
        """forum → head-counts of other processes on the same data"""

    def add(self, connection: Connection, address: str) -> None:
        """Add a connection; `address` is the host that it used, empty when the host says nothing about the network."""
        connection.heard_at = self._clock()
        here = self._forums[connection.forum]
        here.connections[connection.sid] = connection
        self._by_sid[connection.sid] = connection
        self._by_person[connection.who] += 1
        if connection.participant is not None and len(here.seen) < SEEN_AT_MOST:
            here.seen.add(connection.participant)
        if connection.page == "phone" and address and len(here.reached) < REACHED_AT_MOST:
            here.reached.add(address)

    def leave(self, sid: str) -> Connection | None:
        """Remove a connection."""
        connection = self._by_sid.pop(sid, None)
        if connection is not None:
            self._by_person[connection.who] -= 1
            if not self._by_person[connection.who]:
                del self._by_person[connection.who]
            self._forums[connection.forum].connections.pop(sid, None)
            self._unsubscribe(connection)
        return connection

    def subscribe(self, connection: Connection) -> None:
        """Subscribe the connection to frames and to its participant's own shapes."""
        here = self._forums[connection.forum]
        if connection.subscribed or connection.sid not in here.connections:
            return
        connection.subscribed = True
        here.subscribed[connection.stream] += 1
        if connection.participant is not None:
            here.phones.setdefault(connection.participant, []).append(connection.sid)

    def _unsubscribe(self, connection: Connection) -> None:
        if not connection.subscribed:
            return
        here = self._forums[connection.forum]
        connection.subscribed = False
        here.subscribed[connection.stream] -= 1
        if connection.participant is not None:
            here.phones[connection.participant].remove(connection.sid)
            if not here.phones[connection.participant]:
                del here.phones[connection.participant]

    def get(self, sid: str) -> Connection | None:
        """The connection with this Socket.IO id."""
        return self._by_sid.get(sid)

    def has_many_connections(self, connection: Connection) -> bool:
        """Whether this person has more connections than one needs."""
        return self._by_person[connection.who] > CONNECTIONS_EACH

    def mark_active(self, connection: Connection) -> None:
        """Note that this person did something."""
        connection.heard_at = self._clock()

    def of(self, forum: int) -> list[Connection]:
        """All connections of a forum."""
        return list(self._forums[forum].connections.values()) if forum in self._forums else []

    def forums(self) -> list[int]:
        """Forums with at least one connection."""
        return [forum for forum, here in self._forums.items() if here.connections]

    def count(self) -> int:
        """Number of connections."""
        return len(self._by_sid)

    def by_page(self) -> dict[str, float]:
        """Number of connections by page."""
        counted = Counter(connection.page for connection in tuple(self._by_sid.values()))
        return {page: float(counted[page]) for page in PAGES}

    def streams(self, forum: int) -> set[str]:
        """The streams of this forum with at least one subscriber."""
        return (
            {stream for stream, many in self._forums[forum].subscribed.items() if many}
            if forum in self._forums
            else set()
        )

    def owners(self, forum: int, participants: Iterable[int]) -> dict[int, list[str]]:
        """The subscribed connections of these participants."""
        phones = self._forums[forum].phones if forum in self._forums else {}
        return {one: list(phones[one]) for one in participants if one in phones}

    def participants(self, forum: int) -> set[int]:
        """The participants connected in a forum."""
        return {connection.participant for connection in self.of(forum) if connection.participant is not None}

    def heads(self, forum: int) -> HeadCounts:
        """The head-counts of one forum in this process."""
        here, now = self._forums[forum], self._clock()
        phones = [(line, line.participant) for line in here.connections.values() if line.participant is not None]
        return HeadCounts(
            here={one for _, one in phones},
            active={one for line, one in phones if now - line.heard_at < ACTIVE_SECONDS},
            writing={one for line, one in phones if line.writing},
            seen=set(here.seen),
            screens=sum(line.page == "screen" for line in here.connections.values()),
            reached=set(here.reached),
        )

    def presence(self, forum: int) -> Presence:
        """The head-counts a facilitator sees: of this process and of all others."""
        heads = self.heads(forum)
        for others in self.elsewhere.get(forum, ()):
            heads = heads.union(others)
        return Presence(
            id=forum,
            connected=len(heads.here),
            active=len(heads.active),
            lost=len(heads.seen - heads.here),
            writing=len(heads.writing),
            screens=heads.screens,
            reached=sorted(heads.reached),
        )
