"""The Atom feed (RFC 4287) of a results page: that the results were published, and what became of the ideas."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from workshop.i18n import catalogues
from workshop.reports import idea_wording, wording
from workshop.reports.results_page import Published, description
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary
from workshop.reports.theme_names import with_theme_names

TITLE = 80
"""Characters of what an entry is about in its title, which is all that many readers show of it."""
MOST_ANSWERS = 100
"""The newest answers of a feed; the page has all."""


@dataclass(frozen=True)
class FeedFacts:
    """What a feed says of itself. At least one author; `rights`: under which licence its words may be used."""

    title: str
    authors: list[str]
    rights: str


@dataclass(frozen=True)
class FeedEntry:
    """One piece of news. `name` tells it from all others of its feed, for ever. `at` is local. `url`: the page that it
    is about, where that is another than the feed's."""

    name: str
    title: str
    text: str
    at: dt.datetime
    url: str = ""


def of_forum(summary: Summary, lang: str, published: Published) -> str:
    """The feed of a forum's results page."""
    title = f"{wording.pick(summary.title, lang)} – {catalogues.say(lang, 'public.title')}"
    first = FeedEntry("published", catalogues.say(lang, "public.feed.out"), description(summary, lang), published.at)
    answers = sorted(_answers(with_theme_names(summary, lang), lang), key=lambda one: one.at)[-MOST_ANSWERS:]
    about = FeedFacts(title, [summary.organiser or title], wording.licence(summary, lang))
    return feed(about, lang, published, [first, *answers])


def _answers(summary: Summary, lang: str) -> Iterator[FeedEntry]:
    """What was answered to themes, and to ideas beside their theme's answer."""
    for theme in summary.themes:
        if theme.answer:
            yield _answer(f"theme {theme.letter}", f"{theme.letter} {theme.title}", theme.answer, lang)
    for idea in summary.ideas:
        if answer := summary.own_answer(idea):
            yield _answer(f"idea {idea.number}", f"{idea.number} {idea.text}", answer, lang)


def _answer(of: str, words: str, answer: AnswerSummary, lang: str) -> FeedEntry:
    said = [words, wording.pick(answer.words, lang)]
    named = f"{catalogues.first_words(words, TITLE)}: {idea_wording.status(answer, lang)}"
    return FeedEntry(f"{of} {answer.at.isoformat()}", named, "\n".join(filter(None, said)), answer.at)


def feed(about: FeedFacts, lang: str, published: Published, entries: list[FeedEntry]) -> str:
    """A feed of these entries, the newest first."""
    newest = sorted(entries, key=lambda one: one.at, reverse=True)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(catalogues.html_lang(lang))}>',
        f"<id>{_id(published.name)}</id>",
        f"<title>{_words(about.title)}</title>",
        f"<updated>{max((one.at for one in newest), default=published.at).isoformat()}</updated>",
        *(f"<author><name>{_words(author)}</name></author>" for author in about.authors),
        f"<rights>{_words(about.rights)}</rights>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(f"{published.url}/feed.xml?lang={lang}")}/>',
        _link(published.url, lang),
        *(_entry(one, published, lang) for one in newest),
        "</feed>",
        "",
    ]
    return "\n".join(lines)


def _entry(entry: FeedEntry, published: Published, lang: str) -> str:
    lines = [
        "<entry>",
        f"<id>{_id(f'{published.name} {entry.name}')}</id>",
        f"<title>{_words(entry.title)}</title>",
        f"<updated>{entry.at.isoformat()}</updated>",
        _link(entry.url or published.url, lang),
        f'<content type="text">{_words(entry.text)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _link(url: str, lang: str) -> str:
    return f'<link rel="alternate" type="text/html" href={quoteattr(f"{url}?lang={lang}")}/>'


def _id(name: str) -> str:
    """A name that stays when the address changes, and from which nobody learns the inner one."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"workshop results {name}").urn


_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _words(words: str) -> str:
    """Words inside an element. A character that XML 1.0 does not have becomes a sign that one is missing."""
    return escape(_NOT_IN_XML.sub("\ufffd", words))
