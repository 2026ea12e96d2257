"""The JSON export of a series for programs, equal in every language. Version 2.

`totals` (people are added up over forums: who was in two counts twice; `voted`, `rated` and `answered` are apart, as on
every page, and `on_paper` are those of them who did so on paper; with the ideas of themes, `ideas_without_theme` and
`ideas_outside_grouping`, those of steps that are not grouped, add up to `ideas`; `votes_without_theme` are the votes of
the former in the main votes on ideas, null where none add up, and add up to all of these votes with those of themes),
`forums` with the same figures in the order in which they were held, and `themes`: each with its `parts`, one for each
forum or null, whose `how` says why it is the same theme as an earlier one (`lineage`: an organiser let it go on,
`name`: they are called the same), whose `quote` is the idea that represents it in that forum or null
(`votes_per_voter`: of the main vote on ideas, by which pages choose among the forums' quotes), and its
`course`: once, new, repeated or grown. `next_steps_of`: the forum whose next steps these are; null if the series' own.
`joined` is null where nobody joined although there are ideas or votes, which came from elsewhere or on paper.
`main_vote` of a forum: what was asked, in which method, how many voted (`on_paper` of them on paper, and `hands`
raised, which are no voters), how many got anything (`with_any`), when and why it was counted again after it had been
shown, and its `leading` rows with the value of its `measure`, as on page 1; null where nothing was given.
In the public file of a results page `ref`, `code` and `next_steps_of` are null.
"""

import dataclasses
from collections.abc import Mapping

from workshop.reports.json import indented
from workshop.reports.licence import LICENCES
from workshop.reports.series_summary import LEADING, ForumPart, SeriesSummary, ThemePart, votes_of
from workshop.reports.vote_summary import VoteSummary

VERSION = 2
SCHEMA = f"/schema/series-{VERSION}.json"
"""The schema's address, relative to that of the file: every server has it."""
FIGURES = {"joined": "joined", "ideas": "ideas", "voted": "voted", "rated": "voted.rating", "answered": "voted.opinion"}
"""Figure → its name on pages (`page_one_wording.figures`)."""


def write(summary: SeriesSummary, lang: str, schema: str = SCHEMA) -> bytes:
    """UTF-8, indented. `lang` changes nothing; `schema` is where the schema is for who has the file."""
    return indented(model(summary, schema))


def model(summary: SeriesSummary, schema: str = SCHEMA) -> dict[str, object]:
    """The exported object, as docs/schema/series-2.json describes it."""
    return {
        "$schema": schema,
        "version": VERSION,
        "series": {
            "title": summary.title,
            "made_at": summary.made_at.isoformat(),
            "next_steps": summary.next_steps,
            "next_steps_of": (summary.next_from.ref or None) if summary.next_from else None,
            "licence": LICENCES[summary.licence].url,
        },
        "totals": {
            "forums": len(summary.begun),
            **_figures(summary.figures),
            "on_paper": sum(one.on_paper for one in summary.begun),
            "ideas_without_theme": sum(one.loose for one in summary.begun),
            "ideas_outside_grouping": sum(one.apart for one in summary.begun),
            "votes_without_theme": votes_of(one.rest("loose") for one in summary.begun),
        },
        "forums": [_forum(one) for one in summary.forums],
        "themes": [
            {
                "title": line.title or None,
                "course": summary.course(line) or None,
                "ideas": line.ideas,
                "parts": [_part(one) for one in line.parts],
            }
            for line in summary.lines
        ],
    }


def _forum(one: ForumPart) -> dict[str, object]:
    return {
        "ref": one.ref or None,
        "code": one.code or None,
        "title": one.title,
        "state": one.state,
        "at": one.at.isoformat() if one.at else None,
        "place": one.place,
        "organiser": one.organiser,
        **_figures(one.figures),
        "on_paper": one.on_paper,
        "ideas_without_theme": one.loose,
        "ideas_outside_grouping": one.apart,
        "votes_without_theme": one.loose_votes,
        "main_vote": _vote(one.main) if one.main else None,
    }


def _vote(vote: VoteSummary) -> dict[str, object]:
    return {
        "question": vote.step.prompt,
        "method": vote.method,
        "of": vote.of,
        "voters": vote.ballots,
        "on_paper": vote.paper,
        "hands": vote.hands,
        "measure": vote.measures[0].name,
        "with_any": len(vote.given),
        "recounted_at": vote.recounted.isoformat() if vote.recounted else None,
        "recounted_because": vote.recounted_because or None,
        "leading": [
            {"rank": row.rank, "of": row.label, "text": row.text, "theme": row.theme or None, "value": row.value}
            for row in vote.top(*LEADING)
        ],
    }


def _figures(figures: Mapping[str, int]) -> dict[str, int | None]:
    return {name: figure(figures, name) for name in FIGURES}


def figure(figures: Mapping[str, int], name: str) -> int | None:
    """A figure under its name in files for programs: 0 for votes that nobody took part in, None for participants where
    their number is not known."""
    return figures.get(FIGURES[name], None if name == "joined" else 0)


def _part(one: ThemePart | None) -> dict[str, object] | None:
    return None if one is None else {**dataclasses.asdict(one), "how": one.how or None}
