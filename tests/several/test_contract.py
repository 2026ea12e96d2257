"""Every command and audience on PostgreSQL: the very files that SQLite wrote must come out again."""

import pytest

from tests.contract.test_golden import *  # noqa: F403

pytestmark = pytest.mark.several
