"""The kind "recall": the opening of a forum that goes on from an earlier one. It shows that forum's themes and leading
ideas; until they are brought, only its words."""

from workshop.domain.activities.base import Kind

KIND = Kind("recall", shows="words", recalls=True)
