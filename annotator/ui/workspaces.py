"""Which workspace of the open project is shown, and what the bars say with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.ui.basics.building import later, part_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QStackedWidget

    from annotator.store.lists.passages import ActorPassage
    from annotator.ui.bars.foot import Foot
    from annotator.ui.bars.top import TopBar
    from annotator.ui.basics.actions import Actions
    from annotator.ui.basics.messages import LowerEdge
    from annotator.ui.basics.sheet import Sheet
    from annotator.ui.session import Session

_REFRESH_MS = 40
"""Counts and grey buttons come a moment after the mark itself, so that it is never late."""


class Workspaces(QObject):
    """Read and Review of one window; Review is made when it is first wanted."""

    def __init__(
        self, stack: QStackedWidget, top: TopBar, foot: Foot, edge: LowerEdge, acts: Actions
    ) -> None:
        """Show workspaces in a stack; bars and messages go along."""
        super().__init__(stack)
        self._acts = acts
        self._stack, self._top, self._foot, self._edge = stack, top, foot, edge
        self._session: Session | None = None
        foot.lead_clicked.connect(lambda: acts.run("look-alikes"))
        foot.trouble_clicked.connect(self._say_trouble)
        self._refresh = later(self, _REFRESH_MS, self.show_counts)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Give the acts by name."""
        return {"read": self.show_read, "review": self.show_review, "explore": self._say_later}

    def _export(self) -> None:
        """Show the sheet of exports in Read; where it came from Review it goes back there."""
        session = self._session
        if session is None:
            return
        was_reviewing = session.is_reviewing
        if was_reviewing:
            self.show_read()
        session.sheets.exports.show()
        sheet = session.over.sheet
        if was_reviewing and sheet is not None:
            sheet.closed.connect(self.show_review)

    def _say_later(self) -> None:
        """Say that the third workspace is not there yet, and what does its work meanwhile."""
        self._acts.refused.emit(
            Forbidden(
                tr("Explore, the tables and charts of a study, comes in a later version."),
                tr("“Export …” writes tables for R, pandas or a spreadsheet today."),
            )
        )

    # --- a project begins and ends --------------------------------------------------------------

    def begin(self, session: Session) -> None:
        """Show a project that was just opened, in Read."""
        self._session = session
        session.keeping.troubled.connect(self._foot.show_trouble)
        self._foot.show_trouble("")
        self._acts.register({"export": self._export})
        session.page_shown.connect(self._changed)
        session.layer_shown.connect(self.show_layer)
        session.sheet_wanted.connect(self.show_sheet)
        session.suggesting.changed.connect(self._changed)
        session.over.changed.connect(self._told)
        session.view.caret_moved.connect(self._changed)
        session.view.selection_changed.connect(self._changed)
        session.view.relaid.connect(self._edge.place)
        session.workspace.room_changed.connect(self._edge.place)
        # In the stack first: what gets another parent loses the keyboard to nobody.
        self._stack.addWidget(session.workspace)
        session.reading.focus()
        self._stack.setCurrentWidget(session.workspace)
        self._top.show_workspace("read")
        self._edge.lie_over(session.workspace, session.workspace.place_of_page)

    def asks_first(
        self, go: Callable[[], object], stay: Callable[[], object] | None = None
    ) -> bool:
        """Ask about what closing the project would drop, drafts or all; say whether that is asked.

        `go` closes it then, `stay` is done where one goes on editing.
        """
        session = self._session
        return session is not None and (
            session.keeping.asks_first(go, stay) or session.sheets.scheme.asks_first(go, stay)
        )

    def _say_trouble(self) -> None:
        """Say again what is wrong with the file, and what can be done."""
        if self._session is not None:
            self._session.keeping.say_again()

    def end(self) -> None:
        """Take the panes out of the stack: the project is closed."""
        session, self._session = self._session, None
        if session is None:
            return
        self._edge.lie_over(self._stack, self._stack.rect)
        if session.review is not None:
            session.review.close()
        seen = self._stack.currentWidget()
        every = filter(None, (session.workspace, session.review))
        # The one that is seen is the last: no other takes its place meanwhile.
        gone = sorted(every, key=lambda one: one is seen)
        for one in gone:
            self._stack.removeWidget(one)
        part_with(*gone)

    def show_alone(self, sheet: Sheet) -> None:
        """Show a sheet while no project is open; it goes when something else is shown."""
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self._foot.begin(read_only=True)
        self._foot.show_trouble("")
        self._foot.show_review(sheet.status, sheet.status_facts)
        self._edge.lie_over(sheet, sheet.place_of_content)
        sheet.home.setFocus()

        def left(_at: int) -> None:
            if self._stack.currentWidget() is not sheet:
                self._stack.currentChanged.disconnect(left)
                self._edge.lie_over(self._stack, self._stack.rect)
                self._stack.removeWidget(sheet)
                sheet.dropped()
                sheet.deleteLater()

        self._stack.currentChanged.connect(left)

    # --- which is shown -------------------------------------------------------------------------

    def show_read(self) -> None:
        """Show articles, page and cards."""
        session = self._session
        if session is None:
            self._stack.setFocus()
            return
        session.is_reviewing = False
        session.over.close()
        self._stack.setCurrentWidget(session.workspace)
        self._edge.lie_over(session.workspace, session.workspace.place_of_page)
        session.reading.focus()
        self.show_layer()
        self._told()

    def _read_article(self, article_id: str) -> None:
        """Show an article in Read that Review has named."""
        if self._session is not None:
            self._session.open_article(article_id)
            self.show_read()

    def show_review(self) -> None:
        """Show the differences, or the sheet that lies over them."""
        session = self._session
        if session is None:
            return
        session.keep_fields()
        if session.review is None:
            self._make_review(session)
        review = session.review
        if review is None or session.is_reviewing:
            session.panes.focus_page()
            return
        session.is_reviewing = True
        session.pass_messages()
        self._stack.setCurrentWidget(review)
        self._edge.lie_over(review, review.place_of_page)
        review.begin()
        self._told()

    def show_sheet(self, act: str) -> None:
        """Do an act of the menu *Review*; Review is shown when its sheet is there."""
        session = self._session
        if session is None:
            return
        if session.review is None:
            self._make_review(session)
        if session.review is not None:
            session.review.open_sheet(act)

    def show_files(self, paths: Sequence[Path]) -> bool:
        """Show what colleagues' files would bring into the project; say whether one is open."""
        session = self._session
        if session is None:
            return False
        if not session.is_reviewing:
            self.show_review()
        if session.review is not None:
            from annotator.ui.review.merge import show_files

            show_files(session.review, paths)
        return True

    def _read_passage(self, passage: ActorPassage) -> None:
        """Show a passage that a sheet led to, on the layer it was marked on; Esc leads back."""
        session = self._session
        if session is None:
            return
        bridge, looked_at = session.bridge, session.bridge.looked_at
        layers = {one.id: one for one in session.project.layers()}

        def back() -> None:
            if bridge.looked_at != looked_at:
                session.look_at(looked_at)
            self.show_review()

        def then() -> None:
            session.view.select(passage.at)
            session.handlers.escape.led_to = (passage.at, back)

        self.show_read()
        if bridge.layer_id != passage.layer_id:
            session.look_at(layers.get(passage.layer_id))
            bridge.open_article(passage.article_id)
        session.open_then(passage.article_id, then)

    def _make_review(self, session: Session) -> None:
        from annotator.ui.review.workspace import ReviewWorkspace

        session.review = review = ReviewWorkspace(
            session.bridge, session.jobs, self._acts, self._stack
        )
        review.said.connect(session.reading.said)
        self._stack.addWidget(review)
        review.changed.connect(self._told)
        review.wanted.connect(self.show_review)
        review.article_wanted.connect(self._read_article)
        review.working.connect(session.reading.working)
        review.files_dropped.connect(session.view.files_dropped)
        review.passage_wanted.connect(self._read_passage)

    def _told(self) -> None:
        """Let the bars say what is shown now."""
        session = self._session
        if session is None:
            return
        review = session.review if session.is_reviewing else None
        sheet = session.over.sheet
        if review is None and sheet is not None:
            self._top.show_workspace("read", has_acts=False)
            self._foot.show_review(sheet.status, sheet.status_facts)
        elif review is None:
            self._top.show_workspace("read")
            self.show_layer()
        else:
            letters = review.letters() if review.sheet is None else None
            self._top.show_workspace("review", has_acts=letters is not None, letters=letters)
            self._foot.show_review(*review.status(), lead=review.lead())
        self._edge.place()
        self._changed()

    # --- what the bars say ----------------------------------------------------------------------

    def show_layer(self) -> None:
        """Show whose marks are seen and who codes."""
        session = self._session
        if session is None or session.is_reviewing or session.over.sheet is not None:
            return
        bridge, project = session.bridge, session.project
        name, coder = bridge.shown_layer.name, project.context.coder.name
        self._foot.show_layer(name, coder=coder, read_only=project.read_only)

    def _changed(self, _what: object = None) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def show_counts(self) -> None:
        """Show what can be done, and how much there is of what."""
        session = self._session
        if session is None:
            return
        bridge = session.bridge
        if not session.is_reviewing and session.over.sheet is None:
            facts = session.suggesting.facts()
            self._foot.show_page(bridge.page, bridge.layer_id, bridge.context.scheme, facts)
        self._top.refresh()
