"""The clients of a round."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.chaos import clients
from tests.chaos.clients import Hall, Page
from tests.chaos.journal import Journal
from workshop.client.connection import Refused


def test_who_speaks_another_protocol_ends_the_round_and_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: Any) -> Any:
        raise Refused("reload")

    monkeypatch.setattr(clients, "dial", refused)
    journal = Journal(tmp_path)
    page = Page(Hall(journal, 1), "phone-1", "")
    page.boot = {"forum": 1}
    with pytest.raises(Refused):
        asyncio.run(asyncio.wait_for(page._stay(), 1))
    journal.close()
