"""The summary that everybody may read: what the results page, its feed and all of its files are written from.

Left out are the authors' words that a facilitator replaced, how the forum was moderated, and of an idea that nobody may
read everything but its number, step, source and state, and into which idea it is merged. Also left out are the forum's
code and its name in addresses (whoever comes later has the address of the results), and which themes organisers held
likely before.
"""

from dataclasses import replace

from workshop.domain.activities import KINDS
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary, Theme


def public(summary: Summary) -> Summary:
    """The public part of a summary. Counts stay as they are."""

    def shown(ideas: list[IdeaSummary]) -> list[IdeaSummary]:
        return [_idea(idea) for idea in ideas]

    def theme(one: Theme) -> Theme:
        return replace(one, ideas=shown(one.ideas), quote=None if one.quote is None else _idea(one.quote))

    return replace(
        summary,
        code="",
        ref="",
        reasons={},
        moderation=None,
        steps=[replace(one, settings=KINDS[one.kind].told(one.settings)) for one in summary.steps],
        ideas=shown(summary.ideas),
        everything=shown(summary.everything),
        themes=[theme(one) for one in summary.themes],
        loose=shown(summary.loose),
        apart=shown(summary.apart),
    )


def _idea(idea: IdeaSummary) -> IdeaSummary:
    if idea.read:
        return replace(idea, original="", reason=None)
    return IdeaSummary(
        id=idea.id,
        number=idea.number,
        text="",
        step=idea.step,
        theme="",
        source=idea.source,
        table=None,
        state=idea.state,
        reason=None,
        at=None,
        merged_into=idea.merged_into,  # where its votes count
        import_undone=idea.import_undone,
        read=False,
    )
