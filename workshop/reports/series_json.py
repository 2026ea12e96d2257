"""The JSON export of a series for programs, equal in every language. Version 1.

`totals` (joins and voters are added up over forums: who was in two counts twice), `forums` in the order in which they
were held, and `themes`: each with its `parts`, one for each forum or null, whose `how` says why it is the same theme as
an earlier one (`lineage`: an organiser let it go on, `name`: they are called the same), and its `course`: once, new,
repeated or grown.
"""

import dataclasses
import json

from workshop.reports.series_summary import ForumPart, SeriesSummary, ThemePart

VERSION = 1


def write(summary: SeriesSummary, lang: str) -> bytes:
    """UTF-8, indented. `lang` changes nothing."""
    return (json.dumps(model(summary), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")


def model(summary: SeriesSummary) -> dict[str, object]:
    """The exported object."""
    return {
        "version": VERSION,
        "series": {"title": summary.title, "made_at": summary.made_at.isoformat()},
        "totals": {
            "forums": len(summary.begun),
            "joined": summary.joined,
            "ideas": summary.ideas,
            "voted": summary.voted,
            "on_paper": summary.on_paper,
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
    said = dataclasses.asdict(one)
    del said["themes"]
    return {**said, "at": one.at.isoformat() if one.at else None}


def _part(one: ThemePart | None) -> dict[str, object] | None:
    return None if one is None else {**dataclasses.asdict(one), "how": one.how or None}
