"""What a search reads of a project: the order of texts, marks with their places."""

from __future__ import annotations

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range

CODER = Coder("coder-a", "A")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        for n in range(5):
            made.import_text(f"Title {n}\n\nMira Talven spoke of Velmora, {n}.", f"{n}.txt")
        yield made


def test_the_order_goes_on_behind_an_article(project):
    reader = project.reader
    keys = reader.text_keys(None, 10)
    assert [one.article_id for one in keys] == [*reader.article_ids()]
    assert keys[0].sha256 == text_sha256(reader.article(keys[0].article_id).text)
    assert reader.text_keys(keys[1], 2) == keys[2:4]
    assert reader.text_keys(keys[-1], 2) == []


def test_marks_come_in_text_order_with_all_their_parts(project):
    text = project.article("1").text
    talven, velmora = (Range(at := text.index(one), at + len(one)) for one in ("Talven", "Velmora"))
    spoke = Range(at := text.index("spoke"), at + 5)
    claim = project.mark("1", "claim", [spoke, velmora]).id
    entity = project.mark("1", "entity", talven, actor="Talven").id
    (found,) = project.reader.searched([project.article_id("1")], project.context.layer.id)
    actor = project.actors()[0].id
    assert [(one.at, one.span_id, one.type, one.actor_id) for one in found.marks] == [
        (talven, entity, "entity", actor),
        (spoke, claim, "claim", None),
        (velmora, claim, "claim", None),
    ]
    assert [one.span_id for one in found.touching(Range(velmora.start + 2, len(text)))] == [claim]
    assert found.touching(Range(0, 3)) == []


def test_articles_come_in_the_order_asked_for_and_unknown_ones_not_at_all(project):
    ids = project.reader.article_ids()
    found = project.reader.searched([ids[3], "nobody", ids[0]], project.context.layer.id)
    assert [one.article.id for one in found] == [ids[3], ids[0]]
