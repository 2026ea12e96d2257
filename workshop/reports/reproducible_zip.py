"""Zip files that are equal whenever their contents are: one order, one time for all members, no entries of folders."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

_FILE = 0o644 << 16


def packed(files: Mapping[str, bytes], at: dt.datetime) -> bytes:
    """The files in the order given, all dated `at`, a local time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _FILE
            archive.writestr(member, content)
    return made.getvalue()
