"""The forums of which the pages and files of a series tell, and the edition of these. Rows in, plain values out. Only
reads."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.shared_types import Texts
from workshop.domain.errors import Refusal
from workshop.projections import report_data, results_pages
from workshop.storage.log import HOUSE, end
from workshop.storage.tables import Forum, Series


@dataclass(frozen=True)
class SeriesForums:
    """A series and its forums: (id, edition) of each, without rehearsals."""

    title: str
    next_steps: Texts
    """the series' own"""
    forums: list[tuple[int, str]]
    edition: str
    """another text whenever a page or file of the series may come out differently"""
    whole: bool = True
    """whether these are all of its forums"""


def of_series(db: Session, series: int, now: int, public: bool = False) -> SeriesForums:
    """The forums of a series at `now` (epoch ms); in `public` those whose results are published. Raises Refusal
    gone."""
    row = db.get(Series, series)
    if row is None:
        raise Refusal("gone")
    every = _held(db, series)
    its = _published(db, series) if public else every
    forums = [(forum, report_data.edition(db, forum, now)) for forum in its]
    edition = " ".join(map(str, (*end(db, HOUSE), *(part for forum in forums for part in forum))))
    return SeriesForums(row.title, row.next_steps, forums, edition, whole=len(its) == len(every))


def _held(db: Session, series: int) -> list[int]:
    query = select(Forum.id).where(Forum.series == series, Forum.rehearsal.is_(False))
    return list(db.scalars(query.order_by(Forum.id)))


def _published(db: Session, series: int) -> list[int]:
    return [page.id for page in results_pages.in_series(db, series) if page.public]
