"""What the pages share that give out what the child process of downloads makes: they wait a second for it, and else
lead to a page that says how far it is, and leads on to it.
"""

from collections.abc import Callable

from flask import Response, request

from workshop.downloads.queue import FAILED, MADE, READING, WAITING, WRITING, Download
from workshop.downloads.worker_messages import FileOrder
from workshop.pages import base
from workshop.pages.office import progress
from workshop.pages.office.progress import Progress
from workshop.transport.fair_page_queue import step_aside


def made(order: FileOrder, edition: str) -> Download:
    """The file that the address names (`?file=` is its id), else one of this edition, after at most a second of
    waiting."""
    downloads = base.services().downloads
    made = downloads.find(request.args.get("file", ""), order) or downloads.ask(order, edition)
    if not made.over.done:
        step_aside(request.environ)  # pages of the same address go on meanwhile
        made.wait(downloads.patience)
    return made


def known(order: FileOrder) -> Download | None:
    """The file that the address of the progress page names; None when it is not known any more, after a restart."""
    return base.services().downloads.find(request.args.get("file", ""), order)


def progress_page(
    made: Download, heading: str, back: str, address: Callable[[str | None], str], is_file: bool = True
) -> Response:
    """How far it is. `address`: where it is given out, with the id of the file or without. `is_file`: it is saved or
    opened as a file; else a page of the office is made of it, and the sentences tell of that."""
    return progress.page(_progress(made, heading, back, address, is_file))


def _progress(made: Download, heading: str, back: str, address: Callable[[str | None], str], is_file: bool) -> Progress:
    of = "" if is_file else ".page"
    if made.stage == FAILED:
        why, again = base.t(f"office.making.failed{of}"), base.t("office.making.again")
        return Progress(heading=heading, back=back, failed=why, leads_to=address(None), link=again)
    if made.stage == MADE:
        file, over = address(made.id), base.t(f"office.making.made{of}")
        return Progress(heading=heading, back=back, over=over, leads_to=file, link=heading, is_file=is_file)
    ahead = base.services().downloads.ahead_of(made)
    says = base.t("office.making.reading")
    if made.stage == WAITING and ahead:
        says = base.t("office.making.ahead", ahead)
    elif made.stage == WRITING:
        says = base.t("office.making.writing", made.ideas)
    done, stay = {WAITING: 0, READING: 1}.get(made.stage, 2), base.t(f"office.making.stay{of}")
    return Progress(heading=heading, back=back, says=says, done=done, most=3, stay=stay)
