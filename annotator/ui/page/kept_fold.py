"""Page furniture opens and folds where it is: its line stays under the pointer."""

from PySide6.QtWidgets import QTextEdit

from annotator.ui.page.document import BANNER
from annotator.ui.page.layout import PageLayout

_BELOW_TOP = 24


class KeptFold:
    """Where the line of a run of furniture is seen, before the article is laid out anew."""

    def __init__(self, layout: PageLayout, region_id: str, offset: int) -> None:
        """Look where it is now, in what is scrolled by `offset`."""
        self._region_id = region_id
        top = layout.fold_top(region_id)
        self._y = None if top is None else top - offset
        self._line = layout.line_at(offset + _BELOW_TOP)[0]

    def keep(self, layout: PageLayout | None, view: QTextEdit) -> None:
        """Scroll so that it is there again; what was read inside it is folded: below the top."""
        top = layout.fold_top(self._region_id) if layout is not None else None
        if layout is None or top is None:
            return
        y = self._y
        if y is None or not -BANNER < y < view.viewport().height():
            if layout.content.fold_at(self._line) is None:
                return  # it is out of sight, and what is in sight stays
            y = _BELOW_TOP
        view.verticalScrollBar().setValue(max(0, round(top - y)))
