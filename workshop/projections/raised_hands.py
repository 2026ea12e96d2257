"""The view of raised hands, as the facilitator counted them in the hall."""

from collections.abc import Iterator

from sqlalchemy import select

from workshop.contract import shapes
from workshop.domain.methods.base import HAND
from workshop.domain.methods.merged_targets import hands_that_count
from workshop.projections import vote_targets
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, ballot, mark


@view(shapes.HandsShape)
def raised_hands(look: Look) -> Iterator[shapes.HandsShape]:
    """The hands counted in each vote, by target and mark. Of ideas that are merged, the count that the result takes
    stands under the one that they are merged into."""
    query = select(ballot.c.activity, mark.c.target, mark.c.x, ballot.c.weight).join(mark, mark.c.ballot == ballot.c.id)
    query = query.join(Activity, Activity.id == ballot.c.activity).where(
        Activity.forum == look.forum, ballot.c.source == HAND
    )
    counts: dict[int, dict[int, dict[str, int]]] = {}
    for row in look.db.execute(query.where(*look.among(ballot.c.activity)).order_by(mark.c.target, mark.c.x)):
        counts.setdefault(row.activity, {}).setdefault(row.target, {})[str(row.x)] = int(row.weight)
    for activity, its in counts.items():
        about = vote_targets.counting(vote_targets.of(look.db, look.db.get_one(Activity, activity)))
        count = hands_that_count({target: sum(per_mark.values()) for target, per_mark in its.items()}, about)
        told = {str(count[target]): per_mark for target, per_mark in its.items() if target in count}
        yield shapes.HandsShape(id=activity, counts=told)
