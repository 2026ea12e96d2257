"""The CSRF tokens of forms: other bytes each time, and no other text is one."""

import pytest

from tests.tools.form_tokens import unmasked
from workshop.access.form_tokens import form_token, is_form_token


def test_the_token_of_a_form_is_other_bytes_each_time_and_always_the_same_token() -> None:
    tokens = {form_token("secret", "phone") for _ in range(20)}
    assert len(tokens) == 20 and {len(token) for token in tokens} == {80}
    assert all(is_form_token(token, "secret", "phone") for token in tokens)
    token = tokens.pop()
    for secret, cookie in (("other", "phone"), ("secret", "other"), ("secret", "")):
        assert not is_form_token(token, secret, cookie)


@pytest.mark.parametrize("given", ["", "x", "00", "0" * 80, "0" * 40, "0" * 81, "é" * 80, "a" * 100_000, " " * 80])
def test_no_other_text_is_a_token(given: str) -> None:
    assert not is_form_token(given, "secret", "phone")


def test_a_page_of_an_earlier_release_may_still_send_its_form() -> None:
    assert is_form_token(unmasked(form_token("secret", "phone")), "secret", "phone")
