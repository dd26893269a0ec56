"""Optional parts of the installation: whether one is there, and the line to type where it is not.

Their libraries are loaded by the format that needs them, when it needs them.
"""

from importlib.util import find_spec

from annotator.errors import CannotRead, Where, WrongUse
from annotator.language import tr, trn

EXTRAS = {
    "corpora": ("pyarrow",),
    "web": ("lxml", "trafilatura"),
    "office": ("defusedxml", "openpyxl", "xlsxwriter"),
}
"""The modules of each part, as `pyproject.toml` names it."""


def missing(extra: str) -> str:
    """Give the sentence that says what is not installed and what to type; "" if all is there."""
    absent = [name for name in EXTRAS[extra] if not _is_there(name)]
    if not absent:
        return ""
    return trn(
        "{names} is not installed. Type: pip install 'annotator[{extra}]'",
        "{names} are not installed. Type: pip install 'annotator[{extra}]'",
        len(absent),
        names=", ".join(absent),
        extra=extra,
    )


def need(extra: str, source: str = "") -> None:
    """Raise an error with the line to type, unless this part is installed.

    That is `CannotRead` of a source that is being read, so that others come in; else `WrongUse`.
    """
    sentence = missing(extra)
    if not sentence:
        return
    if source:
        what = tr("{name} cannot be read here: {sentence}", name=source, sentence=sentence)
        raise CannotRead(what, "", Where(file=source))
    raise WrongUse(sentence, "")


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
