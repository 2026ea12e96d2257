"""What a validator of feeds asks of an Atom feed document (RFC 4287), as far as our feeds use it."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
ONE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
"""Sections 4.1.1 and 4.1.2: what each must have exactly once."""
AT_MOST_ONE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
"""Section 3.3: a date of RFC 3339 with a capital T and a zone."""
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


def problems(document: bytes) -> list[str]:
    """What is wrong with a feed; empty when nothing is."""
    feed = ElementTree.fromstring(document)
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    found = [*_of("feed", feed), *(told for entry in entries for told in _of("entry", entry)), *_of_whole(feed)]
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    return [*found, *(f"{n} entries have the id {one}" for one, n in ids.items() if n > 1)]


def _of(name: str, part: Element) -> Iterator[str]:
    counts = Counter(one.tag.removeprefix(ATOM) for one in part)
    yield from (f"{name}: {counts[one]} {one}" for one in ONE[name] if counts[one] != 1)
    yield from (f"{name}: {counts[one]} {one}" for one in AT_MOST_ONE[name] if counts[one] > 1)
    yield from (f"{name}: an empty {one.tag}" for one in part if one.tag[len(ATOM) :] in ONE[name] and not one.text)
    if not IRI.fullmatch(part.findtext(f"{ATOM}id", "")):
        yield f"{name}: its id is no IRI"
    for at in (one.text or "" for one in part if one.tag in (f"{ATOM}updated", f"{ATOM}published")):
        if not DATE.fullmatch(at):
            yield f"{name}: {at} is no date"
    links = [(one.get("rel", "alternate"), one.get("type"), one.get("hreflang")) for one in part.findall(f"{ATOM}link")]
    yield from (f"{name}: {n} links {one}" for one, n in Counter(links).items() if one[0] == "alternate" and n > 1)
    yield from (f"{name}: a link without an IRI" for one in part.findall(f"{ATOM}link") if not _leads(one))
    if name == "entry" and not counts["content"] and not any(rel == "alternate" for rel, *_ in links):
        yield "entry: neither content nor a page"
    for author in part.findall(f"{ATOM}author"):
        if len(author.findall(f"{ATOM}name")) != 1 or not author.findtext(f"{ATOM}name"):
            yield f"{name}: an author without a name"


def _leads(link: Element) -> bool:
    return IRI.fullmatch(link.get("href", "")) is not None


def _of_whole(feed: Element) -> Iterator[str]:
    """What the feed must have, or each of its entries, and what validators warn of."""
    if feed.find(f"{ATOM}author") is None:
        yield "feed: no author"
    if not any(one.get("rel") == "self" for one in feed.findall(f"{ATOM}link")):
        yield "feed: no link to itself"
    if not feed.findtext(f"{ATOM}rights"):
        yield "feed: it does not say under which licence it may be used"
