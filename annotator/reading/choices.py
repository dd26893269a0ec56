"""Lists that are picked from by digit, and the attribute that a digit sets after a mark.

Planning what a pick changes, and drawing the list, belong elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.language import tr
from annotator.model.article import RegionType
from annotator.model.scheme import AttributeType
from annotator.reading.told import told_of_value
from annotator.text.likeness import fold, rank
from annotator.text.ranges import Range
from annotator.text.words import paragraph_at

DIGIT_KEYS = "123456789"
"""What picks the lines of a list of names, whose words may begin with any letter."""
LIST_KEYS = DIGIT_KEYS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What picks the lines of a list while nothing is typed: digits, from the tenth line on capital
letters (with Shift), so that small ones stay free for typing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: its words, what it stands for, what is said at its far end.

    `also` holds further words that typing finds; a list begins framed on the `chosen` line. `at`
    are the words of the page that are meant. A line with a `key` of its own takes no number.
    `told` is what the scheme says of it, shown below the list while the line is framed.
    """

    label: str
    value: object
    detail: str = ""
    also: tuple[str, ...] = ()
    chosen: bool = False
    at: Range | None = None
    key: str = ""
    told: str = ""


Finder = Callable[[str], Sequence[Choice]]
"""Gives the choices for what was typed."""


def line_keys(choices: Sequence[Choice], keys: str = LIST_KEYS) -> list[str]:
    """Give the key that picks each line while nothing is typed; "" behind the last."""
    numbers = iter(keys)
    return [one.key or next(numbers, "") for one in choices]


def told_apart(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Give the choices so that no two that mean different words of the page read the same.

    Those that would are told apart by their place: the paragraph, in one paragraph the word.
    """
    found = list(choices)
    for place in (_paragraph_words, _word_words):
        n_alike = Counter((one.label, one.detail) for one in found)
        found = [
            replace(one, detail=_joined(choices[n].detail, place(text, one.at)))
            if one.at is not None and n_alike[one.label, one.detail] > 1
            else one
            for n, one in enumerate(found)
        ]
    return found


def _joined(detail: str, place: str) -> str:
    return f"{place} · {detail}" if detail else place


def _paragraph_words(text: str, at: Range) -> str:
    return tr("paragraph {n}", n=_n_paragraph(text, at))


def _word_words(text: str, at: Range) -> str:
    start = paragraph_at(text, at.start).start
    n_word = len(text[start : at.start].split()) + 1
    return tr("paragraph {n}, word {word}", n=_n_paragraph(text, at), word=n_word)


def _n_paragraph(text: str, at: Range) -> int:
    return sum(1 for line in text[: at.start].split("\n")[:-1] if line.strip()) + 1


def fitting(choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
    """Give the choices that fit what was typed: labels as `rank` has them, then other words."""
    wanted = fold(typed).strip()
    if not wanted:
        return choices
    ranked = [(_rank(one, wanted), one) for one in choices]
    found = [(fits, one) for fits, one in ranked if fits is not None]
    return [one for _, one in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True)
class Framed:
    """The attributes of the current span or link in the order digits set them, one of them framed.

    Those that the completeness check asks for come first, then the optional ones. `owner_id` is
    the span's or link's id. After the last one the frame is gone.
    """

    owner_id: str
    attributes: tuple[AttributeType, ...]
    n: int | None = 0

    @classmethod
    def of(
        cls,
        owner_id: str,
        attributes: Iterable[AttributeType],
        values: Mapping[str, str] | None = None,
    ) -> "Framed":
        """Give the frame for a span or link with these attributes, on the first that is not set.

        `values` are those it has; leave them out right after a mark: what was read off the words
        is set already, and the first digit changes that.
        """
        every = [one for one in attributes if one.values and not one.retired]
        ordered = tuple(sorted(every, key=lambda one: one.optional))
        unset = [n for n, one in enumerate(ordered) if values is None or one.name not in values]
        first = unset[0] if unset else 0
        return cls(owner_id, ordered, first if ordered else None)

    @property
    def attribute(self) -> AttributeType | None:
        """The framed attribute, or None."""
        if self.n is None or self.n >= len(self.attributes):
            return None
        return self.attributes[self.n]

    def value_of(self, digit: int) -> str | None:
        """Give the value a digit (1 to 9) sets on the framed attribute; None if it has none."""
        one = self.attribute
        if one is None or not 1 <= digit <= len(one.values):
            return None
        return one.values[digit - 1]

    def next(self) -> "Framed":
        """Give the frame on the next attribute; after the last it is gone."""
        if self.n is None or self.n + 1 >= len(self.attributes):
            return replace(self, n=None)
        return replace(self, n=self.n + 1)

    def at(self, name: str) -> "Framed":
        """Give the frame on the attribute of this name (clicked); itself if there is none."""
        names = [one.name for one in self.attributes]
        return replace(self, n=names.index(name)) if name in names else self


def value_choices(framed: Framed, values: Mapping[str, str]) -> list[Choice]:
    """Give the list of every attribute with its values, framed on where the framed one stands.

    Each line stands for the attribute's name and a value; None takes the value away.
    """
    found: list[Choice] = []
    for one in framed.attributes:
        current, name = values.get(one.name), tr(one.name)
        is_framed = one == framed.attribute
        stands = current if current is not None else one.default or one.values[0]
        for value in one.values:
            detail = name
            if value == current:
                detail = tr("{attribute}, set", attribute=name)
            elif value == one.default:
                detail = tr("{attribute}, default", attribute=name)
            chosen = is_framed and value == stands
            words = told_of_value(one, value)
            line = Choice(tr(value), (one.name, value), detail, chosen=chosen, told=words)
            found.append(line)
        if current is not None:
            found.append(Choice(tr("not set"), (one.name, None), name))
    return found


def region_choices(current: RegionType | None = None) -> list[Choice]:
    """Give the list that `B` opens: what a stretch can be; without a region it is body text."""
    framed = current or RegionType.BODY
    return [
        Choice(_region_label(kind), kind.value, chosen=kind is framed, told=_region_told(kind))
        for kind in RegionType
    ]


def _region_label(kind: RegionType) -> str:
    labels = {
        RegionType.HEADLINE: tr("headline"),
        RegionType.DATELINE: tr("dateline"),
        RegionType.BYLINE: tr("byline"),
        RegionType.BODY: tr("body text"),
        RegionType.CAPTION: tr("caption"),
        RegionType.BOILERPLATE: tr("boilerplate"),
    }
    return labels[kind]


def _region_told(kind: RegionType) -> str:
    words = {
        RegionType.HEADLINE: tr("What stands above the article as its title."),
        RegionType.DATELINE: tr("Place, day or agency before the first sentence."),
        RegionType.BYLINE: tr("Who has written it."),
        RegionType.BODY: tr("The article itself: what is coded."),
        RegionType.CAPTION: tr("What stands below a picture."),
        RegionType.BOILERPLATE: tr("Menus, offers, what stands on every page: it is folded."),
    }
    return words[kind]


def _rank(choice: Choice, wanted: str) -> int | None:
    label = fold(choice.label)
    found = rank(wanted, (label, label.replace(" · ", " ")))  # nobody types the dot
    if found is None and any(wanted in fold(words) for words in (choice.detail, *choice.also)):
        return 4
    return found
