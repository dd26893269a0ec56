"""All notes of a project in one read: where they stand, by their owners' kinds."""

from pathlib import Path

from annotator.model.layer import Coder
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
