"""The list of notes: a line for each, its question or flag, what it is about, who and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from annotator.errors import WrongUse
from annotator.language import tr, trn
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.reading.told import path_words
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.basics import theme
from annotator.ui.basics.labels import shown_time
from annotator.ui.basics.rows import CountedModel, Index, Rows, across, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType, Value
    from annotator.store.read_notes import NoteLine

_SIGN, _SIDE, _FAR = 30, 12, 210
_LONGEST = 200


class NotesModel(CountedModel):
    """Lines that are there already; a view asks for those it shows."""

    def __init__(self, parent: QWidget, who: Callable[[str], str]) -> None:
        """Begin empty; `who` gives a coder's name."""
        super().__init__(parent)
        self.lines: tuple[NoteLine, ...] = ()
        self._who = who

    def show_lines(self, lines: Sequence[NoteLine]) -> None:
        """Show other lines."""
        self.lines = tuple(lines)
        self.show_rows(len(self.lines))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line: itself to paint, its words to be read out."""
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (kind_words(line), words_of(line), about_words(line), self.facts(line))
            return ", ".join(filter(None, said))
        return None

    def facts(self, line: NoteLine) -> str:
        """Give who wrote a note and when."""
        return f"{isolated(self._who(line.note.by))} · {shown_time(line.note.at)}"


class NoteRows(Rows):
    """Draws a note: its sign, its words, who and when; below what it is about."""

    height = 48

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line, model = index.data(Qt.ItemDataRole.UserRole), index.model()
        if line is None or not isinstance(model, NotesModel):
            return
        painter.save()
        self.paint_ground(painter, option, index)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        rect: QRect = option.rect
        inner = rect.adjusted(_SIDE + _SIGN, 5, -_SIDE, -5)
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width() - _FAR, half)
        far = QRect(inner.right() - _FAR + 8, inner.top(), _FAR - 8, half)
        lower = QRect(inner.left(), inner.top() + half, inner.width() - _FAR, half)
        answers = QRect(far.left(), lower.top(), far.width(), half)
        sign = QRect(rect.left() + _SIDE, inner.top(), _SIGN - 6, half)
        for place, words, font, ink, is_far in (
            (sign, _sign(line), "bold", "ink", False),
            (upper, words_of(line), "ui", "ink", False),
            (far, model.facts(line), "small", "ink2", True),
            (lower, about_words(line), "small", "ink2", False),
            (answers, _answers(line), "small", "ink2", True),
        ):
            at = across(place, rect, mirrored=mirrored)
            write(painter, at, words, font, ink, at_right=mirrored is not is_far)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _sign(line: NoteLine) -> str:
    signs = ("?" if line.note.question else "", "↺" if line.note.later else "")
    return "".join(signs)


def kind_words(line: NoteLine) -> str:
    """Say what a note is."""
    note = line.note
    kind = tr("question") if note.question else tr("note")
    return f"{kind}, {tr('to be come back to')}" if note.later else kind


def words_of(line: NoteLine) -> str:
    """Give the words of a note on one line."""
    return isolated(shortened(line.note.text, _LONGEST)) or tr("come back later")


def about_words(line: NoteLine) -> str:
    """Say what a note is about."""
    note = line.note
    title = isolated(shortened(line.title, 60))
    match note.owner_kind:
        case Owner.SCHEME:
            if not note.owner_id:
                return tr("the scheme")
            path = thing_of(line)
            words = isolated(note.owner_id) if path is None else path_words(path)
            return tr("the scheme: {path}", path=words)
        case Owner.ACTOR:
            return tr("the actor {name}", name=isolated(line.words))
        case Owner.ARTICLE:
            return tr("the article {title}", title=title)
    words = quoted(shortened(line.words, 80))
    if note.owner_kind is Owner.LINK:
        words = tr("{link} of {words}", link=tr(line.link.replace("_", " ")), words=words)
    return f"{words}  ·  {title}"


def thing_of(line: NoteLine) -> SchemePath | None:
    """Give what in the scheme a note is about, itself or by the mark or link that it is on."""
    kind = line.note.owner_kind
    if kind is not Owner.SCHEME:
        name = {Owner.SPAN: line.type, Owner.LINK: line.link}.get(kind, "")
        return SchemePath(kind, name) if name else None
    try:
        return SchemePath.of(line.note.owner_id)
    except WrongUse:  # on the scheme as a whole, or on what no scheme has
        return None


def _answers(line: NoteLine) -> str:
    if not line.note.question:
        return ""
    n = len(line.answers)
    return trn("{n} answer", "{n} answers", n) if n else tr("no answer yet")


def where_said(scheme: Scheme, text: str) -> Iterator[SchemePath]:
    """Give the paths of what is defined or exemplified by these words of an answer."""
    for path, item in in_use(scheme) if text else ():
        ends = (one.endswith(f"({text})") for one in (item.example, item.counter_example))
        if text in (item.definition, item.example, item.counter_example) or any(ends):
            yield path


def in_use(
    scheme: Scheme,
) -> Iterator[tuple[SchemePath, SpanType | LinkType | AttributeType | Value]]:
    """Give each type, link, attribute and value that is in use, with its path."""
    every = ((Owner.SPAN, scheme.offered_types), (Owner.LINK, scheme.offered_links))
    for kind, owners in every:
        for owner in owners:
            path = SchemePath(kind, owner.name)
            yield path, owner
            yield from _attributes_in_use(path, owner.offered_attributes)
    own = [one for one in scheme.actor_attributes if not one.retired]
    yield from _attributes_in_use(SchemePath(Owner.ACTOR, ""), own)


def _attributes_in_use(
    path: SchemePath, every: Iterable[AttributeType]
) -> Iterator[tuple[SchemePath, AttributeType | Value]]:
    for one in every:
        own = path._replace(attribute=one.name)
        yield own, one
        for value in one.explained:
            if not value.retired:
                yield own._replace(value=value.name), value
