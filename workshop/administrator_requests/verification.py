"""The administrator's request to verify the data: tables, values, and the chain of each log."""

from sqlalchemy import select

from workshop.administrator_requests.base import Admin, Given, Made
from workshop.domain.errors import Refusal
from workshop.runtime import loop
from workshop.storage import backup, log, table_structure, whole_database_value_check
from workshop.storage.backup import breathe
from workshop.storage.database import reading
from workshop.storage.tables import Forum


def verify(desk: Admin, given: Given) -> Made:
    """{code?} → {ok, forums, events, problems}: whether the tables, all values and every log (or one forum's) are
    intact.

    `events` is the number of rows in those logs. Data that cannot be read is a problem in the result, not an exception.
    Raises Refusal code_unknown.
    """
    code, one = given.get("code"), log.HOUSE
    with reading(desk.engine) as db:
        problems = (
            table_structure.other_release(db.connection())
            or list(table_structure.problems(db.connection(), table_structure.HEAD))
            or loop.in_thread(_unreadable, desk, pool="reports")
        )
        if problems:
            return {"ok": False, "forums": 0, "events": 0, "problems": problems}
        query = select(Forum.id, Forum.code).where(Forum.remains_of.is_(None))
        forums = {row.id: row.code for row in db.execute(query.where(Forum.code == code) if code else query)}
        if not code:
            problems = list(backup.chains(db, forums))
        elif forums:
            one = next(iter(forums))
            problems = [f"{code}: {problem}" for problem in log.problems(db, one, breathe)]
        else:
            raise Refusal("code_unknown", code=code)
        events = (log.told_end(db, one) or (0, ""))[0] if code else backup.events(db)
    return {"ok": not problems, "forums": len(forums), "events": events, "problems": problems}


def _unreadable(desk: Admin) -> list[str]:
    with reading(desk.engine) as db:
        line = db.connection()
        return list(table_structure.unreadable(line, table_structure.HEAD, breathe)) or list(
            whole_database_value_check.problems(line, table_structure.HEAD, breathe)
        )
