"""The content filter: finds in an idea what should not appear on a wall unread (phone numbers, email addresses, links,
personal ids, oaths, insults).

A hint for the facilitator, never a verdict: every flag but `nonsense` makes an idea wait for review. The rules read a
folded copy (`folding.py`), so that look-alikes, spaced letters and hidden characters change nothing, and take time
proportional to the text. What no rule can find: a person's name with their home address, or whether they really did
what is said of them. That takes a facilitator who reads.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from workshop.domain.screening import addresses, gibberish, identity_numbers, messenger_names, phone_numbers, vocabulary
from workshop.domain.screening.confusables import unmixed
from workshop.domain.screening.folding import Span, fold

PHONE, EMAIL, LINK, PERSONAL, LANGUAGE, INSULT, NONSENSE = (
    "phone",
    "email",
    "link",
    "personal",
    "language",
    "insult",
    "nonsense",
)
FLAGS = (PHONE, EMAIL, LINK, PERSONAL, LANGUAGE, INSULT, NONSENSE)
"""In the order in which they are shown. `link` is also a name in a messenger; `personal` is an identity code, an
account or a card number."""
REASON_OF = {
    PHONE: "personal",
    EMAIL: "personal",
    PERSONAL: "personal",
    LANGUAGE: "insult",
    INSULT: "insult",
    LINK: "advert",
    NONSENSE: "test",
}
"""The reason for which an idea with a flag is hidden if nobody gives another one, of `contract.shared_types.REASONS`:
the first of several, in their order there."""
HOLDING = frozenset(FLAGS) - {NONSENSE}
"""The flags that make an idea wait for a facilitator."""
_SPELLED_OUT = re.compile(r"(?<!\S)\S(?: \S){7,}(?: \S{2,3})?(?!\S)")
"""Signs one by one, of which the last few may stand together: m a i j a @ p o s t i . fi."""
_SIGN_OF_ONE = re.compile(r"[-+@./:]")
"""Without one of these they are no address and no identity code."""


def flags(text: str) -> list[str]:
    """Why a facilitator might want to look first, in the order of FLAGS."""
    return list(_flags(text))


@lru_cache(1_024)
def _flags(text: str) -> tuple[str, ...]:
    """Cached, so that whoever brings many ideas in can ask before the writer does (`actions/piecewise_import.py`)."""
    found = _found(text)
    return (*(name for name in FLAGS if found.get(name)), *([NONSENSE] if gibberish.is_nonsense(text) else []))


def doubtful(flagged: list[str]) -> bool:
    """Whether a facilitator must read an idea with these flags before it is shown."""
    return not HOLDING.isdisjoint(flagged)


def places(text: str) -> list[tuple[int, int]]:
    """Where in the text something was found, as (first, after the last) in code points: in order, never overlapping."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(span for spans in _found(text).values() for span in spans):
        if merged and first < merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _found(text: str) -> dict[str, list[Span]]:
    """Flag → the spans in `text` where it was found."""
    folded = fold(text)
    readable = unmixed(folded.text)
    links = [one for one in addresses.links(readable) if not addresses.is_new_sentence(text, folded.origin(one))]
    emails = addresses.emails(readable)
    links += messenger_names.accounts(_blanked(readable, links + emails))
    free = _blanked(folded.text, links + emails)
    spelled = dict(_spelled_out(free))
    personal, (oaths, insults) = identity_numbers.personal(free), vocabulary.oaths_and_insults(free)
    said = {
        PHONE: phone_numbers.phones(_blanked(free, personal)),
        EMAIL: emails + [span for span, flag in spelled.items() if flag == EMAIL],
        LINK: _without(links, emails) + [span for span, flag in spelled.items() if flag == LINK],
        PERSONAL: personal + [span for span, flag in spelled.items() if flag == PERSONAL],
        LANGUAGE: oaths,
        INSULT: insults,
    }
    return {name: [folded.origin(span) for span in spans] for name, spans in said.items()}


def _spelled_out(text: str) -> Iterator[tuple[Span, str]]:
    """Addresses and identity codes whose signs stand one by one, each with its flag."""
    for hit in _SPELLED_OUT.finditer(text):
        joined = hit[0].replace(" ", "")
        if not _SIGN_OF_ONE.search(joined):
            continue
        if addresses.emails(joined):
            yield hit.span(), EMAIL
        elif addresses.links(joined):
            yield hit.span(), LINK
        elif identity_numbers.personal(joined):
            yield hit.span(), PERSONAL


def _blanked(text: str, spans: list[Span]) -> str:
    """The text with these spans replaced by NUL, so that what was found is not found again as another thing."""
    if not spans:
        return text
    kept, at = [], 0
    for first, last in sorted(spans):
        kept += [text[at:first], "\x00" * (last - max(first, at))]
        at = max(at, last)
    return "".join(kept) + text[at:]


def _without(spans: list[Span], others: list[Span]) -> list[Span]:
    """The spans that stand inside none of the others."""
    outer, kept, reach = sorted(others), [], 0
    for span in sorted(spans):
        while outer and outer[0][0] <= span[0]:
            reach = max(reach, outer.pop(0)[1])
        if span[1] > reach:
            kept.append(span)
    return kept
