"""Unpacks named parts of a zip file within limits: what it says of the size of its parts may be wrong, and few bytes
may unpack to many."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable

from workshop.domain.errors import Refusal
from workshop.imports.limits import MOST_PARTS, MOST_UNPACKED

MAGIC = b"PK\x03\x04"
"""The first bytes of a zip file."""
READ_AT_ONCE = 65_536
"""Bytes that are unpacked at once."""
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, OverflowError, RuntimeError, ValueError),
)
"""What `zipfile` raises for damaged, encrypted and unknown parts."""


def is_zip(data: bytes) -> bool:
    """Whether a file begins as a zip file does, which a workbook is, too."""
    return data.startswith(MAGIC)


def unpacked(data: bytes, wanted: Callable[[str], bool], most: int = MOST_UNPACKED) -> dict[str, bytes]:
    """The parts whose names, without folders, are `wanted`; all parts together may have `most` bytes. Raises Refusal
    import_broken, import_large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > most:
                raise Refusal("import_large", n=most // 1_000_000)
            names = {part.filename.rpartition("/")[2]: part for part in listed if not _is_by_the_system(part.filename)}
            return {name: _part(parts, part) for name, part in names.items() if wanted(name)}
    except BROKEN_ZIP:
        raise Refusal("import_broken") from None


def names_in(data: bytes) -> list[str]:
    """The names of all parts that people put there, without folders. Raises Refusal import_broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return [name.rpartition("/")[2] for name in parts.namelist() if not _is_by_the_system(name)]
    except BROKEN_ZIP:
        raise Refusal("import_broken") from None


def _is_by_the_system(name: str) -> bool:
    """Whether it is a hidden file, or in the folder where a Mac keeps what it knows of the others."""
    *folders, own = name.split("/")
    return own.startswith(".") or "__MACOSX" in folders


def _part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The content of one part, unpacked piece by piece, so that no more comes of it than it says. Raises what is in
    BROKEN_ZIP, also for a packing that cannot be unpacked so."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    with parts.open(part) as content:
        return b"".join(iter(lambda: content.read(READ_AT_ONCE), b""))
