"""Who may do what: the one table from roles to capabilities. Commands say which capability they need."""

from workshop.contract.base import ADMINISTRATOR, FACILITATOR, LEAD, ORGANISER, PARTICIPANT, PREPARE, TAKE_PART

CAPABILITIES: dict[str, frozenset[str]] = {
    PARTICIPANT: frozenset({TAKE_PART}),
    FACILITATOR: frozenset({LEAD}),
    ORGANISER: frozenset({LEAD, PREPARE}),
    ADMINISTRATOR: frozenset({TAKE_PART, LEAD, PREPARE}),
}


def may(role: str, capability: str) -> bool:
    """Whether an actor in this role has the capability."""
    return capability in CAPABILITIES[role]
