"""Actions on the public results pages of forums and series."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import group_counts_fixed_for_results
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import NEXT_MAX, SLUG_MAX
from workshop.contract.forum_states import ENDED
from workshop.domain import slugs, text
from workshop.domain.errors import Refusal
from workshop.projections import results_pages
from workshop.storage import log
from workshop.storage.tables import Forum, Series

Edit = commands.ResultsEdit | commands.SeriesResults


@action(commands.ResultsEdit)
def edit(db: Session, command: commands.ResultsEdit, actor: Actor, forum: Forum, now: int) -> Done:
    """Change a forum's results page, unless another person was quicker. It can be published once the forum has ended;
    a rehearsal has none. Raises Refusal changed, results_of_rehearsal, results_not_yet and those of `_write`."""
    if forum.rehearsal:
        raise Refusal("results_of_rehearsal")
    if command.published and forum.published_at is None and forum.state != ENDED:
        raise Refusal("results_not_yet")
    _write(db, forum, command, now)
    group_counts_fixed_for_results.fix_if_public(db, forum)
    return Done(touched={("forum", forum.id)})


@action(commands.SeriesResults)
def edit_series(db: Session, command: commands.SeriesResults, actor: Actor, forum: None, now: int) -> Done:
    """Change the results page of a series. Raises Refusal gone, changed and those of `_write`."""
    series = db.get(Series, command.series)
    if series is None:
        raise Refusal("gone")
    _write(db, series, command, now)
    return Done()


def _write(db: Session, row: Forum | Series, command: Edit, now: int) -> None:
    """Raises Refusal changed, slug_published, slug_bad, slug_taken and slug_missing."""
    if row.version != command.version:
        raise Refusal("changed")
    slug = _slug(db, row, slugs.tidy(command.slug))
    if command.published and slug is None:
        raise Refusal("slug_missing")
    row.slug, row.indexed, row.version = slug, command.indexed, row.version + 1
    row.next_steps = text.by_language(command.next_steps, NEXT_MAX)
    row.published_at = (row.published_at or now) if command.published else None


def _slug(db: Session, row: Forum | Series, slug: str) -> str | None:
    """The address to store. It stays as it is while the page is published, because people have it and no other page
    would take its place."""
    if slug == (row.slug or ""):
        return row.slug
    if row.published_at is not None:
        raise Refusal("slug_published")
    if not slug:
        return None
    if not slugs.is_slug(slug):
        raise Refusal("slug_bad", most=SLUG_MAX)
    log.hold(db, [log.HOUSE])  # so that no other process gives it to another page meanwhile
    if results_pages.taken(db, slug):
        raise Refusal("slug_taken")
    return slug
