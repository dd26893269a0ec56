"""The act *Remove traces of this project …*: what is kept here, listed before it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from annotator.language import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from annotator.project.keeping.traces import Trace
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.keeping.host import KeepingHost
    from annotator.ui.preferences import Preferences
    from annotator.work import Cancel, Progress


class _Window(Protocol):
    """What the act needs of the window."""

    preferences: Preferences

    @property
    def session(self) -> KeepingHost | None:
        """The project that is open."""

    def show_start(self) -> None:
        """Close it and show the start page."""


class Traces(QObject):
    """Asks, closes the project, and takes its traces away; nothing else is final here."""

    def __init__(self, over: QWidget, window: _Window, jobs: Jobs, messages: MessageBar) -> None:
        """Work in a window; what asks lies `over` it."""
        super().__init__(over)
        self._over = over
        self._window = window
        self._jobs = jobs
        self._messages = messages

    def ask(self) -> None:
        """List what is kept of the open project, and ask whether it is to go."""
        session = self._window.session
        if session is None:
            return
        path = session.project.path

        def work(_progress: Progress, _cancel: Cancel) -> tuple[Trace, ...]:
            from annotator.project.keeping.traces import traces

            return traces(path)

        self._jobs.start(work, lambda found: self._show(path, found))

    def _show(self, path: Path, found: tuple[Trace, ...]) -> None:
        from annotator.project.keeping.traces import recent_words, staying_words, trace_words
        from annotator.ui.dialogs.frame import Frame

        dialog = Frame(self._over, tr("Remove traces of this project?"))
        dialog.words(tr("This computer keeps of it, beside its file:"))
        for line in (*map(trace_words, found), recent_words()):
            dialog.words(f"•  {line}")
        for line in staying_words():
            dialog.words(line, ink="ink2")
        last = tr("The project is closed, and all of this goes. It cannot be taken back.")
        dialog.words(last, font="bold")

        def agree() -> None:
            dialog.accept()
            self._remove(path)

        dialog.button(tr("Remove it for ever"), agree, at_start=True)
        dialog.button(tr("Keep it"), dialog.reject).setFocus()
        dialog.open()

    def _remove(self, path: Path) -> None:
        self._window.show_start()
        if self._window.session is not None:
            return  # it is asked first what becomes of drafts
        from annotator.project.keeping.traces import recent_words, trace_words, traces

        def work(_progress: Progress, _cancel: Cancel) -> tuple[Trace, ...]:
            return traces(path, remove=True)

        def then(found: tuple[Trace, ...]) -> None:
            preferences = self._window.preferences
            preferences.change(preferences.settings.without_project(str(path)))
            self._window.show_start()
            gone = "; ".join((*map(trace_words, found), recent_words()))
            said = tr("Taken away: {what}.", what=gone)
            left = [place.name for one in found for place in one.left]
            if left:
                said += " " + tr("These could not be: {names}.", names=", ".join(left))
            self._messages.say(said, stays=True)

        self._jobs.start(work, then)
