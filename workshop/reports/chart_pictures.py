"""The charts of a summary as pictures that stand alone (`workshop/charts/standalone_svg.py`), each with its text
alternative: themes by size, and the leading rows of each vote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from workshop.charts import row_picture, whole_picture
from workshop.charts.chart_of_result import Say
from workshop.charts.standalone_svg import BARS, PictureRow, PictureSection, Rights, picture, pieces
from workshop.charts.tally_marks import lengths
from workshop.domain.places import rank_signs
from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_wording, vote_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.licence import LICENCES
from workshop.reports.summary import Summary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.vote_summary import RowSummary, VoteSummary

ROWS = 8
"""Rows of a vote in its chart; the table beside it has all of them."""


@dataclass(frozen=True)
class Figure:
    """One chart: its caption, its text alternative, and itself as SVG: as one picture, and in pieces that make it up
    one below the other (none where it has no rows of its own)."""

    caption: str
    alt: str
    svg: str
    pieces: tuple[str, ...] = ()


def of_themes(part: page_one.ThemesPart, lang: str) -> Figure:
    """The chart of the themes by their size, to stand under its caption: its own, because page 1 has the heading."""
    caption = catalogues.say(lang, "report.caption.by_theme.votes" if part.voted else "report.caption.by_theme")
    section = replace(section_of_themes(part, lang), title=caption)
    return _in_pieces(section, replace(section, title=""), lang)


def of_vote(vote: VoteSummary, lang: str) -> Figure:
    """The chart of one vote with its leading rows, to stand under its question and with what is said of it."""
    section = section_of_vote(vote, vote.top(ROWS, ROWS), lang)
    untitled = replace(section, title="", notes=section.notes[:-1])
    return _in_pieces(section, untitled, lang)


def whole(summary: Summary, lang: str) -> Figure:
    """The picture that is shared: who met, themes with their sizes, and the leading rows of the votes of page 1."""
    summary = with_theme_names(summary, lang)
    title = wording.pick(summary.title, lang)
    themes = page_one.themes(summary, lang, None)
    sections = [section_of_themes(themes, lang)] if themes else []
    sections += [section_of_vote(vote, rows, lang) for vote, rows in summary.leading]
    about = [" · ".join(page_one_wording.when_and_where(summary, lang)), *page_one_wording.notices(summary, lang)]
    about += page_one.also(summary, lang)
    if not sections:
        about.append(f"{catalogues.say(lang, 'idea.count', len(summary.ideas))}.")
    rights = Rights(wording.licence(summary, lang), LICENCES[summary.licence].url)
    alt = " ".join([*about, *(_in_words(one, lang) for one in sections), rights.words])
    return _figure(title, about, sections, alt, lang, rights)


def section_of_themes(part: page_one.ThemesPart, lang: str) -> PictureSection:
    """Themes as bars, the largest first."""
    rows = [
        PictureRow(
            one.letter,
            one.title,
            None if not one.share else lengths([one.share], 1, BARS),
            _number(one.votes if part.voted else one.ideas, lang),
        )
        for one in part.rows
    ]
    return PictureSection(part.head, rows)


def section_of_vote(vote: VoteSummary, rows: Sequence[RowSummary], lang: str) -> PictureSection:
    """The rows of one vote under its question, with how many voted and how firm the first place is."""
    say = partial(catalogues.say, lang)
    voters = say(f"results.voters{vote.words}", vote.ballots) + "."
    drawn = whole_picture(vote.chart, vote.rows, say)
    notes = [*(drawn[1] if drawn else ()), vote_wording.meaning(vote.measures[0].name, vote.measures[0].unit, lang)]
    notes.append(
        " ".join(filter(None, [voters, vote_wording.hands(vote, lang, rows), vote_wording.firmness(vote, lang)]))
    )
    made = _rows(vote, rows, say, lang)
    return PictureSection(wording.asked(vote.step, lang), made, drawn and drawn[0], [note for note in notes if note])


def _rows(vote: VoteSummary, rows: Sequence[RowSummary], say: Say, lang: str) -> list[PictureRow]:
    signs = rank_signs([row.rank for row in vote.given])
    return [
        PictureRow(
            signs[row.rank],
            _named(row, lang),
            row_picture(vote.chart, row.measures, BARS, say),
            vote_wording.valued(vote, row, lang),
        )
        for row in rows
    ]


def _named(row: RowSummary, lang: str) -> str:
    """Its number first, because a long text is cut."""
    number = wording.idea_number(row.label, lang)
    return f"{number}: {row.text}" if number else f"{row.label} {row.text}"


def _in_pieces(section: PictureSection, drawn: PictureSection, lang: str) -> Figure:
    """The chart of one section, of which `drawn` is what stands in the picture."""
    made = _figure(section.title, [], [drawn], _in_words(section, lang), lang)
    return replace(made, pieces=tuple(map(plain, pieces(drawn))))


def _figure(
    title: str,
    about: Sequence[str],
    sections: Sequence[PictureSection],
    alt: str,
    lang: str,
    rights: Rights | None = None,
) -> Figure:
    """XML cannot hold every character that people can send."""
    svg = plain(picture(title, about, sections, alt, catalogues.html_lang(lang), rights))
    return Figure(title, alt, svg)


def _in_words(section: PictureSection, lang: str) -> str:
    rows = "; ".join(f"{row.label} {row.text}: {row.value}".strip() for row in section.rows)
    return catalogues.say(lang, "report.chart", title=section.title, rows=rows)


def _number(n: float | None, lang: str) -> str:
    return "–" if n is None else catalogues.number(lang, n)
