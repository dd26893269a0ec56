"""Recipes are kept, undone, written again, and say what changed since they last were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.errors import CannotWrite, NoArticle, OthersRecipe, TargetExists, WrongUse
from annotator.model.choice import ALL, ExportChoice, ExportTexts
from annotator.model.choice.recipe import MoreAndFewer, Recipe, choice_of, going_along
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.going_out.recipes import since
from annotator.work import Watch

A = Coder("coder-a", "A")
TEXT = "The mayor said the pier is safe. The gulls did not agree."
OTHER = "Another text that stands on its own here."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=A) as made:
        made.import_text(TEXT, "first")
        made.mark(1, "claim", (15, 31))
        yield made


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = main([*map(str, words), "--coder", "A"])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.parametrize(
    "choice",
    [
        ALL,
        ExportChoice(layers=(), articles=("1",), where=(("state", "done"),), sample="pilot"),
        ExportChoice(boilerplate=False, texts=ExportTexts.OFFSETS, notes=True),
        ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("persons",), also=("Dar",)),
    ],
)
def test_a_choice_and_a_recipe_are_read_back_as_they_were_written(choice: ExportChoice) -> None:
    recipe = Recipe("tables", "out", choice, {"preset": "r"}, "out.key.csv")
    assert choice_of(json.loads(json.dumps(choice.as_json()))) == choice
    assert Recipe.of(json.loads(json.dumps(recipe.as_json()))) == recipe


@pytest.mark.parametrize("said", [3, {"where": [["a"]]}, {"texts": "burnt"}, {"moon": True}])
def test_a_choice_that_is_not_known_is_refused_and_never_taken_as_less(said) -> None:
    with pytest.raises(WrongUse, match="not known"):
        Recipe.of({"format": "tables", "to": "out", "choice": said})


def test_a_recipe_is_one_step_that_is_undone_and_its_place_moves_with_the_project(
    project, tmp_path
) -> None:
    project.keep_recipe(" for  R ", "tables", tmp_path / "out", options={"preset": "r"})
    (kept,) = project.recipes()
    assert (kept.name, kept.body["to"]) == ("for R", "out")
    project.keep_recipe("for R", "jsonl", "/elsewhere.jsonl")
    (kept,) = project.recipes()
    assert kept.body == {"format": "jsonl", "to": "/elsewhere.jsonl"}
    project.undo()
    assert project.recipes()[0].body["format"] == "tables"
    project.keep_recipe("for R")
    assert not project.recipes()
    for wrong in ("", "x" * 201):
        with pytest.raises(WrongUse, match="needs a name"):
            project.keep_recipe(wrong, "jsonl", "out")
    with pytest.raises(WrongUse, match="no recipe"):
        project.export_recipe("for R")


def test_somebody_elses_recipe_is_asked_about_once(project, tmp_path, capsys) -> None:
    project.keep_recipe("all", "jsonl", tmp_path / "out.jsonl")
    path = project.path
    project.close()
    with Project.open(path, coder=Coder("coder-b", "B")) as theirs:
        assert theirs.export_recipe("all", dry_run=True).report.written is None
        with pytest.raises(OthersRecipe, match=r"it writes to .*out\.jsonl"):
            theirs.export_recipe("all")
        assert not (tmp_path / "out.jsonl").exists()
        theirs.export_recipe("all", agreed=True)
        theirs.export_recipe("all")
    with Project.open(path, coder=A) as mine:
        mine.export_recipe("all")
    words = ("export", path, "--recipe", "all", "--coder", "C")
    assert main([*map(str, words)]) == 2
    assert "it writes to" in capsys.readouterr().err
    assert main([*map(str, words), "--overwrite"]) == 0
    assert main([*map(str, words)]) == 0


def test_a_recipe_that_came_with_an_import_is_nobodys_of_here(project, tmp_path) -> None:
    project.keep_recipe("all", "jsonl", tmp_path / "out.jsonl")
    project.export("jsonl", tmp_path / "whole.jsonl")
    (tmp_path / "other").mkdir()
    with Project.create(tmp_path / "other" / "new.annotator", coder=A) as other:
        other.import_sources(tmp_path / "whole.jsonl")
        with pytest.raises(OthersRecipe, match="other"):
            other.export_recipe("all")
        other.keep_recipe("all", "jsonl", tmp_path / "other" / "out.jsonl")
        other.export_recipe("all")


def test_what_changed_since_is_the_same_without_making_anything(project, tmp_path) -> None:
    to, choice = tmp_path / "out.jsonl", ExportChoice(boilerplate=False)
    project.keep_recipe("all", "jsonl", to, choice)
    project.export_recipe("all")
    project.mark(1, "entity", (4, 9))
    (kept,) = project.recipes()
    assert since(project.open_project, kept, Watch()) == (
        project.export_recipe("all", dry_run=True).since
    )


def test_words_that_still_tell_are_replaced_by_the_verb_too(project, tmp_path, capsys) -> None:
    actor = project.actor("mayor", "person").id
    project.close()
    to = tmp_path / "out.jsonl"
    words = ("export", project.path, "--format", "jsonl", "--to", to, "--text", "pseudonyms")
    code, _ = run(capsys, *words, "--pseudonym", actor, "--hide", "pier")
    text = to.read_text("utf-8")
    assert code == 0
    assert "pier" not in text
    assert "Person 1 said" in text
    code, said = run(capsys, *words[:6], "--hide", "pier", "--overwrite")
    assert code == 2
    assert "Names are replaced only" in said


def test_again_says_what_is_more_and_fewer_and_overwrites_its_own_place(project, tmp_path) -> None:
    to = tmp_path / "out.jsonl"
    project.keep_recipe("all", "jsonl", to)
    first = project.export_recipe("all")
    assert (first.since.at, first.since.articles, first.report.verified) == (
        "",
        MoreAndFewer(1),
        True,
    )
    assert first.since.words() == "not written before"
    n_steps = len([*project.reader.steps()])
    looked = project.export_recipe("all", dry_run=True)
    assert "nothing more, nothing fewer" in looked.since.words()
    assert len([*project.reader.steps()]) == n_steps
    project.delete(next(project.spans()))
    project.import_text(OTHER, "second")
    project.mark(2, "claim", (0, 7))
    project.mark(2, "entity", (8, 12))
    before = to.read_bytes()
    since = project.export_recipe("all").since
    assert (since.articles, since.spans) == (MoreAndFewer(1, 0), MoreAndFewer(2, 1))
    assert since.statements == MoreAndFewer(1, 1)
    assert "1 article, 2 spans, 1 statement more; 1 span, 1 statement fewer" in since.words()
    assert to.read_bytes() != before
    assert project.export_recipe("all").since.spans == MoreAndFewer()


def test_only_what_the_choice_lets_out_counts_as_changed(project, tmp_path) -> None:
    project.keep_recipe("first", "jsonl", tmp_path / "one.jsonl", ExportChoice(articles=("1",)))
    project.export_recipe("first")
    project.import_text(OTHER, "second")
    project.mark(2, "claim", (0, 7))
    assert project.export_recipe("first", dry_run=True).since.articles == MoreAndFewer()
    assert project.export_recipe("first", dry_run=True).since.statements == MoreAndFewer()


def test_a_failed_export_keeps_no_recipe_and_leaves_no_word_that_it_ran(project, tmp_path) -> None:
    to = tmp_path / "out.jsonl"
    to.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="is no earlier export"):
        project.export("jsonl", to, keep_as="all")
    assert not project.recipes()
    to.unlink()
    project.export("jsonl", to, keep_as="all")
    assert project.export_recipe("all", dry_run=True).since.at
    with pytest.raises(TargetExists):
        project.export("jsonl", to, keep_as="other")
    assert [one.name for one in project.recipes()] == ["all"]


def test_the_verb_keeps_a_recipe_and_writes_it_again_by_its_name_alone(
    project, tmp_path, capsys, monkeypatch
) -> None:
    project.close()
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "study.annotator"
    told = run(capsys, "export", file, "--format", "tables", "--to", "out", "--preset", "excel",
               "--keep-recipe", "for R")  # fmt: skip
    assert told[0] == 0
    assert "Kept as the recipe “for R”" in told[1]
    with Project.open(file, coder=A) as again:
        again.mark(1, "claim", (33, 56))
    code, said = run(capsys, "export", file, "--recipe", "for R", "--json")
    nothing = {"more": 0, "fewer": 0}
    since = {"articles": nothing, "spans": {"more": 1, "fewer": 0}}
    assert code == 0
    assert json.loads(said)["since"] == since | {"statements": {"more": 1, "fewer": 0}}
    assert json.loads(said)["verified"] is True
    code, said = run(capsys, "export", file, "--recipe", "for R")
    assert code == 0
    assert "nothing more, nothing fewer" in said
    code, said = run(capsys, "list", file, "recipes", "--json")
    (row,) = json.loads(said)
    assert (row["name"], row["format"], row["to"]) == ("for R", "tables", "out")
    assert row["written"]
    assert row["recipe"]["options"] == {"preset": "excel"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--recipe", "nobody's"), "There is no recipe"),
        (("--recipe", "x", "--format", "jsonl"), "says itself what goes out"),
        (("--recipe", "x", "--layer", "A"), "says itself what goes out"),
        (("--format", "jsonl"), "is not said"),
    ],
)
def test_what_cannot_be_meant_is_said_as_wrong_use(project, capsys, words, said) -> None:
    project.close()
    code, told = run(capsys, "export", project.path, *words)
    assert code == 2
    assert said in told


@pytest.mark.parametrize(
    ("place", "goes_out"),
    [
        ("out/corpus", "out/corpus"),
        ("/home/someone/out", "out"),
        ("C:\\Users\\someone\\o.zip", "o.zip"),
    ],
)
def test_no_folder_of_this_computer_goes_out_with_a_recipe(place: str, goes_out: str) -> None:
    body = Recipe("tables", place, key=place).as_json()
    assert going_along(body) == {**body, "to": goes_out, "key": goes_out}


def test_a_recipe_goes_out_of_a_project_with_the_name_of_its_place_alone(project, tmp_path) -> None:
    project.keep_recipe("far", "jsonl", tmp_path.parent / "far.jsonl")
    project.export("jsonl", tmp_path / "whole.jsonl")
    said = (tmp_path / "whole.jsonl").read_text(encoding="utf-8")
    assert '"to":"far.jsonl"' in said
    assert str(tmp_path.parent) not in said


def test_a_condition_that_no_article_meets_is_a_sentence_and_the_export_before_stays(
    project, tmp_path, capsys
) -> None:
    to = tmp_path / "done.jsonl"
    project.state(1, "done")
    project.keep_recipe("done", "jsonl", to, ExportChoice(where=(("state", "done"),)))
    project.export_recipe("done")
    before, n_steps = to.read_bytes(), len([*project.reader.steps()])
    project.state(1, "to do")
    (kept,) = project.recipes()
    with pytest.raises(NoArticle):
        since(project.open_project, kept, Watch())
    project.close()
    new = ("export", project.path, "--format", "jsonl", "--to", tmp_path / "new.jsonl")
    for words in (
        ("export", project.path, "--recipe", "done"),
        ("export", project.path, "--recipe", "done", "--dry-run"),
        (*new, "--where", "state=done"),
        (*new, "--where", "state=done", "--dry-run", "--json"),
    ):
        code, said = run(capsys, *words)
        assert code == 2
        assert "No article fits what was chosen (articles where state is “done”)" in said
    assert '"kind": "no-article"' in said
    assert to.read_bytes() == before
    assert not (tmp_path / "new.jsonl").exists()
    with Project.open(project.path, coder=A) as again:
        assert len([*again.reader.steps()]) == n_steps + 1
