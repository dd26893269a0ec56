"""Where actors are named: one query over all layers, with what each does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import colleagues as they
from tests.colleagues import A

if TYPE_CHECKING:
    from pathlib import Path


def test_passages_stand_in_reading_order_and_say_who_speaks(tmp_path: Path) -> None:
    with they.coding(they.study(tmp_path), A) as project:
        they.mark(project, 2, "weather office", "speaker", "Office")
        speaker = they.mark(project, 1, "Mira Talven", "speaker", "Talven")
        they.mark(project, 1, "minister", "entity", "Talven")
        claim = they.mark(project, 1, "kept our promise", "claim")
        project.link(claim, "said_by", speaker)
        ids = {one.name: one.id for one in project.actors()}
        found = project.reader.actor_passages([*ids.values()])
        of_one = project.reader.actor_passages([ids["Office"]])
        assert project.reader.actor_passages([]) == []
    assert [(one.words, one.role, one.actor_id) for one in found] == [
        ("Mira Talven", "said", ids["Talven"]),
        ("minister", "named", ids["Talven"]),
        ("weather office", "named", ids["Office"]),
    ]
    assert [one.words for one in of_one] == ["weather office"]
    assert (of_one[0].layer, of_one[0].type, of_one[0].title) == ("A", "speaker", "Rain again")


def test_a_line_has_the_words_in_their_sentence_once_that_is_read(tmp_path: Path) -> None:
    with they.coding(they.study(tmp_path), A) as project:
        they.mark(project, 2, "weather office", "speaker", "Office")
        (found,) = project.reader.actor_passages([project.actors("office")[0].id])
        (read,) = project.all_passages("office")
    assert (found.line, found.sentence) == ("weather office", None)
    assert read.line == "…will rain, the weather office in Kabul said on Monday."
