"""Proposes what stands above the headline: title, outlet, byline, date, address, each with the
passage it comes from. What the text does not say is not proposed.

Which lines are headline, dateline, byline and furniture is decided in `regions` or by a coder.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import Protocol

from annotator.model.article import FieldCandidate, FieldProposal, RegionType
from annotator.model.bundle import PageFacts
from annotator.speech.dates import find_date, two_readings
from annotator.suggest.pages import datelines, dates
from annotator.suggest.pages.furniture import Furniture, furniture
from annotator.suggest.pages.headline import title_borders
from annotator.suggest.pages.lines import PageLine, begins_anew, has_wide_signs
from annotator.suggest.pages.lines import lines as page_lines
from annotator.suggest.pages.regions import ADDRESS, is_address_line, is_date_line
from annotator.text.likeness import fold, fold_line
from annotator.text.ranges import Range, trim

_MOST_OTHERS = 4
_MOST_DIGITS = 3
_ALIKE = 5
"""So many characters tell that a line is another one, without folding either."""
_LINES_OF_A_TITLE, _LONGEST_TITLE = 5, 400
_NEXT_LINE = 2
_FIRST_PART, _MOST_OF_IT = 6_000, 400
_MOST_WORDS_OF_A_NAME = 6
_BEHIND_OPENINGS = (":", "：", ")", "]")
_WHOLE_PAGE = 5
"""So many lines of furniture show that a text is a page as people copy it."""
_LONGEST_NAME, _LONGEST_OF_SIGNS = 60, 10
_OPENING = "\"'“‘«("
# Parts of lines of rights, and of pictures: never an outlet.
_NO_NAME = re.compile(
    r"permission|reserved|vorbehalten|tous droits|reserves|copyright|cookie|privacy|getty|"
    r"(?:^|\b)(?:photo|foto|image|bild|picture)\b|shutterstock|^vom?\b|\bvom\b|^\W*\d[\d\W]*$|"
    r"حقوق|محفوظ|\b(?:media|group|gruppe|groupe|grupo|holding|publish\w*|verlag\w*|ediciones|editions?|"
    r"network|company|companies|companhia|corporation|corp|nonprofit|interactive|medien)\b|[&,]\W*$|"
    r"^(?:notice|information|polic(?:y|ies)|terms)\b"
)
# What a copyright line says behind a name, or nothing.
_LEGAL_FORM = re.compile(
    r"(?:[\s,]+(?:GmbH(?:\s*&\s*Co\.?\s*KG)?|mbH|AG|KG|Ltd\.?|Limited|Inc\.?|LLC|PLC|S\.?A\.?S?|SARL|"
    r"S\.?L\.?|B\.?V\.?|e\.?\s?V\.?|Verlag|[-–\s]*(?:19|20)\d\d|[12][0-9۰-۹٠-٩]{3}))*[\s.]*$"
)
# What no name has: numbers, and what networks call people.
_NO_AUTHOR = re.compile(r"[\d@]")
# Addresses of buttons, not of articles.
_BUTTON = re.compile(r"(?:facebook|twitter|x|t|linkedin|pinterest|reddit|whatsapp)\.(?:com|me)/")
_COPYRIGHT = re.compile(
    r"(?:©|(?<!\w)\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d{2}(?:\s*[-–]\s*\d{4})?)?\s*"
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
    text: str, regions: Iterable[Marked], language: str, facts: PageFacts | None = None
) -> tuple[FieldProposal, ...]:
    """Give at most one value each for title, outlet, date, byline and url, in this order.

    `regions` are those of the text, proposed or corrected by a coder; `facts` is what a saved page
    says of itself. A date is YYYY, YYYY-MM or YYYY-MM-DD. `at` is the passage that says it.
    """
    known = furniture(language)
    lines = _lines(text, regions)
    page = PageFacts() if facts is None else facts
    address = next((one.value for one in page.of("url")), "")
    url = _url(lines, known)
    by_lines = {
        "title": _title(lines[RegionType.HEADLINE]),
        "outlet": _outlet(text, lines, known),
        "date": dates.propose(
            _dated(lines, known),
            known,
            address or (url.value if url else ""),
            page.of("date"),
            lambda: _opening(text, lines),
        ),
        "byline": _byline(lines[RegionType.BYLINE], known)
        or _byline(_behind_dates(lines[RegionType.DATELINE], known), known),
        "url": url,
    }
    if facts is None:
        return tuple(one for one in by_lines.values() if one is not None)
    title = by_lines["title"]
    named = _outlets_of_titles(page.of("title"), "" if title is None else title.value)
    said = {name: page.of(name) + (named if name == "outlet" else ()) for name in by_lines}
    fields = (_with_facts(name, found, said[name]) for name, found in by_lines.items())
    return tuple(proposal for proposal in fields if proposal is not None)


def _with_facts(
    name: str, line: FieldProposal | None, said: tuple[FieldCandidate, ...]
) -> FieldProposal | None:
    """Give what a line says or what the page says of itself: of a title the line, else the page."""
    good = [one for one in said if name != "outlet" or _is_name(one.value)]
    if name == "title":
        good = [one for one in good if one.why != "largest"] or good
    if not good:
        return line
    if line is not None and (name in ("title", "byline") or line.value == good[0].value):
        agrees = any(fold(one.value) == fold(line.value) for one in good)
        why = good[0].why if agrees else line.why
        others = tuple(one for one in good if fold(one.value) != fold(line.value))
        return replace(line, why=why, others=others[:_MOST_OTHERS])
    first, rest = good[0], list(good[1:])
    if line is not None:
        rest.append(FieldCandidate(line.value, line.why, line.at))
    different = tuple(one for one in rest if fold(one.value) != fold(first.value))
    return FieldProposal(name, first.value, first.at, first.why, others=different[:_MOST_OTHERS])


def _is_name(value: str) -> bool:
    """Say whether this can be an outlet's name: few words, with letters, not a line of rights."""
    words = value.split()
    if not 1 <= len(words) <= _MOST_WORDS_OF_A_NAME or len(value) > _LONGEST_NAME:
        return False
    return (
        any(letter.isalpha() for letter in value)
        and (words[0][0].isalnum() or words[0][0] in _OPENING)
        and (len(value) <= _LONGEST_OF_SIGNS or not has_wide_signs(value))
        and ":" not in value
        and sum(letter.isdigit() for letter in value) < _MOST_DIGITS
        and not _NO_NAME.search(fold(value))
        and not value.startswith(("http:", "https:"))
    )


def _lines(text: str, regions: Iterable[Marked]) -> dict[RegionType, list[PageLine]]:
    """Give the regions of each kind as lines, in text order, blanks cut off."""
    found: dict[RegionType, list[PageLine]] = {kind: [] for kind in RegionType}
    for region in sorted(regions, key=lambda one: one.at):
        at = trim(text, region.at)
        if at is not None:
            found[region.type].append(PageLine(at.of(text).replace("\n", " "), at))
    return found


def _dated(lines: dict[RegionType, list[PageLine]], known: Furniture) -> list[PageLine]:
    """Give the lines that may say the date of the article, the nearest to its headline first."""
    places = [*lines[RegionType.DATELINE], *lines[RegionType.BYLINE]]
    headlines = lines[RegionType.HEADLINE]
    above = headlines[0].at.start if headlines else 0
    places += [
        line
        for line in lines[RegionType.BOILERPLATE]
        if line.at.start < above and is_date_line(line.text, known)
    ]
    # What stands below the headline is nearer than the day of the reader above it.
    return sorted(places, key=lambda line: (line.at.start < above, abs(line.at.start - above)))


def _opening(text: str, lines: dict[RegionType, list[PageLine]]) -> str:
    """Give the first paragraph of the article."""
    headlines = lines[RegionType.HEADLINE]
    start = headlines[0].at.end if headlines else 0
    apart = [*lines[RegionType.BOILERPLATE], *lines[RegionType.CAPTION]]
    taken = {line.at.shifted(-start) for line in apart if line.at.start >= start}
    paragraphs = (line for line in page_lines(text[start : start + _FIRST_PART]))
    first = (one for one in paragraphs if one.is_a_sentence and one.at not in taken)
    return next(first, PageLine("", Range(0, 0))).text[:_MOST_OF_IT]


def _title(headlines: list[PageLine]) -> FieldProposal | None:
    if not headlines:
        return None
    return FieldProposal("title", " ".join(headlines[0].text.split()), headlines[0].at, "line")


def _outlet(
    text: str, lines: dict[RegionType, list[PageLine]], known: Furniture
) -> FieldProposal | None:
    """Give the outlet: by the copyright line, before the text, in the author's line; an agency
    comes last, since its reports stand in other outlets.
    """
    found = [
        *(
            (place, "copyright")
            for place in _from_copyright(lines[RegionType.BOILERPLATE], known)
            if _is_outlets_own(text, place, known)
        ),
        *((place, "title") for place in _from_title(text, lines[RegionType.HEADLINE])),
        *_from_head(text, lines, known),
    ]
    found = [(place, why) for place, why in found if _is_name(place.text)]
    agencies = [one for one in found if fold(one[0].text) in known.agencies]
    best = next(iter([*(one for one in found if one not in agencies), *agencies]), None)
    if best is None:
        return None
    others = dict.fromkeys(place.text for place, _ in found if place.text != best[0].text)
    return FieldProposal(
        "outlet", best[0].text, best[0].at, best[1],
        others=tuple(FieldCandidate(value) for value in others)[:_MOST_OTHERS],
    )  # fmt: skip


def _from_head(
    text: str, lines: dict[RegionType, list[PageLine]], known: Furniture
) -> Iterator[tuple[PageLine, str]]:
    """Give the outlets beside date and author. On a whole page networks, desks and agencies stand
    there as well: of these an outlet is what the page names in another line, too, or what opens
    the report.
    """
    is_page = len(lines[RegionType.BOILERPLATE]) >= _WHOLE_PAGE
    for why, found in (
        ("dateline", _from_datelines(lines[RegionType.DATELINE], known)),
        ("byline", _from_bylines(lines[RegionType.BYLINE], known)),
    ):
        for place in found:
            is_surely = not is_page or _is_named_again(text, place) or _opens(text, place, known)
            if is_surely and not known.is_menu(place.text):
                yield place, why


def _opens(text: str, name: PageLine, known: Furniture) -> bool:
    """Say whether a name opens a report, and is no agency's: “LakeWire: Rain”, “(LakeWire) —”."""
    behind = text[name.at.end : name.at.end + 2].lstrip()
    return behind.startswith(_BEHIND_OPENINGS) and fold(name.text) not in known.agencies


def _is_outlets_own(text: str, name: PageLine, known: Furniture) -> bool:
    """Say whether who has the rights is the outlet itself, no publisher of many."""
    if fold(name.text) in known.holders:
        return False
    return known.looks_like_outlet(name.text) or _is_named_again(text, name)


def _is_named_again(text: str, name: PageLine) -> bool:
    """Say whether a page names somebody in another line, too: who has its rights may be a company
    that no reader knows.
    """
    before = text.rfind("\n", 0, name.at.start) + 1
    behind = text.find("\n", name.at.end)
    return name.text in text[:before] or (behind >= 0 and name.text in text[behind:])


def _from_title(text: str, headlines: list[PageLine]) -> Iterator[PageLine]:
    """Give what stands behind the headline where the text begins with the title of its page."""
    if not headlines:
        return
    headline = headlines[0].text
    begins, ends = headline[:_ALIKE], headline[-_ALIKE:]
    for line in islice(page_lines(text), _LINES_OF_A_TITLE):
        # A page writes its headline in one way.
        if line.text.startswith(begins) or line.text.endswith(ends):
            at = _beside_headline(line.text, headline)
            if at is not None:
                yield _piece(line, *at)


def _beside_headline(title: str, headline: str) -> Range | None:
    """Give where the outlet stands in the title of a page: behind the headline, or before it."""
    borders = title_borders(title[:_LONGEST_TITLE])
    folded = fold_line(headline) if borders else ""
    if any(fold(title[: border.start()]) == folded for border in borders):
        return Range(borders[-1].end(), len(title))
    if any(fold(title[border.end() :]) == folded for border in borders):
        return Range(0, borders[0].start())
    return None


def _outlets_of_titles(
    titles: tuple[FieldCandidate, ...], headline: str
) -> tuple[FieldCandidate, ...]:
    """Give the outlets that stand in what a saved page calls itself."""
    found = ((one.value, _beside_headline(one.value, headline)) for one in titles if headline)
    return tuple(FieldCandidate(at.of(title).strip(), "title") for title, at in found if at)


def _from_copyright(lines: list[PageLine], known: Furniture) -> Iterator[PageLine]:
    for line in lines:
        match = _COPYRIGHT.search(line.text[:200])
        if match is None:
            continue
        name = _piece(line, match.start("name"), match.end("name"))
        name = _piece(name, known.after_byline(name.text) or 0, known.before_rights(name.text))
        name = _piece(name, 0, _LEGAL_FORM.search(name.text).start())  # type: ignore[union-attr]
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


def _byline(lines: list[PageLine], known: Furniture) -> FieldProposal | None:
    for line in lines:
        start = known.after_byline(line.text)
        if start is None:
            continue
        for part in _split(_piece(line, start, len(line.text)), _STRONG_BORDERS):
            name = _without_the_rest(part, known)
            if name is not None:
                return FieldProposal("byline", name.text, name.at, "byline")
    return None


def _behind_dates(lines: list[PageLine], known: Furniture) -> list[PageLine]:
    """Give what stands behind the date of each line: Posted on 6 April *by Jane Doe*."""
    both = ((line, two_readings(line.text, known.calendar)) for line in lines)
    dated = ((line, two[0] if two else find_date(line.text, known.calendar)) for line, two in both)
    return [_piece(line, one.at.end, len(line.text)) for line, one in dated if one is not None]


def _without_the_rest(part: PageLine, known: Furniture) -> PageLine | None:
    """Cut a date and an outlet off the end of an author's line; None if nobody is left."""
    pieces: list[PageLine] = []
    for piece in _split(part, _PARTS):
        author = next(_split(piece, known.between_outlets), piece)
        author = _piece(author, 0, f"{author.text}(".index("("))
        author = _without_time(author, known)
        if not author.text or (pieces and len(author.text.split()) == 1):
            break  # a town or a desk: nobody writes with one name behind another's two
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


def _without_time(author: PageLine, known: Furniture) -> PageLine:
    """Cut off what stands behind a name without a sign: a day, an hour, a name on a network."""
    found = _NO_AUTHOR.search(author.text)
    if found is None:
        return author
    left = author.text[: found.start()].rstrip()
    while fold(left.rpartition(" ")[2].strip(".,:")) in known.beside_dates:
        left = left.rpartition(" ")[0].rstrip()
    return _piece(author, 0, len(left))


def _tells_a_date(piece: PageLine, known: Furniture) -> bool:
    words = fold(piece.text).split()
    named = bool(words) and words[0] in known.calendar.words
    return named or find_date(piece.text, known.calendar) is not None or piece.text.isdecimal()


def _url(lines: dict[RegionType, list[PageLine]], known: Furniture) -> FieldProposal | None:
    for above, line in pairwise([None, *lines[RegionType.BOILERPLATE]]):
        if line is None or not is_address_line(line.text, known):
            continue
        is_beside = above is not None and line.at.start - above.at.end <= _NEXT_LINE
        if is_beside and above is not None and known.is_listed(above.text):
            continue  # a short address to be copied
        match = ADDRESS.search(line.text)
        if match is not None and not _BUTTON.search(match[0].lower()):
            place = _piece(line, match.start(), match.end())
            return FieldProposal("url", place.text, place.at, "line")
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
