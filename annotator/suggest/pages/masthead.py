"""Proposes what stands above the headline: title, outlet, byline, date, address, each with the
passage it comes from. What the text does not say is not proposed.

Which lines are headline, dateline, byline and furniture is decided in `regions` or by a coder.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from annotator.model.article import FieldProposal, RegionType
from annotator.speech.dates import find_date, year_alone
from annotator.suggest.pages import datelines
from annotator.suggest.pages.furniture import Furniture, furniture
from annotator.suggest.pages.lines import PageLine, begins_anew
from annotator.suggest.pages.regions import ADDRESS, is_address_line, is_date_line
from annotator.text.likeness import fold
from annotator.text.ranges import Range, trim

# Addresses of buttons, not of articles.
_BUTTON = re.compile(r"(?:facebook|twitter|x|t|linkedin|pinterest|reddit|whatsapp)\.(?:com|me)/")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*"
    r"(?P<name>[^.|·•,;\n]{2,60})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[—–-]\s+|\s*[,،;]\s*")
_STRONG_BORDERS = re.compile(r"\s*[|·•]\s*|\s+[—–-]\s+")


class Marked(Protocol):
    """A region, proposed or kept: what it is and where it stands (code points)."""

    @property
    def type(self) -> RegionType:
        """What the stretch is."""

    @property
    def at(self) -> Range:
        """Where it stands."""


def propose_masthead(
    text: str, regions: Iterable[Marked], language: str
) -> tuple[FieldProposal, ...]:
    """Give at most one value each for title, outlet, date, byline and url, in this order.

    `regions` are those of the text, proposed or corrected by a coder. A date is YYYY, YYYY-MM or
    YYYY-MM-DD. `at` is the passage that says it (code points).
    """
    known = furniture(language)
    lines = _lines(text, regions)
    fields = (
        _title(lines[RegionType.HEADLINE]),
        _outlet(lines, known),
        _date(lines, known),
        _byline(lines[RegionType.BYLINE], known),
        _url(lines, known),
    )
    return tuple(proposal for proposal in fields if proposal is not None)


def _lines(text: str, regions: Iterable[Marked]) -> dict[RegionType, list[PageLine]]:
    """Give the regions of each kind as lines, in text order, blanks cut off."""
    found: dict[RegionType, list[PageLine]] = {kind: [] for kind in RegionType}
    for region in sorted(regions, key=lambda one: one.at):
        at = trim(text, region.at)
        if at is not None:
            found[region.type].append(PageLine(at.of(text), at))
    return found


def _title(headlines: list[PageLine]) -> FieldProposal | None:
    if not headlines:
        return None
    return FieldProposal("title", " ".join(headlines[0].text.split()), headlines[0].at)


def _outlet(lines: dict[RegionType, list[PageLine]], known: Furniture) -> FieldProposal | None:
    """Give the outlet: by the copyright line, before the text, in the author's line; an agency
    comes last, since its reports stand in other outlets.
    """
    found = [
        *_from_copyright(lines[RegionType.BOILERPLATE], known),
        *_from_datelines(lines[RegionType.DATELINE], known),
        *_from_bylines(lines[RegionType.BYLINE], known),
    ]
    agencies = [place for place in found if fold(place.text) in known.agencies]
    others = [place for place in found if place not in agencies]
    best = next(iter([*others, *agencies]), None)
    return None if best is None else FieldProposal("outlet", best.text, best.at)


def _from_copyright(lines: list[PageLine], known: Furniture) -> Iterator[PageLine]:
    for line in lines:
        match = _COPYRIGHT.search(line.text[:200])
        if match is None:
            continue
        name = _piece(line, match.start("name"), match.end("name"))
        name = _piece(name, known.after_byline(name.text) or 0, known.before_rights(name.text))
        if name.text and begins_anew(name.text):
            yield name


def _from_datelines(lines: list[PageLine], known: Furniture) -> Iterator[PageLine]:
    for line in lines:
        # Something has to follow a dateline, or it would be none.
        opening = datelines.parse(PageLine(f"{line.text} X", line.at), known)
        if opening is None:
            yield from _outlets_in(line, known)
            continue
        for place in (opening.agency, opening.place):
            if place is not None:
                part = _piece(line, place.start - line.at.start, place.end - line.at.start)
                yield from _outlets_in(part, known)


def _from_bylines(lines: list[PageLine], known: Furniture) -> Iterator[PageLine]:
    for line in lines:
        start = known.after_byline(line.text)
        if start is not None:
            authors = _piece(line, start, len(line.text))
            # Whoever stands first is the author, and may be called Sun or Post.
            for number, piece in enumerate(_outlets_and_others(authors, known)):
                is_agency = fold(piece.text) in known.agencies
                if is_agency or (number and known.looks_like_outlet(piece.text)):
                    yield piece


def _outlets_in(line: PageLine, known: Furniture) -> Iterator[PageLine]:
    return (part for part in _outlets_and_others(line, known) if known.looks_like_outlet(part.text))


def _outlets_and_others(line: PageLine, known: Furniture) -> Iterator[PageLine]:
    return (piece for part in _split(line, _PARTS) for piece in _split(part, known.between_outlets))


def _date(lines: dict[RegionType, list[PageLine]], known: Furniture) -> FieldProposal | None:
    """Give the date of the first line that says one; lines in the page's head count as well."""
    places = [*lines[RegionType.DATELINE], *lines[RegionType.BYLINE]]
    places += [line for line in lines[RegionType.BOILERPLATE] if is_date_line(line.text, known)]
    for line in sorted(places, key=lambda line: line.at):
        dated = find_date(line.text[:200], known.calendar)
        if dated is None and is_date_line(line.text, known):
            dated = year_alone(line.text)
        if dated is not None:
            return FieldProposal("date", dated.value, dated.at.shifted(line.at.start))
    return None


def _byline(lines: list[PageLine], known: Furniture) -> FieldProposal | None:
    for line in lines:
        start = known.after_byline(line.text)
        if start is None:
            continue
        for part in _split(_piece(line, start, len(line.text)), _STRONG_BORDERS):
            name = _without_the_rest(part, known)
            if name is not None:
                return FieldProposal("byline", name.text, name.at)
    return None


def _without_the_rest(part: PageLine, known: Furniture) -> PageLine | None:
    """Cut a date and an outlet off the end of an author's line; None if nobody is left."""
    pieces: list[PageLine] = []
    for piece in _split(part, _PARTS):
        author = next(_split(piece, known.between_outlets), piece)
        if _tells_a_date(piece, known) or (pieces and known.looks_like_outlet(author.text)):
            break
        pieces.append(author)
        if author.at.end != piece.at.end:
            break
    if not pieces or not any(letter.isalpha() for letter in pieces[0].text):
        return None
    start, end = pieces[0].at.start, pieces[-1].at.end
    whole = part.text[start - part.at.start : end - part.at.start].rstrip(" .:)")
    return PageLine(whole, Range(start, start + len(whole)))


def _tells_a_date(piece: PageLine, known: Furniture) -> bool:
    words = fold(piece.text).split()
    named = bool(words) and words[0] in known.calendar.words
    return named or find_date(piece.text, known.calendar) is not None or piece.text.isdecimal()


def _url(lines: dict[RegionType, list[PageLine]], known: Furniture) -> FieldProposal | None:
    for line in lines[RegionType.BOILERPLATE]:
        if not is_address_line(line.text, known):
            continue
        match = ADDRESS.search(line.text)
        if match is not None and not _BUTTON.search(match[0].lower()):
            place = _piece(line, match.start(), match.end())
            return FieldProposal("url", place.text, place.at)
    return None


def _split(line: PageLine, border: re.Pattern[str]) -> Iterator[PageLine]:
    """Give the pieces of a line between borders; empty ones are left out."""
    start = 0
    for match in [*border.finditer(line.text), None]:
        end = len(line.text) if match is None else match.start()
        piece = _piece(line, start, end)
        if piece.text:
            yield piece
        start = len(line.text) if match is None else match.end()


def _piece(line: PageLine, start: int, end: int) -> PageLine:
    """Give a part of a line by its places in the line, blanks cut off."""
    at = trim(line.text, Range(start, end)) or Range(start, start)
    return PageLine(at.of(line.text), at.shifted(line.at.start))
