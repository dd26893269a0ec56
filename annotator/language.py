"""The interface language: translation, plural forms, direction. The only place that knows gettext.

Sentences are written in English with named placeholders: `tr("{n} of {of}", n=1, of=4)`.
"""

import gettext
import io
from functools import lru_cache

from annotator import resources

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})
_current = "en"


def use(language: str) -> None:
    """Speak `language` (a two-letter code) from now on; English where a sentence is missing."""
    global _current
    _current = language


def current() -> str:
    """Give the code of the language spoken now."""
    return _current


def is_right_to_left() -> bool:
    """Say whether the interface itself runs from right to left."""
    return _current in _RIGHT_TO_LEFT


def languages() -> tuple[str, ...]:
    """Give the codes of the interface languages that ship, English first."""
    found = {
        name.removesuffix(".mo") for name in resources.names("languages") if name[-3:] == ".mo"
    }
    return ("en", *sorted(found - {"en"}))


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    name = f"{language}.mo"
    if not resources.exists("languages", name):
        return gettext.NullTranslations()
    return gettext.GNUTranslations(io.BytesIO(resources.read_bytes("languages", name)))


def tr(text: str, /, **values: object) -> str:
    """Give `text` in the interface language with its named placeholders filled."""
    said = _catalogue(_current).gettext(text)
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Give the plural form for `n`; `{n}` is filled in with it."""
    return _catalogue(_current).ngettext(one, many, n).format(n=n, **values)
