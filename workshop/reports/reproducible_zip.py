"""Zip files that are equal whenever their contents are: one order, one time for all members, no entries of folders."""

import io
import zipfile
from collections.abc import Mapping

from workshop.reports.summary import Summary

_FILE = 0o644 << 16


def packed(files: Mapping[str, bytes], summary: Summary) -> bytes:
    """The files in the order given, all dated when the summary was made."""
    made, at = io.BytesIO(), summary.made_at
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _FILE
            archive.writestr(member, content)
    return made.getvalue()
