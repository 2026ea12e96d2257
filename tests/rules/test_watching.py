"""What is counted and what is written down: spreads, quantiles, and a log that never quotes."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.conftest import Room
from workshop import logs
from workshop.metrics import Spread, quantiles
from workshop.storage.database import transaction

SECRET = "Soita Annalle"


@pytest.fixture
def root() -> Iterator[None]:
    """The root logger as it was, afterwards."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield
    logger.handlers[:], logger.level = handlers, level
    logging.captureWarnings(False)


def logged(form: str, level: str = "info") -> str:
    """The log of an exception whose message quotes somebody."""
    out = io.StringIO()
    logs.begin(level, form, out)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("workshop.live.x").exception("it failed", extra=logs.event("failed", n=3))
    return out.getvalue()


def test_a_spread_counts_in_buckets_and_remembers_the_last_minute() -> None:
    spread = Spread((1, 10))
    for value in (0.5, 1, 5, 100):
        spread.add(value)
    assert list(spread.buckets()) == [("1", 2), ("10", 3), ("+Inf", 4)] and spread.sum == 106.5
    assert quantiles(spread.recent()) == {"0.5": 5, "0.99": 100, "1": 100}
    assert quantiles([]) == {}


def test_json_is_one_object_a_line_and_tells_no_message(root: None) -> None:
    line = json.loads(logged("json"))
    assert (line["level"], line["room"], line["says"], line["event"], line["n"]) == ("error", "workshop.live.x", "it failed", "failed", 3)
    assert line["error"] == "ValueError" and line["places"][0].startswith("test_watching.py:") and SECRET not in str(line)


def test_auto_is_json_where_there_is_no_terminal(root: None) -> None:
    assert json.loads(logged("auto"))


def test_text_tells_no_message_either_and_debug_tells_all(root: None) -> None:
    assert SECRET not in logged("text") and "test_watching.py" in logged("text")
    assert SECRET in logged("text", "debug") and SECRET in logged("json", "debug")


@pytest.mark.parametrize("name", ["first", "second"])
def test_a_refused_row_is_not_quoted(room: Room, name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction(room.engine) as db:
        for _ in range(2):
            db.execute(text("INSERT INTO house (name, value) VALUES (:name, :value)"), {"name": name, "value": SECRET})
    assert SECRET not in str(caught.value) and SECRET not in logs.told(caught.value)
    assert logs.told(caught.value) == "IntegrityError: UNIQUE constraint failed: house.name"


def test_only_what_machines_say_is_told() -> None:
    assert logs.told(OSError(28, "No space left on device")) == "OSError: No space left on device"
    assert logs.told(OperationalError("SELECT", {}, ValueError(SECRET))) == "ValueError"
