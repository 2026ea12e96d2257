"""The series of the demonstration: six forums that were held, from the first join to the answers."""

from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from workshop.cli import demo_past_forums
from workshop.contract.idea_states import WAITING
from workshop.demo import start
from workshop.runtime.epoch_ms import clock
from workshop.runtime.settings import Settings
from workshop.storage.database import reading
from workshop.storage.tables import Cluster, Forum, Idea, OrganiserAnswer, Participant
from workshop.verifier import check


def test_six_forums_were_held_and_everybody_can_read_what_came_of_them(
    engine: Engine, settings: Settings, client: FlaskClient
) -> None:
    now = clock()
    slug = demo_past_forums.replay(engine, settings, now)
    with reading(engine) as db:
        forums = db.scalars(select(Forum).order_by(Forum.starts_at)).all()
        assert [one.state for one in forums] == ["ended"] * 6
        ends = [one.ended_at or 0 for one in forums]
        assert ends == sorted(ends) and ends[-1] < now
        assert db.scalar(select(func.count()).select_from(Participant)) == 185
        assert not db.scalar(select(func.count()).select_from(Idea).where(Idea.state == WAITING))
        images = db.scalars(select(Cluster.title).where(Cluster.forum == forums[-1].id)).all()
        assert len(images) == 4
        slugs = [one.slug for one in forums]
        assert set(db.scalars(select(OrganiserAnswer.status))) == {"done", "progress", "not_now"}
    whole = client.get(f"/results/{slug}").get_data(as_text=True)
    assert "185" in whole and all(f"/results/{one}" in whole for one in slugs)
    last = client.get(f"/results/{slugs[-1]}").get_data(as_text=True)
    assert all(title in last for title in images)
    assert check.verify(str(engine.url), None, [])["ok"]


def test_the_demonstration_says_where_its_results_are() -> None:
    forum = {"screen": "http://127.0.0.1:5000/screen/x", "console": "http://127.0.0.1:5000/c/x", "code": "ABCDEF"}
    assert "http://127.0.0.1:5000/results/kuusi" in start._welcome(forum, 9, "/results/kuusi")
    assert "Results" not in start._welcome(forum, 9, "")
