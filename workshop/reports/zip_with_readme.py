"""Files in the columns of another service, in a zip with a README in the language asked for: what they are, that more
may still come, and under which licence they may be used. Those columns have no place for any of it."""

from collections.abc import Mapping, Sequence

from workshop.reports import page_one_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.reproducible_zip import packed
from workshop.reports.summary import Summary


def zip_with_readme(summary: Summary, lang: str, files: Mapping[str, bytes], about: Sequence[str]) -> bytes:
    """The zip file. `about`: the paragraphs on the files, after the title, the notices and the licence."""
    title = plain(wording.pick(summary.title, lang))
    said = [title, *page_one_wording.notices(summary, lang), wording.licence(summary, lang), *about]
    readme = "\n\n".join(said) + "\n"
    return packed({"README.txt": readme.encode("utf-8", "replace"), **files}, summary.made_at)
