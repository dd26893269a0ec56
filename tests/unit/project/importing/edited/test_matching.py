"""Tables of ours come back: what somebody edited is shown, then one step; all else stays."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from annotator import coder
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.model.layer import LayerKind
from annotator.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.project import ImportReport

TEXT = "=Harbour reopens\n\n“We will open it,” she said. The harbour was closed for years.\n"
Cells = dict[str, str]


def coded(folder: Path) -> Project:
    """Give a project of one article with a statement, a note and fields."""
    made = Project.create(folder / "s.annotator", coder=coder("Ada"))
    made.import_text(TEXT)
    (article,) = made.articles()
    made.fields(article.id, {"title": "=Harbour", "outlet": "Herald", "date": "2026-03-02"})
    made.change_articles({"desk": "foreign"})
    at, she = TEXT.index("“We"), TEXT.index("she")
    claim = made.mark(article.id, "claim", (at, at + 18), {"directness": "direct"}).ids[0]
    speaker = made.mark(article.id, "speaker", (she, she + 3), actor="Mira Talven").ids[0]
    made.link(claim, "said_by", speaker)
    made.note(claim, "sure?")
    made.state(article.id, "done")
    return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return coded(tmp_path)


_MADE: list[Path] = []


@pytest.fixture
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project that nothing is taken into, and its tables; made once."""
    if not _MADE:
        folder = tmp_path_factory.mktemp("shared")
        with coded(folder) as made:
            sent(made, folder / "t")
        _MADE.append(folder)
    return _MADE[0]


def edited(at: Path, table: str, edit: Callable[[list[Cells]], None], delimiter: str = ",") -> None:
    """Edit the rows of a table in a folder, as a person would."""
    file = at / f"{table}.csv"
    encoding = "utf-8-sig" if delimiter == ";" else "utf-8"
    rows = [*csv.DictReader(io.StringIO(file.read_text(encoding), newline=""), delimiter=delimiter)]
    edit(rows)
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, rows[0].keys(), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(made.getvalue(), encoding, newline="")


def sent(project: Project, to: Path, **options: str) -> Path:
    project.export("tables", to, options=options)
    return to


def says(report: ImportReport) -> set[tuple[str, str, str, str]]:
    assert report.cells is not None
    return {(one.table, one.column, one.was, one.becomes) for one in report.cells}


def test_tables_that_nobody_edited_change_nothing(project: Project, tmp_path: Path) -> None:
    sent(project, tmp_path / "r")
    sent(project, tmp_path / "excel", preset="excel")
    without = ExportChoice(texts=ExportTexts.OFFSETS)
    project.export("tables", tmp_path / "offsets", choice=without)
    for name in ("r", "excel", "offsets"):
        report = project.import_sources(tmp_path / name)
        assert (report.formats, report.refused, report.cells) == (("tables",), (), ())
        assert report.step is None
    project.export("xlsx", tmp_path / "t.xlsx")
    report = project.import_sources(tmp_path / "t.xlsx")
    assert (report.refused, report.cells, report.step) == ((), (), None)


def test_fields_are_one_step_after_they_were_shown(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")

    def of_article(rows: list[Cells]) -> None:
        rows[0] |= {"outlet": "The Herald", "date": "3.3.2026", "meta_desk": "home", "byline": "J."}

    edited(to, "articles", of_article)
    edited(to, "actors", lambda rows: rows[0].update(kind="person", note="minister"))
    edited(to, "notes", lambda rows: rows[0].update(text="sure."))
    before = project.import_sources(to, dry_run=True)
    wanted = {
        ("articles", "outlet", "Herald", "The Herald"),
        ("articles", "date", "2026-03-02", "2026-03-03"),
        ("articles", "desk", "foreign", "home"),
        ("articles", "byline", "", "J."),
        ("actors", "kind", "other", "person"),
        ("actors", "note", "", "minister"),
        ("notes", "text", "sure?", "sure."),
    }
    assert says(before) == wanted
    assert next(iter(project.articles())).outlet == "Herald"
    report = project.import_sources(to)
    assert says(report) == wanted
    (article,) = project.articles()
    assert (article.outlet, article.date, article.byline) == ("The Herald", "2026-03-03", "J.")
    assert article.meta["desk"] == "home"
    (actor,) = project.actors()
    assert (actor.name, actor.kind, actor.note) == ("Mira Talven", "person", "minister")
    assert [one.text for one in project.page(article.id).every_note()] == ["sure."]
    assert project.import_sources(to).step is None
    project.undo()
    assert next(iter(project.articles())).outlet == "Herald"


def test_edited_values_come_as_a_layer_beside_the_original(
    project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "edited by Bo")

    def of_spans(rows: list[Cells]) -> None:
        (claim,) = [one for one in rows if one["type"] == "claim"]
        claim["attr_directness"] = "Indirect"

    edited(to, "spans", of_spans)
    report = project.import_sources(to)
    assert says(report) == {("spans", "directness", "direct", "indirect")}
    own, layer = project.layers()
    assert (layer.kind, layer.name) == (LayerKind.IMPORT, "edited by Bo")
    (article,) = project.articles()
    mine = [*project.page(article.id, {own.id}).spans()]
    theirs = project.page(article.id, {layer.id})
    assert [one.attributes.get("directness") for one in mine if one.type == "claim"] == ["direct"]
    assert sorted(one.type for one in theirs.spans()) == ["claim", "speaker"]
    assert len([*theirs.links()]) == 1
    assert {one.source_id for one in theirs.spans()} == {one.id for one in mine}
    (difference,) = project.compare(own, layer).differences()
    assert (difference.name, difference.was, difference.now) == (
        "directness", "direct", "indirect",
    )  # fmt: skip
    assert project.import_sources(to).step is None
    project.undo()
    assert [one.name for one in project.layers()] == ["Ada"]


def test_values_edited_among_statements_count_too(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "statements", lambda rows: rows[0].update(directness="indirect", note="no"))
    report = project.import_sources(to)
    assert says(report) == {("statements", "directness", "direct", "indirect")}
    assert any("1 cell differs from the table of notes" in one for one in report.notes)


def test_without_the_table_of_notes_cells_beside_marks_say_them(
    project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")
    (to / "notes.csv").unlink()
    of_claims = {"note": "no"}
    edited(to, "spans", lambda rows: [one.update(of_claims) for one in rows if one["note"]])  # type: ignore[func-returns-value]
    edited(to, "articles", lambda rows: rows[0].update(note="read again"))
    report = project.import_sources(to)
    assert says(report) == {
        ("spans", "note", "sure?", "no"),
        ("articles", "note", "", "read again"),
    }
    assert sorted(one.note.text for one in project.notes()) == ["no", "read again"]
    assert project.import_sources(to).step is None


def test_an_actor_that_was_given_another_name_is_still_meant(
    project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "actors", lambda rows: rows[0].update(name="M. Talven"))
    assert says(project.import_sources(to)) == {("actors", "name", "Mira Talven", "M. Talven")}
    again = project.import_sources(to)
    assert (again.step, again.refused, again.cells) == (None, (), ())


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("articles", {"sha256": "0"}, "“sha256” differs"),
        ("articles", {"text": "Another text."}, "“text” differs"),
        ("articles", {"title": ""}, "“title” is never empty"),
        ("articles", {"date": "3/4/2026"}, "can be read as two dates"),
        ("articles", {"date": "soon"}, "“soon” is no date"),
        ("articles", {"language": "English!"}, "no code of a language"),
        ("spans", {"start": "3"}, "“start” differs"),
        ("spans", {"text": "We"}, "“text” differs"),
        ("spans", {"article_id": "other"}, "“article_id” differs"),
        ("spans", {"type": "rumour"}, "has no type “rumour”"),
        ("spans", {"attr_directness": "perhaps"}, "“perhaps” is no value of directness"),
        ("spans", {"actor_id": "nobody"}, "No actor here has the id “nobody”"),
        ("spans", {"actor": "Nobody"}, "“Nobody” is none of the actors"),
        ("links", {"to_span": "x"}, "“to_span” differs"),
        ("actors", {"name": ""}, "name"),
        ("notes", {"text": ""}, "not deleted by an empty cell"),
    ],
)
def test_what_may_not_be_edited_or_means_nothing_is_listed_and_changes_nothing(
    shared_project: Path, tmp_path: Path, table: str, cells: Cells, words: str
) -> None:
    to = shutil.copytree(shared_project / "t", tmp_path / "t")

    def edit(rows: list[Cells]) -> None:
        row = next((one for one in rows if one.get("type") == "claim"), rows[0])
        row |= {key: one for key, one in cells.items() if key in row}

    edited(to, table, edit)
    with Project.open(shared_project / "s.annotator", coder=coder("Ada")) as project:
        report = project.import_sources(to)
    assert any(words in one.reason for one in report.refused), report.refused
    assert {one.source for one in report.refused} == {f"t: {table}"}
    assert all(one.row is not None for one in report.refused)
    assert report.step is None


def with_row(at: Path, table: str, *rows: Cells) -> None:
    """Add rows to a table, as a person would below the last: cells that are not said are empty."""
    file = at / f"{table}.csv"
    names = next(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    with file.open("a", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names)
        for row in rows:
            writer.writerow({name: row.get(name, "") for name in names})


def test_a_new_actor_comes_with_aliases_roles_and_marks(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")
    (here,) = project.actors()
    with_row(to, "actors", {"actor_id": "n1", "name": "Harbour Board", "kind": "organisation"},
             {"name": "Bo Lind"})  # fmt: skip
    with_row(
        to,
        "aliases",
        {"actor_id": "n1", "alias": "the board"},
        {"actor_id": here.id, "alias": "M. Talven", "language": "en"},
        {"actor_id": "Bo Lind", "alias": "Lind"},
    )
    role = {"role": "minister", "organisation": "n1", "from": "2019", "to": "3.4.2025"}
    with_row(to, "roles", {"actor_id": here.id, **role})

    def meant(rows: list[Cells]) -> None:
        (claim,) = [one for one in rows if one["type"] == "claim"]
        claim |= {"actor_id": "", "actor": "Harbour Board"}

    edited(to, "spans", meant)
    report = project.import_sources(to)
    assert report.refused == ()
    assert says(report) >= {
        ("actors", "name", "", "Harbour Board"),
        ("actors", "kind", "", "organisation"),
        ("aliases", "alias", "", "the board"),
        ("aliases", "alias", "", "M. Talven"),
        ("roles", "from", "", "2019"),
        ("roles", "to", "", "2025-04-03"),
        ("spans", "actor", "", "Harbour Board"),
    }
    by_name = {one.name: one for one in project.actors()}
    board, mira = by_name["Harbour Board"], by_name["Mira Talven"]
    assert (board.kind, [one.name for one in board.aliases]) == ("organisation", ["the board"])
    assert [(one.name, one.language) for one in mira.aliases] == [("M. Talven", "en")]
    assert [one.name for one in by_name["Bo Lind"].aliases] == ["Lind"]
    (made,) = mira.roles
    assert (made.role, made.organisation_id, made.since, made.until) == (
        "minister", board.id, "2019", "2025-04-03",
    )  # fmt: skip
    (article,) = project.articles()
    theirs = project.page(article.id, {project.layers()[-1].id})
    assert {one.actor_id for one in theirs.spans() if one.type == "claim"} == {board.id}
    again = project.import_sources(to)
    assert (again.step, again.refused) == (None, ())
    project.undo()
    assert [one.name for one in project.actors()] == ["Mira Talven"]


def test_names_and_roles_that_were_corrected_are_changed_where_they_are(
    project: Project, tmp_path: Path
) -> None:
    (actor,) = project.actors()
    to = sent(project, tmp_path / "t")
    of = {"actor_id": actor.id}
    with_row(to, "aliases", of | {"alias": "Talvn"}, of | {"alias": "the minister"})
    with_row(to, "roles", of | {"role": "ministre", "from": "2019"}, of | {"role": "mayor"})
    project.import_sources(to)
    shutil.rmtree(to)
    sent(project, to)

    def corrected(rows: list[Cells]) -> None:
        names = {"Talvn": "Talven", "the minister": "Ms T."}
        for one in rows:
            one["alias"] = names[one["alias"]]

    def dated(rows: list[Cells]) -> None:
        for one in rows:
            one |= {"role": "minister"} if one["role"] == "ministre" else {"to": "2024-05"}

    edited(to, "aliases", corrected)
    edited(to, "roles", dated)
    wanted = {
        ("aliases", "alias", "Talvn", "Talven"),
        ("aliases", "alias", "", "Ms T."),
        ("roles", "role", "ministre", "minister"),
        ("roles", "to", "", "2024-05"),
    }
    assert says(project.import_sources(to, dry_run=True)) == wanted
    assert says(project.import_sources(to)) == wanted
    (after,) = project.actors()
    roles = {(one.role, one.since, one.until) for one in after.roles}
    assert roles == {("minister", "2019", None), ("mayor", None, "2024-05")}
    # What has nothing of a name that is missing is another name; the missing one stays.
    assert {one.name for one in after.aliases} == {"Talven", "the minister", "Ms T."}
    assert project.import_sources(to).step is None


def test_new_notes_come_in_and_answer_others(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")
    (article,), (actor,) = project.articles(), project.actors()
    (first,) = [one.note for one in project.notes()]
    with_row(
        to,
        "notes",
        {"note_id": "q", "about_id": actor.id, "text": "Who is she?", "question": "WAHR"},
        {"article_id": article.id, "text": "Read twice."},
        {"about_id": first.owner_id, "text": "quite sure", "answer_to": first.id},
    )
    edited(to, "notes", lambda rows: rows[0].update(question="true"))
    report = project.import_sources(to)
    assert report.refused == ()
    assert says(report) == {
        ("notes", "text", "", "Who is she?"),
        ("notes", "text", "", "Read twice."),
        ("notes", "text", "", "quite sure"),
        ("notes", "question", "false", "true"),
    }
    notes = {one.note.text: one.note for one in project.notes()}
    assert notes["quite sure"].answer_to == first.id
    assert notes["Who is she?"].question
    assert notes["sure?"].question
    assert notes["Read twice."].owner_id == article.id
    again = project.import_sources(to)
    assert (again.step, again.refused, again.cells) == (None, (), ())


def test_the_stance_in_a_row_of_a_statement_is_read_where_it_has_one_target(
    project: Project, tmp_path: Path
) -> None:
    (article,) = project.articles()
    at = TEXT.index("The harbour")
    entity = project.mark(article.id, "entity", (at, at + 11)).ids[0]
    (claim,) = [one for one in project.page(article.id).spans() if one.type == "claim"]
    project.link(claim.id, "about", entity)
    to = sent(project, tmp_path / "t")
    edited(to, "statements", lambda rows: rows[0].update(stance="unfavourable"))
    assert says(project.import_sources(to)) == {("statements", "stance", "", "unfavourable")}
    assert project.import_sources(to).step is None


def test_regions_change_their_type(project: Project, tmp_path: Path) -> None:
    (article,) = project.articles()
    project.region(article.id, "caption", (TEXT.index("The harbour"), len(TEXT) - 1))
    to = sent(project, tmp_path / "t")
    edited(to, "regions", lambda rows: rows[-1].update(type="Boilerplate"))
    assert says(project.import_sources(to)) == {("regions", "type", "caption", "boilerplate")}
    assert "boilerplate" in {str(one.type) for one in project.page(article.id).regions}
    assert project.import_sources(to).step is None
    edited(to, "regions", lambda rows: rows[-1].update(type="body"))
    project.import_sources(to)
    assert "boilerplate" not in {str(one.type) for one in project.page(article.id).regions}
    assert project.import_sources(to).step is None


def test_what_is_made_from_other_tables_is_said_with_its_row(
    project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "statements", lambda rows: rows[0].update(speaker_actors="Bo Lind"))
    report = project.import_sources(to)
    assert report.step is None
    assert any("1 cell of “statements” (row 2: speaker_actors)" in one for one in report.notes)


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("articles", {"title": "New"}, "makes no new article"),
        ("spans", {"type": "claim", "text": "We"}, "makes no new mark"),
        ("links", {"type": "said_by"}, "makes no new mark"),
        ("actors", {"kind": "person"}, "An actor needs a name"),
        ("actors", {"name": "Ann", "kind": "ghost"}, "“ghost” is no kind of actor"),
        ("aliases", {"actor_id": "Nobody", "alias": "x"}, "“Nobody” is none of the actors"),
        ("roles", {"actor_id": "Mira Talven", "role": "x", "from": "3/4/2026"}, "two dates"),
        ("roles", {"actor_id": "Mira Talven", "role": "x", "to": "soon"}, "“soon” is no date"),
        ("roles", {"actor_id": "Mira Talven", "from": "2020"}, "“role” is never empty"),
        ("notes", {"text": "about what?"}, "needs the id of what it is about"),
        ("notes", {"about_id": "Mira", "text": "x"}, "needs the id of what it is about"),
        ("regions", {"article_id": "HERE", "type": "caption", "start": "1", "end": "3"}, "page"),
        ("layers", {"name": "Bo", "kind": "person"}, "Layers are not changed by a table"),
        ("decisions", {"verdict": "accept"}, "Decisions are made in Review"),
        ("scheme", {"kind": "type", "name": "rumour"}, "The coding scheme is edited"),
    ],
)
def test_new_rows_that_make_nothing_are_listed_with_the_reason(
    shared_project: Path, tmp_path: Path, table: str, cells: Cells, words: str
) -> None:
    to = shutil.copytree(shared_project / "t", tmp_path / "t")
    with Project.open(shared_project / "s.annotator", coder=coder("Ada")) as project:
        (article,) = project.articles()
        here = {key: article.id if one == "HERE" else one for key, one in cells.items()}
        with_row(to, table, here)
        report = project.import_sources(to)
    (refused,) = report.refused
    assert words in refused.reason
    assert refused.source == f"t: {table}"
    assert refused.row is not None
    assert report.step is None


def test_layers_and_the_scheme_stay(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "layers", lambda rows: rows[0].update(name="Bo"))
    edited(to, "scheme", lambda rows: rows[0].update(definition="otherwise"))
    edited(to, "articles", lambda rows: rows[0].update(state="excluded"))
    report = project.import_sources(to)
    assert [(one.source, one.row) for one in report.refused] == [
        ("t: articles", 2), ("t: layers", 2), ("t: scheme", 2),
    ]  # fmt: skip
    assert report.step is None


def test_rows_that_are_missing_or_of_nothing_here_change_nothing(
    project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")

    def edit(rows: list[Cells]) -> None:
        rows[0] |= {"span_id": "unknown", "attr_directness": "indirect"}
        del rows[1:]

    def of_another(rows: list[Cells]) -> None:
        rows[0]["link_id"] = rows[0]["from_span"]

    edited(to, "spans", edit)
    edited(to, "links", of_another)
    report = project.import_sources(to)
    assert (report.step, report.refused) == (None, ())
    assert "t: 1 row of “spans” is of nothing that is here: row 2." in report.notes
    assert "t: 1 row of “links” is of nothing that is here: row 2." in report.notes
    (to / "links.csv").unlink()
    assert (
        "t: 1 row of “spans” is of nothing that is here: row 2." in project.import_sources(to).notes
    )


def test_tables_of_another_project_without_texts_are_refused(
    project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "articles", lambda rows: [one.update(text="") for one in rows])
    other = Project.create(tmp_path / "other.annotator", coder=coder("Bo"))
    report = other.import_sources(to)
    assert [one.reason for one in report.refused] == [
        "Nothing that it names is here, nor are the texts: it is another project’s."
    ]
    assert report.step is None


def test_a_spreadsheet_in_german_makes_no_edits(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t", preset="excel")

    def as_excel(rows: list[Cells]) -> None:
        for one in rows:
            for key, cell in one.items():
                days = cell.split("-")
                if len(days) == 3 and all(each.isdecimal() for each in days):
                    one[key] = f"{days[2]}.{days[1]}.{days[0]}"
                if cell in ("true", "false"):
                    one[key] = {"true": "WAHR", "false": "FALSCH"}[cell]
                one[key] = one[key].removeprefix("'")

    for table in ("articles", "spans", "notes", "actors", "links", "statements"):
        edited(to, table, as_excel, ";")
    edited(to, "spans", lambda rows: [one.update(parts="01. Mai") for one in rows], ";")  # type: ignore[func-returns-value]
    report = project.import_sources(to)
    assert (report.cells, report.refused, report.step) == ((), (), None)


def test_a_workbook_that_somebody_edited_comes_back(project: Project, tmp_path: Path) -> None:
    project.export("xlsx", tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    for table, column, value in (
        ("articles", "outlet", "Post"),
        ("articles", "date", 46084),
        ("spans", "attr_directness", "indirect"),
    ):
        sheet = book[table]
        names = [one.value for one in sheet[1]]
        kinds = [one.value for one in sheet["E"]]
        row = 2 if table == "articles" else kinds.index("claim") + 1
        cell = sheet.cell(row, names.index(column) + 1, value)
        cell.number_format = "General"
    book.save(tmp_path / "t.xlsx")
    report = project.import_sources(tmp_path / "t.xlsx")
    assert report.formats == ("xlsx",)
    assert says(report) == {
        ("articles", "outlet", "Herald", "Post"),
        ("articles", "date", "2026-03-02", "2026-03-03"),
        ("spans", "directness", "direct", "indirect"),
    }
    assert [one.name for one in project.layers()] == ["Ada", "t.xlsx"]
    assert project.import_sources(tmp_path / "t.xlsx").step is None


def test_a_zipped_folder_comes_back_too(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "articles", lambda rows: rows[0].update(outlet="Post"))
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as file:
        for one in to.iterdir():
            file.write(one, f"t/{one.name}")
    report = project.import_sources(tmp_path / "t.zip")
    assert says(report) == {("articles", "outlet", "Herald", "Post")}
