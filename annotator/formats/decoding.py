"""From the bytes of a text to its characters: by mark, by declaration, as UTF-8, else by a guess.

The guess ranks what each encoding would give; how likely letters are is in `encoding_score.py`.
"""

import codecs
import re
from dataclasses import dataclass

from annotator.errors import CannotRead, Where, WrongUse
from annotator.formats import encoding_score
from annotator.formats.base import Alternative
from annotator.language import tr, trn
from annotator.text.file_kinds import utf16_by_zeros

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EVERY_MARK = tuple(mark for mark, _ in _MARKS)
_SAMPLE_BYTES = 16_384
_N_ALTERNATIVES = 6
_N_LINES = 3
LINE_LENGTH = 100
"""So much of a line shows whether its letters are right."""
# Of one point, which is about the difference between a common and a rare letter.
_HINT_BONUS = 0.15
_FAR_BEHIND = 5.0
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_REPLACED = "\ufffd"
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as it stood in the bytes, and how it was read.

    `guessed` says that nothing in the bytes names the encoding; `alternatives` are then the next
    best ones, the likeliest first. `n_replaced` counts the places that are not UTF-8.
    """

    text: str
    encoding: str
    guessed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    n_replaced: int = 0


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Give the text of these bytes of the file `name`.

    A byte order mark counts first, then `encoding`, then UTF-8, then UTF-8 but for a few places,
    then a guess. UTF-8 that somebody chose may have any number of such places. Raises `CannotRead`
    with the place of a byte that does not fit, `WrongUse` for an encoding that nobody knows.
    """
    begun = _MARKS if data.startswith(_EVERY_MARK) else ()
    marked = next((found for mark, found in begun if data.startswith(mark)), None)
    if marked == "utf-8-sig":
        return _with_few_faults(data[len(codecs.BOM_UTF8) :]) or Decoded(
            _strict(data, marked, name), "utf-8"
        )
    if marked is not None:
        return Decoded(_strict(data, marked, name), marked)
    if encoding is not None:
        known = _known(encoding)
        if known == "utf-8":
            return _replaced(data)
        return Decoded(_strict(data, known, name), known)
    zeros = utf16_by_zeros(data[:_SAMPLE_BYTES])
    if zeros and fits(data, zeros):
        return Decoded(_strict(data, zeros, name), zeros, guessed=True)
    if 0x1B in data and b"\x1b$" in data and fits(data, "iso2022_jp"):
        return Decoded(data.decode("iso2022_jp"), "iso2022_jp", guessed=True)
    return _with_few_faults(data) or _guessed(data, name)


def title_of(encoding: str) -> str:
    """Give the encoding's name as people know it."""
    return encoding_score.TITLES.get(encoding, encoding.upper())


def notes_of(decoded: Decoded, n_no_text: int, name: str) -> tuple[str, ...]:
    """Give what a report says of how the file `name` was read.

    `n_no_text` counts characters that no text may have and that became U+FFFD.
    """
    notes = []
    if decoded.guessed:
        notes.append(
            tr(
                "{name} does not say how it is encoded; it was read as {encoding}.",
                name=name,
                encoding=title_of(decoded.encoding),
            )
        )
    if decoded.n_replaced:
        notes.append(
            trn(
                "{name} is UTF-8 but for {n} place, which became “�”.",
                "{name} is UTF-8 but for {n} places, which became “�”.",
                decoded.n_replaced,
                name=name,
            )
        )
    if n_no_text:
        notes.append(
            trn(
                "{name}: {n} character that no text may have became “�”.",
                "{name}: {n} characters that no text may have became “�”.",
                n_no_text,
                name=name,
            )
        )
    return tuple(notes)


def _known(encoding: str) -> str:
    try:
        known = codecs.lookup(encoding.strip()).name
        " ".encode(known)
    except (LookupError, ValueError) as problem:
        raise WrongUse(
            tr("There is no encoding “{name}”.", name=encoding),
            tr("Some that there are: utf-8, utf-16, cp1252, cp1256, iso-8859-2, gb18030."),
        ) from problem
    return known


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _does_not_fit(name, encoding, problem.start) from problem
    except UnicodeError as problem:
        raise _does_not_fit(name, encoding, 0) from problem


def _does_not_fit(name: str, encoding: str, position: int) -> CannotRead:
    return CannotRead(
        tr(
            "{name}: byte {n} is not {encoding}.",
            name=name,
            n=f"{position + 1:,}",
            encoding=title_of(encoding),
        ),
        tr("Choose another encoding, or save the file anew as UTF-8."),
        Where(file=name),
    )


def fits(data: bytes, encoding: str) -> bool:
    """Say whether all bytes are of this encoding."""
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _replaced(data: bytes) -> Decoded:
    """Read as UTF-8; each place that is none becomes U+FFFD, and is counted."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        written = data.count(_REPLACED.encode())
        return Decoded(text, "utf-8", n_replaced=text.count(_REPLACED) - written)


def _with_few_faults(data: bytes) -> Decoded | None:
    """Read as UTF-8 what is UTF-8 but for a few places; None for what is probably something else.

    At least half of what is not ASCII has to be right, or the file ends within a character and
    has no other fault.
    """
    decoded = _replaced(data)
    wrong = decoded.n_replaced
    right = len(_BEYOND_ASCII.findall(decoded.text)) - wrong if wrong else 0
    return decoded if right >= wrong or (wrong == 1 and _is_cut_off(data)) else None


def _is_cut_off(data: bytes) -> bool:
    """Say whether the bytes end within a character, and are UTF-8 before that."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return bool(decoder.getstate()[0])


def _guessed(data: bytes, name: str) -> Decoded:
    ranked = _ranked(data[:_SAMPLE_BYTES])
    every = [encoding for _, same in ranked for encoding in same]
    best = next((encoding for encoding in every if fits(data, encoding)), None)
    if best is None:
        raise _does_not_fit(name, "utf-8", next(_NOT_ASCII.finditer(data)).start())
    others = [
        Alternative(same[0], telling_lines(text)) for text, same in ranked if best not in same
    ]
    return Decoded(
        data.decode(best), best, guessed=True, alternatives=tuple(others[:_N_ALTERNATIVES])
    )


def _ranked(sample: bytes) -> list[tuple[str, list[str]]]:
    """Give the texts that the bytes may be, the likeliest first, each with its encodings."""
    encodings: dict[str, list[str]] = {}
    for encoding in encoding_score.ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        try:
            encodings.setdefault(decoder.decode(sample), []).append(encoding)
        except UnicodeError:
            continue
    if not encodings:
        return []
    hint = _hint(sample)
    scores = {
        text: encoding_score.score_letters(text, same[0]) + (_HINT_BONUS if hint in same else 0.0)
        for text, same in encodings.items()
    }
    least = max(scores.values()) - _FAR_BEHIND
    for text, letters in scores.items():
        # Looking at places takes longest; what is far behind cannot win by them.
        places = (
            encoding_score.score_places(text, encodings[text][0])
            if letters > least
            else -_FAR_BEHIND
        )
        scores[text] = letters + places
    return sorted(encodings.items(), key=lambda item: -scores[item[0]])


def _hint(sample: bytes) -> str:
    """Give what the general detector takes it for: on short texts no more than a hint."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:8_192]).best()
    if best is None:
        return ""
    return codecs.lookup(best.encoding).name


def telling_lines(text: str) -> tuple[str, ...]:
    """Give the first lines that have letters beyond ASCII: where encodings differ."""
    found: list[str] = []
    for line in text.split("\n"):
        words = line.strip()
        if words and not words.isascii():
            found.append(words[:LINE_LENGTH])
            if len(found) == _N_LINES:
                break
    return tuple(found)
