"""A difference in words: its kind, what it is about, what each side says. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.compare.values import BoundaryClass, DifferenceKind
from annotator.language import tr, trn
from annotator.text.words import isolated

if TYPE_CHECKING:
    from collections.abc import Collection

    from annotator.compare.holders import Holders
    from annotator.compare.values import Difference, Item
    from annotator.model.page import Page

_LONG = 48
"""Characters from which on only how words begin and end is said, where their edges differ."""
_SHORT = 16
"""Characters that one of two columns of a card shows."""
KINDS = (
    DifferenceKind.BOUNDARY,
    DifferenceKind.SPEAKER,
    DifferenceKind.MISSING,
    DifferenceKind.EXTRA,
    DifferenceKind.ATTRIBUTE,
    DifferenceKind.TYPE,
    DifferenceKind.LINK,
)
"""The kinds in the order of the list."""
_ALONE = frozenset((DifferenceKind.MISSING, DifferenceKind.EXTRA))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list and one card: a difference, or several that are one ("1 against 2")."""

    differences: tuple[Difference, ...]

    @property
    def first(self) -> Difference:
        """The difference that names it."""
        return self.differences[0]

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.first.key

    def is_settled_by(self, decided: Collection[str]) -> bool:
        """Say whether nothing of it is open; `decided` are the keys of what is settled."""
        return all(one.key in decided for one in self.differences)


def entries_of(differences: tuple[Difference, ...]) -> list[Entry]:
    """Give the differences of an article as entries, where the first of each stands."""
    together: dict[str, list[Difference]] = {}
    for one in differences:
        together.setdefault(one.group or one.key, []).append(one)
    return [Entry(tuple(some)) for some in together.values()]


def shown_kinds(*, nameless: bool) -> list[frozenset[DifferenceKind]]:
    """Give the kinds in the order of the list, those together that have one heading.

    Without names what one side alone has is one kind: apart, its two halves would tell in all
    articles what is the same coder's.
    """
    if not nameless:
        return [frozenset((one,)) for one in KINDS]
    return [*dict.fromkeys(shown_with(one, nameless=True) for one in KINDS)]


def shown_with(kind: DifferenceKind, *, nameless: bool) -> frozenset[DifferenceKind]:
    """Give a kind with those that stand under the same heading."""
    return _ALONE if nameless and kind in _ALONE else frozenset((kind,))


def kind_words(kind: DifferenceKind, *, nameless: bool = False) -> str:
    """Give the name of a kind, as a heading."""
    if nameless and kind in _ALONE:
        return tr("Only one has it")
    return {
        DifferenceKind.MISSING: tr("Missing"),
        DifferenceKind.EXTRA: tr("Extra"),
        DifferenceKind.BOUNDARY: tr("Boundary"),
        DifferenceKind.TYPE: tr("Type"),
        DifferenceKind.SPEAKER: tr("Speaker"),
        DifferenceKind.LINK: tr("Link"),
        DifferenceKind.ATTRIBUTE: tr("Attribute"),
    }[kind]


def title_of(entry: Entry, *, nameless: bool) -> str:
    """Give the first word of a card: the kind, or which attribute it is."""
    one = entry.first
    if len(entry.differences) > 1:
        return counted(entry, nameless=nameless)
    if one.kind is DifferenceKind.ATTRIBUTE:
        return tr(one.name).capitalize()
    return kind_words(one.kind, nameless=nameless)


def n_have(held: Holders, one: Difference) -> int:
    """Give how many have it: what only one side has, else what most say."""
    if one.left is None or one.right is None:
        return len(held.left if one.right is None else held.right)
    return max(len(held.left), len(held.right))


def holders_words(held: Holders, one: Difference, letters: tuple[str, str]) -> str:
    """Give "2 of 3 have it"; of two readings whose most have, or how many each."""
    n = n_have(held, one)
    if one.left is None or one.right is None:
        return have_words(n, held.n)
    if len(held.left) == len(held.right):
        return tr("{n} of {of} each", n=n, of=held.n)
    letter = letters[0] if len(held.left) > len(held.right) else letters[1]
    return tr("{n} of {of} as {side}", n=n, of=held.n, side=letter)


def have_words(n: int, of: int) -> str:
    """Give how many coders of how many have it."""
    return trn("{n} of {of} has it", "{n} of {of} have it", n, of=of)


def has_both(entry: Entry) -> bool:
    """Say whether both sides can be taken: a value or an actor there is but one of."""
    one = entry.first
    is_value = one.kind is DifferenceKind.ATTRIBUTE
    return not is_value and not (one.kind is DifferenceKind.SPEAKER and bool(one.claims))


def counted(entry: Entry, *, nameless: bool) -> str:
    """Give "1 against 2" of an entry of several differences, the fewer first without names."""
    if len(entry.differences) < 2:
        return ""
    counts = [len(_spans(entry, left=is_left)) for is_left in (True, False)]
    n_left, n_right = sorted(counts) if nameless else counts
    return tr("{left} against {right}", left=n_left, right=n_right)


def _spans(entry: Entry, *, left: bool) -> set[str]:
    """Give the spans of one side; links of theirs count as nothing of their own."""
    items = (_item(one, left=left) for one in entry.differences)
    return {one for one in items if isinstance(one, str)}


def type_words(one: Difference, *, nameless: bool = False) -> str:
    """Give the type of what differs: the left's, without names both where they are two."""
    if nameless and one.kind is DifferenceKind.TYPE:
        return " / ".join(sorted(tr(each) for each in types_of(one)))
    return tr(one.type)


def types_of(one: Difference) -> frozenset[str]:
    """Give the types that the two sides say, or the one type of both."""
    if one.kind is not DifferenceKind.TYPE:
        return frozenset((one.type,))
    return frozenset(filter(None, (one.was, one.now)))


def about(entry: Entry, words: str, *, nameless: bool) -> str:
    """Give what stands beside the title: the type, and what of it differs or whose it is."""
    one = entry.first
    if len(entry.differences) > 1:
        return tr(one.type)
    if one.boundary:
        return f"{tr(one.type)} · {class_words(one.boundary)}"
    if one.kind in (DifferenceKind.ATTRIBUTE, DifferenceKind.SPEAKER, DifferenceKind.LINK):
        moved = len(one.claims)
        also = " · " + trn("{n} claim", "{n} claims", moved) if moved > 1 else ""
        return f"{tr(one.type)} {isolated(words)}{also}"
    return type_words(one, nameless=nameless)


def class_words(found: str) -> str:
    """Give the class of a boundary in words; nothing of what is none."""
    if not found:
        return ""
    return {
        BoundaryClass.PUNCTUATION: tr("quotation or punctuation marks"),
        BoundaryClass.TITLE: tr("title in or out"),
        BoundaryClass.CUE: tr("cue in or out"),
        BoundaryClass.PART: tr("part in or out"),
        BoundaryClass.OTHER: tr("other words"),
    }[BoundaryClass(found)]


def side_words(entry: Entry, page: Page, *, left: bool) -> tuple[str, bool]:
    """Give what a side says, and whether it says anything at all."""
    one = entry.first
    own, value = (one.left, one.was) if left else (one.right, one.now)
    if len(entry.differences) > 1:
        return f"{len(_spans(entry, left=left))} × {tr(one.type)}", True
    match one.kind:
        case DifferenceKind.MISSING | DifferenceKind.EXTRA | DifferenceKind.BOUNDARY:
            words = words_of(own, page)
            if one.kind is DifferenceKind.BOUNDARY:
                words = ends_of(words, at_end=_begin_together(one, page))
            return (words, True) if words else (tr("not marked"), False)
        case DifferenceKind.LINK:
            is_there = own is not None
            return (value or tr("linked"), True) if is_there else (tr("not linked"), False)
        case DifferenceKind.SPEAKER:
            return (value, True) if value else (tr("nobody"), False)
        case _:
            return (tr(value), True) if value else (tr("not set"), False)


def _item(one: Difference, *, left: bool) -> Item | None:
    return one.left if left else one.right


def words_of(item: Item | None, page: Page) -> str:
    """Give the words of a span, or of the span a link goes from."""
    span = page.span(item if isinstance(item, str) else item[0]) if item is not None else None
    return "" if span is None else " ".join(" … ".join(span.quotes).split())


def _begin_together(one: Difference, page: Page) -> bool:
    """Say whether two extents begin at the same place: then it is their ends that differ."""
    spans = [page.span(item) for item in (one.left, one.right) if isinstance(item, str)]
    return len({span.start for span in spans if span is not None}) == 1


def ends_of(words: str, *, at_end: bool = False) -> str:
    """Give how long words begin and end: where two extents differ, it is there.

    With `at_end` only how they end: they begin alike.
    """
    if at_end and len(words) > _SHORT:
        return f"… {words[-_SHORT:].partition(' ')[2] or words[-_SHORT:]}"
    if len(words) <= _LONG:
        return words
    head, tail = words[: _LONG // 2].rpartition(" ")[0], words[-_LONG // 2 :].partition(" ")[2]
    return f"{head or words[: _LONG // 2]} … {tail or words[-_LONG // 2 :]}"
