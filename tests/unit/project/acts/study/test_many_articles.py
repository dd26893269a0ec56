"""Fields of many articles are changed as one step; what is not named stays as it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from annotator.errors import Cancelled, Forbidden
from annotator.model.article import ListFilter, ListQuery
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.acts.study.many_articles import ManyArticles
from annotator.work import Cancel, Watch, silent
from tests import builders

OUTLETS = ("AFP", "afp", "AFP", "The Gull", "")


@pytest.fixture
def project(tmp_path: Path):
    """Five articles: three of an agency under two names, with an own field in some."""
    rows = [
        {"text": f"Story {n}. The mayor spoke of pier {n}.", "title": f"Pier {n}", "outlet": outlet,
         "date": f"2025-05-0{n + 1}", **({"desk": "home"} if n < 2 else {})}
        for n, outlet in enumerate(OUTLETS)
    ]  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        made.import_sources(path)
        yield made


def exported(project: Project, to: Path) -> bytes:
    project.export("jsonl", to, overwrite=True)
    return to.read_bytes()


def values(project: Project, name: str) -> list[str]:
    return [one.value(name) for one in project.articles()]


def test_what_stands_in_the_fields_is_counted(project):
    now = project.fields_now()
    assert now.n == 5
    assert now.values["outlet"] == Counter({"AFP": 2, "afp": 1, "The Gull": 1, "": 1})
    assert now.values["desk"] == Counter({"home": 2, "": 3})
    assert project.fields_now([3, 4]).others == ("desk",)
    assert [*now.values] == ["outlet", "date", "byline", "url", "language", "desk"]


def test_only_the_fields_that_are_named_change_and_undo_gives_the_same_bytes(project, tmp_path):
    before = exported(project, tmp_path / "before.jsonl")
    n_steps = len(project.steps())
    done = project.change_articles({"outlet": "Agence", "topic": "sea", "desk": ""}, [1, 2])
    assert done.n == 2
    assert done.overwritten == {("outlet", "AFP"): 1, ("outlet", "afp"): 1, ("desk", "home"): 2}
    assert values(project, "outlet") == ["Agence", "Agence", "AFP", "The Gull", ""]
    assert values(project, "topic") == ["sea", "sea", "", "", ""]
    assert values(project, "desk") == [""] * 5
    assert values(project, "date") == [f"2025-05-0{n}" for n in range(1, 6)]
    assert len(project.steps()) == n_steps + 1
    project.undo()
    assert exported(project, tmp_path / "after.jsonl") == before


def test_a_value_is_replaced_only_where_it_stands(project):
    found = project.change_articles({"outlet": "AFP"}, None, {"outlet": "afp"}, dry_run=True)
    assert (found.n, values(project, "outlet")) == (1, [*OUTLETS])
    project.change_articles({"outlet": "AFP"}, None, {"outlet": "afp"})
    assert values(project, "outlet") == ["AFP", "AFP", "AFP", "The Gull", ""]
    project.change_articles({"outlet": "nobody"}, None, {"outlet": ""})
    assert values(project, "outlet")[4] == "nobody"


def test_articles_of_a_list_are_changed_whatever_their_number(project):
    query = ListQuery(filters=(ListFilter("outlet", "AFP"),))
    assert project.change_articles({"language": "EN-GB"}, query).n == 2
    assert [one.language for one in project.articles()].count("en-GB") == 2


def test_a_value_that_stands_already_is_confirmed_where_it_was_proposed():
    open_one = builders.article(
        "Text", outlet="AFP", meta={"proposed": {"outlet": {"why": "line"}}}
    )
    many = ManyArticles({"outlet": "AFP"})
    many.take([open_one, builders.article("Other", outlet="AFP")], 2, Watch(silent, Cancel()))
    (change,) = many.changes
    assert change.after is not None
    assert (many.n, many.overwritten, change.after["meta"]) == (1, {}, "{}")


def test_nothing_changes_where_all_stands_already(project):
    n_steps = len(project.steps())
    assert project.change_articles({"outlet": "AFP"}, [1, 3]).n == 0
    assert len(project.steps()) == n_steps


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": "5 May"}, "“5 May” is no date"),
        ({"date": "2025-02-30"}, "is no date"),
        ({"language": "xx"}, "no code of a language"),
        ({"language": "English"}, "no code of a language"),
        ({"title": "All alike"}, "headline"),
        ({"the desk": "home"}, "cannot be called “the desk”"),
        ({"group_why": "1"}, "cannot be called “group_why”"),
        ({"text": "words"}, "cannot be called “text”"),
        ({"": "words"}, "cannot be called “”"),
    ],
)
def test_what_no_article_can_have_is_refused_and_nothing_changes(project, fields, said):
    n_steps = len(project.steps())
    with pytest.raises(Forbidden, match=said):
        project.change_articles({"outlet": "AFP", **fields}, None)
    assert len(project.steps()) == n_steps


def test_together_with_other_acts_it_sees_what_they_did(project):
    with project.together("tidy"):
        project.fields(1, {"outlet": "Wire"})
        project.change_articles({"outlet": "Wire 2"}, None, {"outlet": "Wire"})
    assert values(project, "outlet")[0] == "Wire 2"
    assert project.steps()[0].step.act == "together"


def test_many_articles_are_one_step_that_can_be_stopped(project, tmp_path):
    path = tmp_path / "many.csv"
    lines = (f'"Text {n} of the sea and the pier.",Gull {n % 7}' for n in range(2_300))
    path.write_text("\n".join(("text,outlet", *lines)), encoding="utf-8")
    project.import_sources(path)
    before, n_steps = Counter(values(project, "outlet")), len(project.steps())

    def change(cancel: Cancel, hear=lambda *_: None):
        return project.change_articles(
            {"outlet": "AFP", "desk": "sea"}, progress=hear, cancel=cancel
        )

    def stopped_at(n: int) -> int:
        cancel, told = Cancel(), list[int]()

        def hear(done: int, _of: int, _what: str) -> None:
            told.append(done)
            if len(told) == n:
                cancel.cancel()

        with pytest.raises(Cancelled):
            change(cancel, hear)
        return len(told)

    assert (stopped_at(11), stopped_at(13)) == (11, 13)  # while it looks, and while it writes
    assert (Counter(values(project, "outlet")), len(project.steps())) == (before, n_steps)
    assert change(Cancel()).n == 2_305
    assert Counter(values(project, "outlet")) == {"AFP": 2_305}
    assert len(project.steps()) == n_steps + 1
    project.undo()
    assert Counter(values(project, "outlet")) == before
