"""Runs a batch of commands that a hall sends together activity by activity: what must be known of one activity is read
once for all people in it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from workshop.access.authentication import Actor
from workshop.actions.registry import Done
from workshop.contract import commands
from workshop.domain.errors import Refusal

S = TypeVar("S")
C = TypeVar("C", bound=commands.BallotSet | commands.BallotDeal)


def by_activity(
    asked: Sequence[tuple[Actor, C]],
    read: Callable[[int, list[int]], S | Refusal],
    take: Callable[[S, int, C], Done | Refusal],
) -> tuple[list[Done | Refusal], list[S]]:
    """The result of each command, in order, and what was read of the activities that take something now.
    `read(activity, people)` reads it, or is the refusal of all commands there; `take(state, participant, command)`
    does one."""
    results: list[Done | Refusal] = []
    states: dict[int, S | Refusal] = {}
    for actor, command in asked:
        if command.activity not in states:
            people = [other.participant or 0 for other, its in asked if its.activity == command.activity]
            states[command.activity] = read(command.activity, people)
        state = states[command.activity]
        results.append(state if isinstance(state, Refusal) else take(state, actor.participant or 0, command))
    return results, [state for state in states.values() if not isinstance(state, Refusal)]
