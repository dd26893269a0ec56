"""Proposes what the lines of a scraped text are: headline, dateline, byline, caption, and the
page furniture around the article. Found from the body; nothing is proposed for a line of it.

What the masthead says is read in `masthead`; nothing is deleted by anybody.
"""

import re
from collections.abc import Iterable, Iterator

from annotator.model.article import RegionProposal, RegionType
from annotator.model.bundle import PageFacts
from annotator.speech.dates import find_date, two_readings, year_alone
from annotator.suggest.pages import datelines
from annotator.suggest.pages.furniture import Furniture, furniture
from annotator.suggest.pages.headline import Headline, again, marked, supported, titled
from annotator.suggest.pages.lines import SHORT, PageLine, WebPage, begins_anew, is_link
from annotator.text.likeness import fold
from annotator.text.ranges import Range

LONGEST_HEADLINE = 200
_LONGEST_DATE_LINE = 80
_LONGEST_BYLINE = 120
_LONGEST_CAPTION = 200
_NEAR = 8
_BULLETS = "*+-•·| "
_CONTROL = re.compile(
    r"\[[^\]]*\]$|\(BUTTON\)|IFRAME:|javascript:|[(\[][ *xX]?[)\]]\s|"
    r".*\.(?:jpe?g|png|gif|webp|svg)\W*$",
    re.IGNORECASE,
)
"""What a browser for text writes in place of pictures, buttons and boxes to tick."""
_QUIET = 8
"""So many lines behind the article without a sentence are its foot."""
_LOWER_UPPER = re.compile(r"[^\W\d_A-Z][A-Z]")
_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_TIME = re.compile(r"\d{1,4}(?:h\d{0,2})?")
_NUMBER = re.compile(r"\d{1,4}")
_OPENING = frozenset("\"'“”„‘’«»‹›([{¿¡#@$£€—–-")
_COLONS = ":", "："
_UNSURE = 3
# A headline is one sentence; what has another behind it is a caption with its credit.
_STOP_INSIDE = re.compile(r"[^\W\d_]{4,}[\"”’»)]?[.۔][\"”’»)]?\s+\S")
_MOST_WORDS_BESIDE, _MOST_BESIDE_HOURS = 9, 14
_HOUR = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_TRAIL = re.compile(r"\s[>›]\s|(?:\s[»/]\s.*){2}")
"""Where a page stands on its site: Home > Business > Steel."""
_CREDIT = re.compile(r"[.!?۔؟][\"”’»)]?\s+\(?([^\s.:：(][^.:：]{1,30}[:：]\s*[^.]{2,60})\.?\)?$")


def propose_regions(
    text: str,
    language: str,
    judged: Iterable[Range] | None = None,
    facts: PageFacts | None = None,
) -> tuple[RegionProposal, ...]:
    """Give the regions of a text, in the order they stand in; text without one is body.

    `language` is a code such as "en"; an unknown one is read as English pages are. `judged` are
    the lines that are the article as the markup shows it, `facts` what the page says of itself:
    both of a saved page. Works on any text in a time that grows with its length.
    """
    page = WebPage(text, furniture(language), judged)
    if page.first is None:
        return ()
    headline = _headline(page, facts)
    found = [*_head(page, headline)]
    opening = datelines.opening(page)
    if opening is not None:
        found.append(RegionProposal(RegionType.DATELINE, opening.at))
    inside = page.lines[page.first : page.last]
    found += [
        RegionProposal(RegionType.BOILERPLATE, line.at) for line in inside if _is_advert(line, page)
    ]
    if any(colon in text for colon in _COLONS):
        captions = (line for line in page.lines if _is_caption(line, page.furniture))
        found += [RegionProposal(RegionType.CAPTION, line.at) for line in captions]
    found += _foot(page)
    found += _outside(page)
    # Each line is one thing: what was found first stands.
    first = {each.at: each for each in reversed(found)}
    return tuple(first[at] for at in sorted(first))


def is_date_line(line: str, known: Furniture) -> bool:
    """Say whether a line is nothing but a date: with its weekday, the time, "Published"."""
    if len(line) > _LONGEST_DATE_LINE:
        return False
    dated = find_date(line, known.calendar) or year_alone(line)
    if dated is None:
        dated = next(iter(two_readings(line, known.calendar) or ()), None)
    if dated is None:
        return False
    around = line[: dated.at.start] + " " + line[dated.at.end :]
    words = _WORD.findall(fold(around))
    return all(word in known.beside_dates or _is_time(word, known) for word in words)


def _is_about_the_article(line: PageLine, known: Furniture) -> bool:
    """Say whether a short line says a day beside few words: "Posted on 06/04/2019 by A. Doe"."""
    if len(line.text) > _LONGEST_DATE_LINE or line.ends_like_a_sentence:
        return False
    both = two_readings(line.text, known.calendar)
    dated = both[0] if both else find_date(line.text, known.calendar)
    if dated is None or (both is None and len(dated.value) < len("2026-03-02")):
        return False
    around = line.text[: dated.at.start] + " " + line.text[dated.at.end :]
    most = _MOST_BESIDE_HOURS if _HOUR.search(around) else _MOST_WORDS_BESIDE
    return len(around.split()) <= most


def is_address_line(line: str, known: Furniture) -> bool:
    """Say whether a line is nothing but a web address, "Source:" before it or not."""
    start = known.after_source(line) or 0
    return bool(ADDRESS.fullmatch(line[start:]))


def _head(page: WebPage, headline: Headline | None) -> Iterator[RegionProposal]:
    border = headline.number if headline is not None else page.first or 0
    n_left = 0
    for number in reversed(page.head):
        line = page.lines[number]
        near = border - number <= _NEAR or not page.is_dumped
        if headline is not None and number == headline.number:
            yield RegionProposal(RegionType.HEADLINE, headline.at)
        elif near and _is_byline(line, page.furniture):
            yield RegionProposal(RegionType.BYLINE, line.at)
        elif near and (
            is_date_line(line.text, page.furniture)
            or (headline is not None and _is_about_the_article(line, page.furniture))
        ):
            yield RegionProposal(RegionType.DATELINE, line.at)
        elif _is_head_furniture(line, page.furniture, above_headline=number < border):
            yield RegionProposal(RegionType.BOILERPLATE, line.at)
        elif page.may_be_furniture(number, begun=(page.first or 0) - number > _NEAR):
            # Where no headline is sure, the lines next to the article may hold it.
            n_left += headline is None
            if (number < border and (headline is not None or n_left > _UNSURE)) or (
                headline is not None
                and number + 1 != page.first
                and len(line.text.split()) <= 3
                and not line.ends_like_a_sentence
            ):
                yield RegionProposal(RegionType.BOILERPLATE, line.at)


def _outside(page: WebPage) -> Iterator[RegionProposal]:
    """Give what a judge of the page left out among the lines of the article."""
    for number in page.left_out:
        line = page.lines[number]
        if is_date_line(line.text, page.furniture) and number - (page.first or 0) <= _NEAR:
            yield RegionProposal(RegionType.DATELINE, line.at)
        else:
            yield RegionProposal(RegionType.BOILERPLATE, line.at)


def _headline(page: WebPage, facts: PageFacts | None) -> Headline | None:
    """Give the headline: what the page calls itself, else a line that the article supports; of a
    bare text the first short line above it that says something.

    A name of one or two words above a fuller line is taken for an outlet or a section.
    """
    if facts is not None:
        found = titled(page, facts)
        if found is not None:
            page.begin_behind(found.number)
            return found
    if (found := marked(page) or again(page)) is not None:
        page.begin_behind(found.number)
        return found
    candidates = [number for number in page.head if _may_be_headline(page, number)]
    if page.is_dumped:
        about = {number for number in page.head if _says_who_or_when(page, number)}
        return supported(page, candidates, about)
    fuller = [number for number in candidates if _says_something(page.lines[number].text)]
    first = next(iter(fuller or candidates), None)
    return None if first is None else Headline(first, page.lines[first].at)


def _says_who_or_when(page: WebPage, number: int) -> bool:
    """Say whether this is the author or the date of the article, in a list or not."""
    line, known = page.lines[number], page.furniture
    bare = line.text.lstrip(_BULLETS)
    if bare and bare is not line.text:
        line = PageLine(bare, Range(line.at.end - len(bare), line.at.end))
    return (
        fold(line.text) in known.byline
        or is_date_line(line.text, known)
        or _is_byline(line, known)
        or _is_about_the_article(line, known)
    )


def _may_be_headline(page: WebPage, number: int) -> bool:
    line, known = page.lines[number], page.furniture
    return (
        len(line.text) <= min(LONGEST_HEADLINE, page.longest)
        and (not _ends_with_a_stop(line) or bool(_ABBREVIATION.search(line.text)))
        and any(letter.isalpha() for letter in line.text)
        and (line.text[0].isalnum() or line.text[0] in _OPENING)
        and not _is_head_furniture(line, known, above_headline=True)
        and not is_date_line(line.text, known)
        and not (page.is_dumped and _is_about_the_article(line, known))
        and not _is_byline(line, known)
        and not _is_caption(line, known)
        and not (page.is_dumped and _STOP_INSIDE.search(line.text))
        and not (page.is_dumped and _CONTROL.match(line.text))
        and not is_link(line.text)
        and not (page.is_dumped and _TRAIL.search(line.text))
    )


def _ends_with_a_stop(line: PageLine) -> bool:
    # Headlines may ask and may shout, but they don't come to a stop.
    return line.ends_like_a_sentence and not line.text.rstrip("\"'”’»)").endswith(
        ("?", "!", "؟", "？", "！")
    )


def _says_something(text: str) -> bool:
    return len(text.split()) >= 3 or (len(text) >= 12 and not text.isascii() and " " not in text)


def _is_head_furniture(line: PageLine, known: Furniture, *, above_headline: bool) -> bool:
    if len(line.text) > SHORT and not known.is_listed(line.text):
        return False
    return (
        known.is_listed(line.text)
        or is_address_line(line.text, known)
        or (above_headline and (known.is_menu(line.text) or _is_glued(line.text)))
    )


def _is_glued(text: str) -> bool:
    """Say whether this is a run of names without blanks: GovernmentNewsPoliticsRegion."""
    return len(text) <= SHORT and not text.split()[1:] and len(_LOWER_UPPER.findall(text)) >= 3


def _is_byline(line: PageLine, known: Furniture) -> bool:
    if len(line.text) > _LONGEST_BYLINE:
        return False
    start = known.after_byline(line.text)
    if start is None:
        return False
    rest = line.text[start:]
    is_ours = line.text.startswith("(") or fold(rest.split()[0]) in known.our
    return is_ours or (begins_anew(rest) and not line.is_a_sentence)


def _is_advert(line: PageLine, page: WebPage) -> bool:
    return not line.ends_like_a_sentence and page.furniture.stands_between(line.text)


def _is_caption(line: PageLine, known: Furniture) -> bool:
    text = line.text
    if len(text) > _LONGEST_CAPTION or not any(colon in text for colon in _COLONS):
        return False
    if "\u201c" in text:
        return False
    if known.after_caption(line.text) is not None:
        return True
    credit = _CREDIT.search(line.text)
    return credit is not None and known.after_caption(credit[1]) is not None


def _foot(page: WebPage) -> Iterator[RegionProposal]:
    """Give the furniture below the article. Once it has begun, all short lines belong to it;
    where only a box has, sentences do not, nor what stands above one: the article may go on.
    """
    in_box = ended = False
    n_quiet = 0
    for number in page.foot:
        line, known = page.lines[number], page.furniture
        ended = ended or known.begins_the_foot(line.text) or (in_box and n_quiet >= _QUIET)
        in_box = in_box or known.begins_a_box(line.text)
        n_quiet = 0 if line.is_a_sentence else n_quiet + 1
        goes_on = not ended and in_box and _may_go_on(page, number)
        if known.is_listed(line.text) or is_address_line(line.text, known):
            yield RegionProposal(RegionType.BOILERPLATE, line.at)
        elif _is_byline(line, known) and (line.text[0] == "(" or not (in_box or ended)):
            yield RegionProposal(RegionType.BYLINE, line.at)
        elif not goes_on and (
            page.may_be_furniture(number, begun=ended or in_box)
            or ((ended or in_box) and len(line.text) <= SHORT)
        ):
            yield RegionProposal(RegionType.BOILERPLATE, line.at)


def _may_go_on(page: WebPage, number: int) -> bool:
    """Say whether this is a sentence, or may be a heading above a paragraph."""
    line = page.lines[number]
    if line.is_a_sentence or line.is_long:
        return not page.furniture.is_notice(line.text)
    return number + 1 < len(page.lines) and page.lines[number + 1].is_long


def _is_time(word: str, known: Furniture) -> bool:
    """Say whether this is a number or an hour: 8, 8h30, 8am, 2nd."""
    number = _NUMBER.match(word)
    if number is None:
        return False
    return bool(_TIME.fullmatch(word)) or word[number.end() :] in known.calendar.after_number
