"""What the names of files say of their articles: proposals beside those that the pages make.

How a pattern is held against a name is known to `formats.rows.path`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import CannotRead
from annotator.formats.rows.dates import DateColumn, read_cell
from annotator.formats.rows.path import fields_of, guess_pattern
from annotator.language import tr, trn
from annotator.model.article import MASTHEAD_FIELDS, Doubt, FieldCandidate, FieldProposal
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.formats.rows.mapping import SourceMap
    from annotator.model.bundle import Content

FILE_NAME = "file-name"
"""The slug that says why a value is proposed."""
_N_NAMED = 5
_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class PathFields:
    """The pattern of the names of an import, "" = none, and what each of them says by it."""

    pattern: str = ""
    proposed: Mapping[str, tuple[FieldProposal, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def path_fields(
    names: Sequence[str], said: SourceMap | None, kept: Iterable[SourceMap], date_order: str
) -> PathFields:
    """Give what the names of all sources say: by the pattern that was said, kept, or is guessed.

    Raises `CannotRead` for one that was said and fits no name.
    """
    pattern = said.pattern if said is not None else ""
    if pattern and names and not any(fields_of(pattern, name) for name in names):
        raise CannotRead(
            tr(
                "The pattern “{pattern}” fits none of the names, like “{name}”.",
                pattern=pattern,
                name=names[0],
            ),
            tr("Nothing was imported. Change the pattern, or leave it out."),
        )
    if not pattern:
        patterns = (one.pattern for one in kept if one.pattern)
        pattern = next((one for one in patterns if _fits_all(one, names)), "")
    pattern = pattern or guess_pattern(names)
    if not pattern:
        return PathFields()
    found = {name: fields_of(pattern, name) for name in names}
    dates = DateColumn(date_order)
    for values in found.values():
        if values and "date" in values:
            dates.see(values["date"], read_cell(values["date"]))
    proposed = {name: tuple(_proposals(values, dates)) for name, values in found.items() if values}
    return PathFields(pattern, proposed, tuple(_notes(pattern, found)))


def _fits_all(pattern: str, names: Sequence[str]) -> bool:
    return bool(names) and all(fields_of(pattern, name) for name in names)


def _proposals(values: Mapping[str, str], dates: DateColumn) -> Iterator[FieldProposal]:
    for name, value in values.items():
        if name != "date":
            yield FieldProposal(name, value, None, FILE_NAME)
            continue
        cell = read_cell(value)
        date = dates.date_of(cell)
        if date:
            yield FieldProposal(name, date, None, FILE_NAME)
        elif cell.year:
            others = (FieldCandidate(one, order) for order, one in cell.readings.items())
            yield FieldProposal(name, cell.year, None, FILE_NAME, Doubt.TWO_READINGS, tuple(others))


def _notes(pattern: str, found: Mapping[str, object]) -> Iterator[str]:
    yield tr("The names of the files were read as “{pattern}”.", pattern=pattern)
    others = [name for name, values in found.items() if values is None]
    if others:
        shown = ", ".join(map(shortened, others[:_N_NAMED]))
        yield trn(
            "{n} name does not fit “{pattern}”: {names}.",
            "{n} names do not fit “{pattern}”: {names}.",
            len(others),
            pattern=pattern,
            names=shown + (" …" if len(others) > _N_NAMED else ""),
        )


def with_path_fields(content: Content, coming: Sequence[FieldProposal]) -> Content:
    """Give a text with what its path says, as proposals beside those of its page.

    The page wins where it is sure; what the path says otherwise is then a candidate.
    """
    there = {one.field: one for one in reversed(content.proposed_fields)}
    for one in coming:
        if one.field == _LANGUAGE:
            article = replace(content.article, language=one.value)
            content = content if _LANGUAGE in content.given else replace(content, article=article)
        elif one.field not in content.given and one.field not in content.article.own_fields():
            before = there.get(one.field)
            there[one.field] = one if before is None else both(before, one)
    order = dict.fromkeys((*MASTHEAD_FIELDS, *there))
    return replace(content, proposed_fields=tuple(there[name] for name in order if name in there))


def both(page: FieldProposal, path: FieldProposal) -> FieldProposal:
    """Give one proposal of what a page and its path say about a field."""
    if page.value == path.value or (path.value and page.value.startswith(f"{path.value}-")):
        return replace(page, doubt=Doubt.NONE) if path.doubt is Doubt.NONE else page
    is_closer = path.value.startswith(f"{page.value}-")
    if path.doubt is not Doubt.NONE or (page.doubt is Doubt.NONE and not is_closer):
        said = FieldCandidate(path.value, FILE_NAME)
        return page if said.value in _values(page) else replace(page, others=(*page.others, said))
    before = FieldCandidate(page.value, page.why, page.at)
    others = tuple(one for one in (before, *page.others) if one.value != path.value)
    return replace(path, others=others)


def _values(proposal: FieldProposal) -> set[str]:
    return {one.value for one in proposal.others}
