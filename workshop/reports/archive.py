"""The package for an archive: the summary as PDF/A, the data as CSV and JSON, their metadata, and a list of checksums.

No file in it is packed itself, encrypted or locked, as archives ask. The list of checksums is what `sha256sum --check`
reads.
"""

import hashlib

from workshop.reports import archive_metadata, json, open_tables, pdf
from workshop.reports.reproducible_zip import packed
from workshop.reports.summary import Summary

SUMS = "SHA256SUMS"


def write(summary: Summary, lang: str) -> bytes:
    """The zip file, its document in `lang`."""
    files = {
        "summary.pdf": pdf.write(summary, lang),
        "forum.json": json.write(summary, lang),
        **open_tables.files(summary, lang),
    }
    files[archive_metadata.NAME] = archive_metadata.metadata(summary, files, lang)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return packed(files | {SUMS: sums.encode()}, summary.made_at)
