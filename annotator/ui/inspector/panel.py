"""The dock beside the page: type, attributes, actor, links, note, who and when of one span.

Each change is one step; in the note, leaving the field makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr
from annotator.model.span import Link, Owner, Span
from annotator.project.acts.articles import plan_note
from annotator.project.acts.edit import plan_attribute, plan_type
from annotator.ui import theme
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.model.scheme import AttributeType
    from annotator.ui.session import Session

_WIDTH = 280
_CUT = 60


class Inspector(QScrollArea):
    """Shows the current span; without one it says how to get one."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Follow the current span of a session."""
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName(tr("Inspector"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(200)
        self.resize(_WIDTH, self.height())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._session = session
        self._reading = session.reading
        self._shown: object = None
        self.note: QPlainTextEdit | None = None
        self._note_before = ""
        self._note_of = ""
        self._reading.current_changed.connect(self.refresh)
        session.bridge.page_opened.connect(lambda _page: self.refresh())
        theme.notice.changed.connect(self._again)
        self.refresh()

    def refresh(self) -> None:
        """Show the current span as it is now."""
        if self.isHidden():
            return
        span = self._reading.span
        bridge = self._session.bridge
        page = bridge.page
        shown: object = None if page is None else page.article.id
        if span is not None and page is not None:
            actor = bridge.context.actors.get(span.actor_id)
            shown = (
                span,
                page.links_of(span.id),
                page.notes(span.id),
                actor,
                bridge.context.scheme.version,
            )
        if shown == self._shown and self.widget() is not None:
            return
        self.keep_note()
        self._shown = shown
        self.note = None
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window() else False
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        if span is None or page is None:
            column.addWidget(_label(tr("Inspector"), "bold"))
            column.addWidget(_label(tr("Click a span, or go to one with N."), "ui", "ink2"))
            if page is not None and page.article.source:
                came = tr("The article came from {source}.", source=page.article.source)
                column.addWidget(_label(came, "small", "ink2"))
        else:
            self._fill(column, span)
        column.addStretch(1)
        before = self.takeWidget()
        if before is not None:
            # Later: a field in it may be what has just told of the change.
            before.hide()
            before.deleteLater()
        self.setWidget(inside)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        self._shown = None
        self.refresh()

    def showEvent(self, event: QEvent) -> None:
        """Show what is current when the dock opens."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent here
        self._shown = None
        self.refresh()

    # --- what is in it --------------------------------------------------------------------------

    def _fill(self, column: QVBoxLayout, span: Span) -> None:
        can = not self._session.project.read_only and span.layer_id == self._session.bridge.layer_id
        column.addWidget(_label(_cut(span.text(), 3 * _CUT), "bold"))
        if len(span.parts) > 1:
            column.addWidget(_label(tr("in {n} parts", n=len(span.parts)), "small", "ink2"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(2)
        form.addRow(tr("Type"), self._type_box(span, can=can))
        scheme = self._session.bridge.context.scheme
        kind = scheme.type(span.type)
        for attribute in kind.attributes if kind is not None else ():
            field = self._attribute(span.id, span.attributes, attribute, can=can)
            form.addRow(tr(attribute.name), field)
        if kind is not None and kind.refers_to_actor:
            form.addRow(tr("Actor"), self._actor_button(span, can=can))
        column.addLayout(form)
        self._fill_links(column, span, can=can)
        column.addWidget(_label(tr("Note"), "bold"))
        column.addWidget(self._note_field(span, can=can))
        column.addWidget(_label(self._who(span), "small", "ink2"))
        delete = QPushButton(tr("Delete this span"), self)
        delete.setEnabled(can)
        delete.clicked.connect(self._reading.guarded(self._session.marking.delete))
        column.addWidget(delete)

    def _type_box(self, span: Span, *, can: bool) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(tr("Type"))
        for kind in self._session.bridge.context.scheme.types:
            box.addItem(tr(kind.name), kind.name)
        box.setCurrentIndex(box.findData(span.type))
        box.setEnabled(can)

        def changed(index: int) -> None:
            name = str(box.itemData(index))
            self._reading.act(lambda context, page: plan_type(context, page, span.id, name))

        box.activated.connect(changed)
        return box

    def _attribute(
        self, owner_id: str, values: Mapping[str, str], attribute: AttributeType, *, can: bool
    ) -> QWidget:
        current = values.get(attribute.name)
        if not attribute.values:
            return self._free_attribute(owner_id, attribute, current or "", can=can)
        box = ChoiceBox()
        box.setAccessibleName(tr(attribute.name))
        box.setToolTip(attribute.definition)
        nothing = tr("not set")
        if attribute.default is not None:
            nothing = tr("not set ({value})", value=tr(attribute.default))
        box.addItem(nothing, None)
        for value in attribute.values:
            box.addItem(tr(value), value)
        box.setCurrentIndex(max(box.findData(current), 0) if current is not None else 0)
        box.setEnabled(can)

        def changed(index: int) -> None:
            value = box.itemData(index)
            self._reading.act(
                lambda context, page: plan_attribute(
                    context, page, [owner_id], attribute.name, value
                )
            )

        box.activated.connect(changed)
        return box

    def _free_attribute(
        self, owner_id: str, attribute: AttributeType, current: str, *, can: bool
    ) -> QWidget:
        field = QLineEdit(current)
        field.setAccessibleName(tr(attribute.name))
        field.setToolTip(attribute.definition)
        field.setEnabled(can)

        def left() -> None:
            words = field.text().strip()
            if words != current:
                self._reading.act(
                    lambda context, page: plan_attribute(
                        context, page, [owner_id], attribute.name, words or None
                    )
                )

        field.editingFinished.connect(left)
        return field

    def _actor_button(self, span: Span, *, can: bool) -> QPushButton:
        actor = self._session.bridge.context.actors.get(span.actor_id)
        button = QPushButton(actor.name if actor is not None else tr("not set"), self)
        button.setAccessibleName(
            tr("Actor: {name}", name=actor.name if actor is not None else tr("not set"))
        )
        button.setEnabled(can)
        button.clicked.connect(self._reading.guarded(self._session.joining.actor))
        return button

    def _fill_links(self, column: QVBoxLayout, span: Span, *, can: bool) -> None:
        links = self._reading.page.links_of(span.id)
        if not links and not self._reading.is_claim(span):
            return
        column.addWidget(_label(tr("Links"), "bold"))
        for link in links:
            self._link_row(column, span, link, can=can)
        add = QPushButton(tr("Link … (L)"), self)
        add.setEnabled(can)
        add.clicked.connect(self._reading.guarded(self._session.joining.link))
        column.addWidget(add)

    def _link_row(self, column: QVBoxLayout, span: Span, link: Link, *, can: bool) -> None:
        scheme = self._session.bridge.context.scheme
        kind = scheme.link(link.type)
        name = tr((kind.label if kind is not None else "") or link.type)
        outward = link.source_id == span.id
        other = self._reading.page.span(link.target_id if outward else link.source_id)
        words = _cut(other.text(), _CUT) if other is not None else ""
        row = QHBoxLayout()
        go = QPushButton(f"{name}: {words}" if outward else f"{words} ({name})", self)
        go.setStyleSheet("QPushButton { text-align: left; border: 0; padding: 2px; }")
        go.setToolTip(tr("Go to it"))
        if other is not None:
            go.clicked.connect(lambda: self._reading.go_to(other))
        row.addWidget(go, 1)
        remove = QPushButton(tr("Remove"), self)
        remove.setAccessibleName(tr("Remove the link {name}: {words}", name=name, words=words))
        remove.setEnabled(can)
        remove.clicked.connect(lambda: self._session.marking.delete_item(link.id))
        row.addWidget(remove)
        column.addLayout(row)
        if kind is not None and outward and kind.attributes:
            form = QFormLayout()
            for attribute in kind.attributes:
                field = self._attribute(link.id, link.attributes, attribute, can=can)
                form.addRow(tr(attribute.name), field)
            column.addLayout(form)

    # --- the note -------------------------------------------------------------------------------

    def _note_field(self, span: Span, *, can: bool) -> QPlainTextEdit:
        mine = [
            note.text
            for note in self._reading.page.notes(span.id)
            if note.by == self._session.bridge.context.coder.id
        ]
        self._note_before = mine[0] if mine else ""
        self._note_of = span.id
        field = QPlainTextEdit(self._note_before, self)
        field.setAccessibleName(tr("Note"))
        field.setTabChangesFocus(True)
        field.setFixedHeight(72)
        field.setReadOnly(not can)
        field.installEventFilter(self)
        self.note = field
        return field

    def keep_note(self) -> None:
        """Make what was typed into the note one step."""
        if self.note is None:
            return
        words, owner_id = self.note.toPlainText().strip(), self._note_of
        if words == self._note_before.strip():
            return
        self._note_before = words
        if self._reading.page.span(owner_id) is not None:
            self._reading.act(
                lambda context, page: plan_note(context, page, Owner.SPAN, owner_id, words)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the note keeps it; Esc goes back to the page."""
        if watched is self.note:
            if event.type() == QEvent.Type.FocusOut:
                self.keep_note()
            if _is_escape(event):
                self._session.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _layer_name(self, layer_id: str) -> str:
        layers = self._session.bridge.context.layers
        return next((layer.name for layer in layers if layer.id == layer_id), "")

    def _who(self, span: Span) -> str:
        names = {
            layer.coder_id: layer.name
            for layer in self._session.bridge.context.layers
            if layer.coder_id
        }
        when = (span.changed or span.created).replace("T", " ").removesuffix("Z")
        return tr(
            "{who} · {when}", who=names.get(span.by) or self._layer_name(span.layer_id), when=when
        )


def _is_escape(event: QEvent) -> bool:
    is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
    return is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _label(words: str, font: str, ink: str = "ink") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(theme.font(font))
    label.setStyleSheet(f"color: {theme.colour(ink).name()}")
    return label


def _cut(words: str, length: int) -> str:
    clean = " ".join(words.split())
    return clean if len(clean) <= length else f"{clean[: length - 1]}…"
