"""The name of a theme where people read it: of one that was never named, that it has no name."""

from dataclasses import replace

from workshop.i18n import catalogues
from workshop.reports.summary import Summary
from workshop.reports.vote_summary import VoteSummary


def theme_name(title: str, lang: str) -> str:
    """What a theme is called, in the reader's language if nobody named it."""
    return title or catalogues.say(lang, "report.theme.unnamed")


def with_theme_names(summary: Summary, lang: str) -> Summary:
    """The summary with a name for each theme, also in the votes. For all that people read; files for programs keep an
    empty title, which says the same in every language."""
    if all(theme.title for theme in summary.themes):
        return summary
    themes = [replace(theme, title=theme_name(theme.title, lang)) for theme in summary.themes]
    return replace(summary, themes=themes, votes=[vote_with_theme_names(vote, lang) for vote in summary.votes])


def vote_with_theme_names(vote: VoteSummary, lang: str) -> VoteSummary:
    """A vote with a name for each theme."""
    by_theme = [replace(one, title=theme_name(one.title, lang)) if one.letter else one for one in vote.by_theme]
    if vote.of != "clusters":
        return replace(vote, by_theme=by_theme)
    return replace(vote, by_theme=by_theme, rows=[replace(row, text=theme_name(row.text, lang)) for row in vote.rows])
