"""A whole study from outside, on the start page to its export and back: by keys, and by mouse.

An own scheme, coding, a kit, a question from it, answered in the scheme; a value split, looked at
again; all undone. The second coder sits at the same computer. Both ways do the same steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from tests.journeys import study_steps as study
from tests.journeys.outside import Outside
from tests.journeys.screen import missing, screen
from tests.journeys.two_ways import ByKeys, ByMouse, Way

pytestmark = pytest.mark.slow

READER = Coder("somebody", "Somebody")


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    lacking = missing()
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with screen(str(tmp_path_factory.mktemp("manager"))) as name:
        yield name


def check_study(path: Path) -> None:
    """Compare what is in the file with what was meant."""
    with Project.open(path, coder=READER, read_only=True) as project:
        scheme, layers = project.scheme, {one.id: one.name for one in project.layers()}
        assert scheme.version == 4
        assert (scheme.type("thing") is None, scheme.type("entity") is None) == (False, True)
        claim = scheme.type("claim")
        assert claim is not None
        assert claim.attribute("check") is not None  # of the ready one
        topic = claim.attribute("topic")
        assert topic is not None
        assert set(topic.values) == {"ships", "prices", "water"}
        trade = topic.value("trade")
        assert trade is not None
        assert (bool(trade.retired), trade.definition) == (True, "ships and goods")
        assert trade.counter_example == f"“{study.LOST}” ({study.ANSWERED})"
        coded = {
            (layers[one.layer_id], one.text(), one.attributes.get("topic"))
            for one in project.spans(type_name="claim")
        }
        assert coded == {
            ("A", study.LOST, "prices"),
            ("A", study.WAIT, "water"),
            ("A", study.OPEN, "ships"),
            ("B", study.LOST, None),
        }
        actors = {one.id: one.name for one in project.context.actors.present()}
        assert {
            (layers[one.claim.layer_id], one.claim.text()): [
                actors.get(each.actor_id or "", each.text()) for each in one.speakers
            ]
            for one in project.statements()
        } == {
            ("A", study.LOST): ["Mayor Talven"],
            ("A", study.WAIT): ["Hask"],
            ("A", study.OPEN): ["Minister Orla Venn"],
            ("B", study.LOST): ["Mayor Talven"],
        }
        assert [one.text() for one in project.spans(type_name="thing")] == ["Aldane", "Aldane"]
        notes = [(one.note.text, one.note.question) for one in project.notes()]
        assert sorted(notes) == sorted([(study.ASKED, True), (study.ANSWERED, False)])


def check_nothing(path: Path) -> None:
    """Compare the file with one that was just made."""
    with Project.open(path, coder=READER, read_only=True) as project:
        assert project.scheme.version == 1
        assert list(project.articles()) == []
        assert list(project.notes()) == []
        assert list(project.samples()) == []
        assert [one.name for one in project.layers()] in ([], ["A"])
        assert not project.context.actors.present()


@pytest.mark.parametrize("way_of", [ByKeys, ByMouse])
def test_a_study_from_its_first_text_to_its_export_and_back(
    display: str, tmp_path: Path, way_of: type[Way]
) -> None:
    study.write_texts(tmp_path / "texts")
    path = tmp_path / study.STUDY
    with Outside(display, "us", None, tmp_path) as program:
        way = way_of(program)
        for step in study.STEPS:
            step(way)
        check_study(path)
        assert path.with_name(f"{path.stem}-tables").joinpath("statements.csv").is_file()
        assert study.undo_all(way) > 20
        if way_of is ByMouse:
            assert program.hand.n_keys == way.n_to_write
        else:
            assert program.hand.n_clicks == 0
    check_nothing(path)
