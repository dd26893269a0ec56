"""What a text edit is told so that it shows text with caret and selection, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextEdit

from annotator.ui.basics.building import own_viewport


def only_show(view: QTextEdit) -> None:
    """Let a text edit only show: no editing, no frame, no bars; what is painted is the view's."""
    view.setReadOnly(True)
    view.setUndoRedoEnabled(False)
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAcceptDrops(True)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    port = own_viewport(view)
    port.setCursor(Qt.CursorShape.IBeamCursor)
    port.setMouseTracking(True)
    port.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
