"""Ideas: everyone writes. Open: all see all at once. Private: each sees only the own until the facilitator shows them."""

from workshop.domain.activities.base import Kind, Setting

KIND = Kind("ideas", settings={"style": Setting("open", choices=("open", "private")), "votable": Setting(True)})
