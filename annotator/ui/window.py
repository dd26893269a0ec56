"""The window: its frame and what stands in it, and which project it shows.

The acts of the reading screen are in `handlers`; dialogs are made when they are wanted.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QStackedWidget, QWidget

from annotator import settings as kept
from annotator.language import tr
from annotator.ui.bars.foot import Foot
from annotator.ui.bars.progress import ProgressStrip
from annotator.ui.bars.top import TopBar
from annotator.ui.basics import theme
from annotator.ui.basics.actions import Actions, Need
from annotator.ui.basics.building import column
from annotator.ui.basics.jobs import Jobs
from annotator.ui.basics.messages import LowerEdge, MessageBar
from annotator.ui.colleagues import Colleagues
from annotator.ui.full_screen import FullScreen
from annotator.ui.keeping.looking_back import say_what_it_is, title_of
from annotator.ui.keeping.traces import Traces
from annotator.ui.keeping.unopened import Unopened
from annotator.ui.preferences import Preferences
from annotator.ui.projects import ENDING, Projects
from annotator.ui.who_codes import WhoCodes
from annotator.ui.workspaces import Workspaces

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from annotator.errors import AnnotatorError
    from annotator.model.layer import Coder, Layer
    from annotator.project import Project
    from annotator.settings import Settings
    from annotator.ui.importing.texts_in import TextsIn
    from annotator.ui.session import Session
    from annotator.ui.single_instance import SingleInstance
    from annotator.ui.start.page import StartPage

_CLOSE_WAIT_MS = 5_000
_LISTEN_MS = 800
"""A moment after a project is shown, so that it is not shown later."""
_DRAIN_QUIET_S = 1.0
_UNPAINTED_MS = 300
"""So long at most the first window waits for its article, to be painted once instead of thrice."""


class MainWindow(QMainWindow):
    """One window: the start page, or one project."""

    def __init__(self, settings: Settings) -> None:
        """Make the frame; `begin` decides what it shows."""
        super().__init__()
        self.session: Session | None = None
        self.jobs = Jobs(self)
        self.jobs.bug.connect(self.show_bug)
        self.jobs.failed.connect(self.tell)
        self.acts = Actions(self, self._there)
        self.preferences = Preferences(settings, self.acts)
        self._instance: SingleInstance | None = None
        # Held here: Qt does not keep alive what its signals call.
        self._import: TextsIn | None = None
        self._start: StartPage | None = None
        self._build()
        self.preferences.said.connect(self.messages.say)
        self.preferences.failed.connect(self.tell)
        self.who_codes = WhoCodes(self.preferences, self.messages, self)
        self.who_codes.changed.connect(self._coder_changed)
        self.who_codes.looked_at.connect(self._look_at)
        self.projects = Projects(
            self, self.jobs, self.who_codes.coder, self._shown_project, self.messages
        )
        show = self.workspaces.show_files
        self.colleagues = Colleagues(self.projects, self.messages, show, self.who_codes, self)
        self.projects.is_here.connect(self._show_again)
        self.projects.said.connect(self.messages.say)
        self.projects.opened.connect(self.show_project)
        self.projects.failed.connect(Unopened(self, self).tell)
        self.projects.refused.connect(self.tell)
        self.acts.refused.connect(self.tell)
        self.foot.layer_clicked.connect(self._ask_what_is_shown)
        self.foot.coder_clicked.connect(lambda: self.acts.run("coder"))
        self._register()
        theme.notice.changed.connect(self.top.update)

    @property
    def settings(self) -> Settings:
        """The settings as they hold in this window."""
        return self.preferences.settings

    # --- the frame ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Annotator")
        self.preferences.place(self)
        whole = QWidget(self)
        self.top = TopBar(self.acts, whole)
        self.stack = QStackedWidget(whole)
        self.stack.setObjectName("canvas")
        self._edge = LowerEdge(self.stack)
        self.messages = MessageBar(self._edge, lambda: self.acts.key("take-offer"))
        self.progress = ProgressStrip(self._edge)
        self.foot = Foot(whole)
        column(self.top, (self.stack, 1), self.foot, of=whole, around=(0, 0, 0, 0), gap=0)
        self.workspaces = Workspaces(self.stack, self.top, self.foot, self._edge, self.acts)
        self.setCentralWidget(whole)

    @property
    def start(self) -> StartPage:
        """What is shown while no project is open; made when it is first asked for."""
        if self._start is None:
            from annotator.ui.start.page import StartPage

            start = self._start = StartPage(self.jobs, self.stack)
            self.stack.addWidget(start)
            start.named.connect(self.who_codes.take_name)
            start.sample_wanted.connect(self.projects.make_sample)
            start.entered.connect(lambda: self.who_codes.unless_waiting(start.sample.click))
            start.act_wanted.connect(self.acts.run)
            start.new_wanted.connect(self.projects.make_new)
            start.open_wanted.connect(self.projects.open_another)
            start.project_wanted.connect(lambda path: self.projects.open_path(Path(path)))
            start.files_dropped.connect(self.take_paths)
            start.text_dropped.connect(self.take_text)
        return self._start

    def _register(self) -> None:
        FullScreen(self, self.acts, self.messages, lambda: self.session)
        self.acts.register(self.preferences.handlers())
        self.acts.register(self.workspaces.handlers())
        self.acts.register(
            {
                "new-project": self.projects.make_new,
                "open": self.projects.open_another,
                "sample": self.projects.make_sample,
                "start-page": self.show_start,
                "import-files": lambda: self._texts().ask_files(),
                "import-folder": lambda: self._texts().ask_folder(),
                "paste-article": self.take_text,
                "save-copy": self._save_copy,
                "coder": self._ask_coder,
                "marks-of": self._ask_whose,
                "palette": self._open_palette,
                "take-offer": self.messages.take_offer,
                "help": self._show_keys,
                "about": self._show_about,
                "inspector": self._show_inspector,
                "menu": self._open_menu,
                "left-pane": self._fold_left,
                "close": self.close,
                "traces": Traces(self, self, self.jobs, self.messages).ask,
            }
        )
        self.acts.bind_window_keys()

    def _save_copy(self) -> None:
        if self.session is not None:
            self.projects.save_copy(self.session.project, self.messages.say)

    def _texts(self) -> TextsIn:
        if self._import is None:
            from annotator.ui.importing.texts_in import TextsIn

            self._import = TextsIn(
                self, self.projects, self.jobs, lambda: self.session, self.messages, self.progress
            )
        return self._import

    # --- what is shown --------------------------------------------------------------------------

    def begin(self, path: Path | None) -> None:
        """Show a project, offer to make one of a text, show the last project or the start page."""
        if path is not None and path.suffix != ENDING and path.exists():
            self.show_start()
            self.take_paths((path,))
        elif path is not None:
            self._open_first(path)
        elif self.settings.last_project and self.settings.has_coder():
            self._open_first(Path(self.settings.last_project))
        else:
            self.show_start()
        for note in kept.read().notes:
            self.messages.say(note, stays=True)

    def _open_first(self, path: Path) -> None:
        if self.settings.has_coder():
            self.setUpdatesEnabled(False)
            QTimer.singleShot(_UNPAINTED_MS, self, self._paint_now)
        else:
            self.show_start()
        why = tr("Give your coder name, then {name} opens.", name=path.name)
        self.who_codes.when_known(lambda: self.projects.open_path(path), why)

    def _paint_now(self) -> None:
        """Paint from now on, all at once: Qt takes what is to be painted already as asked for."""
        if not self.updatesEnabled():
            self.workspaces.show_counts()
            self.setUpdatesEnabled(True)
            self.repaint()

    def show_start(self) -> None:
        """Show the start page; an open project is closed."""
        if self.workspaces.asks_first(self.show_start):
            return
        self.close_project()
        self.top.hide()
        self.foot.hide()
        self.start.show_state(coder_name=self.settings.coder_name, recent=self.settings.recent)
        self.stack.setCurrentWidget(self.start)
        self._paint_now()
        self.start.take_focus()
        self._edge.lie_over(self.start, self.start.place_of_content)

    def show_project(self, project: Project) -> None:
        """Show an open project in place of what was shown."""
        from annotator.ui.session import Session

        if self.workspaces.asks_first(lambda: self.show_project(project), project.close):
            return
        self.close_project()
        self.preferences.prefer()
        session = Session(project, self.jobs, self.acts, self.settings, self.messages, self)
        self.session = session
        session.page_shown.connect(self._paint_now)
        session.reading.working.connect(self.progress.follow)
        session.bridge.waiting_changed.connect(self.foot.show_waiting)
        session.suggesting.preferred.connect(self.preferences.alter)
        session.keeping.opened.connect(self.show_project)
        session.keeping.waited_for.connect(self.progress.follow_first)
        for one in (session.view, session.workspace.empty):
            one.files_dropped.connect(self.take_paths)
            one.text_dropped.connect(self.take_text)
        self.workspaces.begin(session)
        self.top.show()
        self.foot.begin(read_only=project.read_only)
        self.setWindowTitle(title_of(project))
        self.messages.clear()
        session.handlers.steps.lead_to(self.show_project, self.projects.open_path)
        if not say_what_it_is(project, self.messages, self._save_copy, self.projects.open_path):
            self.preferences.change(self.settings.with_project(project.path))
        if self.settings.inspector_open:
            QTimer.singleShot(0, session, lambda: self._show_inspector(toggle=False))
        QTimer.singleShot(_LISTEN_MS, session, self._listen)
        session.begin()
        session.say_whose()
        self.who_codes.ask_of_kit(project, self._give_back)
        self.workspaces.show_layer()
        self.colleagues.ask(project)

    def _shown_project(self) -> Project | None:
        return self.session.project if self.session is not None else None

    def _show_again(self) -> None:
        """Show the open project, which was asked for again."""
        if self.session is not None:
            self._come_to_front()
            self.session.show_again()

    def _listen(self) -> None:
        """Come to the front when another window is asked for the project that is open here."""
        session = self.session
        if session is None or session.project.read_only or self._instance is not None:
            return
        from annotator.ui.single_instance import SingleInstance

        self._instance = SingleInstance(session.project.path, session)
        self._instance.rung.connect(self._come_to_front)

    def _come_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def close_project(self) -> None:
        """Close the open project: what is queued is written first."""
        session, self.session = self.session, None
        if session is None:
            return
        if self._instance is not None:
            self._instance.close()
            self._instance = None
        self.preferences.keep_layout(self, session.workspace)
        session.close()
        self.jobs.stop(_CLOSE_WAIT_MS)
        if not session.project.open_project.drain(_DRAIN_QUIET_S):
            self.messages.say(tr("Saving the last steps …"), stays=True)
            self.repaint()
        session.project.close()
        self.workspaces.end()
        session.deleteLater()
        self.setWindowTitle("Annotator")

    # --- what is told ---------------------------------------------------------------------------

    def tell(self, problem: AnnotatorError) -> None:
        """Show what is wrong and what to do about it."""
        self.messages.tell(problem)

    def show_bug(self, report: str) -> None:
        """Show a report of something nobody foresaw; nothing is lost by it."""
        from annotator.ui.dialogs.bug import show_report

        show_report(self, report)

    # --- what the person wants ------------------------------------------------------------------

    def _ask_coder(self) -> None:
        self.who_codes.ask(self._shown_project(), self._give_back)

    def _ask_what_is_shown(self) -> None:
        is_reviewing = self.session is not None and self.session.is_reviewing
        self.acts.run("compare" if is_reviewing else "marks-of")

    def _ask_whose(self) -> None:
        if self.session is not None:
            self.who_codes.ask_whose(self.session.bridge, self._give_back)

    def _coder_changed(self, coder: Coder) -> None:
        if self.session is not None:
            self.session.change_coder(coder)
        else:
            self.start.show_state(coder_name=coder.name, recent=self.settings.recent)

    def _look_at(self, layer: Layer) -> None:
        if self.session is not None:
            self.session.look_at(layer)

    def _give_back(self, gone: QWidget) -> None:
        """Let the keyboard go from what closes to where it belongs."""
        if self.session is not None:
            self.session.panes.give_back(gone)
        elif gone.isAncestorOf(self.focusWidget()):
            self.start.take_focus()

    def take_paths(self, paths: tuple[Path, ...]) -> None:
        """Take dropped or named files: a project is opened or taken in, texts are imported."""
        projects = [path for path in paths if path.suffix == ENDING]
        if projects:
            self.colleagues.say_left(len(paths) - len(projects))
        if projects and (self.session is not None or len(projects) > 1):
            what = tr("Give your coder name, then the project is made.")
            self.who_codes.when_known(lambda: self.colleagues.take(projects), what)
        elif projects:
            self._texts().open_project(projects[0])
        else:
            what = tr("Give your coder name, then the texts come in.")
            self.who_codes.when_known(lambda: self._texts().take_paths(tuple(paths)), what)

    def take_text(self, text: str | None = None) -> None:
        """Take a text as an article, without one what the clipboard holds now."""
        clip = self._texts().clip(text)
        self.who_codes.when_known(
            lambda: self._texts().take_clip(clip),
            tr("Give your coder name, then the text comes in."),
        )

    # --- panes and menus ------------------------------------------------------------------------

    def _there(self) -> Need:
        return Need.NOTHING if self.session is None else self.session.there()

    def _open_palette(self) -> None:
        from annotator.ui.popups.palette import open_palette

        open_palette(self, self.acts, self._edge, self._give_back)

    def _show_keys(self) -> None:
        from annotator.ui.dialogs.key_sheet import show_keys

        in_review = self.session is not None and self.session.is_reviewing
        show_keys(self, self.acts, on_start=self.session is None, in_review=in_review)

    def _show_about(self) -> None:
        from annotator.ui.dialogs.about import show_about

        show_about(self)

    def _show_inspector(self, *, toggle: bool = True) -> None:
        if self.session is not None:
            shown = self.session.inspecting.show(toggle=toggle)
            self.preferences.change(replace(self.settings, inspector_open=shown))

    def _open_menu(self) -> None:
        menu = self.acts.menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.top.open_menu(menu)

    def _fold_left(self) -> None:
        session = self.session
        if session is not None and session.is_reviewing and session.review is not None:
            session.review.fold_list()
        elif session is not None:
            folded = session.workspace.fold_left()
            self.preferences.change(replace(self.settings, left_folded=folded))

    # --- events ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Look whether another program has written when the window comes to the front."""
        super().changeEvent(event)
        came = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if came and self.session is not None:
            self.session.look_outside()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go on; what is hidden or grey now gives the keyboard back, it does not wander."""
        has = self.focusWidget()
        if self.session is None or has is None or (has.isVisible() and has.isEnabled()):
            return super().focusNextPrevChild(forward)
        self.session.panes.give_back()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the Enter and the Esc that nothing with the keyboard has taken."""
        has = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if isinstance(has, QAbstractButton):
                has.click()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.session is not None:
            self.session.let_go()
        else:
            self.messages.close_message()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the workers, write what is queued, close the file; ask first about drafts."""
        if self.workspaces.asks_first(self.close):
            event.ignore()
            return
        self.close_project()
        self.jobs.stop(_CLOSE_WAIT_MS)
        event.accept()
