"""Where each name of an actor was first read; an actor's roles in the order of time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.actor import Actor, Alias, DatedRole
from annotator.project.actors.names import read_names, with_lines
from tests import colleagues as they
from tests.colleagues import A

if TYPE_CHECKING:
    from pathlib import Path


def test_each_name_is_told_where_it_was_first_read_or_that_it_was_typed(tmp_path: Path) -> None:
    with they.coding(they.study(tmp_path), A) as project:
        they.mark(project, 2, "weather office", "speaker", "Mira Talven")
        they.mark(project, 1, "Mira Talven", "speaker", "Mira Talven")
        (actor,) = project.actors("talven")
        names = (Alias("alias-1", "WEATHER  office"), Alias("alias-2", "Ms T."))
        project.edit_actor(replace(actor, aliases=names))
        (actor,) = project.actors("talven")
        found = with_lines(project.reader, read_names(actor, [*project.all_passages(actor)]))
    read = {one.name: None if one.first is None else one.first.line for one in found}
    assert read == {
        "Mira Talven": "…promise,” said Mira Talven, the minister.",
        "WEATHER  office": "…will rain, the weather office in Kabul said on Monday.",
        "Ms T.": None,
    }


def test_roles_stand_in_the_order_of_time_open_ends_outside() -> None:
    roles = (
        DatedRole("1", "president", since="2023"),
        DatedRole("2", "mayor", until="2009"),
        DatedRole("3", "minister", since="2019-05", until="2022"),
        DatedRole("4", "deputy", since="2019", until="2020"),
    )
    found = Actor("a", "A", roles=roles).roles_in_time()
    assert [one.role for one in found] == ["mayor", "deputy", "minister", "president"]


def test_a_name_that_came_by_a_join_is_told_where_longer_words_have_it(tmp_path: Path) -> None:
    with they.coding(they.study(tmp_path), A) as project:
        they.mark(project, 1, "Mira Talven, the minister", "speaker", "Talven, Mira")
        they.mark(project, 2, "weather office in Kabul", "speaker", "Weather Office")
        office, talven = project.actors("office")[0], project.actors("talven")[0]
        aliases = (Alias("alias-1", "Mira Talven"), Alias("alias-2", "Mira Tal"))
        project.edit_actor(replace(talven, aliases=aliases))
        project.join([talven.id, office.id])
        (actor,) = project.actors("talven")
        found = read_names(actor, [*project.all_passages(actor)])
    assert {one.name: None if one.first is None else one.first.words for one in found} == {
        "Talven, Mira": None,
        "Mira Talven": "Mira Talven, the minister",
        "Mira Tal": None,
        "Weather Office": "weather office in Kabul",
    }
