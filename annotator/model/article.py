"""One imported text with its metadata, and what its stretches are. The text never changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from annotator.model.fast_values import nothing
from annotator.model.layer import State
from annotator.text.letters.sorting import sort_key
from annotator.text.ranges import Range, cut, union

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

ListOrder: TypeAlias = Literal["number", "title", "date", "outlet", "state"]
ListState: TypeAlias = State | Literal["todo"]

PROPOSED = "proposed"
"""The key of `Article.meta` that says which fields nobody has confirmed."""

HIDDEN = "hidden_until_done"
"""The key of `Article.meta` that holds the fields of a kit which nothing may show yet."""

MASTHEAD_FIELDS = ("title", "outlet", "date", "byline", "url")
"""The fields of the line above the headline (the title is the headline itself)."""

GROUP_WHY = "group_why"
"""The key of `Article.meta` that says how much of an article stands in another of its group."""

KEPT_IN_META = (PROPOSED, HIDDEN, GROUP_WHY)
"""The keys of `Article.meta` that are no field of the corpus's own."""

SEARCHED = ("title", "outlet", "byline", "source")
"""The fields that a search in the list of articles looks through."""


class RegionType(StrEnum):
    """What a stretch of an article is; text without a region is body."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Origin(StrEnum):
    """How a region came to be."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the article (code points, half-open) and what it is.

    Body is stored only where it takes a piece out of another region. Where regions nest, the
    innermost counts. `set_by` is a coder's id or a suggester's name.
    """

    id: str
    article_id: str
    type: RegionType
    at: Range
    origin: Origin
    set_by: str


def region_order(region: Region) -> tuple[int, int, str]:
    """Give what regions are sorted by: where they start, longer first, then their id."""
    return (region.at.start, -region.at.end, region.id)


def boilerplate(regions: Iterable[tuple[str, Range]]) -> tuple[Range, ...]:
    """Give where boilerplate stands, of regions as (type, where); the innermost one counts."""
    masks: tuple[Range, ...] = ()
    for kind, at in sorted(regions, key=lambda one: (-one[1].length, one)):
        if kind == RegionType.BOILERPLATE:
            masks = union((*masks, at))
        elif masks:
            masks = tuple(rest for mask in masks for rest in cut(mask, at))
    return masks


def body_words(text: str, regions: Iterable[tuple[str, Range]]) -> str:
    """Give a text without its boilerplate, of regions as (type, where): pages share that."""
    left: tuple[Range, ...] = (Range(0, len(text)),)
    for mask in boilerplate(regions):
        left = tuple(rest for one in left for rest in cut(one, mask))
    return "".join(one.of(text) for one in left)


@dataclass(frozen=True, slots=True)
class RegionProposal:
    """A stretch that a suggester takes for a region."""

    type: RegionType
    at: Range


class Doubt(StrEnum):
    """Why a proposed value may well be wrong."""

    NONE = ""
    TWO_READINGS = "two-readings"
    NO_SUPPORT = "no-support"


class FieldCandidate(NamedTuple):
    """Another value that a field may have; `why` and `at` as in `FieldProposal`."""

    value: str
    why: str = ""
    at: Range | None = None


@dataclass(frozen=True, slots=True)
class FieldProposal:
    """A value proposed for a field: one of `MASTHEAD_FIELDS`, or one of the corpus's own.

    `at` is the passage of the text that says it (code points, half-open), None where it was said
    elsewhere; `why` a slug for where: line, dateline, byline, copyright, title, json-ld, meta,
    canonical, clipboard, file-name, column, largest, or what settled a date: weekday, address,
    outlet, year. `others` are what it might be instead, the likeliest first.
    """

    field: str
    value: str
    at: Range | None = None
    why: str = ""
    doubt: Doubt = Doubt.NONE
    others: tuple[FieldCandidate, ...] = ()

    def as_json(self) -> Json:
        """Give it as it is kept under `PROPOSED`: without its field, its value and what is empty.

        The value stands in the field itself.
        """
        others: list[Json] = [
            {"value": one.value, **_origin(one.at, one.why)} for one in self.others
        ]
        kept: dict[str, Json] = {**_origin(self.at, self.why)}
        if self.doubt:
            kept["doubt"] = str(self.doubt)
        if others:
            kept["others"] = others
        return kept


def _origin(at: Range | None, why: str) -> dict[str, Json]:
    place: dict[str, Json] = {} if at is None else {"at": [at.start, at.end]}
    return {**place, **({"why": why} if why else {})}


def field_proposal(name: str, value: str, kept: Json) -> FieldProposal | None:
    """Give a proposal as it was kept; None for what is none, whoever wrote it."""
    match kept:
        case [int(), int()]:  # the form of the first programs: the passage alone
            return FieldProposal(name, value, _range(kept))
        case dict():
            doubt, others = kept.get("doubt"), kept.get("others")
            return FieldProposal(
                name,
                value,
                _range(kept.get("at")),
                _words(kept.get("why")),
                next((one for one in Doubt if one == doubt), Doubt.NONE),
                tuple(_candidates(others if isinstance(others, list) else [])),
            )
    return None


def _candidates(kept: Iterable[Json]) -> Iterator[FieldCandidate]:
    for one in kept:
        if isinstance(one, dict) and isinstance(one.get("value"), str):
            yield FieldCandidate(
                _words(one["value"]), _words(one.get("why")), _range(one.get("at"))
            )


def _range(kept: Json) -> Range | None:
    match kept:
        case [int(start), int(end)]:
            return Range(start, end) if 0 <= start <= end else None
    return None


def _words(kept: Json) -> str:
    return kept if isinstance(kept, str) else ""


class ArticleKey(NamedTuple):
    """What an article is known by in another project; `length` counts its characters."""

    id: str
    sha256: str
    title: str
    url: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """What is known of an article beside its text.

    `number` counts the articles of a project in the order they came in, from 1; it stays.
    `date` is YYYY, YYYY-MM or YYYY-MM-DD. `meta` holds a corpus's own fields, and under
    "proposed" which fields were not confirmed yet, as {field: `FieldProposal.as_json`}. `source`
    names the file the text came from; `replaces` is the id of the older version it mends.
    """

    id: str
    title: str
    sha256: str
    number: int = 0
    outlet: str = ""
    byline: str = ""
    date: str | None = None
    url: str = ""
    language: str = "und"
    direction: Literal["ltr", "rtl"] = "ltr"
    group_id: str | None = None
    replaces: str | None = None
    source: str = ""
    raw_sha256: str = ""
    imported_at: str = ""
    meta: Mapping[str, Json] = field(default_factory=nothing)

    def proposed(self) -> Mapping[str, FieldProposal]:
        """Give the proposals that nobody has confirmed, by their fields."""
        found = self.meta.get(PROPOSED)
        kept = found if isinstance(found, dict) else {}
        every = (field_proposal(name, self.value(name), one) for name, one in kept.items())
        return {one.field: one for one in every if one is not None}

    def value(self, name: str) -> str:
        """Give what stands in one of `MASTHEAD_FIELDS`, or in one of the corpus's own fields."""
        held = getattr(self, name) if name in MASTHEAD_FIELDS else self.meta.get(name)
        return "" if held is None else str(held)

    @property
    def group_why(self) -> str:
        """How much of its words stand in another article of its group, as people write it."""
        why = self.meta.get(GROUP_WHY)
        return why if isinstance(why, str) else ""

    def hidden(self) -> Mapping[str, Json]:
        """Give the fields that nothing may show before the article is done, with their values."""
        found = self.meta.get(HIDDEN)
        return found if isinstance(found, dict) else {}

    def own_fields(self) -> Mapping[str, Json]:
        """Give the corpus's own fields by their names, but for those that may not be shown."""
        return {key: value for key, value in self.meta.items() if key not in KEPT_IN_META}


class TextSize(NamedTuple):
    """How long a text is that is left out."""

    characters: int
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleFields):
    """One imported text with its metadata; `text` is normalised, offsets count its code points.

    Where the words may not go out, `text` is empty and `left_out` says how long it is.
    """

    text: str
    left_out: TextSize | None = None

    @property
    def n_characters(self) -> int:
        """How many characters its text has."""
        return len(self.text) if self.left_out is None else self.left_out.characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry(ArticleFields):
    """One line of the article list: an article without its text, as one layer sees it.

    `state` is that of the layer asked for (None = to do).
    """

    state: str | None
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedArticle(ArticleEntry):
    """A line with what takes longer to read; `n_spans` counts the spans of the layer asked for."""

    n_characters: int
    n_spans: int


@dataclass(frozen=True, slots=True)
class ListFilter:
    """A value that an article's field must have to be listed; "" = none.

    `field` is one of `OF_ROWS` (of a date or source the value may be the beginning: 2024-05, a
    folder), one of the corpus's own fields, or `PROPOSED`: then the value names a field that
    nobody has confirmed, "" = any.
    """

    field: str
    value: str

    OF_ROWS: ClassVar = ("outlet", "byline", "language", "date", "source", "group_id")

    def accepts(self, held: Json) -> bool:
        """Say whether an article is let in of which this is what stands in the field."""
        if self.field == PROPOSED:
            proposed = held if isinstance(held, dict) else {}
            return self.value in proposed if self.value else bool(proposed)
        words = "" if held is None else str(held)
        if self.value and self.field in ("date", "source"):
            return words.startswith(self.value)
        return words == self.value


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which articles a list shows, and in which order.

    `search` is looked for folded in `SEARCHED`; "todo" = no state yet. Of several `filters` for
    one field one must let an article in, of each field.
    """

    order: ListOrder = "number"
    descending: bool = False
    search: str = ""
    state: ListState | None = None
    filters: tuple[ListFilter, ...] = ()

    def narrows(self) -> bool:
        """Say whether it leaves articles out."""
        return bool(self.search_key() or self.filters) or self.state is not None

    def group_alone(self) -> str | None:
        """Give the group of near copies that is asked for, where nothing else is."""
        if len(self.filters) != 1 or self.search_key() or self.state is not None:
            return None
        one = self.filters[0]
        return one.value or None if one.field == "group_id" else None

    def search_key(self) -> str:
        """Give what is looked for in the keys by which articles are sorted."""
        return sort_key(self.search)

    def found_in(self, article: ArticleFields) -> str | None:
        """Give the first field of an article that holds what is searched; None where none does."""
        wanted = self.search_key()
        held = (name for name in SEARCHED if wanted in sort_key(str(getattr(article, name))))
        return next(held, None) if wanted else None
