"""The kind "proposals": an open call. Everyone may fill in a form: what they propose, when, who they are, and how to
reach them, which only the organisers see."""

from workshop.domain.activities.base import Kind, Setting

KIND = Kind("proposals", {"votable": Setting(False)}, collects="ideas", form=True)
