"""The kind "results": shows the result of an earlier vote, uncovered from the last place to the first; those that share
a place are uncovered together."""

from workshop.domain.activities.base import Kind

KIND = Kind("results", shows="result")
