"""What was last saved of a file is remembered, so that an older one is told and no other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import paths
from annotator.cli import main
from annotator.errors import ProjectChanged
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.keeping.last_saved import MOST, StepMemory, remember_file
from annotator.project.keeping.watch import FileState
from annotator.project.step_names import step_name
from annotator.store.outside.inside import HistoryThere, KnownStep

CODER = Coder("a", "A")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with three steps: made, two texts."""
    with Project.create(tmp_path / "study.annotator", coder=CODER) as project:
        texts(project, 2)
    return tmp_path / "study.annotator"


def texts(project: Project, n: int, word: str = "text") -> None:
    begun = len(project.reader.article_ids())
    for one in range(begun, begun + n):
        project.import_text(f"Some words of {word} {one}, as it came in.", f"Title {one}")


def opened(path: Path):
    return Project.open(path, coder=CODER)


def fate(path: Path):
    with opened(path) as project:
        return project.open_project.outside.at_opening


def older_copy(path: Path, n_more: int = 3) -> Path:
    """Copy a project and do more in it."""
    copy = Path(shutil.copy(path, path.with_name("older.copy")))
    with opened(path) as project:
        texts(project, n_more)
    return copy


@pytest.mark.parametrize("how", ["in place", "by rename"])
def test_a_file_put_back_between_two_openings_is_told_with_its_steps(path, how) -> None:
    copy = older_copy(path)
    with opened(path) as project:
        ids = [one.step.id for one in project.reader.steps(limit=3)]
    if how == "in place":
        path.write_bytes(copy.read_bytes())
    else:
        copy.replace(path)
    found = fate(path)
    assert found.state is FileState.OLDER
    assert (found.missing.n, found.missing.n_others) == (3, 0)
    assert {*found.missing.ids} == {*ids}
    assert "is older than what you last saved here: 3 steps of " in found.problem.message


def test_missing_steps_are_called_what_they_were(path) -> None:
    """By the words of a step, though no backup may have them, and those done before this run."""
    copy = older_copy(path, 2)
    with opened(path) as project:
        article = project.reader.article_ids()[0]
        project.mark(article, "speaker", (0, 4))
    with opened(path) as project:
        long = "no place " * 40
        project.import_text(f"{long}, said nobody.", long)
        words = [step_name(one.step) for one in project.reader.steps(limit=4)][::-1]
        times = [one.step.at for one in project.reader.steps(limit=4)][::-1]
    copy.replace(path)
    missing = fate(path).missing
    assert [step_name(one) for one in missing.steps] == words
    assert words[2] == "Mark “Some” as speaker"
    assert [one.at for one in missing.steps] == times
    assert (missing.first_at, missing.last_at) == (times[0], times[-1])


def test_what_was_kept_before_words_were_is_missing_all_the_same(path) -> None:
    copy = older_copy(path)
    (kept,) = (paths.data_folder() / "last-saved").glob("*.json")
    content = json.loads(kept.read_bytes())
    content["steps"] = [one[:3] for one in content["steps"]]
    kept.write_text(json.dumps(content))
    copy.replace(path)
    missing = fate(path).missing
    assert missing.n == 3
    assert [step_name(one) for one in missing.steps] == ["", "", ""]


def test_no_long_words_and_no_lists_are_kept_of_a_step(tmp_path) -> None:
    memory = StepMemory(tmp_path / "x.annotator")
    args = {"n": 2, "text": "word " * 99, "files": ["a", "b"], "of": {"x": 1}}
    memory.saved("p", KnownStep(1, "s", "2026-01-01T10:00:00Z", "merge", args))
    memory.keep()
    (known,) = StepMemory(tmp_path / "x.annotator").steps
    assert known.act == "merge"
    assert {**known.args, "text": ""} == {"n": 2, "text": "", "files": []}
    assert len(str(known.args["text"])) <= 60


def test_nothing_is_said_of_what_is_as_it_was(path) -> None:
    assert fate(path).state is FileState.SAME
    with opened(path) as project:
        texts(project, 1)
        project.undo()
    assert fate(path).state is FileState.SAME
    with opened(path) as project:  # what was undone is dropped by the next act
        texts(project, 1, "other")
        project.undo(to=1)
    assert fate(path).state is FileState.SAME


def test_copies_renamed_files_and_newer_ones_are_no_older_ones(path, tmp_path) -> None:
    with opened(path) as project:
        project.backup(tmp_path / "copy.annotator")
    with opened(tmp_path / "copy.annotator") as project:
        texts(project, 2, "the colleague's text")  # mailed forth, worked on there
    shutil.copy(tmp_path / "copy.annotator", path)  # and back
    assert fate(path).state is FileState.SAME
    assert fate(path.rename(tmp_path / "renamed.annotator")).state is FileState.SAME
    with Project.create(path, coder=CODER):
        pass
    assert fate(path).state is FileState.SAME


def test_a_file_in_which_others_went_on_from_before_says_both(path) -> None:
    copy = older_copy(path)
    with opened(copy.rename(copy.with_suffix(".annotator"))) as project:
        texts(project, 2, "the colleague's text")
    shutil.copy(copy.with_suffix(".annotator"), path)
    found = fate(path)
    assert (found.missing.n, found.missing.n_others) == (3, 2)
    assert "2 other steps are in it instead." in found.problem.message


def test_whoever_takes_the_older_one_is_asked_no_more(path) -> None:
    copy = older_copy(path)
    copy.replace(path)
    with opened(path) as project:
        project.open_project.outside.accept()
        texts(project, 1)
    assert fate(path).state is FileState.SAME


def test_a_restored_file_is_remembered_as_it_is(path) -> None:
    copy = older_copy(path)
    copy.replace(path)
    remember_file(path)
    assert fate(path).state is FileState.SAME


def test_an_older_file_takes_acts_of_scripts_all_the_same(path) -> None:
    older_copy(path).replace(path)
    with opened(path) as project:
        texts(project, 1)
    assert fate(path).state is FileState.SAME


def test_a_verb_says_it_on_standard_error_and_goes_on(path, capsys) -> None:
    older_copy(path).replace(path)
    assert main(["info", str(path), "--json"]) == 0
    said = capsys.readouterr()
    assert "is older than what you last saved here: 3 steps of " in said.err
    assert json.loads(said.out)


def test_put_back_while_it_is_open_it_takes_no_step(path) -> None:
    with opened(path) as project:
        texts(project, 1)
        before = path.read_bytes()
        texts(project, 2)
        path.write_bytes(before)
        with pytest.raises(ProjectChanged, match="2 steps of"):
            texts(project, 1)
        assert project.open_project.outside.look().state is FileState.OLDER


@pytest.mark.parametrize(
    ("content", "state", "words"),
    [
        (b"", FileState.DAMAGED, "emptied “study.annotator”"),
        (b"rubbish" * 4000, FileState.DAMAGED, "wrote something else into"),
        (None, FileState.OTHER, "put another project into"),
        ("half", FileState.DAMAGED, "it is damaged now"),
    ],
)
def test_what_else_may_lie_there_is_told_as_what_it_is(path, tmp_path, content, state, words):
    if content is None:
        Project.create(tmp_path / "other.annotator", coder=CODER).close()
        content = (tmp_path / "other.annotator").read_bytes()
    with opened(path) as project:
        texts(project, 1)
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if content == "half" else content)
        found = project.open_project.outside.look()
        assert found.state is state
        assert words in found.problem.message
        with pytest.raises(ProjectChanged):
            project.open_project.guard_writing()
        path.write_bytes(whole)
        assert project.open_project.outside.look().state is FileState.SAME


def test_a_killed_run_is_remembered_up_to_a_second(path) -> None:
    """What a process that is killed had shown as saved a second before is known afterwards."""
    before = path.read_bytes()
    program = (
        "import sys, time\n"
        "from annotator.model.layer import Coder\n"
        "from annotator.project import Project\n"
        "project = Project.open(sys.argv[1], coder=Coder('a', 'A'))\n"
        "for n in range(4):\n"
        "    project.import_text(f'Words of the text {n}.', f'T{n}')\n"
        "print('done', flush=True)\n"
        "time.sleep(60)\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[4],
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"done\n"
    (kept,) = (paths.data_folder() / "last-saved").glob("*.json")
    while len(json.loads(kept.read_bytes())["steps"]) < 7:
        pass  # written by the program by itself
    run.kill()
    run.wait()
    run.stdout.close()
    path.write_bytes(before)
    assert fate(path).missing.n == 4


def test_a_spoilt_memory_says_nothing(path) -> None:
    copy = older_copy(path)
    for one in (paths.data_folder() / "last-saved").glob("*.json"):
        for spoilt in (b"", b"[1, 2]", b'{"project": 1}', b'{"project": "x", "steps": [[]]}'):
            one.write_bytes(spoilt)
            assert fate(path).state is FileState.SAME
    copy.replace(path)
    assert fate(path).state is FileState.SAME


def test_only_the_newest_steps_are_known_by_id_and_the_others_counted(tmp_path) -> None:
    memory = StepMemory(tmp_path / "x.annotator")
    for n in range(1, 3 * MOST):
        memory.saved("p", KnownStep(n, f"s{n}", "2026-01-01T10:00:00Z"))
    memory.keep()
    again = StepMemory(tmp_path / "x.annotator")
    assert len(again.steps) == MOST
    there = HistoryThere("p", (KnownStep(5, "s5", ""),), frozenset())
    missing = again.missing_in(there)
    assert missing is not None
    assert (missing.n, len(missing.ids)) == (3 * MOST - 1 - 5, MOST)


# --- the same steps, but others of them undone ----------------------------------------------------


def turned(path: Path, *, back: int = 0, again: int = 0) -> None:
    """Undo some steps, then do some again."""
    with opened(path) as project:
        for _ in range(back):
            project.undo()
        for _ in range(again):
            project.redo()


def put_back(path: Path, copy: Path, how: str) -> None:
    if how == "in place":
        path.write_bytes(copy.read_bytes())
    else:
        copy.replace(path)


@pytest.mark.parametrize("how", ["in place", "by rename"])
@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"back": 1}, "1 step that you had undone is done in it"),
        ({}, {"back": 2}, "2 steps that you had undone are done in it"),
        ({"back": 2}, {"again": 1}, "1 step that you had done again is undone in it"),
        ({"back": 1}, {"again": 1, "back": 0}, "1 step that you had done again is undone in it"),
    ],
)
def test_what_was_only_undone_or_done_again_and_put_back_is_told(path, how, before, after, words):
    turned(path, **before)
    copy = Path(shutil.copy(path, path.with_name("older.copy")))
    turned(path, **after)
    put_back(path, copy, how)
    found = fate(path)
    assert found.state is FileState.OLDER
    assert found.missing is None
    assert f"is older than what you last saved here: {words}." in found.problem.message


def test_undone_and_done_again_is_the_same(path) -> None:
    copy = Path(shutil.copy(path, path.with_name("older.copy")))
    turned(path, back=2, again=2)
    put_back(path, copy, "in place")
    assert fate(path).state is FileState.SAME


def test_what_others_undid_or_did_again_is_newer_and_not_told(path, tmp_path) -> None:
    copy = tmp_path / "elsewhere.annotator"
    for way in ({"back": 2}, {"again": 1}, {"again": 1}, {"back": 1}):
        shutil.copy(path, copy)
        turned(copy, **way)
        shutil.copy(copy, path)
        assert fate(path).state is FileState.SAME


def test_others_that_went_on_from_before_an_undo_are_told(path, tmp_path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "elsewhere.annotator"))
    turned(path, back=2)
    with opened(copy) as project:
        texts(project, 1, "the colleague's text")
    shutil.copy(copy, path)
    assert "2 steps that you had undone are done in it" in fate(path).problem.message


def test_others_that_went_on_after_an_undo_are_not_told(path, tmp_path) -> None:
    turned(path, back=1)
    copy = Path(shutil.copy(path, tmp_path / "elsewhere.annotator"))
    with opened(copy) as project:
        texts(project, 1, "the colleague's text")
    shutil.copy(copy, path)
    assert fate(path).state is FileState.SAME


def test_an_undo_put_back_while_it_is_open_takes_no_step_before_it_is_accepted(path) -> None:
    with opened(path) as project:
        texts(project, 1)
        before = path.read_bytes()
        project.undo(to=2)
        path.write_bytes(before)
        with pytest.raises(ProjectChanged, match="2 steps that you had undone are done in it"):
            texts(project, 1)
        outside = project.open_project.outside
        assert outside.look().state is FileState.OLDER
        outside.accept()
        project.open_project.resume()
        texts(project, 1)
    assert fate(path).state is FileState.SAME


def test_a_memory_of_before_undoing_was_kept_says_nothing_of_it(path) -> None:
    copy = Path(shutil.copy(path, path.with_name("older.copy")))
    turned(path, back=1)
    (kept,) = (paths.data_folder() / "last-saved").glob("*.json")
    content = json.loads(kept.read_bytes())
    kept.write_text(json.dumps({one: content[one] for one in ("project", "steps")}))
    put_back(path, copy, "in place")
    assert fate(path).state is FileState.SAME


def test_steps_that_were_forgotten_are_no_missing_ones(path) -> None:
    with opened(path) as project:
        texts(project, 3)
        last = project.reader.last_steps().number
        project.forget_before(str(last))
    assert fate(path).state is FileState.SAME
