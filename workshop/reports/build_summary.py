"""Builds the summary of a forum (`summary.py`) from the facilitators' shapes and the report data."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from workshop.charts import chart_of
from workshop.contract import shapes
from workshop.contract.forum_states import ENDED
from workshop.contract.shared_types import HOUSE_REASON, ActivitySettings
from workshop.domain import imported_ideas
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import LIKELY_THEMES
from workshop.domain.activities.ideas import grouped
from workshop.domain.cluster_letters import by_letter, in_order
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.main_vote import main_vote
from workshop.domain.methods.base import Measure
from workshop.domain.timetable import Timetable
from workshop.projections.background_questions import BackgroundCounts
from workshop.projections.idea import presentable
from workshop.projections.open_call_programme import ProgrammeItem
from workshop.projections.organiser_answers import GivenAnswer
from workshop.projections.report_data import ModerationCounts, ReportData
from workshop.projections.shape_changes import Put, things
from workshop.reports import representative_idea
from workshop.reports.licence import USUAL_LICENCE
from workshop.reports.small_group_suppression import published, without_few_on_paper
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import (
    AnswerSummary,
    BackgroundSummary,
    EventSummary,
    IdeaSummary,
    Moderation,
    StepSummary,
    Theme,
)
from workshop.reports.vote_summary import RowSummary, ThemeVotes, VoteSummary, main_vote_on_ideas
from workshop.runtime import epoch_ms


def build(put: Put, facts: ReportData, now: int, tz: ZoneInfo, licence: str = USUAL_LICENCE) -> Summary:
    """A summary from the facilitators' snapshot and the facts (`workshop.projections.report_data.everything`), as of
    `now` (epoch ms), with times in `tz`. `licence`: of its data, by its name in `licence.LICENCES`."""
    forum = next(iter(things(put, shapes.ForumShape).values()))
    every = _ideas(put, facts, tz, bool(forum.rehearsal))
    shown = [idea for idea in every if idea.state in SEEN_BY_EVERYONE]
    steps = _steps(put, facts, shown, tz)
    votes = _votes(put, facts, steps, every, tz)
    themes = _themes(put, facts, shown, votes, tz)
    loose, apart = without_theme(shown, steps if themes else [])
    found = replace(
        _of_forum(forum, facts, now, tz),
        licence=licence,
        steps=steps,
        ideas=shown,
        everything=every,
        reasons=_reasons(forum, every),
        moderation=_moderation(facts.moderated, shown),
        themes=themes,
        loose=loose,
        apart=apart,
        votes=votes,
    )
    return replace(found, steps=list(map(_without_times, steps))) if found.brought_in else found


def _without_times(step: StepSummary) -> StepSummary:
    """A step of a forum that was held elsewhere: it was open here only while the file was read, and its minutes are
    those of any new step."""
    return replace(step, opened_at=None, spans=[], minutes=0)


def _of_forum(forum: shapes.ForumShape, facts: ReportData, now: int, tz: ZoneInfo) -> Summary:
    """The summary without what people wrote and voted: what the forum is, when it was, how many took part."""
    over = forum.state == ENDED
    return Summary(
        code=forum.code,
        ref=facts.ref,
        title=forum.title,
        intro=facts.intro,
        series=facts.series,
        place=forum.place,
        organiser=forum.organiser,
        state=forum.state,
        self_paced=forum.self_paced,
        rehearsal=forum.rehearsal,
        languages=forum.languages,
        made_at=epoch_ms.local(now, tz),
        created_at=epoch_ms.local(facts.created_at, tz),
        starts_at=_when(forum.starts_at, tz),
        started_at=_when(facts.started_at, tz),
        ended_at=_when(facts.ended_at, tz),
        log_n=facts.log_n,
        log_head=facts.log_head,
        joined=facts.joined,
        active=facts.active,
        posted=facts.posted,
        voted=facts.voted,
        spoken=published(facts.languages) if over else {},
        next_steps=facts.next_steps,
        complete=facts.complete,
        answered=facts.answered,
        background=[_background(one) for one in facts.background] if over else [],
        programme=[_event(one, forum.place, tz) for one in facts.programme if one.starts_at is not None],
    )


def _background(counts: BackgroundCounts) -> BackgroundSummary:
    """What may be published of the answers to one question: everybody who came is in one group, also who gave none."""
    groups = published({str(at): n for at, (_, n) in enumerate(counts.choices)} | {"": counts.silent})
    choices = [(words, groups[str(at)]) for at, (words, _) in enumerate(counts.choices)]
    return BackgroundSummary(counts.words, choices, groups[""])


def _event(item: ProgrammeItem, place: str, tz: ZoneInfo) -> EventSummary:
    """`place`: the forum's, for an event that has none of its own."""
    return EventSummary(
        number=item.number,
        title=item.title,
        lang=item.lang,
        group=item.details.get("group", ""),
        starts_at=epoch_ms.local(item.starts_at or 0, tz),
        ends_at=_when(item.ends_at, tz),
        place=item.place or place,
    )


def _reasons(forum: shapes.ForumShape, ideas: list[IdeaSummary]) -> dict[str, dict[str, str]]:
    """The forum's own reasons, and those of the house for which ideas were hidden here."""
    written = forum.reasons if isinstance(forum, shapes.FacilitatorForum) else []
    used = {idea.reason for idea in ideas}
    return {one.name: one.words for one in written if not one.name.startswith(HOUSE_REASON) or one.name in used}


def _moderation(done: ModerationCounts, shown: list[IdeaSummary]) -> Moderation:
    return Moderation(sum(idea.masked for idea in shown), done.held, done.slow, done.emergencies)


@dataclass(frozen=True)
class _AllIdeas:
    """The ideas of the forum, and what one of them takes from the others and from its step."""

    every: Mapping[int, shapes.FacilitatorIdea]
    steps: Mapping[int, shapes.ActivityShape]
    letters: Mapping[int, str]
    """cluster id → its letter"""
    rehearsal: bool

    def lead(self, idea: shapes.FacilitatorIdea) -> shapes.FacilitatorIdea:
        """The idea that it is merged into, or itself."""
        return idea if idea.merged_into is None else self.every[idea.merged_into]

    def is_read(self, idea: shapes.FacilitatorIdea) -> bool:
        """Whether its words are for everyone."""
        step = self.steps[idea.activity]
        is_kept_back = step.keeps_back and not step.revealed
        return self.lead(idea).state in SEEN_BY_EVERYONE and (idea.state in SEEN_BY_EVERYONE or not is_kept_back)


def _ideas(put: Put, facts: ReportData, tz: ZoneInfo, rehearsal: bool) -> list[IdeaSummary]:
    letters = {thing: cluster.letter for thing, cluster in things(put, shapes.ClusterShape).items()}
    found = _AllIdeas(things(put, shapes.FacilitatorIdea), things(put, shapes.ActivityShape), letters, rehearsal)
    return sorted((_idea(one, found, facts, tz) for one in found.every.values()), key=lambda idea: idea.number)


def _idea(idea: shapes.FacilitatorIdea, among: _AllIdeas, facts: ReportData, tz: ZoneInfo) -> IdeaSummary:
    lead, is_read = among.lead(idea), among.is_read(idea)
    return IdeaSummary(
        id=idea.id,
        number=idea.number,
        text=idea.text if among.rehearsal or is_read else "",
        step=idea.activity,
        theme=among.letters.get(lead.cluster or 0, ""),
        source=idea.source,
        table=idea.table,
        state=idea.state,
        reason=idea.reason,
        import_undone=imported_ideas.is_undone(idea.state, idea.source, idea.reason),
        at=epoch_ms.local(idea.at, tz),
        lang=idea.lang,
        key=facts.keys.get(idea.id, ""),
        left_out=idea.left_out,
        late=_is_late(idea, among.steps[idea.activity]),
        beforehand=idea.beforehand,
        came_from=idea.came_from,
        came_from_forum=facts.earlier_forums.get(idea.id, {}),
        masked=bool(idea.unmasked),
        original=presentable(idea) if is_read else "",
        merged_into=None if idea.merged_into is None else lead.number,
        supporters=_supporters(facts, idea),
        read=is_read,
        answer=_answer(facts.answers.of_idea(idea.id), tz) if is_read else None,
        details=idea.details if is_read else {},
    )


def _is_late(idea: shapes.FacilitatorIdea, step: shapes.ActivityShape) -> bool:
    return Timetable(due_at=step.due_at).is_late(idea.at)


def _answer(given: GivenAnswer | None, tz: ZoneInfo) -> AnswerSummary | None:
    return AnswerSummary(given.status, given.words, given.departure, epoch_ms.local(given.at, tz)) if given else None


def _supporters(facts: ReportData, idea: shapes.FacilitatorIdea) -> int | None:
    return None if facts.supports is None or idea.state not in SEEN_BY_EVERYONE else facts.supports.get(idea.id, 0)


def _steps(put: Put, facts: ReportData, shown: list[IdeaSummary], tz: ZoneInfo) -> list[StepSummary]:
    counts = Counter(idea.step for idea in shown)
    likely = things(put, shapes.LikelyThemesShape)
    found = [
        StepSummary(
            id=one.id,
            position=one.position,
            kind=one.kind,
            name=one.name,
            prompt=one.prompt,
            instruction=one.instruction,
            minutes=one.minutes,
            settings=_settings(one, likely.get(one.id)),
            state=one.state,
            revealed=one.revealed,
            ideas=counts[one.id],
            opened_at=_when(facts.opened.get(one.id), tz),
            spans=[(epoch_ms.local(span.opened, tz), _when(span.closed, tz)) for span in facts.spans.get(one.id, [])],
        )
        for one in things(put, shapes.ActivityShape).values()
    ]
    return sorted(found, key=lambda step: step.position)


def _settings(step: shapes.ActivityShape, likely: shapes.LikelyThemesShape | None) -> ActivitySettings:
    return {**step.settings, LIKELY_THEMES: "\n".join(likely.names)} if likely else step.settings


def _themes(
    put: Put, facts: ReportData, shown: list[IdeaSummary], votes: list[VoteSummary], tz: ZoneInfo
) -> list[Theme]:
    main, quoting = main_vote(votes), main_vote_on_ideas(votes)
    adds_up, on_ideas = main is not None and main.adds_up, main is not None and main.of == "ideas"
    counts = {row.target: row.value for row in main.rows} if main else {}
    for_quotes = {row.target: row.value for row in quoting.comparable} if quoting else {}
    found: list[Theme] = []
    for one in sorted(things(put, shapes.ClusterShape).values(), key=in_order):
        ideas = [idea for idea in shown if idea.theme == one.letter]
        votes_here = sum(counts.get(idea.id, 0) for idea in ideas) if on_ideas else counts.get(one.id)
        if not (one.title or ideas or votes_here):
            continue  # made by mistake, and nothing was done with it
        others = [theme.quote.text for theme in found if theme.quote]
        quote = representative_idea.chosen(ideas, for_quotes, others)
        theme = Theme(
            id=one.id,
            letter=one.letter,
            title=one.title,
            ideas=ideas,
            votes=votes_here if adds_up else None,
            quote=quote,
            answer=_answer(facts.answers.of_theme(one.id), tz),
            came_from=facts.came_from.get(one.id),
        )
        found.append(theme)
    return found


def without_theme(shown: list[IdeaSummary], steps: list[StepSummary]) -> tuple[list[IdeaSummary], list[IdeaSummary]]:
    """Ideas without a theme of the steps that are up for grouping, and of those among `steps` that are not."""
    written = {step.id: step.settings for step in steps if KINDS[step.kind].collects == "ideas"}
    outside = set(written) - grouped(written)
    loose = [idea for idea in shown if not idea.theme]
    return [one for one in loose if one.step not in outside], [one for one in loose if one.step in outside]


class _Named(NamedTuple):
    """What a target is called. `theme` and `lang` are "" for a theme."""

    label: str
    text: str
    theme: str = ""
    lang: str = ""


_Names = Mapping[int, _Named]
"""By target."""


def _votes(
    put: Put, facts: ReportData, steps: list[StepSummary], every: list[IdeaSummary], tz: ZoneInfo
) -> list[VoteSummary]:
    ideas = {idea.id: _Named(str(idea.number), idea.text, idea.theme, idea.lang) for idea in every}
    clusters = {one.id: _Named(one.letter, one.title) for one in things(put, shapes.ClusterShape).values()}
    tallies = things(put, shapes.TallyShape)
    revealed = [(step, tallies[step.id]) for step in steps if step.id in tallies]
    return [_vote(step, tally, facts, ideas, clusters, every, tz) for step, tally in revealed]


def _vote(
    step: StepSummary,
    tally: shapes.TallyShape,
    facts: ReportData,
    ideas: _Names,
    clusters: _Names,
    every: list[IdeaSummary],
    tz: ZoneInfo,
) -> VoteSummary:
    kind = KINDS[step.kind]
    of, parted = kind.of(step.settings), facts.parted.get(step.id, {})
    early = facts.shown_early.get(step.id)
    titles = {one.label: one.text for one in clusters.values()}
    numbers = {one.id: one.number for one in every}
    sorted_into = _sorted_into(tally, clusters)
    rows = [_row(row, tally.main, clusters if of == "clusters" else ideas, sorted_into) for row in tally.rows]
    shown_parts = [one for one in every if one.id in parted and one.state in SEEN_BY_EVERYONE]
    return VoteSummary(
        step=step,
        method=tally.method,
        of=of,
        chart=chart_of(tally),
        measures=kind.measures,
        facts=tally.facts,
        rows=rows,
        by_theme=_by_theme(rows, kind.measures, titles) if of == "ideas" and titles else [],
        each=without_few_on_paper(facts.ballots.get(step.id, [])),
        merged=of == "ideas" and any(idea.merged_into is not None for idea in every),
        position=facts.positions.get(step.id),
        recounted=_when(tally.recounted, tz),
        recounted_because=facts.recounts[step.id].why if step.id in facts.recounts else "",
        shown_early=_when(early.at, tz) if early else None,
        voted_early=early.voted if early else 0,
        parted={one.number: numbers[parted[one.id]] for one in shown_parts},
    )


def _by_theme(rows: list[RowSummary], measures: Sequence[Measure], titles: dict[str, str]) -> list[ThemeVotes]:
    """Sums per theme, the ideas without one last; nothing when the main measure does not add up."""
    if not measures[0].adds_up:
        return []
    given: dict[str, list[RowSummary]] = {letter: [] for letter in titles}
    for row in rows:
        if row.value:
            given.setdefault(row.theme, []).append(row)
    added = [_added(letter, titles.get(letter, ""), its, measures) for letter, its in given.items()]
    return sorted(added, key=lambda one: (not one.letter, -one.value, *by_letter(one.letter)))


def _added(letter: str, title: str, rows: list[RowSummary], measures: Sequence[Measure]) -> ThemeVotes:
    sums = {one.name: sum(row.measures.get(one.name, 0) for row in rows) for one in measures if one.adds_up}
    return ThemeVotes(letter, title, len(rows), sums[measures[0].name], sums)


def _sorted_into(tally: shapes.TallyShape, clusters: _Names) -> dict[int, str] | None:
    """Idea → the letter of the theme into which people sorted it; None for another vote."""
    if tally.themes is None:
        return None
    return {int(target): clusters[theme].label for target, theme in tally.themes.items() if theme in clusters}


def _row(row: shapes.TallyRow, main: str, names: _Names, sorted_into: Mapping[int, str] | None) -> RowSummary:
    named = names.get(row.target, _Named("", ""))
    return RowSummary(
        target=row.target,
        rank=row.rank,
        label=named.label,
        text=named.text,
        theme=named.theme if sorted_into is None else sorted_into.get(row.target, ""),
        lang=named.lang,
        value=row.measures.get(main, 0),
        measures=row.measures,
    )


def _when(at: int | None, tz: ZoneInfo) -> dt.datetime | None:
    return None if at is None else epoch_ms.local(at, tz)
