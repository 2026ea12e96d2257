"""The base struct of all commands, the registry, and the strict decoder.

A command is a frozen struct with a dotted name. Defining it registers it; there is no second list.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar, TypeVar

import msgspec

from workshop.i18n.languages import WRITTEN

PROTOCOL = 5
"""The protocol version. Raise it when an old page could no longer understand what it is sent; a page with another
number reloads itself."""

MESSAGE_BYTES = 16_000
"""The largest message that a socket or a form may carry, in bytes."""

PACKETS_AT_ONCE = 80
"""Packets that a connection may send at once: a full POST of a page that was silent for long, and what it sent
before."""
PACKETS_PER_SECOND = 10.0
"""Packets that a connection may go on sending."""

TEXT_MAX = 280
"""The longest idea, in characters as people count them (code points after NFC)."""

MOST_IDEAS = 5_000
"""The most ideas in one forum: more is a flood, not a room. Which count is `domain.ideas.COUNTS_TOWARD_LIMIT`."""
MOST_IDEA_NUMBERS = 4 * MOST_IDEAS
"""The most numbers of ideas that one forum gives, those of hidden and withdrawn ideas among them: their rows stay, so
giving their room back cannot go on for ever."""
MOST_HANDS = 5_000
"""The largest count of raised hands, of one mark for one target."""
MOST_THEMES_AT_ONCE = 100
"""The most themes that one command names or fills."""
THEME_MAX = 80
"""The longest name of a theme."""

GRACE_SECONDS = 20
"""Seconds to finish when a facilitator goes on while ideas are being written."""

TITLE_MAX = 120
NAME_MAX = 40
"""The longest name of a step, which stands in the head of phone, screen and console."""
PROMPT_MAX = 400
INTRO_MAX = 1_200
PLACE_MAX = 120
NEXT_MAX = 1_200
"""The longest text on what happens next."""
SLUG_MAX = 60
"""The longest address of a results page, after `/results/`."""
LABEL_MAX = 60
"""The longest word for whom a co-facilitator's link is."""
REASON_MAX = 120
"""The longest own reason for hiding an idea: it stands below the idea on its author's phone."""

BACKGROUND_MAX, CHOICE_MAX = 160, 60
"""The longest background question, and the longest of its choices."""

ANSWER_MAX = 600
"""The longest answer of the organisers, in each language."""

Key = Annotated[str, msgspec.Meta(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+\Z")]
"""An idempotency key as it comes from outside. `actions.registry.UNDO` is none."""
Id = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
Count = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
AnyCount = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
"""A count as somebody typed it. Its real limit is a rule, so that people are told that it is too large."""
Number = Annotated[int, msgspec.Meta(ge=-10_000, le=10_000)]
"""A mark that is a single number."""
Moment = Annotated[int, msgspec.Meta(ge=0, le=4_102_444_800_000)]
"""A point in time: epoch milliseconds in UTC, up to the year 2100."""
Text = Annotated[str, msgspec.Meta(max_length=16_000)]
"""Free text as it arrives. Its real limits are a rule (`domain.text`), so that people learn by how much it is too
long."""
SentTexts = dict[Annotated[str, msgspec.Meta(pattern=rf"^({'|'.join(WRITTEN)})\Z")], Text]
"""One text as it arrives, in the languages in which organisers write: {"fi": …, "sv": …, "en": …, "fi-simple": …}."""
Mark = int | tuple[int, int]
"""One number, or a pair (a place on two axes)."""
Marks = Annotated[dict[str, Mark], msgspec.Meta(max_length=1_000)]
"""One ballot's marks: target id → a number, or a pair for the matrix. Keys are ids written as text, because JSON has no
other keys."""

SECRETS = frozenset(
    {
        "secret",
        "secret_hash",
        "secret_hashes",
        "ticket",
        "password_hash",
        "join_secret",
        "screen_token",
        "wifi_password",
        "receipt",
        "sealed",
    }
)
"""Fields that are never written to the log."""
OF_SENDING = ("key", "seen")
"""Fields that say how a command was sent, and not what it does."""

PARTICIPANT, FACILITATOR, ORGANISER, ADMINISTRATOR = "participant", "facilitator", "organiser", "administrator"
ROLES = (PARTICIPANT, FACILITATOR, ORGANISER, ADMINISTRATOR)
TAKE_PART, LEAD, PREPARE = "take_part", "lead", "prepare"
"""Capabilities: take part in a forum by phone; lead it; prepare and delete forums, series and accounts. Which role has
which, `access/rights.py` alone says."""


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One command. `key` is its idempotency key, made by the sender: the same key again gets the same answer and
    changes nothing; with other content it is refused (key_used)."""

    verb: ClassVar[str] = ""
    needs: ClassVar[str] = ""
    """The capability that its sender must have."""
    of_house: ClassVar[bool] = False
    """True when it concerns no single forum (series, accounts, a new forum)."""
    wired: ClassVar[bool] = True
    """False when a part of it (a secret, a hash) must be made by the server: then only the server's own pages may send
    it."""

    key: Key


class LeadingCommand(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A command that leads the hall: where it is in the agenda, and what the screen shows.

    `seen` is the `led` of the forum that its sender saw. Where somebody else has led the hall since, the command is
    refused (changed_meanwhile) and changes nothing: a press that arrives late, because the connection was lost, must
    not undo a newer decision. Without it the command is always done. The log does not keep it."""

    seen: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)] | msgspec.UnsetType = msgspec.UNSET


COMMANDS: dict[str, type[Command]] = {}
C = TypeVar("C", bound=type[Command])
T = TypeVar("T")


FORMER: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "screen.step": ("screen.uncover", {"step": "uncovered"}),
}
"""Former name of a command → its name, and its fields by their former names. Logs and the inverses in them keep the
names of their time, and a console that was open during an upgrade may still send one."""


def command(verb: str, needs: str, of_house: bool = False, wired: bool = True) -> Callable[[C], C]:
    """Class decorator: registers the struct under its dotted name with the capability that its sender needs."""

    def register(kind: C) -> C:
        if verb in COMMANDS:
            raise TypeError(f"two commands are called {verb}")
        kind.verb, kind.needs, kind.of_house, kind.wired = verb, needs, of_house, wired and not of_house
        COMMANDS[verb] = kind
        return kind

    return register


class Malformed(ValueError):
    """Raised when what arrived is none of our commands: an unknown name, an unknown field or a wrong type."""


def current(verb: str, body: T) -> tuple[str, T | dict[str, object]]:
    """A command's name and body as this release calls them. Anything but a former name and an object comes back as it
    is."""
    if verb not in FORMER or not isinstance(body, Mapping):
        return verb, body
    name, fields = FORMER[verb]
    return name, {fields.get(field, field): value for field, value in body.items()}


def decode(verb: str, raw: object) -> Command:
    """The command called `verb` (or was, in an earlier release), decoded from a JSON object; raises Malformed for
    everything that does not fit exactly."""
    if isinstance(verb, str):
        verb, raw = current(verb, raw)
    kind = COMMANDS.get(verb) if isinstance(verb, str) else None
    if kind is None:
        raise Malformed(f"no command is called {str(verb)[:40]!r}")
    if not isinstance(raw, Mapping):
        raise Malformed("a command is an object")
    try:
        return msgspec.convert(raw, kind, strict=True)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise Malformed(str(error)[:200]) from None


def check(command: Command) -> None:
    """Raises Malformed for a command that `decode` would not have made: calling its class checks no types and no
    limits."""
    try:
        msgspec.convert(msgspec.to_builtins(command), type(command), strict=True)
    except (msgspec.ValidationError, TypeError, ValueError, RecursionError) as error:
        raise Malformed(str(error)[:200]) from None


def leads(verb: str) -> bool:
    """Whether a command of this name, which an older log may hold and no release knows any more, leads the hall."""
    return issubclass(COMMANDS.get(verb, Command), LeadingCommand)


def body(command: Command) -> dict[str, object]:
    """The command's fields as plain JSON values, for the log: without secrets, and without what belongs to its
    sending."""
    fields: dict[str, object] = msgspec.to_builtins(command)
    return {name: value for name, value in fields.items() if name not in OF_SENDING and name not in SECRETS}
