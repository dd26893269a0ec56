"""What the window opens when it is wanted: dialogs, palette, help, inspector, find.

Each method is one act of the table in `actions`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from annotator.language import tr
from annotator.model.layer import SAMPLE_CODER, LayerKind
from annotator.reading.keys import MARK
from annotator.text.ranges import Range
from annotator.ui.messages import Offer
from annotator.ui.popups.choice import Choice, ChoicePopup, filtered
from annotator.ui.strokes import digit_of

if TYPE_CHECKING:
    from annotator.formats.export import ExportReport
    from annotator.store.read_lists import StepInfo
    from annotator.ui.session import Session
    from annotator.ui.window import MainWindow
    from annotator.work import Cancel, Progress

_MOST_FOUND = 200
_BEFORE, _AROUND = 12, 40
"""How much of the text stands around found words: little before, so that they are seen."""
_LONGEST_TITLE = 28


class More:
    """The acts that open something."""

    def __init__(self, window: MainWindow) -> None:
        """Work for a window."""
        self._window = window

    @property
    def _session(self) -> Session:
        session = self._window.session
        if session is None:
            raise RuntimeError("an act that needs a project was done without one")
        return session

    # --- finding an act, help -------------------------------------------------------------------

    def palette(self) -> None:
        """Find an act by its name; each shows its key."""
        window, acts = self._window, self._window.acts
        choices = [
            Choice(acts.label(row.name), row.name, acts.key(row.name), also=(tr(row.menu),))
            for row in acts.rows()
            if acts.can(row.name) and row.name not in ("palette", "menu")
        ]
        popup = ChoicePopup(
            window, tr("Find an action"), filtered(choices), placeholder=tr("its name")
        )
        popup.use_digits(digit_of)
        before = window.focusWidget()
        popup.closed.connect(lambda: before.setFocus() if before is not None else None)
        popup.picked.connect(lambda name: acts.run(str(name)))
        width = window.width()
        popup.open_at(QRect(width - 420 if width > 840 else 40, 40, 380, 4))

    def key_sheet(self) -> None:
        """Show the keys of this screen."""
        from annotator.ui.dialogs.key_sheet import KeySheet

        KeySheet(self._window, self._window.acts.keys).open()

    def about(self) -> None:
        """Show version and licence."""
        from annotator.ui.dialogs.about import show_about

        show_about(self._window)

    def context_menu(self, at: QPoint) -> None:
        """Show what can be done at a place of the page."""
        session, acts = self._session, self._window.acts
        view = session.view
        position = view.position_at(at)
        chosen = view.selection()
        if chosen is None or not chosen.start <= position <= chosen.end:
            view.set_caret(position)
            here = list(session.reading.page.spans_at(position))
            mine = [one for one in here if one.layer_id == session.bridge.layer_id]
            if not any(one.id == session.reading.span_id for one in mine):
                session.reading.make_current(mine[0].id if mine else None)
        types = [row.name for row in acts.rows() if row.name.startswith(MARK)]
        parts = [row.name for row in acts.rows() if row.name.startswith("add-part-")]
        names = (
            *types, "", *parts, "", "link", "actor", "open-values", "change-type", "boundaries",
            "everywhere", "everywhere-project", "note", "delete", "cycle", "", "widen", "narrow",
            "copy", "", "region", "restore-furniture", "unfold", "masthead", "", "done", "exclude",
        )  # fmt: skip
        menu = acts.menu_of(names, self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.viewport().mapToGlobal(at))

    # --- finding words --------------------------------------------------------------------------

    def find(self) -> None:
        """Find words in the article."""
        self._session.find_bar().begin()

    def find_in_project(self) -> None:
        """Find words in all articles; the places come as a list with the words around them."""
        window, session = self._window, self._session
        chosen = session.view.selection()
        page = session.bridge.page
        words = chosen.of(page.text) if chosen is not None and page is not None else ""

        def find(typed: str) -> list[Choice]:
            wanted = " ".join(typed.split())
            return (
                [Choice(tr("Find “{words}” in all articles", words=wanted), wanted)]
                if wanted
                else []
            )

        popup = ChoicePopup(window, tr("Find in the project"), find, placeholder=tr("words"))
        popup.picked.connect(lambda wanted: self._look_through(str(wanted)))
        popup.closed.connect(session.view.setFocus)
        popup.open_at(QRect(window.width() // 2 - 190, 40, 380, 4))
        if words and "\n" not in words:
            popup.preset(words)

    def _look_through(self, wanted: str) -> None:
        session, project = self._session, self._session.project

        def work(progress: Progress, cancel: Cancel) -> list[tuple[str, Range, str, str]]:
            from annotator.text.likeness import find_folded

            found: list[tuple[str, Range, str, str]] = []
            ids = project.reader.article_ids()
            for done, article_id in enumerate(ids):
                cancel.check()
                progress(done, len(ids), tr("article"))
                article = project.reader.article(article_id)
                for at in find_folded(article.text, wanted):
                    line = _line_around(article.text, at)
                    found.append((article_id, at, line, _cut_title(article.title)))
                if len(found) >= _MOST_FOUND:
                    break
            return found

        def then(found: list[tuple[str, Range, str, str]]) -> None:
            if not found:
                self._window.messages.say(tr("“{words}” stands in no article.", words=wanted))
                return
            choices = [Choice(line, (one, at), title) for one, at, line, title in found]
            caret = session.view.caret()
            session.reading.choose(
                tr("“{words}” in the project", words=wanted),
                choices,
                self._go_to_found,
                at=Range(caret, caret),
            )

        job = self._window.jobs.start(work, then)
        self._window.progress.follow(job, tr("Looking"))

    def _go_to_found(self, value: object) -> None:
        match value:
            case (str(article_id), Range() as at):
                self._session.open_at(article_id, at)

    # --- the inspector, actors ------------------------------------------------------------------

    def inspector(self, *, toggle: bool = True) -> None:
        """Show the inspector, or hide it."""
        window, session = self._window, self._session
        workspace = session.workspace
        if workspace.inspector is None:
            from annotator.ui.inspector.panel import Inspector

            panel = Inspector(session, workspace)
            workspace.add_inspector(panel)
            panel.show()
        elif toggle:
            workspace.inspector.setVisible(not workspace.inspector.isVisible())
        shown = workspace.inspector is not None and not workspace.inspector.isHidden()
        if shown != window.settings.inspector_open:
            window.change_settings(replace(window.settings, inspector_open=shown))

    def actors(self) -> None:
        """List the actors; picking one opens its names, a new name makes one."""
        session = self._session

        def find(typed: str) -> list[Choice]:
            book = session.bridge.context.actors
            some = book.matching(typed, limit=50) if typed.strip() else book.present()
            found = [Choice(one.name, one.id, tr(one.kind)) for one in some]
            name = " ".join(typed.split())
            if name and not book.named(name):
                found.append(Choice(tr("New actor: {name}", name=name), ("new", name)))
            return found

        def picked(value: object) -> None:
            match value:
                case str(actor_id):
                    self.edit_actor(actor_id)
                case ("new", str(name)):
                    self._new_actor(name)

        caret = session.view.caret()
        session.reading.choose(tr("Actors"), find, picked, at=Range(caret, caret))

    def _new_actor(self, name: str) -> None:
        from annotator.project.acts.actors import plan_new

        self._session.bridge.act_on_project(lambda context: plan_new(context, name))

    def edit_actor(self, actor_id: str) -> None:
        """Open an actor's names, kind, roles and note."""
        from annotator.project.acts.actors import plan_edit, plan_merge
        from annotator.ui.dialogs.actor import ActorDialog

        bridge = self._session.bridge
        context = bridge.context
        actor = context.actors.get(actor_id)
        if actor is None:
            return
        dialog = ActorDialog(
            self._window, actor, context.actors, context.scheme.actor_kinds, context.new_id
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(lambda after: bridge.act_on_project(lambda now: plan_edit(now, after)))
        dialog.merge_wanted.connect(
            lambda old, into: bridge.act_on_project(lambda now: plan_merge(now, old, into))
        )
        dialog.open()

    # --- who codes ------------------------------------------------------------------------------

    def change_coder(self) -> None:
        """Ask who codes now: somebody who has a layer here, or a new name."""
        window, session = self._window, self._window.session
        known = self._known_coders()

        def find(typed: str) -> list[Choice]:
            name = " ".join(typed.split())
            found = [
                Choice(one, one, chosen=one == window.settings.coder_name)
                for one in known
                if name.casefold() in one.casefold()
            ]
            if name and name not in known:
                found.append(Choice(tr("New coder: {name}", name=name), name))
            return found

        def picked(name: object) -> None:
            window.change_coder(str(name), known.get(str(name), ""))

        popup = ChoicePopup(window, tr("Who is coding?"), find, placeholder=tr("coder name"))
        popup.use_digits(digit_of)
        popup.picked.connect(picked)
        if session is not None:
            popup.closed.connect(session.view.setFocus)
        popup.open_at(QRect(12, window.height() - 28, 200, 20))

    def _known_coders(self) -> dict[str, str]:
        """Who may code here, with their ids: all of the settings and all with a layer."""
        settings, session = self._window.settings, self._window.session
        layers = session.bridge.context.layers if session is not None else ()
        here = {
            layer.name: layer.coder_id
            for layer in layers
            if layer.kind is LayerKind.PERSON and layer.coder_id and not layer.frozen
        }
        return {n: one for n, one in {**here, **settings.known()}.items() if one != SAMPLE_CODER.id}

    def look_at(self) -> None:
        """Ask whose marks are to be shown; who codes stays as it is."""
        bridge, view = self._session.bridge, self._session.view
        layers = [one for one in bridge.context.layers if one.id != bridge.context.layer.id]
        choices = [
            Choice(one.name, one, chosen=one.id == bridge.layer_id)
            for one in (bridge.context.layer, *layers)
        ]
        popup = ChoicePopup(self._window, tr("Whose marks are shown?"), filtered(choices))
        popup.use_digits(digit_of)
        popup.picked.connect(self._window.look_at)
        popup.closed.connect(view.setFocus)
        popup.open_at(QRect(12, self._window.height() - 28, 200, 20))

    # --- steps ----------------------------------------------------------------------------------

    def steps(self) -> None:
        """Show the list of steps."""
        from annotator.ui.dialogs.steps import MOST, StepsDialog

        window, session = self._window, self._session
        project = session.project

        def work(_progress: Progress, _cancel: Cancel) -> list[StepInfo]:
            project.drain()
            return project.reader.steps(limit=MOST)

        def then(infos: list[StepInfo]) -> None:
            names = {one.coder_id: one.name for one in project.layers() if one.coder_id}
            names.setdefault(window.settings.coder_id, window.settings.coder_name)
            dialog = StepsDialog(window, infos, names)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.undo_wanted.connect(lambda number: self._walk(number, back=True))
            dialog.redo_wanted.connect(lambda number: self._walk(number, back=False))
            dialog.open()

        window.jobs.start(work, then)

    def _walk(self, number: int, *, back: bool) -> None:
        project = self._session.project

        def work(_progress: Progress, _cancel: Cancel) -> object:
            return project.undo(number) if back else project.redo(number)

        job = self._window.jobs.start(work, lambda _steps: None)
        self._window.progress.follow(job, tr("Undoing") if back else tr("Doing again"))

    # --- out ------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask how and where to export, then do it."""
        from annotator.ui.dialogs.export import ExportDialog, report_words

        window = self._window
        dialog = ExportDialog(window, self._session.project, window.jobs)

        def written(report: ExportReport) -> None:
            folder = report.written.parent if report.written is not None else Path()
            window.messages.say(
                report_words(report), (Offer(tr("Open the folder"), lambda: _show(folder)),)
            )

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.written.connect(written)
        dialog.started.connect(lambda job: window.progress.follow(job, tr("Exporting")))
        dialog.open()

    def print_article(self) -> None:
        """Write the article as it is shown into a picture file or onto paper."""
        from annotator.ui.render import ask_and_print

        ask_and_print(self._window, self._session)


def _line_around(text: str, at: Range) -> str:
    """Give the words around a place in one line, whole words only, “…” where more stands."""
    low, high = max(at.start - _BEFORE, 0), min(at.end + _AROUND, len(text))
    while low > 0 and at.start - low < 2 * _BEFORE and not text[low - 1].isspace():
        low -= 1
    while at.end < high < len(text) and not text[high].isspace():
        high -= 1
    before = text[low : at.start].rpartition("\n")[2]
    line = " ".join(f"{before}{text[at.start : high]}".split())
    return f"{'…' if text[:low].strip() else ''}{line}{'…' if text[high:].strip() else ''}"


def _cut_title(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
