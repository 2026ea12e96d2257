"""How fast one participant's commands may follow, the one way of theirs to the write door. What was said before costs
nothing again.

A phone on a bad line sends a command twice, under one key, because it never heard the answer: it gets the kept answer,
however fast it came, and its next idea waits no longer for that.
"""

from workshop.access import actors
from workshop.access.actors import Credentials
from workshop.access.rates import Rates
from workshop.actions.batch import said_before
from workshop.actions.writer import Writer, clock
from workshop.contract.base import Command
from workshop.contract.shapes import Answer
from workshop.domain.errors import Refusal
from workshop.runtime import loop
from workshop.storage.database import reading
from workshop.storage.tables import Forum


class Pace:
    """The rates of one server's participants, and the answers that were kept."""

    def __init__(self, writer: Writer, rates: Rates) -> None:
        self._writer, self._rates = writer, rates

    def execute(self, person: str, command: Command, carried: Credentials, forum: int) -> Answer:
        """Do one command of `person` if it may be its turn; what came too fast, but was done already, gets its kept
        answer.

        Raises Refusal too_fast or slow_down.
        """
        kept = self._take(person, command, carried, forum)
        if kept is not None:
            return kept
        answer = self._writer.execute(command, carried, forum)
        if not answer.ok:
            self._rates.forget(person, command.verb, command.key)
        return answer

    def _take(self, person: str, command: Command, carried: Credentials, forum: int) -> Answer | None:
        try:
            self._rates.take(person, command.verb, command.key)
        except Refusal:
            kept = loop.in_thread(
                self._kept, command, carried, forum
            )  # looked for only here: nearly nothing comes too fast
            if kept is None:
                raise
            return kept
        return None

    def _kept(self, command: Command, carried: Credentials, forum: int) -> Answer | None:
        with reading(self._writer.engine) as db:
            try:
                actor = actors.actor(db, type(command), carried, db.get(Forum, forum), clock())
            except Refusal:
                return None
            return next(iter(said_before(db.connection(), forum, [(actor, command)]).values()), None)
