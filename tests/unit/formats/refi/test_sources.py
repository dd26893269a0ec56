"""Articles as sources: parts, other programs' positions, notes, links, actors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.formats.refi.sources import RefiSource, SourceMaker, about_project, when
from annotator.model.bundle import Bundle, Content
from annotator.model.span import Note, Owner
from tests import bundles

FULL = bundles.full()


def source(bundle: Bundle = FULL, *, for_nvivo: bool = False) -> RefiSource:
    return SourceMaker(bundle, for_nvivo=for_nvivo).source(next(iter(bundle.contents)))


def content(text: str, *parts: tuple[int, int]) -> Bundle:
    article = bundles.article(text)
    one = Content(article, spans=(bundles.span(article, "s1", "claim", *parts),))
    return replace(bundles.small(), contents=(one,))


def test_each_part_is_a_selection_that_says_of_what() -> None:
    parts = [one for one in source().selections if one.description.startswith("part ")]
    whole = SourceMaker(FULL, for_nvivo=False).guid("span", "s1")
    assert [one.description.split("\n")[0] for one in parts] == [
        f"part 1 of 2 of {whole}",
        f"part 2 of 2 of {whole}",
    ]
    assert len({one.guid for one in source().selections}) == len(source().selections)
    assert len({one.coding for one in source().selections}) == len(source().selections)


@pytest.mark.parametrize(
    ("for_nvivo", "places"), [(False, [(0, 1), (3, 8)]), (True, [(0, 2), (5, 13)])]
)
def test_positions_are_those_of_whom_the_file_is_made_for(
    places: list[tuple[int, int]], *, for_nvivo: bool
) -> None:
    bundle = content("🚢a\nb\n👍🏽c", (0, 1), (3, 8))
    found = source(bundle, for_nvivo=for_nvivo)
    assert [(one.start, one.end) for one in found.selections] == places
    maker = SourceMaker(bundle, for_nvivo=for_nvivo)
    held = maker.file_of(found.text).decode("utf-8")
    assert held.startswith("\ufeff") == for_nvivo
    words = maker.words_in(held)
    assert [words(one.start, one.end) for one in found.selections] == ["🚢", "b\n👍🏽c"]
    assert len(found.wide_at) == (0 if for_nvivo else 2)


def test_the_first_listed_value_is_the_code_and_the_others_are_words() -> None:
    first = next(one for one in source().selections if "part 1" in one.description)
    assert first.description.split("\n")[1:] == ["kind: promise"]
    assert len(source().words_at) == 2


def test_links_join_first_parts_and_name_their_values() -> None:
    names = sorted(one.name for one in source().links)
    assert names == ["about (stance: favourable)", "said_by"] or names[0].startswith("about")
    guids = {one.guid for one in source().selections}
    assert all({one.origin, one.target} <= guids for one in source().links)


def test_notes_stand_at_what_they_are_about_and_say_what_they_are() -> None:
    bundle = bundles.asked()
    found = source(bundle)
    assert len(found.notes) == len(next(iter(bundle.contents)).notes)
    described = {one.description.split(" ")[0] for one in found.notes}
    assert {"question", "to", "answer"} <= described
    assert set(found.own_notes) <= {one.guid for one in found.notes}
    assert about_project(Note("n", Owner.SCHEME, "", "w", "c", ""))
    assert not about_project(Note("n", Owner.LINK, "k1", "w", "c", ""))


def test_an_actor_that_became_another_occurs_as_that_one() -> None:
    maker = SourceMaker(FULL, for_nvivo=False)
    cases = [*maker.cases({"p1": ["G"]})]
    assert [one.selections for one in cases if one.name == "=Mira Talven"] == [("G",)]
    assert len(cases) == sum(not one.merged_into for one in FULL.actors)


def test_only_a_whole_moment_is_a_moment() -> None:
    assert when("2026-03-01T10:32:00Z") == "2026-03-01T10:32:00Z"
    assert [when(at) for at in ("", None, "2026-03-01", "yesterday")] == [None] * 4
