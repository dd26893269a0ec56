"""Finds what stands before a report begins: "DIDPress:", "KABUL (AP) —", "کابل ـ".

An outlet, an agency or a city there is no speaker; a person before a colon is one, and is left.
"""

import re
from dataclasses import dataclass

from annotator.suggest.pages.furniture import Furniture
from annotator.suggest.pages.lines import PageLine, WebPage, begins_anew, is_cased
from annotator.text.likeness import fold
from annotator.text.ranges import Range

_REACH = 120
_LONGEST_NAME = 60
_DASHES = "—–―−ـ"
# Where and when, then perhaps who in brackets, then a dash or a colon.
_OPENING = re.compile(
    r"(?P<place>[^()\[\]:：—–―−\"“”«»!?؟\n]{0,60}?)\s*"
    r"(?:[(\[](?P<agency>[^()\[\]\n]{2,40})[)\]])?\s*"
    rf"(?P<sign>[{_DASHES}]+|--?(?=\s)|:(?!\S)|：)"
)
_WORD = re.compile(r"[^\W_]+(?:[.'’\u200c-][^\W_]+)*")
_SIGN = re.compile(rf"[{_DASHES}:：-]")
_MOST_TURNS = 2
_MOST_WORDS_OF_A_CITY = 5
_MOST_WORDS_OF_AN_OUTLET = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline in the first paragraph: where it stands, its sign with it, and its parts.

    Places count code points of the text; a part that is not there is None.
    """

    at: Range
    place: Range | None
    agency: Range | None
    by_colon: bool


def opening(page: WebPage) -> Opening | None:
    """Give the dateline that opens the first paragraph; None if there is none."""
    if page.first is None:
        return None
    # The first paragraph may be too short to be known for one by its length.
    for number in (page.first, page.first - 1):
        if number < 0 or (number < page.first and not page.lines[number].ends_like_a_sentence):
            continue
        line = page.lines[number]
        found = parse(line, page.furniture)
        if found is not None and _stands_for_no_speaker(found, line, page):
            return found
    return None


def parse(line: PageLine, known: Furniture) -> Opening | None:
    """Give the dateline at the start of a line by its form alone; None if there is none."""
    head = line.text[:_REACH]
    match = _OPENING.match(head) if _SIGN.search(head) else None
    if match is None:
        return None
    place, agency = match["place"], match["agency"]
    rest = line.text[match.end() :].lstrip()
    if not rest or (not place.strip() and not agency):
        return None
    by_colon = match["sign"] in ":："
    is_city = not by_colon and begins_anew(rest) and _is_city(place, agency, match["sign"], known)
    if not (is_city or (by_colon and _is_outlet(place, agency, known))):
        return None
    return Opening(
        at=Range(line.at.start, line.at.start + match.end("sign")),
        place=_shifted(match, "place", line),
        agency=_shifted(match, "agency", line),
        by_colon=by_colon,
    )


def _shifted(match: re.Match[str], group: str, line: PageLine) -> Range | None:
    if not match[group]:
        return None
    return Range(line.at.start + match.start(group), line.at.start + match.end(group))


def _is_outlet(place: str, agency: str | None, known: Furniture) -> bool:
    """Say whether what stands before a colon is an outlet or has an agency with it."""
    name = place.strip()
    if fold(name) in known.no_outlets or len(name) > _LONGEST_NAME:
        return False
    words = _WORD.findall(name)
    if agency:
        return _all_capitalised(words, known) and not _is_lower(agency)
    if not 1 <= len(words) <= _MOST_WORDS_OF_AN_OUTLET:
        return False
    return _all_capitalised(words, known) and known.looks_like_outlet(name)


def _is_city(place: str, agency: str | None, sign: str, known: Furniture) -> bool:
    """Say whether what stands before a dash can be a city, with a date or an agency."""
    words = [word for word in _WORD.findall(place) if not word[0].isdigit()]
    words = [word for word in words if fold(word) not in known.calendar.words]
    if len(words) > _MOST_WORDS_OF_A_CITY or fold(place) in known.no_outlets:
        return False
    if agency:
        return _all_capitalised(words, known) and len(agency.split()) <= 4
    if not words:
        return False
    if not is_cased(place):
        return len(words) <= 2 and sign[0] in _DASHES
    if sign[0] == "-":
        return place == place.upper()
    return _all_capitalised(words, known)


def _stands_for_no_speaker(found: Opening, line: PageLine, page: WebPage) -> bool:
    """Say whether this is not one of several turns of somebody in a transcript."""
    if not found.by_colon or found.agency is not None or found.place is None:
        return True
    name = line.text[: found.place.end - line.at.start].strip()
    turn = re.compile(rf"{re.escape(name)}\s*[:：]")
    return sum(bool(turn.match(one.text)) for one in page.lines[page.first :]) < _MOST_TURNS


def _all_capitalised(words: list[str], known: Furniture) -> bool:
    return all(fold(word) in known.small or begins_anew(word) for word in words)


def _is_lower(text: str) -> bool:
    return is_cased(text) and text == text.lower() and len(text) > 4
