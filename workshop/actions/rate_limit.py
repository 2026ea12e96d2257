"""The rate limiter in front of the writer, for participants' commands. A retry of a command that was done costs
nothing, and neither does one that is refused.

A phone on a bad line sends a command twice, under one idempotency key, because it never got the answer: it gets the
stored answer, however fast it came, and its next idea does not wait for that.
"""

from workshop.access import authentication
from workshop.access.authentication import Credentials
from workshop.access.rate_limits_by_participant import Rates, person_of
from workshop.actions.answers_to_retries import said_before
from workshop.actions.writer import Writer
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.domain.errors import Refusal
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.storage.database import reading
from workshop.storage.tables import Forum


class ParticipantRateLimiter:
    """Applies one server's rate limits to participants' commands, and answers retries from the stored answers."""

    def __init__(self, writer: Writer, rates: Rates) -> None:
        self._writer, self._rates = writer, rates

    def execute(self, participant: int, command: Command, carried: Credentials, forum: int) -> Answer:
        """Run one command of a participant if the rate limiter lets it through; one that came too fast, but was done
        already, gets its stored answer.

        Raises Refusal too_fast or slow_down.
        """
        person = person_of(forum, participant)
        stored = self._take(person, command, carried, forum)
        if stored is not None:
            return stored
        answer = self._writer.execute(command, carried, forum)
        if not answer.ok:
            self._rates.forget(person, command.verb, command.key)
            self._rates.give_back(person, command.verb)
        return answer

    def _take(self, person: str, command: Command, carried: Credentials, forum: int) -> Answer | None:
        try:
            self._rates.take(person, command.verb, command.key)
        except Refusal:
            # Looked up only here, because hardly any command comes too fast.
            stored = loop.in_thread(self._stored, command, carried, forum)
            if stored is None:
                raise
            return stored
        return None

    def _stored(self, command: Command, carried: Credentials, forum: int) -> Answer | None:
        with reading(self._writer.engine) as db:
            try:
                actor = authentication.actor(db, type(command), carried, db.get(Forum, forum), clock())
            except Refusal:
                return None
            return next(iter(said_before(db.connection(), forum, [(actor, command)]).values()), None)
