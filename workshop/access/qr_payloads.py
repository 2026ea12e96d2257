"""The texts that QR codes hold: the address to join, that of a receipt, and a Wi-Fi network."""


def wifi_payload(network: str, password: str = "") -> str:
    """The text of a Wi-Fi QR code as phone cameras read it; without a password, for an open network."""
    secret = f"P:{_escape(password)};" if password else ""
    return f"WIFI:T:{'WPA' if password else 'nopass'};S:{_escape(network)};{secret};"


def qr_payload(base_url: str, secret: str) -> str:
    """The join URL in a QR code: scheme and host in small letters, because some cameras open no `HTTP://`, and the path
    in capitals.

    A QR code packs capitals, digits and ":/." well, so only the scheme (and a host name) costs more: larger modules can
    be read from the back row.
    """
    return f"{base_url}/J/{secret.upper()}"


def receipt_payload(base_url: str, receipt: str) -> str:
    """The address of a receipt in a QR code, written as `qr_payload` does."""
    return f"{base_url}/R/{receipt.upper()}"


def _escape(text: str) -> str:
    return "".join("\\" + letter if letter in '\\;,":' else letter for letter in text)
