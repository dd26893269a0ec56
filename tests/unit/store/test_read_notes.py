"""All notes of a project in one read: where they stand, by their owners' kinds."""

from pathlib import Path

from annotator.model.layer import Coder
from annotator.model.rows import note_from_row
from annotator.project import Project
from annotator.text.ranges import Range


def test_places_are_those_of_what_a_note_is_about(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annotator", coder=Coder("c", "C")) as project:
        project.import_text("“No,” he said.", name="one")
        claim = project.mark("1", "claim", (0, 5))
        notes = [project.note(one, "x").id for one in (claim.id, "1", "scheme")]
        lines = {one.note.id: one for one in project.reader.note_lines()}
        article = project.article_id("1")
        assert [*lines] == notes
        assert [lines[one].article_id for one in notes] == [article, article, None]
        assert [lines[one].at for one in notes] == [Range(0, 5), None, None]
        assert [lines[one].words for one in notes] == ["“No,”", "", ""]
        assert project.reader.note(notes[0]) == lines[notes[0]].note
        assert project.reader.note("no") is None
        assert [one.id for one in project.reader.notes_beside()] == notes[2:]


def test_notes_of_all_kinds_are_told_as_their_rows_and_articles_are(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annotator", coder=Coder("c", "C")) as project:
        for name in ("one", "two"):
            project.import_text(f"“No,” said Ada Lune in {name}.", name=name)
        claim, speaker = project.mark("2", "claim", (0, 5)), project.mark("2", "speaker", (11, 19))
        link = project.link(claim.id, "said_by", speaker.id)
        actor = project.actor("Ada Lune").id
        asked = project.note("2", "Why?", question=True).id
        said = (claim.id, link.id, "1", actor, "claim", "scheme")
        notes = [asked, *(project.note(one, f"of {one}").id for one in said)]
        notes.append(project.note(asked, "So.", answer_to=asked).id)
        lines = {one.note.id: one for one in project.reader.note_lines()}
        rows = {str(row["id"]): note_from_row(row) for row in project.reader._rows("note")}
        assert {name: line.note for name, line in lines.items()} == rows
        assert {*lines} == {*notes}
        titles = [lines[one].title for one in notes]
        assert [*map(bool, titles)] == [True, True, True, True, False, False, False, True]
        assert lines[notes[2]].link == "said_by"
        assert lines[notes[4]].words == "Ada Lune"
        assert lines[asked].answers == (notes[-1],)
        first = [one.article_id for one in lines.values()]
        assert first == sorted(first, key=[*map(project.article_id, "12"), None].index)


def test_an_article_that_was_named_anew_is_told_so(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annotator", coder=Coder("c", "C")) as project:
        project.import_text("“No,” he said.", name="one")
        project.note("1", "x")
        title = project.reader.article(project.article_id("1")).title
        (before,) = project.reader.note_lines()
        project.fields("1", {"title": "Anew"})
        (after,) = project.reader.note_lines()
        assert (before.title, after.title) == (title, "Anew")
