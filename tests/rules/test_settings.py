"""Settings: what is read, what is refused with which message, and that their document is fresh."""

from pathlib import Path

import pytest

from workshop.runtime import settings
from workshop.runtime.settings import Settings, SettingsError


def read(**environ: str) -> Settings:
    return Settings.from_env(environ)


def test_an_empty_environment_gives_a_server_that_can_start() -> None:
    made = read()
    assert (made.port, made.port_given, made.host, made.url, made.hosts) == (5000, False, "0.0.0.0", None, ())
    assert (made.async_mode, str(made.tz), made.tick_ms, made.max_phones) == ("eventlet", "Europe/Helsinki", 100, 4000)
    assert made.data == Path("data").resolve()
    assert made.database_url == f"sqlite:///{made.data}/forum.db"
    assert made == read(PORT="", WORKSHOP_URL=" ", DATABASE_URL=""), "an empty variable counts as absent"


def test_what_is_given_is_used() -> None:
    made = read(
        PORT="8080", WORKSHOP_ASYNC="Threading", WORKSHOP_HOSTS="Forum.test, ideat.local", WORKSHOP_DATA="~/forum"
    )
    assert (made.port, made.port_given, made.async_mode) == (8080, True, "threading")
    assert made.hosts == ("forum.test", "ideat.local")
    assert made.data == Path.home() / "forum"


@pytest.mark.parametrize(
    ("given", "meant", "secure"),
    [
        ("https://Ideat.example.fi/", "https://ideat.example.fi", True),
        ("https://ideat.example.fi:443", "https://ideat.example.fi", True),
        ("http://192.168.1.20:5000", "http://192.168.1.20:5000", False),
        ("http://[fd00::1]:80", "http://[fd00::1]", False),
    ],
)
def test_the_address_is_an_origin(given: str, meant: str, secure: bool) -> None:
    made = read(WORKSHOP_URL=given)
    assert (made.url, made.secure) == (meant, secure)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_postgresql_by_its_usual_names(scheme: str) -> None:
    assert read(DATABASE_URL=f"{scheme}://u:p@h/db").database_url == "postgresql+psycopg2://u:p@h/db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "٥"),
        ("PORT", "9" * 5000),
        ("WORKSHOP_URL", "ideat.example.fi"),
        ("WORKSHOP_URL", "ftp://ideat.example.fi"),
        ("WORKSHOP_URL", "https://ideat.example.fi/polku"),
        ("WORKSHOP_URL", "https://user:secret@ideat.example.fi"),
        ("WORKSHOP_URL", "https://ideat.example.fi:99999"),
        ("WORKSHOP_HOSTS", "forum.test,https://x"),
        ("WORKSHOP_ASYNC", "gevent"),
        ("WORKSHOP_TZ", "Mars/Olympus"),
        ("WORKSHOP_TZ", "../etc/passwd"),
        ("WORKSHOP_LOG", "loud"),
        ("WORKSHOP_TICK", "0"),
        ("DATABASE_URL", "mysql://h/db"),
        ("DATABASE_URL", "postgres"),
    ],
)
def test_a_bad_value_is_named_with_what_would_be_right(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(**{name: value})
    assert (caught.value.name, caught.value.given) == (name, value)
    assert name in str(caught.value)
    assert caught.value.allowed


def test_the_page_about_settings_is_fresh() -> None:
    assert settings.PAGE.read_text(encoding="utf-8") == settings.document(), (
        "run: python -c 'import workshop.runtime.settings as s; s.write_page()'"
    )
