"""The inspector: it follows the current span, and what is changed in it becomes a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.span import Owner
from annotator.project.asking.noting import plan_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.ui.basics.actions import Actions
    from annotator.ui.handlers.articles import ArticleHandlers
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.inspector.panel import Inspector
    from annotator.ui.workspace import Workspace


class InspectorHandlers:
    """Makes the inspector when it is first wanted, and serves it."""

    def __init__(
        self,
        reading: ReadingState,
        workspace: Workspace,
        actions: Actions,
        articles: ArticleHandlers,
    ) -> None:
        """Act on what is read; `articles` keeps its fields."""
        self._reading, self._workspace, self._actions = reading, workspace, actions
        self._articles = articles

    def show(self, *, toggle: bool) -> bool:
        """Show the inspector, or hide it with `toggle`; say whether it is shown now."""
        inspector = self._workspace.inspector
        if inspector is None:
            inspector = self._make()
        elif toggle:
            inspector.setVisible(not inspector.isVisible())
        return not inspector.isHidden()

    def _make(self) -> Inspector:
        from annotator.ui.inspector.panel import Inspector

        reading = self._reading
        made = Inspector(self._workspace)
        made.planned.connect(reading.act)
        made.note_written.connect(self._write_note)
        made.fields_written.connect(self._write_fields)
        made.field_entered.connect(self._articles.light_source)
        made.wanted.connect(lambda act: self._actions.run(act, from_bar=False))
        made.go_wanted.connect(reading.go_to)
        made.shown.connect(self._refresh)
        reading.current_changed.connect(self._refresh)
        reading.bridge.page_opened.connect(lambda _page: self._refresh())
        self._workspace.add_inspector(made)
        made.show()
        self._refresh()
        return made

    def _refresh(self) -> None:
        inspector, bridge = self._workspace.inspector, self._reading.bridge
        if inspector is None or inspector.isHidden():
            return
        span, context = self._reading.span, bridge.context
        is_own = bridge.looked_at is None if span is None else span.layer_id == bridge.layer_id
        can = is_own and not bridge.project.read_only
        inspector.show_span(span, bridge.page, context, can=can)

    def _write_fields(self, article_id: str, fields: Mapping[str, str]) -> None:
        page = self._reading.bridge.page
        if page is not None and page.article.id == article_id:
            self._articles.keep_fields(fields)

    def _write_note(self, span_id: str, words: str) -> None:
        if self._reading.page.span(span_id) is not None:
            self._reading.act(
                lambda context, page: plan_note(context, page, Owner.SPAN, span_id, words)
            )
