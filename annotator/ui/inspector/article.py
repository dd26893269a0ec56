"""What the inspector shows where no span is current: the article's fields, each in its line."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QWidget

from annotator.language import tr
from annotator.model.article import MASTHEAD_FIELDS, Article
from annotator.ui.basics.building import WordsField, column, field
from annotator.ui.basics.labels import Label
from annotator.ui.popups.masthead import field_label, own_names


class FieldsInLines(QWidget):
    """Enter keeps and confirms a field, Esc puts it back, Tab keeps it and goes on."""

    written = Signal(str, object)
    """The id of the article and the fields that are to be kept, by name."""
    entered = Signal(str)
    """The field that has the keyboard; none where it is "": its source is to be lit."""

    def __init__(self, article: Article, *, can: bool) -> None:
        """Show an article; with `can` it may be changed."""
        super().__init__()
        self.setAccessibleName(tr("Article"))
        self._article = article
        self._proposed = frozenset(article.proposed())
        names = (*MASTHEAD_FIELDS, *own_names(article))
        self._before = {one: article.value(one) for one in names}
        self.fields: dict[str, WordsField] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(2)
        for name, value in self._before.items():
            made = field(value, self)
            made.setAccessibleName(field_label(name))
            made.setPlaceholderText(tr("YYYY, YYYY-MM or YYYY-MM-DD") if name == "date" else "")
            made.setReadOnly(not can)
            made.installEventFilter(self)
            made.editingFinished.connect(self._left(name))
            self.fields[name] = made
            form.addRow(Label(self._label(name), ink="ink2"), made)
        column(form, of=self, around=(0, 0, 0, 0))

    def _label(self, name: str) -> str:
        label = field_label(name)
        return tr("{field} (proposed)", field=label) if name in self._proposed else label

    def _left(self, name: str) -> Callable[[], None]:
        return lambda: self._keep(name)

    def keep(self) -> None:
        """Keep all fields that were changed."""
        for name in self.fields:
            self._keep(name)

    def _keep(self, name: str, *, confirms: bool = False) -> None:
        words = self.fields[name].text().strip()
        if words != self._before[name] or (confirms and name in self._proposed):
            self.written.emit(self._article.id, {name: words})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which field has the keyboard; Enter confirms, Esc puts back what was typed."""
        name = next((one for one, made in self.fields.items() if made is watched), None)
        if name is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(name)
        elif event.type() == QEvent.Type.FocusOut:
            self.entered.emit("")
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            made = self.fields[name]
            is_changed = made.text().strip() != self._before[name]
            if event.key() == Qt.Key.Key_Escape and is_changed:
                made.setText(self._before[name])
                made.setCursorPosition(0)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not made.isReadOnly():
                self._keep(name, confirms=True)
                return True
        return super().eventFilter(watched, event)
