"""What the acts *Coding scheme …* and *Look again …* do, for one open project."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.language import tr, trn
from annotator.reading.told import path_words
from annotator.ui.led_to import lead_to
from annotator.ui.scheme.words import lost_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.scheme_edits.coded_marks import CodedMark
    from annotator.model.scheme_edits.paths import SchemePath
    from annotator.project import Project
    from annotator.text.ranges import Range
    from annotator.ui.led_to import Looking
    from annotator.ui.scheme.drafts import Drafts
    from annotator.work import Cancel


class SchemeSheets(QObject):
    """The sheets of the scheme. What is drafted is kept here, whatever is shown meanwhile."""

    def __init__(self, session: Looking) -> None:
        """Work for a session."""
        super().__init__(session.workspace)
        self._session = session
        self._drafts: Drafts | None = None

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        return {"scheme": self.show, "look-again": self.look_again}

    # --- the scheme -----------------------------------------------------------------------------

    def show(self, at: SchemePath | None = None, back: Callable[[], object] | None = None) -> None:
        """Show the scheme, on `at` if that is named; leaving it goes `back`."""
        from annotator.ui.scheme.drafts import Drafts
        from annotator.ui.scheme.sheet import SchemeSheet

        session = self._session
        if self._drafts is None:
            self._drafts = Drafts(session.bridge.context.scheme)
        sheet = SchemeSheet(session.workspace, session.bridge, session.jobs, self._drafts)
        sheet.cases_wanted.connect(self._show_cases)
        sheet.made.connect(self._made)
        sheet.working.connect(session.reading.working)
        sheet.said.connect(session.reading.say)
        sheet.versions_wanted.connect(partial(self._show_versions, sheet))
        sheet.file_wanted.connect(partial(self._ask_file, sheet))
        sheet.ready_wanted.connect(partial(self._ask_ready, sheet))
        session.over.show(sheet)
        if back is not None:
            sheet.closed.connect(back)
        sheet.show_drafts(at)
        sheet.acting.take_scheme()

    def n_drafts(self) -> int:
        """Give how many edits are drafted and are no version yet."""
        return 0 if self._drafts is None else len(self._drafts.edits)

    def asks_first(
        self, go: Callable[[], object], stay: Callable[[], object] | None = None
    ) -> bool:
        """Ask what becomes of drafts before the project is closed; say whether that is asked.

        `go` closes it, at once or when the version is made; `stay` where one goes on editing.
        """
        from annotator.ui.scheme.sheet import SchemeSheet

        sheet = self._session.over.sheet
        if isinstance(sheet, SchemeSheet):
            sheet.fields.keep_typed()
        if not self.n_drafts():
            return False
        if not isinstance(sheet, SchemeSheet):
            self.show()
            sheet = self._session.over.sheet
        if isinstance(sheet, SchemeSheet) and sheet.is_making:
            sheet.acting.then_go = go
            sheet.say(tr("This closes as soon as the version is made."))
        elif isinstance(sheet, SchemeSheet):
            sheet.acting.ask_to_drop(go, stay)
        return True

    def put_drafts_on(self) -> None:
        """Put what is drafted on the scheme as it is now; say which drafts do not fit it."""
        if self._drafts is None or not self._drafts.edits:
            return
        lost = self._drafts.put_on(self._session.bridge.context.scheme)
        if lost:
            self._session.reading.say(lost_words(lost))

    def _made(self, version: int, n: int) -> None:
        """Say what was made, and offer what is to be looked at again."""
        from annotator.ui.basics.messages import Offer

        said = tr("The scheme is version {n}.", n=version)
        if n:
            more = trn(
                "{n} decision is to look at again.", "{n} decisions are to look at again.", n
            )
            offer = Offer(tr("Look again"), self.look_again)
            self._session.reading.said.emit(f"{said} {more}", (offer,))
        else:
            self._session.reading.say(said)

    def _show_versions(self, parent: object) -> None:
        from annotator.ui.scheme.versions import show_versions

        show_versions(self._session, parent)  # type: ignore[arg-type]  # the sheet

    def _ask_file(self, sheet: object) -> None:
        from annotator.ui.scheme.files import ask_file

        ask_file(self._session, sheet)  # type: ignore[arg-type]  # the sheet

    def _ask_ready(self, sheet: object) -> None:
        from annotator.ui.scheme.files import ask_ready

        ask_ready(sheet)  # type: ignore[arg-type]  # the sheet

    # --- what is coded --------------------------------------------------------------------------

    def _show_cases(self, path: SchemePath, title: str) -> None:
        """List what is coded so, in every layer; one leads to its passage."""
        from annotator.ui.scheme.cases import PassagesForm

        session = self._session
        name = title or path_words(path)
        find = partial(_touched, session.project, path)
        form = PassagesForm(session.workspace, session.project, session.jobs, name, find)
        form.chosen.connect(partial(self._lead_to, path))
        form.open()

    def _lead_to(self, path: SchemePath, article_id: str, layer_id: str, at: Range) -> None:
        lead_to(self._session, article_id, at, layer_id, partial(self.show, path))

    # --- looking again --------------------------------------------------------------------------

    def look_again(self, at: str = "") -> None:
        """Show what was decided under an older wording; on the item `at` if that is named."""
        from annotator.ui.scheme.look_again import LookAgainSheet

        session = self._session
        sheet = LookAgainSheet(session.workspace, session.bridge, session.jobs)
        sheet.article_wanted.connect(self._read)
        sheet.said.connect(session.reading.say)
        sheet.working.connect(session.reading.working)
        sheet.stand_on = at
        session.over.show(sheet)

    def _read(self, item: str, article_id: str, layer_id: str, at: Range) -> None:
        lead_to(self._session, article_id, at, layer_id, partial(self.look_again, item))


def _touched(project: Project, path: SchemePath, cancel: Cancel) -> list[CodedMark]:
    """Give what is coded of a thing of the scheme, in every layer."""
    project.open_project.drain()
    found = []
    for one in project.touched_by(str(path)):
        cancel.check()
        found.append(one)
    return found
