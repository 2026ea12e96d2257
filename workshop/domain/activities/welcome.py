"""Welcome: words for everyone. Also breaks, instructions and talking."""

from workshop.domain.activities.base import Kind

KIND = Kind("welcome", also=("break",), only_words=True)
