"""Texts inside a PNG picture: its chunks `iTXt`, which hold UTF-8 (PNG, third edition, W3C 2025, 11.3.3.4)."""

import struct
import zlib
from collections.abc import Mapping

_HEAD = 8 + 25
"""Bytes of the signature and of the first chunk, IHDR, which nothing may stand before."""


def with_text(made: bytes, texts: Mapping[str, str], lang: str) -> bytes:
    """The picture with these texts by their keywords, such as "Title" and "Copyright", in the language `lang`."""
    chunks = (_chunk(keyword, text, lang) for keyword, text in texts.items())
    return made[:_HEAD] + b"".join(chunks) + made[_HEAD:]


def _chunk(keyword: str, text: str, lang: str) -> bytes:
    """Not compressed, with its keyword not translated."""
    parts = (keyword.encode("latin-1"), b"\0\0" + lang.encode("ascii"), b"", text.encode("utf-8", "replace"))
    content = b"iTXt" + b"\0".join(parts)
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
