"""A simulated voter for any kind of vote: draws a valid ballot from what the shape of the activity says it may hold."""

import random
from collections.abc import Sequence
from typing import Any

SentMark = int | list[int]
"""A mark as JSON has it."""
ANSWERED = 0.6
"""The share of targets that a person answers where nothing limits how many."""
AGREES = 0.8
"""How often a person names what most people do."""


def targets_of(step: dict[str, Any], store: dict[str, dict[str, Any]]) -> list[str]:
    """The ids of what is voted on in `step`, from a page's store."""
    if step.get("deals"):
        return [str(one) for one in store.get("dealt", {}).get(str(step["id"]), {"targets": []})["targets"]]
    if step.get("of") == "clusters":
        return list(store.get("cluster", {}))
    return [thing for thing, idea in store.get("idea", {}).items() if idea["votable"]]


def named_by(step: dict[str, Any], store: dict[str, dict[str, Any]]) -> list[int]:
    """The ids that a mark may name in `step`, with 0 for none of them; empty where a mark is a number."""
    return [0, *map(int, store.get("cluster", {}))] if step.get("into") else []


def naming(named: Sequence[int], targets: Sequence[str], chance: random.Random) -> dict[str, SentMark]:
    """Target → one of the ids that a mark may name: mostly the one that most people choose for it."""
    usual = {target: named[int(target) % len(named)] for target in targets}
    return {one: usual[one] if chance.random() < AGREES else chance.choice(named) for one in targets}


def ballot(allowed: dict[str, Any], targets: Sequence[str], chance: random.Random) -> dict[str, SentMark]:
    """Target → mark, within `allowed` ({least, most, pair, total} of the shape).

    A few targets appeal to many people: in the random order in which they are answered, appealing ones come early more
    often, and get higher marks where marks are not added up.
    """
    order = sorted(targets, key=lambda one: chance.random() ** (1 / appeal(int(one))), reverse=True)
    if allowed["total"] is not None and not allowed["pair"]:
        return _spent(allowed, order, chance)
    chosen = [target for target in order if chance.random() < ANSWERED] or order[:1]
    return {target: _mark(allowed, int(target), chance) for target in chosen}


def _spent(allowed: dict[str, Any], order: Sequence[str], chance: random.Random) -> dict[str, SentMark]:
    """Marks until the total is reached."""
    marks: dict[str, SentMark] = {}
    left = int(allowed["total"])
    for target in order:
        given = min(left, chance.randint(max(1, allowed["least"]), allowed["most"]))
        if given < max(1, allowed["least"]):
            break
        marks[target], left = given, left - given
    return marks


def _mark(allowed: dict[str, Any], target: int, chance: random.Random) -> SentMark:
    def one() -> int:
        tries = [chance.randint(allowed["least"], allowed["most"]) for _ in range(min(3, appeal(target)))]
        return max(tries)

    return [one(), one()] if allowed["pair"] else one()


def appeal(target: int) -> int:
    """How many times likelier a vote for this target is than for the least popular one. Equal for all people, so that a
    result takes shape."""
    return 1 + sum(2 for divisor in (2, 3, 5, 7) if target % divisor == 0)
