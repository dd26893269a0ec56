"""Lists that are picked from by digit, and the attribute that a digit sets after a mark.

Planning what a pick changes, and drawing the list, belong elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.language import tr
from annotator.model.article import RegionType
from annotator.model.scheme import AttributeType
from annotator.text.likeness import fold

_DIGITS = "123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a list: what it stands for, what it says, a word more at its end."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One line as it is shown now: its option, the key that picks it ("" for none), the frame."""

    option: Option
    key: str
    is_framed: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """An open list: its options, what was typed to filter them, and the framed line.

    Digits pick while nothing is typed; from the tenth line on capital letters do (with Shift),
    so that small ones stay free for typing.
    """

    options: tuple[Option, ...]
    typed: str = ""
    frame: int = 0

    @classmethod
    def of(cls, options: Iterable[Option], current: str | None = None) -> "Choices":
        """Give a list with the frame on the option whose value is `current`, else on the first."""
        every = tuple(options)
        values = [option.value for option in every]
        return cls(every, frame=values.index(current) if current in values else 0)

    def shown(self) -> tuple[Option, ...]:
        """Give the options that fit what was typed: starts of labels, of words, then others."""
        wanted = fold(self.typed).strip()
        if not wanted:
            return self.options
        ranked = [(_rank(fold(option.label), wanted), option) for option in self.options]
        fitting = [(rank, option) for rank, option in ranked if rank is not None]
        return tuple(option for _, option in sorted(fitting, key=lambda one: one[0]))

    def lines(self) -> tuple[ChoiceLine, ...]:
        """Give the lines to show, each with its key."""
        keys = "" if self.typed else _DIGITS + _LETTERS
        return tuple(
            ChoiceLine(option, keys[n : n + 1], n == self.frame)
            for n, option in enumerate(self.shown())
        )

    def with_typed(self, typed: str) -> "Choices":
        """Give the list filtered by what was typed, the frame on its first line."""
        return replace(self, typed=typed, frame=0)

    def moved(self, by: int) -> "Choices":
        """Give the list with the frame some lines further down (or up), from end to start again."""
        n = len(self.shown())
        return self if n == 0 else replace(self, frame=(self.frame + by) % n)

    def framed(self) -> Option | None:
        """Give the framed option (Enter takes it); None when nothing fits."""
        shown = self.shown()
        return shown[self.frame] if self.frame < len(shown) else None

    def picked(self, key: str) -> Option | None:
        """Give the option that a digit or a capital letter picks; None when it is typing."""
        if not key:
            return None
        return next((line.option for line in self.lines() if line.key == key), None)


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
        every = [one for one in attributes if one.values]
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

    def asks_at_once(self, values: Mapping[str, str]) -> bool:
        """Say whether it must be answered now: not optional, not set, no default."""
        one = self.attribute
        if one is None or one.optional or one.default is not None:
            return False
        return one.name not in values

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

    def choices(self, values: Mapping[str, str]) -> Choices | None:
        """Give the list that `0` or the type key opens: the framed attribute's values."""
        one = self.attribute
        return None if one is None else value_choices(one, values.get(one.name))


def value_choices(attribute: AttributeType, current: str | None = None) -> Choices:
    """Give the list of an attribute's values in the scheme's order, framed on the current one."""
    options = [
        Option(value, tr(value), tr("default") if value == attribute.default else "")
        for value in attribute.values
    ]
    return Choices.of(options, current if current is not None else attribute.default)


def region_choices(current: RegionType | None = None) -> Choices:
    """Give the list that `B` opens: what a stretch can be; without a region it is body text."""
    options = [Option(kind.value, _region_label(kind)) for kind in RegionType]
    return Choices.of(options, (current or RegionType.BODY).value)


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


def _rank(label: str, wanted: str) -> int | None:
    if label.startswith(wanted):
        return 0
    if f" {wanted}" in label:
        return 1
    return 2 if wanted in label else None
