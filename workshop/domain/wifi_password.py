"""Validates Wi-Fi (WPA) passwords, so that the organiser learns of a password that phones would refuse on the join
card."""

import re

LEAST, MOST = 8, 63
_RAW_KEY = re.compile(r"[0-9A-Fa-f]{64}")


def may_be_password(password: str) -> bool:
    """Whether a WPA network can have it: 8–63 bytes, or its key as 64 hexadecimal digits (IEEE 802.11i). Empty: an open
    network."""
    return not password or LEAST <= len(password.encode()) <= MOST or _RAW_KEY.fullmatch(password) is not None
