"""The project as it was: read only, on a private copy that goes when it is closed."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.project.keeping.moments import moment_named
from annotator.project.open_project import OpenProject
from annotator.store.copies.past import bring_back
from annotator.store.copies.snapshot import copying, private_place
from annotator.store.file import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.model.layer import Coder
    from annotator.store.file import ProjectFile
    from annotator.store.read_lists import StepInfo
    from annotator.work import Watch


class PastProject(OpenProject):
    """A project as it was after a step; nothing can be changed in it."""

    def __init__(self, file: ProjectFile, coder: Coder, moment: StepInfo, of: Path) -> None:
        """Read a copy of the project at `of`."""
        super().__init__(file, coder)
        self.last = moment
        """The step that was done last then."""
        self._home = of
        self.title = tr("{title}, as it was at step {n}", title=self.title, n=moment.step.number)
        self.beside = ExitStack()
        """What goes when it is closed."""

    @property
    def home(self) -> Path:
        """Where the project lies that this was."""
        return self._home

    def close(self) -> None:
        """Close the copy and take it away."""
        super().close()
        self.beside.close()


def step_meant(here: OpenProject, said: str) -> StepInfo:
    """Give the step that a moment is the end of; raises `WrongUse`."""
    here.drain()
    created = here.reader.facts().created
    return moment_named(here.reader.steps(), said, created=created, now=here.context.now())


@contextmanager
def copy_at(here: OpenProject, moment: StepInfo, watch: Watch) -> Iterator[Path]:
    """Give a private copy that is as the project was after a step, and take it away again."""
    with private_place(here.file.path) as place:
        with copying(here.file.path):
            here.file.copy_pages(place)
        watch.cancel.check()
        bring_back(place, moment.step.number or 0, watch)
        yield place


def looked_back(here: OpenProject, said: str, watch: Watch) -> PastProject:
    """Give a project as it was at a step (its id, number or name) or a time.

    What was undone since counts as never done; suggestions that nobody took are of today and not
    in it. Raises `WrongUse` for a moment that there is not, `DamagedProject`, `Cancelled`, and
    `CannotWrite` and `DiskFull` of the disk with the temporary files.
    """
    moment = step_meant(here, said)
    with ExitStack() as undone:
        place = undone.enter_context(copy_at(here, moment, watch))
        file = undone.enter_context(open_file(place, read_only=True))
        file.only_read(tr("This is the project as it was: nothing can be changed in it."))
        past = PastProject(file, here.context.coder, moment, here.file.path)
        past.beside = undone.pop_all()
    return past
