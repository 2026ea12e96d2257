"""Clusters: the facilitator groups, the room watches. With `reveals` all private ideas are shown when it begins."""

from workshop.domain.activities.base import Kind, Setting

KIND = Kind("clusters", settings={"reveals": Setting(True)})
