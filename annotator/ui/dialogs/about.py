"""What this program is: its name, version, licence."""

from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.language import tr
from annotator.ui.dialogs.frame import Frame


def show_about(parent: QWidget) -> None:
    """Show name, version and licence."""
    dialog = Frame(parent, tr("About Annotator"), width=420)
    dialog.words("Annotator", font="headline")
    dialog.words(tr("Version {version}", version=__version__), ink="ink2")
    dialog.words(tr("Marks who speaks in news articles and what they claim. It works offline; your "
                    "texts stay on this computer."))  # fmt: skip
    dialog.words(tr("Licence: MIT. Colours by Okabe and Ito."), font="small", ink="ink2")
    dialog.button(tr("Close"), dialog.accept, is_default=True)
    dialog.open()
