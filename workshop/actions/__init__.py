"""Where anything is changed. One function a command, `(db, command, actor, forum, now) -> Done`; none commits, none
tells anybody.

`door.Door.execute` is the one write door, for socket, form, command line, helper and rehearsal alike.
"""

from workshop.actions import agenda, ballots, clusters, forums, house, ideas, people, screen, undo

__all__ = ["agenda", "ballots", "clusters", "forums", "house", "ideas", "people", "screen", "undo"]
