"""The marks of a ballot as they are sent, where each target is its id as text: which targets they are on, and which of
those can still be voted on."""

from collections.abc import Mapping

from workshop.contract.base import Mark, Marks
from workshop.domain.errors import Refusal


def by_text(targets: Mapping[int, int | None]) -> dict[str, int]:
    """The targets of a vote (`vote_targets.of`) by their ids as text, which has no leading zeros: with two spellings of
    one target the later mark would replace the first unnoticed."""
    return {str(target): target for target in targets}


def by_id(given: Marks, known: Mapping[str, int]) -> dict[int, Mark]:
    """Marks by their targets' ids; `known`: the targets `by_text`. Raises Refusal ballot_bad for a mark on anything
    else."""
    try:
        return {known[target]: mark for target, mark in given.items()}
    except KeyError:
        raise Refusal("ballot_bad") from None


def there(targets: Mapping[int, int | None], given: Mapping[int, Mark]) -> dict[int, Mark]:
    """Those of the given marks that are on what can still be voted on."""
    return {target: mark for target, mark in given.items() if targets[target] is not None}
