"""Optional parts of the installation: whether one is there, and the line to type where it is not.

Their libraries are loaded by the format that needs them, when it needs them.
"""

from importlib.util import find_spec

from annotator.language import tr

EXTRAS = {
    "web": ("lxml", "trafilatura"),
    "office": ("defusedxml", "openpyxl"),
}
"""The modules of each part, as `pyproject.toml` names it."""


def missing(extra: str) -> str:
    """Give the sentence that says what is not installed and what to type; "" if all is there."""
    absent = [name for name in EXTRAS[extra] if not _is_there(name)]
    if not absent:
        return ""
    return tr(
        "{names} is not installed. Type: pip install 'annotator[{extra}]'",
        names=", ".join(absent),
        extra=extra,
    )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
