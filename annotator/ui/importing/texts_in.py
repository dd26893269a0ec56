"""Texts into a project: picked, dropped, a folder, the clipboard. The result is always told.

Reading and matching them is the project's; this room asks where and shows what came of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from annotator import paths as own_paths
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.ui.projects import free_path, name_from

if TYPE_CHECKING:
    from annotator.formats.sources import Source
    from annotator.project import Project
    from annotator.ui.bars.progress import ProgressStrip
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.importing.clipboard import Clip
    from annotator.ui.importing.coming_texts import ComingTexts
    from annotator.ui.importing.host import Looking
    from annotator.ui.projects import Projects

Sources = Sequence["Path | Source"]


class TextsIn:
    """The imports of one window, one after the other: what is dropped meanwhile waits."""

    def __init__(
        self,
        window: QWidget,
        projects: Projects,
        jobs: Jobs,
        session: Callable[[], Looking | None],
        messages: MessageBar,
        progress: ProgressStrip,
    ) -> None:
        """Work for a window; `session` gives the open project, if there is one."""
        self._window, self._projects, self._jobs = window, projects, jobs
        self._session, self._messages, self._progress = session, messages, progress
        self._is_busy = False
        self._coming: deque[Callable[[], None]] = deque()
        self._incoming: ComingTexts | None = None
        """What is looked at now."""
        self._n = 0
        self._pasted: Source | None = None

    def ask_files(self) -> None:
        """Ask for files and bring them in."""
        from annotator.formats import FORMATS

        endings = " ".join(f"*{one}" for each in FORMATS if each.can_read for one in each.endings)
        texts = tr("Texts and codings ({endings})", endings=endings)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Import files"),
            str(own_paths.documents_folder()),
            f"{texts};;{tr('All files (*)')}",
        )
        if chosen:
            self.take_paths(tuple(Path(one) for one in chosen))

    def ask_folder(self) -> None:
        """Ask for a folder and bring in the files in it."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Import a folder"), str(own_paths.documents_folder())
        )
        if chosen:
            self.take_paths((Path(chosen),))

    def clip(self, words: str | None) -> Clip:
        """Give what is to come in: these words, without them what the clipboard holds now."""
        from annotator.ui.importing.clipboard import Clip, clip_of

        return clip_of(QApplication.clipboard().mimeData()) if words is None else Clip(words=words)

    def take_clip(self, clip: Clip) -> None:
        """Look at what was dropped or pasted; pasted again, what is looked at comes in first."""
        if clip.paths:
            self.take_paths(clip.paths)
            return
        try:
            source = clip.source()
        except WrongUse as problem:
            self._messages.tell(problem)
            return
        if self._incoming is not None and source == self._pasted:
            self._messages.say(tr("This is what you are looking at. Enter takes it in."))
            return
        self._pasted = source
        if self._incoming is not None and self._incoming.can_be_taken:
            self._incoming.take()
        self._take((source,), name_from(clip.words))

    def take_paths(self, paths: tuple[Path, ...]) -> None:
        """Bring in files and folders; without a project it is asked where to keep one."""
        self._take(paths, None)

    # --- one after the other --------------------------------------------------------------------

    def when_free(self, run: Callable[[], None]) -> None:
        """Do something now, or when the import before it is at its end; it ends with `_next`."""
        if self._is_busy:
            self._coming.append(run)
        else:
            self._is_busy = True
            run()

    def _next(self) -> None:
        self._is_busy = False
        if not isValid(self._window) or not self._window.isVisible():
            self._coming.clear()
        elif self._coming:
            self.when_free(self._coming.popleft())

    def open_project(self, path: Path) -> None:
        """Open a dropped project, after what was dropped before it."""

        def run() -> None:
            self._projects.open_path(path)
            self._next()

        self.when_free(run)

    # --- making room for it, bringing it in ------------------------------------------------------

    def _take(self, sources: Sources, name: str | None) -> None:
        asked = self._session()
        self.when_free(lambda: self._take_now(asked, sources, name))

    def _take_now(self, asked: Looking | None, sources: Sources, name: str | None) -> None:
        session = self._session()
        if asked is not None and session is not asked:
            self._next()  # its project was closed while it waited
        elif session is not None:
            self._look_at(session, sources)
        elif name is not None:
            self._make_for(sources, name)
        else:
            self._name_and_make(sources)

    def _name_and_make(self, sources: Sources) -> None:
        found: list[str] = []

        def then(words: str) -> None:
            found.append(words)
            self._make_for(sources, words)

        job = self._jobs.start(lambda _progress, _cancel: first_words(sources), then)
        job.on_end(lambda: None if found else self._next())

    def _make_for(self, sources: Sources, name: str) -> None:
        """Ask where the new project is to be kept, then make it and bring the texts in."""
        proposed = free_path(own_paths.documents_folder(), name).stem
        path = self._projects.ask_new(proposed)
        if path is None:
            self._next()
            return
        made: list[Project] = []

        def then(project: Project) -> None:
            session = self._session()
            if session is not None:
                made.append(project)
                self._look_at(session, sources)

        job = self._projects.make(path, then=then)
        job.on_end(lambda: None if made else self._next())

    def _look_at(self, session: Looking, sources: Sources) -> None:
        """Read what is coming in and show it; it is taken in from there, or not."""
        from annotator.ui.importing.coming_texts import ComingTexts

        self._incoming = incoming = ComingTexts(
            session, sources, self._messages, self._progress, lambda: bool(self._coming)
        )
        self._n += 1
        incoming.ended.connect(partial(self._ended, self._n))
        incoming.destroyed.connect(partial(self._ended, self._n))  # its project was closed
        incoming.begin()

    def _ended(self, n: int) -> None:
        """Go on with what waits, once."""
        incoming = self._incoming
        if n != self._n or incoming is None:
            return
        self._incoming = None
        if isValid(incoming):
            incoming.deleteLater()
        self._next()


def first_words(sources: Sources) -> str:
    """Give a name for a project from the first text of some sources."""
    from annotator.project.importing.gather import gather

    first = sources[0]
    if isinstance(first, Path) and first.is_dir():
        return first.name
    for bundle in gather([first]).bundles:
        for content in bundle.contents:
            titles = [one.value for one in content.proposed_fields if one.field == "title"]
            return name_from(titles[0] if titles else content.article.title or content.article.text)
    return first.stem if isinstance(first, Path) else tr("New project")
