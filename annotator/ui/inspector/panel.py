"""The dock beside the page: type, attributes, actor, links, note, who and when of one span.

Each change is one step; in the note, leaving the field makes it.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGroupBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.scheme import AttributeType, Role
from annotator.model.span import Link, Span
from annotator.project.acts.edit import plan_attribute, plan_delete, plan_type
from annotator.project.asking.noting import own_note
from annotator.project.context import PlanContext
from annotator.text.words import shortened
from annotator.ui.basics import theme
from annotator.ui.basics.building import column as box
from annotator.ui.basics.building import field, row, text_area
from annotator.ui.basics.labels import CutButton, Label, plain_tip, shown_time
from annotator.ui.inspector.article import FieldsInLines
from annotator.ui.popups.box import ChoiceBox

_WIDTH = 280
_CUT = 60


class Inspector(QGroupBox):
    """Shows the current span, without one the article.

    A group on the accessibility bus: what scrolls has no role of its own there.
    """

    planned = Signal(object)
    """A change of the span that is shown, as a `Plan`."""
    note_written = Signal(str, str)
    """The id of a span and the words of the note that was left."""
    wanted = Signal(str)
    """An act of the table, to be done on the span."""
    fields_written = Signal(str, object)
    """The id of an article and fields of it that are to be kept, by name."""
    field_entered = Signal(str)
    """A field of the article that has the keyboard now; "" = none."""
    go_wanted = Signal(object)
    """A span at the other end of a link."""
    shown = Signal()
    """What is current wants to be shown anew."""

    def __init__(self, parent: QWidget) -> None:
        """Make it empty; `show_span` fills it."""
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName(tr("Inspector"))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box(self._area, of=self, around=(0, 0, 0, 0))
        self.setMinimumWidth(200)
        self.resize(_WIDTH, self.height())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shown: object = None
        self.note: QPlainTextEdit | None = None
        self.article: FieldsInLines | None = None
        self._note_before = ""
        self._note_of = ""
        theme.notice.changed.connect(self._again)

    def show_span(
        self, span: Span | None, page: Page | None, context: PlanContext, *, can: bool
    ) -> None:
        """Show a span as it is now; with `can` it may be changed."""
        shown: object = None if page is None else (page.article, can)
        if span is not None and page is not None:
            actor = context.actors.get(span.actor_id)
            links, notes = page.links_of(span.id), page.notes(span.id)
            shown = (span, links, notes, actor, context.scheme.version, can)
        if shown == self._shown and self._area.widget() is not None:
            return
        self.keep_typed()
        self._shown = shown
        self.note = self.article = None
        focus = self.window().focusWidget()
        had = focus.accessibleName() if focus is not None and self.isAncestorOf(focus) else None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        if span is None or page is None:
            column.addWidget(_label(tr("Inspector"), "bold"))
            column.addWidget(_label(tr("Click a span, or go to one with N."), "ui", "ink2"))
            if page is not None:
                self._fill_article(column, page.article, can=can)
        else:
            self._context, self._page, self._can = context, page, can
            self._fill(column, span)
        column.addStretch(1)
        before = self._area.takeWidget()
        if before is not None:
            # Later: a field in it may be what has just told of the change.
            before.hide()
            before.deleteLater()
        self._area.setWidget(inside)
        if had is not None:
            self._focus_again(had)

    def _focus_again(self, name: str) -> None:
        """Give the keyboard to the field that had it, by its name; else to the pane."""
        fields = self.findChildren(QWidget)
        named = [one for one in fields if name and one.accessibleName() == name]
        (named or [self])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        self._shown = None
        self.shown.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is current when the dock opens."""
        super().showEvent(event)
        self._again()

    # --- what is in it --------------------------------------------------------------------------

    def _fill(self, column: QVBoxLayout, span: Span) -> None:
        column.addWidget(_label(shortened(span.text(), 3 * _CUT), "bold"))
        if len(span.parts) > 1:
            column.addWidget(_label(tr("in {n} parts", n=len(span.parts)), "small", "ink2"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(2)
        form.addRow(tr("Type"), self._type_box(span))
        kind = self._context.scheme.type(span.type)
        if kind is not None:
            self._add_attributes(form, span.id, span.attributes, kind.attributes)
        if kind is not None and kind.refers_to_actor:
            form.addRow(tr("Actor"), self._actor_button(span))
        column.addLayout(form)
        self._fill_links(column, span)
        column.addWidget(_label(tr("Note"), "bold"))
        column.addWidget(self._note_field(span))
        column.addWidget(self._button(tr("Note on a link, actor, type …"), "note-on"))
        column.addWidget(_label(self._who(span), "small", "ink2"))
        column.addWidget(self._button(tr("Delete this span"), "delete"))

    def _fill_article(self, column: QVBoxLayout, article: Article, *, can: bool) -> None:
        column.addSpacing(8)
        column.addWidget(_label(tr("Article"), "bold"))
        self.article = FieldsInLines(article, can=can)
        self.article.written.connect(self.fields_written)
        self.article.entered.connect(self.field_entered)
        column.addWidget(self.article)
        self._can = can
        column.addWidget(self._button(tr("Note on the article"), "article-note"))
        if article.source:
            came = tr("The article came from {source}.", source=article.source)
            column.addWidget(_label(came, "small", "ink2"))

    def _button(self, words: str, act: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setEnabled(self._can)
        button.clicked.connect(lambda: self.wanted.emit(act))
        return button

    def _add_attributes(
        self,
        form: QFormLayout,
        owner_id: str,
        values: Mapping[str, str],
        attributes: Iterable[AttributeType],
    ) -> None:
        for attribute in attributes:
            if attribute.retired and attribute.name not in values:
                continue
            field = self._attribute(owner_id, values.get(attribute.name), attribute)
            field.setAccessibleName(tr(attribute.name))
            field.setToolTip(plain_tip(attribute.definition))
            field.setEnabled(self._can)
            form.addRow(Label(tr(attribute.name)), field)

    def _set(self, owner_id: str, name: str, value: str | None) -> None:
        self.planned.emit(
            lambda context, page: plan_attribute(context, page, [owner_id], name, value)
        )

    def _type_box(self, span: Span) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(tr("Type"))
        names = [one.name for one in self._context.scheme.offered_types]
        if span.type not in names:
            names.append(span.type)  # a retired one: the span keeps it
        box.fill([(tr(name), name) for name in names], span.type)
        box.setEnabled(self._can)

        def changed(index: int) -> None:
            name = str(box.itemData(index))
            self.planned.emit(lambda context, page: plan_type(context, page, span.id, name))

        box.activated.connect(changed)
        return box

    def _attribute(self, owner_id: str, current: str | None, attribute: AttributeType) -> QWidget:
        if not attribute.is_closed:
            return self._free_attribute(owner_id, current or "", attribute.name)
        box = ChoiceBox()
        nothing = tr("not set")
        if attribute.default is not None:
            nothing = tr("not set ({value})", value=tr(attribute.default))
        names = [*attribute.values]
        if current is not None and current not in names:
            names.append(current)  # a retired one: the span keeps it
        box.fill([(nothing, None), *((tr(one), one) for one in names)], current)
        box.activated.connect(
            lambda index: self._set(owner_id, attribute.name, box.itemData(index))
        )
        return box

    def _free_attribute(self, owner_id: str, current: str, name: str) -> QLineEdit:
        box = field(current)

        def left() -> None:
            words = box.text().strip()
            if words != current:
                self._set(owner_id, name, words or None)

        box.editingFinished.connect(left)
        return box

    def _actor_button(self, span: Span) -> CutButton:
        actor = self._context.actors.get(span.actor_id)
        name = actor.name if actor is not None else tr("not set")
        button = CutButton(name, self)
        button.setEnabled(self._can)
        button.clicked.connect(lambda: self.wanted.emit("actor"))
        button.setAccessibleName(tr("Actor: {name}", name=name))
        return button

    def _fill_links(self, column: QVBoxLayout, span: Span) -> None:
        links = self._page.links_of(span.id)
        if not links and self._context.scheme.role_of(span.type) is not Role.CLAIM:
            return
        column.addWidget(_label(tr("Links"), "bold"))
        for link in links:
            self._link_row(column, span, link)
        column.addWidget(self._button(tr("Link … (L)"), "link"))

    def _link_row(self, column: QVBoxLayout, span: Span, link: Link) -> None:
        kind = self._context.scheme.link(link.type)
        name = tr((kind.label if kind is not None else "") or link.type)
        outward = link.source_id == span.id
        other = self._page.span(link.target_id if outward else link.source_id)
        words = " ".join(other.text().split()) if other is not None else ""
        go = CutButton(f"{name}: {words}" if outward else f"{words} ({name})", self)
        if other is not None:
            go.clicked.connect(lambda: self.go_wanted.emit(other))
        remove = QPushButton(tr("Remove"), self)
        remove.setAccessibleName(tr("Remove the link {name}: {words}", name=name, words=words))
        remove.setEnabled(self._can)
        remove.clicked.connect(
            lambda: self.planned.emit(lambda context, page: plan_delete(context, page, [link.id]))
        )
        column.addLayout(row((go, 1), remove))
        if kind is not None and outward and kind.attributes:
            form = QFormLayout()
            self._add_attributes(form, link.id, link.attributes, kind.attributes)
            column.addLayout(form)

    # --- the note -------------------------------------------------------------------------------

    def _note_field(self, span: Span) -> QPlainTextEdit:
        notes, coder = self._page.notes(span.id), self._context.coder.id
        mine = own_note(notes, coder)
        self._note_before = "" if mine is None else mine.text
        self._note_of = span.id
        field = text_area(self._note_before, 72, self)
        field.setAccessibleName(tr("Note"))
        field.setReadOnly(not self._can)
        field.installEventFilter(self)
        self.note = field
        return field

    def keep_typed(self) -> None:
        """Make what was typed into the note, or into a field of the article, one step."""
        if self.article is not None:
            self.article.keep()
        words = self.note.toPlainText().strip() if self.note is not None else ""
        if self.note is not None and words != self._note_before.strip():
            self._note_before = words
            self.note_written.emit(self._note_of, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the note keeps it."""
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.keep_typed()
        return super().eventFilter(watched, event)

    def _who(self, span: Span) -> str:
        layers = self._context.layers
        names = {layer.coder_id: layer.name for layer in layers if layer.coder_id}
        of_layer = next((layer.name for layer in layers if layer.id == span.layer_id), "")
        when = shown_time(span.changed or span.created)
        return tr("{who} · {when}", who=names.get(span.by) or of_layer, when=when)


def _label(words: str, font: str, ink: str = "ink") -> Label:
    return Label(words, font, ink, wraps=True)
