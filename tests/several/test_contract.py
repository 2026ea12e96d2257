"""Every command and audience on PostgreSQL: the golden files that SQLite wrote must be produced again, byte for
byte."""

import pytest

from tests.contract.test_golden import *  # noqa: F403

pytestmark = pytest.mark.several
