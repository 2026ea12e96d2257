"""The web pages. No rules here: they parse, hand commands to the write door or look into the mirror, and render."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "assets",
    "health",
    "commands",
    "admin",
    "home",
    "join",
    "phone.page",
    "privacy",
    "screen",
    "console",
    "practice",
    "office.home",
)
"""The files of this folder that bring pages, in the order in which they are registered."""


def register(app: Flask) -> None:
    """Every page of the house."""
    for name in ROOMS:
        app.register_blueprint(import_module(f"workshop.pages.{name}").pages)
