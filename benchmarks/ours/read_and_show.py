"""Opening an article without a window around it: its page read, laid out, painted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.page.view import PageView
from benchmarks.place import CODER_ID, CODER_NAME, VIEW_HEIGHT, VIEW_WIDTH, Place
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: from another article to this one."""
    program = make_program(Settings(coder_id=CODER_ID, coder_name=CODER_NAME))
    project = Project.open(
        shutil.copy(place.project, place.folder / "shown.annotator"), coder=CODER
    )
    view = PageView()
    view.set_context(actors=project.context.actors, scheme=project.scheme)
    view.resize(VIEW_WIDTH, VIEW_HEIGHT)
    view.show()

    def open_article(article_id: str) -> None:
        view.set_page(project.page(article_id), layer_id=project.context.layer.id)
        view.viewport().repaint()

    def work() -> list[float]:
        open_article(place.other_id)
        program.processEvents()
        with collector_still():
            return [seconds_of(lambda: open_article(place.article_id))]

    for _ in range(3):
        work()
    return work
