"""The web pages. Contain no rules: they parse requests, pass commands to the writer or read the projections, and
render."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "assets",
    "health_and_metrics",
    "commands",
    "admin_endpoint",
    "home",
    "join",
    "idea_receipt",
    "phone.forms",
    "phone.proposals",
    "phone.background_questions",
    "open_call_programme",
    "similar_ideas",
    "privacy",
    "schemas",
    "screen",
    "console",
    "simulated_participants",
    "results",
    "office.home",
)
"""The modules of this package with a blueprint, in the order in which they are registered."""


def register(app: Flask) -> None:
    """Register every page."""
    for name in ROOMS:
        app.register_blueprint(import_module(f"workshop.pages.{name}").pages)
