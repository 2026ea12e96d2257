"""Newcomers in small groups: of the connections that come at the same moment a few are begun, then whoever else waits
has a turn.

Reading the first head of a connection takes half a millisecond, and hundreds that come at once are all ready to be
read. Without groups a visitor who comes after six hundred others waits for six hundred heads. Addresses take turns
(round robin), so one stranger with thousands of connections delays a hall of phones by no more than its own share.
Eventlet's server alone; native threads have their turns from the system.
"""

from collections import deque

from workshop.runtime import loop

AT_ONCE = 8
"""Connections that are begun before everybody else has a turn."""


class Arrivals:
    """The newcomers of one server."""

    def __init__(self) -> None:
        self._begun = 0
        self._waiting: dict[str, deque[loop.Answer[None]]] = {}
        """address → its newcomers in their order; the address whose turn is next comes first"""

    def wait(self, address: str) -> None:
        """Return when this newcomer may begin."""
        if not self._begun:
            loop.spawn(self._groups)
        if self._begun < AT_ONCE:
            self._begun += 1
            return
        mine = loop.Answer[None]()
        self._waiting.setdefault(address, deque()).append(mine)
        mine.wait(None)

    def _groups(self) -> None:
        """Let in one group after another until nobody waits."""
        while self._begun:
            loop.sleep(0)  # the loop looks at everybody else
            self._begun = 0
            while self._waiting and self._begun < AT_ONCE:
                self._begun += 1
                self._next().set(None)

    def _next(self) -> loop.Answer[None]:
        address = next(iter(self._waiting))
        theirs = self._waiting.pop(address)
        mine = theirs.popleft()
        if theirs:
            self._waiting[address] = theirs  # behind the other addresses
        return mine
