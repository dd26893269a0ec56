"""The window: its frame and what stands in it, and which project it shows.

The acts of the page are in `session` and `coding`; dialogs are made when they are wanted.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QPixmap
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator import resources
from annotator import settings as kept
from annotator.errors import AnnotatorError, CannotRead, CannotWrite, WrongUse
from annotator.language import tr, trn
from annotator.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings, Theme
from annotator.ui import theme
from annotator.ui.actions import Actions, Need
from annotator.ui.bars.foot import Foot
from annotator.ui.bars.progress import ProgressStrip
from annotator.ui.bars.top import TopBar
from annotator.ui.jobs import Jobs
from annotator.ui.messages import MessageBar, Offer
from annotator.ui.projects import ENDING, Projects
from annotator.ui.start.page import StartPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.project import Project
    from annotator.ui.more import More
    from annotator.ui.session import Session
    from annotator.ui.single_instance import SingleInstance
    from annotator.ui.texts_in import TextsIn

_TEXT_STEP = 10
_CLOSE_WAIT_MS = 5_000
_LISTEN_MS = 800
"""A moment after a project is shown, so that it is not shown later."""
_DRAIN_QUIET_S = 1.0
_REFRESH_MS = 40
"""Counts and grey buttons come a moment after the mark itself, so that it is never late."""


class MainWindow(QMainWindow):
    """One window: the start page, or one project."""

    def __init__(self, settings: Settings) -> None:
        """Make the frame; `begin` decides what it shows."""
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.jobs = Jobs(self)
        self.jobs.bug.connect(self.show_bug)
        self.jobs.failed.connect(self.tell)
        self.acts = Actions(self, self._there)
        self.projects = Projects(self, self.jobs, lambda: self.settings.coder())
        self.projects.opened.connect(self.show_project)
        self.projects.failed.connect(self._not_opened)
        self.projects.refused.connect(self.tell)
        self._coming: list[Callable[[], None]] = []
        self._instance: SingleInstance | None = None
        # Held here: Qt does not keep alive what its signals call.
        self._dialogs: More | None = None
        self._import: TextsIn | None = None
        self._build()
        self._register()
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._show_counts)
        self.acts.done.connect(self._after_act)
        self._prefer()
        self.acts.bind_window_keys()
        self._dress()
        theme.notice.changed.connect(self._dress)

    # --- the frame ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Annotator")
        self.setWindowIcon(_icon())
        self.setMinimumSize(820, 480)
        self.resize(1400, 900)
        if self.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window.encode()))
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top = TopBar(self.acts, whole)
        self.stack = QStackedWidget(whole)
        self.messages = MessageBar(whole)
        self.progress = ProgressStrip(whole)
        self.foot = Foot(whole)
        for part, stretch in (
            (self.top, 0),
            (self.stack, 1),
            (self.messages, 0),
            (self.progress, 0),
            (self.foot, 0),
        ):
            column.addWidget(part, stretch)
        self.start = StartPage(self.stack)
        self.stack.addWidget(self.start)
        self.setCentralWidget(whole)
        self.foot.layer_clicked.connect(lambda: self.acts.run("marks-of"))
        self.foot.coder_clicked.connect(lambda: self.acts.run("coder"))
        self.acts.looking.connect(self._say_whose)
        self.start.named.connect(self.take_name)
        self.start.sample_wanted.connect(self.projects.make_sample)
        self.start.new_wanted.connect(self.new_project)
        self.start.open_wanted.connect(self.ask_open)
        self.start.project_wanted.connect(lambda path: self.projects.open_path(Path(path)))
        self.start.files_dropped.connect(self.take_paths)
        self.start.text_dropped.connect(self.take_text)

    def _dress(self) -> None:
        self.stack.setStyleSheet(
            f"QStackedWidget {{ background: {theme.colour('canvas').name()}; }}"
        )
        self.top.update()

    def _register(self) -> None:
        self.acts.register(
            {
                "new-project": self.new_project,
                "open": self.ask_open,
                "sample": self.projects.make_sample,
                "start-page": self.show_start,
                "import-files": lambda: self._texts().ask_files(),
                "import-folder": lambda: self._texts().ask_folder(),
                "paste-article": lambda: self._texts().take_clipboard(),
                "save-copy": self._save_copy,
                "export": lambda: self._more().export(),
                "print": lambda: self._more().print_article(),
                "coder": lambda: self._more().change_coder(),
                "marks-of": lambda: self._more().look_at(),
                "steps": lambda: self._more().steps(),
                "find": lambda: self._more().find(),
                "find-project": lambda: self._more().find_in_project(),
                "actors": lambda: self._more().actors(),
                "palette": lambda: self._more().palette(),
                "help": lambda: self._more().key_sheet(),
                "about": lambda: self._more().about(),
                "inspector": lambda: self._more().inspector(),
                "say-saved": self.say_saved,
                "menu": self._open_menu,
                "left-pane": self._fold_left,
                "next-pane": lambda: self._next_pane(1),
                "previous-pane": lambda: self._next_pane(-1),
                "text-larger": lambda: self.set_text_size(self.settings.text_size + _TEXT_STEP),
                "text-smaller": lambda: self.set_text_size(self.settings.text_size - _TEXT_STEP),
                "text-normal": lambda: self.set_text_size(100),
                "theme-system": lambda: self.set_theme("system"),
                "theme-light": lambda: self.set_theme("light"),
                "theme-dark": lambda: self.set_theme("dark"),
                "plain-arrows": self._turn_arrows,
                "read": lambda: self.stack.setFocus(),
                "close": self._close,
            }
        )

    def _save_copy(self) -> None:
        if self.session is not None:
            self.projects.save_copy(self.session.project, self.messages.say)

    def _more(self) -> More:
        """The dialogs, loaded when the first of them is wanted."""
        if self._dialogs is None:
            from annotator.ui.more import More

            self._dialogs = More(self)
        return self._dialogs

    def _texts(self) -> TextsIn:
        if self._import is None:
            from annotator.ui.texts_in import TextsIn

            self._import = TextsIn(self)
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
        if not self.settings.has_coder():
            self.show_start()
            self._coming.append(lambda: self.projects.open_path(path))
            self.messages.say(
                tr("Give your coder name, then {name} opens.", name=path.name), stays=True
            )
            return
        self.projects.open_path(path)

    def show_start(self) -> None:
        """Show the start page; an open project is closed."""
        self.close_project()
        self.top.hide()
        self.foot.hide()
        self.start.show_state(coder_name=self.settings.coder_name, recent=self.settings.recent)
        self.stack.setCurrentWidget(self.start)
        self.start.take_focus()

    def show_project(self, project: Project) -> None:
        """Show an open project in place of what was shown."""
        from annotator.ui.session import Session

        self.close_project()
        self._prefer()
        session = Session(project, self.jobs, self.acts, self.settings, self)
        self.session = session
        session.said.connect(self.messages.say)
        session.page_shown.connect(self._page_shown)
        session.empty.connect(self._say_empty)
        session.bridge.looking.connect(self._say_whose)
        session.bridge.refused.connect(self.tell)
        session.bridge.lost.connect(self._say_lost)
        session.bridge.read_again.connect(self._say_read_again)
        session.bridge.waiting_changed.connect(self.foot.show_waiting)
        session.view.customContextMenuRequested.connect(self._context_menu)
        session.view.caret_moved.connect(lambda _at: self._page_shown(None))
        session.view.selection_changed.connect(lambda: self._page_shown(None))
        session.view.files_dropped.connect(self.take_paths)
        session.view.text_dropped.connect(self.take_text)
        session.workspace.actors.opened.connect(lambda actor_id: self._more().edit_actor(actor_id))
        self.stack.addWidget(session.workspace)
        self.stack.setCurrentWidget(session.workspace)
        self.top.fill()
        self.top.show()
        self.foot.show_waiting(0)
        self.foot.show()
        self.setWindowTitle(f"{project.title} – Annotator")
        self.messages.close_message()
        if project.read_only:
            why = project.read_only_why or tr("This project was opened to read.")
            self.messages.say(why, (Offer(tr("Save a copy …"), self._save_copy),), stays=True)
        self.change_settings(self.settings.with_project(project.path))
        if self.settings.inspector_open:
            QTimer.singleShot(0, lambda: self._more().inspector(toggle=False))
        QTimer.singleShot(_LISTEN_MS, session, self._listen)
        session.view.setFocus(Qt.FocusReason.OtherFocusReason)
        session.begin()
        self._show_layer()

    def _show_layer(self) -> None:
        """Show whose marks are seen and who codes; say it when these are two."""
        if self.session is not None:
            bridge, project = self.session.bridge, self.session.project
            name, coder = bridge.shown_layer.name, project.context.coder.name
            self.foot.show_layer(name, coder=coder, read_only=project.read_only)
            self._say_whose()

    def _say_whose(self) -> None:
        """Say whose marks are seen when they are not the coder's own, as in a fresh sample."""
        session = self.session
        if session is None or session.bridge.looked_at is None:
            return
        mark = Offer(
            tr("Mark as {name}", name=session.project.context.coder.name),
            lambda: self.look_at(None),
        )
        self.messages.say(
            tr(
                "These are the marks of “{name}”, to look around in.",
                name=session.bridge.looked_at.name,
            ),
            () if session.project.read_only else (mark,),
        )

    def look_at(self, layer: Layer | None) -> None:
        """Show the marks of a layer, None = the coder's own; who codes stays as it is."""
        if self.session is not None:
            self.messages.close_message()
            self.session.look_at(layer)
            self._show_layer()

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
        self.keep_layout(session)
        session.close()
        self.jobs.stop(_CLOSE_WAIT_MS)
        if not session.project.drain(_DRAIN_QUIET_S):
            self.messages.say(tr("Saving the last steps …"), stays=True)
            self.messages.repaint()
        session.project.close()
        self.stack.removeWidget(session.workspace)
        session.workspace.deleteLater()
        session.deleteLater()
        self.setWindowTitle("Annotator")

    def _page_shown(self, page: Page | None) -> None:
        if page is not None and self.messages.words == _nothing_yet():
            self.messages.close_message()
        if not self._refresh.isActive():
            self._refresh.start()

    def _show_counts(self) -> None:
        session = self.session
        if session is None:
            return
        bridge = session.bridge
        self.foot.show_page(bridge.page, bridge.layer_id, bridge.context.scheme)
        self.top.refresh()

    def _say_empty(self) -> None:
        self.messages.say(
            _nothing_yet(),
            (
                Offer(tr("Import files …"), lambda: self._texts().ask_files()),
                Offer(tr("From the clipboard"), lambda: self._texts().take_clipboard()),
            ),
        )

    # --- telling --------------------------------------------------------------------------------

    def tell(self, problem: AnnotatorError) -> None:
        """Show what is wrong and what to do about it."""
        self.messages.tell(problem)

    def show_bug(self, report: str) -> None:
        """Show a report of something nobody foresaw; nothing is lost by it."""
        from annotator.ui.dialogs.bug import show_report

        show_report(self, report)

    def _not_opened(self, path: Path, problem: AnnotatorError, offers: tuple[Offer, ...]) -> None:
        if self.session is None:
            if not path.exists():
                self.change_settings(self.settings.without_project(str(path)))
            self.show_start()
        self.messages.tell(problem, offers)

    def _say_lost(self, problem: AnnotatorError, lost: tuple[Step, ...]) -> None:
        """Say which acts are not saved, in one sentence."""
        from annotator.project.step_names import step_name

        names = ", ".join(f"“{step_name(step)}”" for step in lost)
        if not lost:
            self.messages.tell(problem)
            return
        what = trn(
            "{problem} Not saved: {names}. {hint}",
            "{problem} Not saved, {n} acts: {names}. {hint}",
            len(lost),
            problem=problem.message,
            names=names,
            hint=problem.hint,
        )
        self.messages.say(what.strip(), stays=True)

    def _say_read_again(self) -> None:
        self.messages.say(
            tr("Another program has changed this project; it was read again."), stays=True
        )

    def say_saved(self) -> None:
        """Say that all changes are saved, or what is not."""
        n = self.session.bridge.n_waiting if self.session else 0
        if n:
            self.messages.say(trn("{n} step is being saved.", "{n} steps are being saved.", n))
        else:
            self.messages.say(tr("All changes saved. Each step is on disk when it is done."))

    # --- what the person wants ------------------------------------------------------------------

    def take_name(self, name: str) -> None:
        """Take the coder's name; what waited for it goes on."""
        if name != self.settings.coder_name or not self.settings.has_coder():
            self.change_coder(name)
        if not self.settings.has_coder():
            return
        coming, self._coming = self._coming, []
        for go_on in coming:
            go_on()

    def change_coder(self, name: str, here: str = "") -> None:
        """Let somebody else code: marks go to their layer from now on.

        `here` is the id that the project knows a name by which is new on this computer.
        """
        try:
            known = kept.coder_called(name, here=here)
        except (WrongUse, CannotRead) as problem:
            self.tell(problem)
            return
        self.change_settings(self.settings.coding(known.coder))
        if self.session is not None:
            self.messages.close_message()
            self.session.change_coder(known.coder)
            self._show_layer()
        else:
            self.start.show_state(coder_name=known.coder.name, recent=self.settings.recent)
        for note in known.notes:
            self.messages.say(note, stays=True)

    def new_project(self) -> None:
        """Ask where, make an empty project, show it."""
        path = self.projects.ask_new()
        if path is not None:
            self.projects.make(path)

    def ask_open(self) -> None:
        """Ask which project, open it."""
        path = self.projects.ask_open()
        if path is not None:
            self.projects.open_path(path)

    def take_paths(self, paths: tuple[Path, ...]) -> None:
        """Take dropped or named files: a project is opened, texts are imported."""
        projects = [path for path in paths if path.suffix == ENDING]
        if projects:
            self.projects.open_path(projects[0])
            return
        if not self.settings.has_coder():
            self._coming.append(lambda: self._texts().take_paths(tuple(paths)))
            self.messages.say(tr("Give your coder name, then the texts come in."), stays=True)
            return
        self._texts().take_paths(tuple(paths))

    def take_text(self, text: str) -> None:
        """Take a dropped text as an article."""
        if not self.settings.has_coder():
            self._coming.append(lambda: self._texts().take_text(text))
            self.messages.say(tr("Give your coder name, then the text comes in."), stays=True)
            return
        self._texts().take_text(text)

    # --- settings -------------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Take and keep other settings; one that cannot be kept still holds in this window."""
        self.settings = settings
        try:
            self.settings = kept.save(settings)
        except CannotWrite as problem:
            self.tell(problem)

    def set_text_size(self, percent: int) -> None:
        """Show the article's text larger or smaller."""
        percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        if percent != self.settings.text_size:
            self.change_settings(replace(self.settings, text_size=percent))
        theme.use(text_size=percent / 100)
        self.messages.say(tr("Text at {percent} %", percent=percent))

    def set_theme(self, choice: Theme) -> None:
        """Use light or dark colours, or follow the system."""
        self.change_settings(replace(self.settings, theme=choice))
        theme.use(choice=choice)

    def _prefer(self) -> None:
        own, settings = self.settings.own_keys(), self.settings
        self.acts.set_preferences(plain=settings.arrows_by_character, own=own)

    def _turn_arrows(self) -> None:
        plain = not self.settings.arrows_by_character
        self.change_settings(replace(self.settings, arrows_by_character=plain))
        self._prefer()
        self.messages.say(
            tr("Arrows move by character, with Ctrl by word.")
            if plain
            else tr("Arrows move by word, with Alt by character.")
        )

    def keep_layout(self, session: Session) -> None:
        """Keep the place and size of the window and its panes."""
        place = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        workspace = session.workspace
        changed = replace(self.settings, window=place)
        if workspace.left.isVisible():
            changed = replace(
                changed,
                left_width=min(max(workspace.left_width(), 120), 800),
                actor_height=min(max(workspace.actor_height(), 60), 2_000),
            )
        if changed != self.settings:
            self.change_settings(changed)

    # --- panes and menus ------------------------------------------------------------------------

    def _there(self) -> Need:
        return Need.NOTHING if self.session is None else self.session.there()

    def _after_act(self, act: str) -> None:
        if act == "let-go":
            self.messages.close_message()

    def _open_menu(self) -> None:
        button = self.top.menu_button
        menu = self.acts.menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _context_menu(self, at: QPoint) -> None:
        if self.session is not None:
            self._more().context_menu(at)

    def _close(self) -> None:
        self.close()

    def _fold_left(self) -> None:
        if self.session is None:
            return
        folded = self.session.workspace.fold_left()
        self.change_settings(replace(self.settings, left_folded=folded))

    def _next_pane(self, by: int) -> None:
        if self.session is None:
            return
        panes = self.session.workspace.panes()
        focus = self.focusWidget()
        now = next(
            (n for n, pane in enumerate(panes) if focus is pane or pane.isAncestorOf(focus)),
            -1 if by > 0 else 0,
        )
        panes[(now + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- events ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Look whether another program has written when the window comes to the front."""
        super().changeEvent(event)
        came = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if came and self.session is not None:
            self.session.look_outside()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the workers, write what is queued, close the file."""
        self.close_project()
        self.jobs.stop(_CLOSE_WAIT_MS)
        event.accept()


def _nothing_yet() -> str:
    return tr("There is no article yet. Drop text files here, or import them.")


def _icon() -> QIcon:
    picture = QPixmap()
    if resources.exists("icons", "annotator.svg"):
        picture.loadFromData(resources.read_bytes("icons", "annotator.svg"))
    return QIcon(picture)
