"""What the names of files say becomes proposals; the page wins where it is sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import coder
from annotator.cli import main
from annotator.errors import CannotRead
from annotator.formats.rows.mapping import SourceMap, read_map
from annotator.model.article import Doubt, FieldCandidate, FieldProposal
from annotator.model.named import NamedKind
from annotator.project import Project
from annotator.project.importing.paths import both
from annotator.text.ranges import Range

BODY = "The minister said on Monday that the harbour would reopen in the spring.\n" * 3
AT = Range(0, 4)


def line(value: str, doubt: Doubt = Doubt.NONE, *others: str) -> FieldProposal:
    return FieldProposal("date", value, AT, "line", doubt, tuple(map(FieldCandidate, others)))


def path(value: str, doubt: Doubt = Doubt.NONE) -> FieldProposal:
    return FieldProposal("date", value, None, "file-name", doubt)


OF_LINE = FieldCandidate("2026-03-02", "line", AT)


@pytest.mark.parametrize(
    ("page", "name", "made"),
    [
        (line("2026-03-02"), path("2026-03-02"), line("2026-03-02")),
        (line("2026", Doubt.TWO_READINGS), path("2026"), line("2026")),
        (line("2026-03-02"), path("2026-03"), line("2026-03-02")),
        (line("2026-03-02"), path("2026", Doubt.TWO_READINGS), line("2026-03-02")),
    ],
)
def test_where_both_say_the_same_the_page_is_right(
    page: FieldProposal, name: FieldProposal, made: FieldProposal
) -> None:
    assert both(page, name) == made


def test_where_both_are_sure_the_page_wins_and_the_path_is_a_candidate() -> None:
    made = both(line("2026-03-02"), path("2026-03-09"))
    assert (made.value, made.why) == ("2026-03-02", "line")
    assert made.others == (FieldCandidate("2026-03-09", "file-name"),)


def test_a_page_of_two_readings_is_settled_by_its_path() -> None:
    made = both(line("2026", Doubt.TWO_READINGS, "2026-03-02", "2026-02-03"), path("2026-02-03"))
    assert (made.value, made.why, made.doubt) == ("2026-02-03", "file-name", Doubt.NONE)
    assert [one.value for one in made.others] == ["2026", "2026-03-02"]


def test_a_path_that_says_more_of_the_same_day_is_taken() -> None:
    made = both(line("2026-03"), path("2026-03-02"))
    assert (made.value, made.others[0].value) == ("2026-03-02", "2026-03")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for outlet in ("Dawn", "Nation"):
        folder = tmp_path / "corpus" / outlet
        folder.mkdir(parents=True)
        for n in (2, 3):
            text = f"Harbour {outlet} {n}\n\n{BODY}"
            (folder / f"2026-03-0{n}_{outlet[0]}{n}.txt").write_text(text, encoding="utf-8")
    return Project.create(tmp_path / "s.annotator", coder=coder("A"))


def test_a_folder_fills_outlet_date_and_id_and_says_so(project: Project, tmp_path: Path) -> None:
    report = project.import_sources(tmp_path / "corpus")
    assert report.pattern == "{outlet}/{date}_{id}.txt"
    assert report.notes == ("The names of the files were read as “{outlet}/{date}_{id}.txt”.",)
    first, *_, last = project.articles()
    assert (first.outlet, first.date, first.meta["id"]) == ("Dawn", "2026-03-02", "D2")
    assert (last.outlet, last.date, last.meta["id"]) == ("Nation", "2026-03-03", "N3")
    assert {name: one.why for name, one in first.proposed().items() if name != "title"} == {
        "outlet": "file-name",
        "date": "file-name",
        "id": "file-name",
    }


def test_a_pattern_is_kept_and_used_again_where_it_fits_all(
    project: Project, tmp_path: Path
) -> None:
    said = SourceMap(pattern="{desk}/{date}_{_}.txt")
    project.import_sources(tmp_path / "corpus", map=said)
    (kept,) = (one for one in project.reader.named() if one.kind is NamedKind.MAPPING)
    assert kept.body["pattern"] == said.pattern
    more = tmp_path / "corpus" / "Dawn" / "2026-03-09_x.txt"
    more.write_text("New text\n\n" + BODY, encoding="utf-8")
    report = project.import_sources(tmp_path / "corpus")
    assert (report.pattern, report.new) == (said.pattern, 1)
    assert [one.meta["desk"] for one in project.articles()][-1] == "Dawn"


def test_a_pattern_that_fits_no_name_takes_nothing_in(project: Project, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="fits none of the names"):
        project.import_sources(tmp_path / "corpus", map=SourceMap(pattern="{date}-{title}.html"))
    assert [*project.articles()] == []


def test_single_names_that_do_not_fit_are_noted(project: Project, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "readme.txt").write_text("Read me first.\n" + BODY, encoding="utf-8")
    said = SourceMap(pattern="{outlet}/{date}_{id}.txt")
    report = project.import_sources(tmp_path / "corpus", map=said)
    assert report.new == 5
    assert report.notes[1] == f"1 name does not fit “{said.pattern}”: corpus/readme.txt."


def test_days_of_two_readings_in_names_are_settled_by_one_of_them(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for name in ("03-04-2026", "05-04-2026"):
        (folder / f"{name}.txt").write_text(f"Of {name[:2]}\n\n{BODY}", encoding="utf-8")
    report = project.import_sources(folder, date_order="mdy", dry_run=True)
    assert [one.date for one in report.articles] == ["2026-03-04", "2026-05-04"]
    report = project.import_sources(folder, dry_run=True)
    assert [one.date for one in report.articles] == ["2026", "2026"]
    (folder / "25-04-2026.txt").write_text(f"Of 25\n\n{BODY}", encoding="utf-8")
    report = project.import_sources(folder, dry_run=True)
    assert [one.date for one in report.articles] == ["2026-04-03", "2026-04-05", "2026-04-25"]


def test_the_verb_says_and_writes_the_pattern(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.close()
    said = ["import", str(tmp_path / "s.annotator"), str(tmp_path / "corpus"), "--json"]
    assert main([*said, "--dry-run", "--keep-map", str(tmp_path / "m.toml")]) == 0
    assert json.loads(capsys.readouterr().out)["pattern"] == "{outlet}/{date}_{id}.txt"
    made = read_map((tmp_path / "m.toml").read_bytes(), "m.toml")
    assert made == SourceMap(pattern="{outlet}/{date}_{id}.txt")
    (tmp_path / "n.toml").write_text('[path]\npattern = "{date}.html"\n')
    assert main([*said, "--map", str(tmp_path / "n.toml")]) == 3
    assert main([*said, "--map", str(tmp_path / "m.toml")]) == 0
