"""Durable votes without a network: through the server's writer, or with a commit for each vote, on equal folders.

    python -m workshop.bench.references.writer_against_commits prepare FOLDER VOTERS
    python -m workshop.bench.references.writer_against_commits group|inline FOLDER VOTES AT_ONCE

`group` runs the server's event loop with so many green threads, each of which waits for the answer to its last vote; a
sampler in the same loop records how late it wakes. `inline` commits in the handler, with SQLAlchemy Core and nothing
else: it reads the voter, the key, the forum, the activity and its targets, then writes ballot, owner, marks, log row
and key. Prints one line of JSON.
"""

# ruff: noqa: E402  (the loop is patched before anything is imported)
import sys

from workshop.runtime import loop

loop.patch("eventlet")

import hashlib
import json
import secrets
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from workshop import forum_templates
from workshop.access.authentication import Credentials
from workshop.actions import build_forum_add
from workshop.actions.writer import Writer
from workshop.contract import commands
from workshop.runtime.epoch_ms import clock
from workshop.storage import database, schema_upgrade
from workshop.storage.log import canonical, commitment, link
from workshop.storage.tables import Activity, Forum, Idea, Participant, ballot, ballot_owner, key, log, mark

ADMINISTRATOR = Credentials(administrator=True)
IDEAS, LAG_EVERY = 30, 0.002


def prepare_folder(folder: Path, voters: int) -> None:
    """Make a forum with ideas, an open vote and so many participants; `about.json` describes it for the
    measurements."""
    engine = _engine(folder)
    schema_upgrade.upgrade(engine)
    door = Writer(engine)
    with database.reading(engine) as db:
        command = build_forum_add.free(
            db, build_forum_add.from_template(forum_templates.load("forum-1"), None, "", False)
        )
    forum = int(door.execute(command, ADMINISTRATOR).made["forum"])  # type: ignore[call-overload]  # an id
    with database.reading(engine) as db:
        steps = list(db.scalars(select(Activity).where(Activity.forum == forum).order_by(Activity.position)))
        code = db.get_one(Forum, forum).code
        writing = [step.id for step in steps if step.settings.get("votable")][-1]
        voting = next(step.id for step in steps if "of" in step.settings)
    door.execute(commands.AgendaGo(key=_key(), activity=writing), ADMINISTRATOR, forum)
    for number in range(IDEAS):
        idea = commands.IdeaEnter(key=_key(), activity=writing, text=f"Idea number {number}", source="paper")
        assert door.execute(idea, ADMINISTRATOR, forum).ok
    assert door.execute(commands.AgendaGo(key=_key(), activity=voting), ADMINISTRATOR, forum).ok
    tokens = [secrets.token_urlsafe(24) for _ in range(voters)]
    for token in tokens:
        assert door.execute(commands.ParticipantJoin(key=_key(), language="fi"), Credentials(device=token), forum).ok
    with database.reading(engine) as db:
        ideas = list(db.scalars(select(Idea.id).where(Idea.forum == forum)))
    about = {"forum": forum, "code": code, "activity": voting, "ideas": ideas, "tokens": tokens}
    (folder / "about.json").write_text(json.dumps(about))
    engine.dispose()


def votes(about: dict[str, Any], number: int) -> list[tuple[str, commands.BallotSet]]:
    """[(device token, vote)]: each participant votes once, then each again with other marks."""
    ideas, tokens, found = about["ideas"], about["tokens"], []
    for place in range(number):
        marks = {str(ideas[(place * 7) % len(ideas)]): 2, str(ideas[(place * 7 + 3) % len(ideas)]): 1}
        vote = commands.BallotSet(key=_key(), activity=about["activity"], n=1 + place // len(tokens), marks=dict(marks))
        found.append((tokens[place % len(tokens)], vote))
    return found


def grouped(folder: Path, number: int, at_once: int) -> dict[str, Any]:
    """Votes through the writer, which commits many in one transaction."""
    about = json.loads((folder / "about.json").read_text())
    engine = _engine(folder)
    door, todo = Writer(engine, lambda effects: None), votes(about, number)
    todo.reverse()
    answered, refused = [0], list[str]()
    lags: list[float] = []
    over: loop.Future[None] = loop.Future()

    def voter() -> None:
        while todo:
            token, vote = todo.pop()
            answer = door.execute(vote, Credentials(device=token), about["forum"])
            if not answer.ok:
                refused.append(answer.code)
            answered[0] += 1
        if answered[0] == number:
            over.set(None)

    door.open()
    began, cpu = time.perf_counter(), time.process_time()
    loop.spawn(_sample_lag, over, lags)
    for _ in range(at_once):
        loop.spawn(voter)
    over.wait(None)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    door.close()
    return {
        "per_second": number / took,
        "cpu_us": cpu / number * 1e6,
        "stall_ms": _in_milliseconds(sorted(lags)),
        "refused": refused[:3],
    }


def _sample_lag(over: loop.Future[None], lags: list[float]) -> None:
    """Note until it is over by how much the loop is late, in seconds."""
    while not over.done:
        began = time.perf_counter()
        loop.sleep(LAG_EVERY)
        lags.append(time.perf_counter() - began - LAG_EVERY)


def _in_milliseconds(lags: list[float]) -> dict[str, float]:
    return {"p99": lags[int(0.99 * (len(lags) - 1))] * 1000, "worst": lags[-1] * 1000, "samples": len(lags)}


def inline(folder: Path, number: int) -> dict[str, Any]:
    """One commit for each vote."""
    about = json.loads((folder / "about.json").read_text())
    engine = _engine(folder)
    todo = votes(about, number)
    began, cpu = time.perf_counter(), time.process_time()
    with engine.connect() as db:
        for token, vote in todo:
            with db.begin():
                _one(db, about["forum"], token, vote)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    return {"per_second": number / took, "cpu_us": cpu / number * 1e6}


def _one(db: Connection, forum: int, token: str, vote: commands.BallotSet) -> None:
    end = db.execute(select(Forum.ref, Forum.log_n, Forum.log_head, Forum.now).where(Forum.id == forum)).one()
    hashed = hashlib.sha256(f"{token}/{end.ref}".encode()).hexdigest()
    who = db.execute(
        select(Participant.id).where(Participant.forum == forum, Participant.token_hash == hashed)
    ).scalar_one()
    said = db.scalar(
        select(key.c.answer).where(key.c.forum == forum, key.c.actor == hashed[:40], key.c.key == vote.key)
    )
    step = db.execute(select(Activity.state, Activity.settings).where(Activity.id == vote.activity)).one()
    ideas = select(Idea.id).where(
        Idea.forum == forum, Idea.state == "shown", Idea.id.in_([int(one) for one in vote.marks])
    )
    targets = set(db.scalars(ideas))
    assert said is None and step.state == "open" and end.now == vote.activity and len(targets) == len(vote.marks)
    name = _write_ballot(db, who, vote)
    head = _write_log(db, forum, name, vote, end.log_n + 1, end.log_head)
    db.execute(update(Forum).where(Forum.id == forum).values(log_n=end.log_n + 1, log_head=head))
    db.execute(insert(key).values(forum=forum, actor=hashed[:40], key=vote.key, answer={}))


def _write_ballot(db: Connection, who: int, vote: commands.BallotSet) -> str:
    """Write a ballot and its marks, or replace those of before. Returns its id."""
    owned = select(ballot.c.id, ballot.c.n).join(ballot_owner, ballot_owner.c.ballot == ballot.c.id)
    found = db.execute(owned.where(ballot_owner.c.activity == vote.activity, ballot_owner.c.participant == who)).first()
    if found is None:
        name = secrets.token_hex(8)
        db.execute(insert(ballot).values(id=name, activity=vote.activity, source="phone", n=vote.n, weight=1, cast=1))
        db.execute(insert(ballot_owner).values(activity=vote.activity, participant=who, ballot=name))
    else:
        name = str(found.id)
        db.execute(update(ballot).where(ballot.c.id == name).values(n=vote.n, cast=1))
        db.execute(delete(mark).where(mark.c.ballot == name))
    db.execute(
        insert(mark), [{"ballot": name, "target": int(target), "x": x, "y": None} for target, x in vote.marks.items()]
    )
    return name


def _write_log(db: Connection, forum: int, name: str, vote: commands.BallotSet, n: int, prev: str) -> str:
    """Append row `n` to the log. Returns its hash."""
    now = clock()
    text, salt = canonical({"activity": vote.activity, "n": vote.n, "marks": vote.marks}), secrets.token_hex(16)
    committed = commitment(salt, text, None)
    head = link(n, now, "participant", name, vote.verb, committed, prev)
    db.execute(
        insert(log).values(
            forum=forum,
            n=n,
            at=now,
            role="participant",
            actor=name,
            command=vote.verb,
            body=text,
            salt=salt,
            commitment=committed,
            prev=prev,
            hash=head,
            inverse=None,
        )
    )
    return head


def _engine(folder: Path) -> Engine:
    return database.connect(f"sqlite:///{folder / 'forum.db'}")


def _key() -> str:
    return secrets.token_urlsafe(12)


def main(what: str, folder: str, number: str, at_once: str = "1") -> None:
    """Run `prepare`, `group` or `inline`."""
    if what == "prepare":
        prepare_folder(Path(folder), int(number))
        return
    done = grouped(Path(folder), int(number), int(at_once)) if what == "group" else inline(Path(folder), int(number))
    print(json.dumps(done), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
