"""Results: what a vote before it came to, uncovered from the last place to the first."""

from workshop.domain.activities.base import Kind

KIND = Kind("results")
