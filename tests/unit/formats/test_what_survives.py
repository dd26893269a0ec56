"""The page that says what survives in which format is as the formats declare it."""

from __future__ import annotations

import pytest

from annotator.formats import every, extras
from annotator.model.bundle import Loss, LossKind
from docs import make_survives

DROPPED, CHANGED = LossKind.DROPPED, LossKind.CHANGED


@pytest.mark.skipif(
    any(map(extras.missing, extras.EXTRAS)), reason="libraries of some formats are not installed"
)
def test_the_page_is_as_formats_declare() -> None:
    written = make_survives.PAGE.read_text(encoding="utf-8")
    assert written == make_survives.page(), "run python -m docs.make_survives"
    assert all(f"`{one.name}`" in written for one in every() if one.can_write)


NEVER = {
    "field": "fields of your own",
    "note": "notes",
    "decision": "decisions",
    "named": "samples and searches",
    "span.origin": "how marks came to be",
    "state": "how far each coder is",
}
"""What stands in a file or not, whatever it is made of, in the words of `always_lost`."""


@pytest.mark.skipif(
    any(map(extras.missing, extras.EXTRAS)), reason="libraries of some formats are not installed"
)
def test_what_is_never_in_a_file_is_what_is_lost_of_everything() -> None:
    for one in every():
        if one.can_write and one.name != "qdc":
            lost = {
                x.item for x in make_survives.losses_of(one) if x.fate is DROPPED and x.n == x.of
            }
            said = {item for item, words in NEVER.items() if words in one.always_lost}
            assert lost & NEVER.keys() == said, one.name


@pytest.mark.parametrize(
    ("losses", "items", "said"),
    [
        ((), ("link",), "yes"),
        ((Loss("link", 2, 2, DROPPED, ""),), ("link",), "no"),
        ((Loss("link", 1, 2, DROPPED, ""),), ("link",), "in part"),
        ((Loss("part", 1, 5, CHANGED, ""),), ("part", "span"), "otherwise"),
        ((Loss("span", 5, 5, DROPPED, ""),), ("part", "span"), "no"),
        ((Loss("span", 1, 5, DROPPED, ""),), ("part", "span"), "yes"),
        ((Loss("actor.merged", 1, 1, DROPPED, ""),), ("actor", "actor.merged"), "in part"),
        ((Loss("actor", 3, 3, DROPPED, ""),), ("alias", "actor"), "no"),
    ],
)
def test_a_cell_says_what_becomes_of_a_thing(
    losses: tuple[Loss, ...], items: tuple[str, ...], said: str
) -> None:
    assert make_survives.cell(losses, items) == said
