"""QR codes as SVG paths for pages, as pictures to keep and to print, and as block characters for the terminal. Encodes
only texts that the server made; writes no files."""

import struct
import zlib
from dataclasses import dataclass

CHUNK = 8
"""The shortest run of digits, capitals and ":/." that is encoded in a denser mode than the rest."""
PIXELS = 12
"""Pixels of one module in a picture, each way."""
MARGIN = 4
"""Modules of the quiet zone around the code; with fewer, some phones do not find it."""
_TERMINAL = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}


@dataclass(frozen=True)
class QrCode:
    """One code: `size` modules each way, margin included, and the SVG path of its dark modules (viewBox "0 0 size
    size")."""

    size: int
    path: str


def qr_svg(text: str) -> QrCode:
    """The code for a page. The macro draws it black on white in every colour scheme, because phones read nothing else
    as well."""
    rows = _modules(text)
    return QrCode(len(rows), "".join(_strokes(y, row) for y, row in enumerate(rows)))


def qr_png(text: str) -> bytes:
    """The code as a PNG picture, black on white, for people to keep: a phone saves it among its photos."""
    rows = [[dark for dark in row for _ in range(PIXELS)] for row in _modules(text)]
    lines = b"".join((b"\0" + bytes(0 if dark else 255 for dark in row)) * PIXELS for row in rows)
    side = len(rows) * PIXELS
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def qr_svg_file(text: str) -> bytes:
    """The code as an SVG picture of its own, black on white, for printing houses: sharp at any size. A module is a
    millimetre at first, for programs that place a picture in its own size."""
    code = qr_svg(text)
    size = f'width="{code.size}mm" height="{code.size}mm" viewBox="0 0 {code.size} {code.size}"'
    ground = f'<path fill="#fff" d="M0 0h{code.size}v{code.size}h-{code.size}z"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} shape-rendering="crispEdges">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{ground}<path d="{code.path}"/></svg>\n'.encode()


def _chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file (ISO/IEC 15948, 5.3)."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def qr_terminal(text: str, colour: bool = True) -> str:
    """The code for a terminal, two modules a character; `colour` sets white on black itself, so that the terminal's
    theme does not matter."""
    rows = _modules(text)
    if len(rows) % 2:
        rows.append([False] * len(rows))
    before, after = ("\x1b[97;40m", "\x1b[0m") if colour else ("", "")
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ("".join(_TERMINAL[pair] for pair in zip(above, below, strict=True)) for above, below in pairs)
    return "\n".join(f"{before}{line}{after}" for line in lines)


def _modules(text: str) -> list[list[bool]]:
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=MARGIN)
    code.add_data(text, optimize=CHUNK)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _strokes(y: int, row: list[bool]) -> str:
    """The dark runs of one row as rectangles."""
    path, x = "", 0
    while x < len(row):
        run = x
        while run < len(row) and row[run] == row[x]:
            run += 1
        path += f"M{x} {y}h{run - x}v1h{x - run}z" if row[x] else ""
        x = run
    return path
