"""A list of what is coming, also where it is read bit by bit: each article once, by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator import coder
from annotator.formats.refi import bundle_in
from annotator.model.span import Owner
from annotator.project import Project
from annotator.project.importing.gather import HowToRead
from annotator.project.importing.plan import ImportVerdict
from tests.refi_foreign import ForeignProject

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "One": "The minister said it on Monday 🚢.",
    "Two": "She left at once.",
    "Three": "Nobody knows why she did.",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(tmp_path / "s.annotator", coder=coder("Bea"))


@pytest.fixture(params=["whole", "bit by bit"])
def source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> Path:  # type: ignore[no-untyped-def]
    if request.param == "bit by bit":
        monkeypatch.setattr(bundle_in, "_IN_MEMORY", 10)
    made = ForeignProject()
    for title, text in TEXTS.items():
        made.text(title, text, [(text.split()[1], "claim"), (text.split()[0], "claim")])
    at = tmp_path / "a.qdpx"
    at.write_bytes(made.data())
    return at


def test_each_article_has_a_line_with_its_text(project: Project, source: Path) -> None:
    project.import_text(TEXTS["Two"])
    plan = project.plan_import(source, HowToRead(is_listed=True))
    assert [(one.row, one.verdict) for one in plan.lines] == [
        (1, ImportVerdict.NEW),
        (2, ImportVerdict.KNOWN),
        (3, ImportVerdict.NEW),
    ]
    wholes = [one.whole for one in plan.lines]
    assert [one.article.text for one in wholes if one is not None] == [*TEXTS.values()]
    assert len({one.key for one in plan.lines}) == len(TEXTS)


def test_what_is_left_out_and_what_is_chosen_is_of_one_article(
    project: Project, source: Path
) -> None:
    plan = project.plan_import(source, HowToRead(is_listed=True))
    first, second, third = plan.lines
    report = project.take_in(plan, without=[second.key], chosen={third.key: {"outlet": "Herald"}})
    assert (report.new, report.n_spans) == (2, 4)
    found = {one.title: one.outlet for one in project.articles()}
    assert found == {"One": "", "Three": "Herald"}
    assert first.key not in {second.key, third.key}


def test_what_is_lost_is_known_before_and_after_in_the_same_words(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ForeignProject(users={"anna": "Anna", "ben": "Ben"})
    made.text("One", TEXTS["One"], [("minister", "claim"), ("Monday", "claim", "ben")])
    ends = (made.id("selection One minister anna"), made.id("selection One Monday ben"))
    made.rest["Links"] = [f'<Link name="is" originGUID="{ends[0]}" targetGUID="{ends[1]}"/>']
    at = tmp_path / "a.qdpx"
    at.write_bytes(made.data())
    monkeypatch.setattr(bundle_in, "_IN_MEMORY", 10)
    plan = project.plan_import(at, HowToRead(is_listed=True))
    (loss,) = plan.losses
    assert (loss.item, loss.n, loss.of) == ("link", 1, 1)
    assert project.take_in(plan).losses == (loss,)
    assert not [one for one in project.notes() if one.note.owner_kind is Owner.LINK]


def test_nothing_is_gone_through_for_a_list_that_nobody_wants(
    project: Project, source: Path
) -> None:
    plan = project.plan_import(source)
    assert len(plan.lines) == (0 if bundle_in._IN_MEMORY == 10 else len(TEXTS))
