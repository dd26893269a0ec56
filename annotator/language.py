"""The interface language: translation, plural forms, direction. The only place that knows gettext.

Sentences are written in English with named placeholders: `tr("{n} of {of}", n=1, of=4)`.
"""

import gettext
import io
import re
from collections.abc import Mapping
from functools import lru_cache

from annotator import resources

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_AGAINST = {False: re.compile(f"[{_RIGHT}]"), True: re.compile(f"[^\\W\\d_{_RIGHT}]")}
"""Letters that run against a sentence, by whether it runs from right to left."""
_ISOLATES = "\u2066\u2067\u2068\u2069"
_PLACE_IN_MARKS = re.compile(r"[“„«]\{(\w+)\}")
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
    """Give `text` in the interface language with its named placeholders filled.

    What stands in quotation marks in it runs in its own direction and does not turn them round.
    """
    said = _catalogue(_current).gettext(text)
    return said.format(**_set_aside(said, values)) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Give the plural form for `n`; `{n}` is filled in with it; quotation marks as in `tr`."""
    said = _catalogue(_current).ngettext(one, many, n)
    return said.format(n=n, **(_set_aside(said, values) if values else {}))


def _set_aside(said: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """Give the values of a sentence, those in its marks between signs that isolate them.

    Only where they have letters against its direction: Unicode's UAX 9, 2.4.2.
    """
    against = _AGAINST[is_right_to_left()]
    turning = {
        name: f"\u2068{value}\u2069"
        for name in _in_marks(said)
        if isinstance(value := values.get(name), str)
        and against.search(value)
        and not any(sign in value for sign in _ISOLATES)
    }
    return {**values, **turning} if turning else values


@lru_cache(maxsize=4_096)
def _in_marks(said: str) -> tuple[str, ...]:
    return tuple(_PLACE_IN_MARKS.findall(said))
