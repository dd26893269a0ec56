"""What the list of articles can be narrowed by: values that are there, most frequent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr, trn
from annotator.model.article import PROPOSED, ListFilter
from annotator.text.words import isolated, shortened
from annotator.ui.basics.labels import on_button
from annotator.ui.page.banners import shown_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QMenu

    from annotator.model.article import ArticleFields

_MOST = 24
_LONGEST = 40
_ROW_FIELDS = ("outlet", "language", "date", "source", "group_id")


class FilterValue(NamedTuple):
    """One value of a field, and how many articles have it; `label` is what a group is called."""

    value: str
    n: int
    label: str = ""


Choices = dict[str, "Sequence[FilterValue]"]
"""By field what can be chosen."""


def choices_of(articles: Iterable[ArticleFields]) -> Choices:
    """Give what articles can be narrowed by: fields with more than one value."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, str] = {}
    for one in articles:
        counts["outlet"][one.outlet] += 1
        counts["language"][one.language] += 1
        counts["date"][(one.date or "")[:4]] += 1
        counts["source"][_folder(one.source)] += 1
        if one.group_id:
            counts["group_id"][one.group_id] += 1
            titles.setdefault(one.group_id, one.title)
        for name in one.proposed():
            counts[PROPOSED][name] += 1
        for name, value in one.own_fields().items():
            counts[name]["" if value is None else str(value)] += 1
    return {
        name: [FilterValue(value, n, titles.get(value, ""))
               for value, n in found.most_common(_MOST)]
        for name, found in counts.items()
        if len(found) > 1 or name in (PROPOSED, "group_id")
    }  # fmt: skip


def _folder(source: str) -> str:
    folder, slash, _ = source.rpartition("/")
    return folder + slash


def fill_menu(
    menu: QMenu,
    choices: Choices,
    chosen: Sequence[ListFilter],
    choose: Callable[[tuple[ListFilter, ...]], None],
) -> None:
    """Let a menu offer what can be chosen; a press on what is chosen takes it back."""
    every = menu.addAction(tr("No filter"))
    every.triggered.connect(lambda: choose(()))
    every.setEnabled(bool(chosen))
    if choices.get(PROPOSED):
        _line(menu, tr("Not confirmed"), ListFilter(PROPOSED, ""), chosen, choose)
    own = [name for name in choices if name not in (*_ROW_FIELDS, PROPOSED)]
    for name in (*_ROW_FIELDS, *sorted(own)):
        if choices.get(name):
            part = menu.addMenu(field_name(name))
            for one in choices[name]:
                words = f"{value_name(name, one)}\t{one.n:,}"
                _line(part, words, ListFilter(name, one.value), chosen, choose)


def _line(
    menu: QMenu,
    words: str,
    one: ListFilter,
    chosen: Sequence[ListFilter],
    choose: Callable[[tuple[ListFilter, ...]], None],
) -> None:
    action = menu.addAction(on_button(words))
    action.setCheckable(True)
    action.setChecked(one in chosen)
    others = tuple(each for each in chosen if each != one)
    action.triggered.connect(lambda: choose(others if one in chosen else (*others, one)))


def field_name(name: str) -> str:
    """Give the name of a field that the list can be narrowed by."""
    return {
        "outlet": tr("Outlet"), "language": tr("Language"), "date": tr("Year"),
        "source": tr("Folder it came from"), "group_id": tr("Near copies of"),
    }.get(name, isolated(name))  # fmt: skip


def value_name(name: str, one: FilterValue) -> str:
    """Give a value as the menu shows it."""
    words = shown_date(one.value) if name == "date" else one.label or one.value
    return isolated(shortened(words, _LONGEST)) or tr("none")


def filter_words(chosen: Sequence[ListFilter]) -> str:
    """Say what the list is narrowed by, on its button."""
    if not chosen:
        return tr("Filter")
    if len(chosen) > 1:
        return trn("{n} filter", "{n} filters", len(chosen))
    (one,) = chosen
    if one.field == PROPOSED:
        return tr("Not confirmed")
    if one.field == "group_id":
        return tr("Near copies")
    return value_name(one.field, FilterValue(one.value, 0))
