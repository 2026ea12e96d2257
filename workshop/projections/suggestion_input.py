"""What suggestions of one forum rest on: its ideas, its themes with what people placed in them, and what people
dismissed, which the log knows."""

from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.forum_states import ENDED
from workshop.domain import screening
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activities.ideas import grouped
from workshop.domain.ideas import COUNTED
from workshop.domain.masked_text import masked
from workshop.domain.screening import gibberish
from workshop.domain.theme_names import same_theme_key
from workshop.grouping.suggester_interface import Card, PlacedTheme, Work
from workshop.projections import undoable_deeds
from workshop.projections.cluster import IN_ORDER
from workshop.storage.tables import Activity, Cluster, Forum, Idea

MOST_NAMES = 100
"""Names of earlier themes that are read: three evenings with many themes."""
HELD = (Forum.state == ENDED, Forum.rehearsal.is_(False))
DISMISS = "suggestion.dismiss"


def work_of(db: Session, forum: int) -> Work:
    """The forum's work, ideas by number, themes in their order. Empty for a forum that does not exist."""
    cards, placed, doubtful, noise = _cards(db, forum)
    clusters = select(Cluster).where(Cluster.forum == forum, Cluster.removed.is_(False)).order_by(*IN_ORDER)
    pairs, themes = _dismissed(db, forum)
    return Work(
        cards=cards,
        themes=tuple(PlacedTheme(one.id, one.title, tuple(placed.get(one.id, ()))) for one in db.scalars(clusters)),
        about=about(db, forum),
        nameless=doubtful | noise,
        noise=noise,
        not_pairs=pairs,
        not_themes=themes,
        known_names=_known_names(db, forum),
    )


def _known_names(db: Session, forum: int) -> tuple[str, ...]:
    """The likely themes that the organiser wrote down, then names in the series, each once."""
    steps = db.scalars(select(Activity).where(Activity.forum == forum).order_by(Activity.position))
    names: dict[str, str] = {}
    for name in [name for step in steps for name in KINDS[step.kind].likely_themes(step.settings)]:
        names.setdefault(same_theme_key(name), name)
    for name in _names_in_series(db, forum):
        names.setdefault(same_theme_key(name), name)
    return tuple(names.values())


def _names_in_series(db: Session, forum: int) -> tuple[str, ...]:
    """Names of themes in ended forums of the same series, those of the newest first, each once. A rehearsal gives
    none."""
    series = select(Forum.series).where(Forum.id == forum).scalar_subquery()
    others = select(Forum.id).where(Forum.series == series, Forum.id != forum, *HELD)
    themes = select(Cluster.title).where(Cluster.forum.in_(others), Cluster.removed.is_(False), Cluster.title != "")
    found = db.scalars(themes.order_by(Cluster.forum.desc(), Cluster.id).limit(MOST_NAMES))
    return tuple({same_theme_key(title): title for title in reversed(found.all())}.values())[::-1]


def _cards(db: Session, forum: int) -> tuple[tuple[Card, ...], dict[int, list[int]], frozenset[int], frozenset[int]]:
    """The ideas that stand on the board, which of them are in each theme, in which something was found that should be
    read first, and which say nothing. Not those of steps that are not up for grouping: nobody sees them there."""
    steps = select(Activity).where(Activity.forum == forum, Activity.kind.in_(collecting("ideas")))
    up = grouped({step.id: step.settings for step in db.scalars(steps)})
    query = select(Idea.id, Idea.text, Idea.masked, Idea.lang, Idea.cluster, Idea.flags)
    found, placed, (doubtful, noise) = [], dict[int, list[int]](), (set[int](), set[int]())
    for idea in db.execute(query.where(Idea.activity.in_(up), Idea.state.in_(COUNTED)).order_by(Idea.number)):
        found.append(Card(idea.id, masked(idea.text, idea.masked), idea.lang))
        if idea.cluster is not None:
            placed.setdefault(idea.cluster, []).append(idea.id)
        if screening.doubtful(idea.flags):
            doubtful.add(idea.id)
        if screening.NONSENSE in idea.flags or gibberish.is_test(idea.text):
            noise.add(idea.id)
    return tuple(found), placed, frozenset(doubtful), frozenset(noise)


def about(db: Session, forum: int) -> str:
    """The forum's title and the prompts of its activities: their words tell no idea from another."""
    row = db.get(Forum, forum)
    prompts = db.scalars(select(Activity.prompt).where(Activity.forum == forum))
    texts = [row.title if row else {}, *prompts]
    return " ".join(word for text in texts for _, word in sorted(text.items()))


def _dismissed(db: Session, forum: int) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    pairs, themes = set[tuple[int, int]](), set[tuple[int, int]]()
    for body in undoable_deeds.of(db, forum).in_force(DISMISS):
        pairs.update(combinations(sorted({body["idea"], *body["others"]}), 2))
        if body["cluster"] is not None:
            themes.add((body["idea"], body["cluster"]))
    return frozenset(pairs), frozenset(themes)
