"""Other people's project files in the window: taken in, made a new project of, or coded in.

What a file would bring is shown by `review.merge`; bringing it in is the project's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.language import tr, trn
from annotator.model.agreed import nameless_record
from annotator.model.layer import Coder, people, sample_layer
from annotator.text.words import isolated
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from annotator.project import Project
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.projects import Projects
    from annotator.ui.who_codes import WhoCodes


class Colleagues(QObject):
    """What the window does with project files that are dropped on it, or are somebody else's."""

    def __init__(
        self,
        projects: Projects,
        messages: MessageBar,
        show_files: Callable[[Sequence[Path]], bool],
        who_codes: WhoCodes,
        window: QWidget,
    ) -> None:
        """Work for a window; `show_files` shows what files would bring, if a project is open."""
        super().__init__(window)
        self._who_codes = who_codes
        self._projects, self._messages, self._show_files = projects, messages, show_files

    def take(self, paths: Sequence[Path]) -> None:
        """Take projects in: into the one that is open, else into a new one."""
        if not self._show_files(paths):
            self.make_of(paths)

    def say_left(self, n_texts: int) -> None:
        """Say that texts were dropped with projects: they do not come in together."""
        if n_texts:
            words = trn(
                "{n} file is no project: drop it again by itself.",
                "{n} files are no projects: drop them again by themselves.",
                n_texts,
            )
            self._messages.say(words, stays=True)

    def make_of(self, paths: Sequence[Path]) -> None:
        """Make a new project, and show what these files would bring into it."""
        path = self._projects.ask_new(paths[0].stem if len(paths) == 1 else tr("Study"))

        def then(_project: Project) -> None:
            self._show_files(paths)

        if path is not None:
            self._projects.make(path, then=then)

    def ask(self, project: Project) -> None:
        """Ask about a project that only others have coded in; a kit or the sample asks nothing."""
        layers = project.layers()
        others = people(layers)
        is_mine = project.context.coder.id in others.values()
        is_for_all = project.context.kit is not None or sample_layer(layers) is not None
        if project.read_only or not others or is_mine or is_for_all:
            return
        names = ", ".join(map(isolated, others))
        if nameless_record(layers) is not None:
            names = trn("{n} other person", "{n} other people", len(others))
        words, path = tr("This project is coded by {names}.", names=names), project.path
        offers = [
            Offer(tr("Code in it"), self._messages.close_message),
            Offer(tr("New project that takes it in …"), lambda: self.make_of([path])),
        ]
        name = project.context.coder.name
        if name in others and nameless_record(layers) is None:
            me = Coder(others[name], name)
            words += " " + tr("Is {name} you, on another computer?", name=isolated(name))
            go_on = tr("Yes, go on as {name}", name=isolated(name))
            offers.insert(0, Offer(go_on, lambda: self._who_codes.go_on_as(me)))
        self._messages.say(words, offers, stays=True)
