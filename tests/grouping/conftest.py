"""Sets of ideas for the tests of suggestions, and the extra `suggest` where it is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import grouping_figures
from tests.tools.grouping_figures import Ideas
from workshop.grouping.embedder import Embedder, is_installed

DATA = Path(__file__).parent.parent / "data"
SETS = ("museum", "riverside", "library")
FURTHER = ("bus", "schoolyard")
"""Sets with which it is checked whether what was chosen on others helps. The ideas of *schoolyard* share few words."""


def ideas(name: str) -> Ideas:
    """One of the sets, with nothing placed."""
    return grouping_figures.read(DATA / f"grouping_{name}.tsv", DATA / f"grouping_{name}_themes.tsv")


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    """The child process with the model. Skips where the extra is not installed."""
    if not is_installed():
        pytest.skip("the extra `suggest` is not installed (make suggest): what it adds is not tested here")
    made = Embedder()
    yield made
    made.close()
