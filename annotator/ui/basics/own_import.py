"""Python's own `import`, which PySide takes the place of.

PySide reads the source of every module that is imported after it, to see whether the module names
PySide6: `from __feature__ import …` could then change Qt's names in it. Nothing here does that,
and the reading took a twentieth of the start of the window.
"""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it puts its own import in place


def restore() -> None:
    """Let modules be imported as Python does it, where PySide kept that."""
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
    linecache.clearcache()  # the sources it has read already, 0.4 MB
