"""What importing and exporting tell: of each source, while they work and when they are done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import __version__, coder
from annotator.errors import Cancelled, WrongUse
from annotator.formats.base import ReadOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.sources import Source
from annotator.model.choice import ExportChoice
from annotator.model.layer import Coder, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.span import Decision
from annotator.project import Project
from annotator.project.going_out.making import bundle_of
from annotator.project.importing import sources
from annotator.project.importing.gather import HowToRead
from annotator.project.importing.parsing import SourceToRead, parse, parse_text
from annotator.work import Cancel
from tests import builders, bundles, exports

CODER = Coder("coder-a", "A")
FULL = bundles.full()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text("Harbour opens\n\nShe said so.\n", "own")
        yield made


def text(words: str, name: str = "a.txt") -> Source:
    return Source(name, data=words.encode())


def jsonl(folder: Path, bundle=FULL, name: str = "x.jsonl") -> Path:
    exports.write(JsonLines(), bundle, folder / name)
    return folder / name


def test_progress_is_told_before_each_source_and_at_the_end(project, tmp_path) -> None:
    told: list[tuple[int, int, str]] = []
    (tmp_path / "in").mkdir()
    for n in range(3):
        (tmp_path / "in" / f"{n}.txt").write_text(f"Text {n}\n\nWords.")
    project.import_sources(tmp_path / "in", progress=lambda *one: told.append(one))
    assert told == [(0, 3, "file"), (1, 3, "file"), (2, 3, "file"), (3, 3, "file")]


def test_an_import_that_is_cancelled_at_its_end_leaves_nothing(project) -> None:
    cancel = Cancel()

    def at_the_end(done: int, n: int, what: str) -> None:
        if done == n:
            cancel.cancel()

    with pytest.raises(Cancelled):
        project.import_sources([text("Words.")], progress=at_the_end, cancel=cancel)
    assert len(project.steps()) == 2


def test_a_dry_run_tells_what_would_come_and_changes_nothing(project, tmp_path) -> None:
    report = project.import_sources(jsonl(tmp_path), dry_run=True)
    assert (report.new, report.n_spans, report.n_links, report.n_actors) == (2, 5, 2, 3)
    assert report.step is None
    assert report.planned.act == "import"
    assert report.formats == ("jsonl",)
    assert project.reader.n_articles() == 1
    done = project.import_sources(jsonl(tmp_path))
    assert ([*done.articles], done.n_spans) == ([*report.articles], report.n_spans)
    assert done.step.number == 3
    assert done.article_ids == ("a1", "a2")
    assert project.import_sources(jsonl(tmp_path)).known == ("x.jsonl", "x.jsonl")


def test_a_dry_run_counts_what_an_empty_project_would_take_over(tmp_path, monkeypatch) -> None:
    from annotator.formats.lossless import reading

    with Project.create(tmp_path / "empty.annotator", coder=CODER) as empty:
        for limit in (reading.LARGE_FILE_BYTES, 10):
            monkeypatch.setattr(reading, "LARGE_FILE_BYTES", limit)
            report = empty.import_sources(jsonl(tmp_path), dry_run=True)
            assert (report.new, report.n_spans, report.n_links, report.n_actors) == (2, 5, 2, 3)
            assert report.planned.args == {"took_over": True, "n": 2, "spans": 5}
            assert empty.reader.n_articles() == 0
        empty.import_sources(jsonl(tmp_path))
        assert (empty.id, empty.title) == (FULL.project_id, FULL.project_title)
        assert empty.scheme.title == FULL.scheme.title
        assert [one.number for one in empty.articles()] == [1, 2]


@pytest.mark.parametrize("what", ["named layer", "two files", "no scheme", "no id"])
def test_a_project_that_is_not_whole_is_not_taken_over(tmp_path, what) -> None:
    changed = {"no scheme": {"scheme": None}, "no id": {"project_id": ""}}.get(what, {})
    sources = [jsonl(tmp_path, replace(FULL, **changed))]
    if what == "two files":
        sources.append(text("Words."))
    with Project.create(tmp_path / "empty.annotator", coder=CODER) as empty:
        own = (empty.id, empty.title)
        report = empty.import_sources(sources, layer="L" if what == "named layer" else None)
        assert "took_over" not in report.step.args
        assert (empty.id, empty.title) == own


def test_what_is_refused_is_told_with_its_line_and_stops_nothing(project, tmp_path) -> None:
    (tmp_path / "no files").mkdir()
    cut = text(jsonl(tmp_path).read_text()[:-30], "cut.jsonl")
    report = project.import_sources(
        [tmp_path / "no files", cut, tmp_path / "gone.txt", text("Words.")]
    )
    refused = {one.source: one for one in report.refused}
    assert set(refused) == {"no files", "cut.jsonl", "gone.txt"}
    assert refused["no files"].reason == "There is no file in this folder."
    assert refused["no files"].row is None
    assert refused["cut.jsonl"].row is not None
    assert "cut off" in refused["cut.jsonl"].reason
    assert report.new == 1


def test_a_text_is_parsed_anywhere_and_another_format_only_here(tmp_path) -> None:
    page = text("Home\n\nHarbour opens\n\nShe said so, and that is long enough.\n")
    parsed = parse_text(*HowToRead().jobs([(page, False)]))
    assert parsed is not None
    assert parsed.format_name == "text"
    (content,) = parsed.bundle.contents
    assert (content.article.id, content.article.imported_at) == ("", "")
    assert parsed.bundle.source == "a.txt"
    assert not parsed.encoding.guessed
    assert parse_text(SourceToRead(Source.of_path(jsonl(tmp_path), "x"))) is None
    whole = parse(SourceToRead(Source.of_path(jsonl(tmp_path), "x")))
    assert (whole.format_name, whole.encoding) == ("jsonl", None)
    assert len(tuple(whole.bundle.contents)) == 2
    named = parse(SourceToRead(text("Words."), format_name="jsonl"))
    assert named.bundle is None
    assert "a.txt" in named.refused[0].reason


def test_the_first_three_lines_show_how_a_text_was_decoded() -> None:
    words = "\n\nOne \n\n Two\nThree\nFour\n"
    parsed = parse_text(SourceToRead(text(words), options=ReadOptions("utf-8")))
    assert parsed.encoding.first_lines == ("One", "Two", "Three")
    assert not parsed.encoding.guessed
    said = ReadOptions("utf-8")
    short = parse_text(SourceToRead(text("One"), options=said))
    assert short.encoding.first_lines == ("One",)
    unasked = parse_text(SourceToRead(text("One")))
    assert unasked.encoding.first_lines == ()
    long = parse_text(SourceToRead(text(f"{'w' * 5_000}\nTwo"), options=said))
    assert long.encoding.first_lines == ("w" * 100, "Two")  # a plan of many holds them all


def test_files_that_share_no_folder_are_named_from_their_roots() -> None:
    assert sources._deepest({Path("/a/b"), Path("/a/c/d")}) == Path("/a")
    assert sources._deepest({Path("/a"), Path("b")}) is None
    assert sources._deepest(set()) is None
    assert sources._below(Path("/a/b/c.txt"), Path("/a")) == "b/c.txt"
    assert sources._below(Path("/a/b/c.txt"), None) == "a/b/c.txt"


def test_what_goes_out_is_what_was_chosen(project, tmp_path) -> None:
    project.import_sources(jsonl(tmp_path))
    every = bundle_of(project.reader)
    assert [one.id for one in every.layers] == ["L1", "L2"]
    assert [one.id for one in every.decisions] == ["d2"]
    assert every.program == f"annotator {__version__}"
    assert (every.project_id, every.project_title) == (project.id, project.title)
    assert len(list(every.contents)) == 3
    some = bundle_of(project.reader, ExportChoice(layers=("quotes",), articles=("2", "a2")))
    assert [one.id for one in some.layers] == ["L2"]
    assert some.decisions == ()
    assert [one.article.id for one in some.contents] == ["a1", "a2"]
    assert {span.layer_id for one in some.contents for span in one.spans} == {"L2"}
    assert some.coders == every.coders == {"coder-1": "Ada"}
    assert some.scheme == project.scheme
    assert {one.id for one in every.actors} == {"p1", "p2", "p3"}
    assert some.actors == (), "whom nothing of it refers to stays behind"


def test_what_goes_out_knows_its_older_schemes_and_when_its_last_step_was_made(project) -> None:
    before = project.scheme
    edit = {"edit": "define", "what": "claim", "definition": "What is said."}
    project.edit_scheme([SchemeEdit.of(edit)])
    found = bundle_of(project.reader)
    assert found.older_schemes == (before,)
    assert found.scheme == project.scheme != before
    assert found.changed == project.steps()[0].step.at


def test_older_schemes_go_along_in_jsonl_and_come_out_again(project, tmp_path) -> None:
    first = project.scheme
    for words in ("What is said.", "What somebody says."):
        edit = {"edit": "define", "what": "claim", "definition": words}
        project.edit_scheme([SchemeEdit.of(edit)])
    project.export("jsonl", tmp_path / "once.jsonl")
    lines = (tmp_path / "once.jsonl").read_text("utf-8").splitlines()
    schemes = [one for one in map(json.loads, lines) if one["kind"] == "scheme"]
    assert [one["version"] for one in schemes] == [3, 2, 1]
    with Project.create(tmp_path / "again.annotator", coder=coder("Bo")) as again:
        own = again.scheme
        again.import_sources(tmp_path / "once.jsonl")
        *older, newest = again.reader.schemes()
        assert (older[0], newest) == (first, project.scheme)
        again.export("jsonl", tmp_path / "twice.jsonl")
        again.undo()
        assert again.reader.schemes() == (own,)
        again.redo()
        assert again.scheme == newest
    assert (tmp_path / "twice.jsonl").read_bytes() == (tmp_path / "once.jsonl").read_bytes()


def test_a_sample_says_which_articles_go_out(project, tmp_path) -> None:
    project.import_sources(jsonl(tmp_path))
    pilot = NamedSet(
        "n1", NamedKind.SAMPLE, "pilot", by="c", created=builders.NOW, members=("a2", "a1")
    )
    project.open_project.apply(builders.adding(pilot))
    assert pilot in project.samples()
    assert project.sample_articles("pilot") == ("a2", "a1")
    of_sample = bundle_of(project.reader, ExportChoice(sample="pilot"))
    assert [one.article.id for one in of_sample.contents] == ["a1", "a2"]
    both = bundle_of(project.reader, ExportChoice(sample="pilot", articles=("a2", "1")))
    assert [one.article.id for one in both.contents] == ["a2"]
    assert (
        project.export("jsonl", tmp_path / "p", ExportChoice(sample="pilot")).plan.counts.articles
        == 2
    )
    with pytest.raises(WrongUse, match="no sample “main”") as caught:
        project.sample_articles("main")
    assert caught.value.hint == "The samples: “pilot”, “=pilot”."


def test_a_dry_export_writes_nothing_and_tells_as_much(project, tmp_path) -> None:
    to = tmp_path / "out.jsonl"
    planned = project.export("jsonl", to, dry_run=True)
    assert not to.exists()
    written = project.export("jsonl", to)
    assert to.exists()
    assert type(planned) is type(written)


def test_calls_that_ask_for_nothing_say_so(project) -> None:
    with pytest.raises(WrongUse, match="nothing to delete"):
        project.delete([])
    project.actor("Dar")
    for nobody in ([], ["Dar"]):
        with pytest.raises(WrongUse, match="nothing to join"):
            project.join(nobody)
    with pytest.raises(WrongUse, match="no actor “Nobody”"):
        project.join(["Dar", "Nobody"])
    for call in (project.page_of, project.add_part, project.edit):
        with pytest.raises(WrongUse, match="no span or link no"):
            call("no", (0, 1)) if call == project.add_part else call("no")


def test_a_claim_without_anybody_who_may_say_it_has_no_lines(project) -> None:
    project.import_text("12 34 56", "numbers")
    claim = project.mark(2, "claim", (0, 8))
    tried = project.attribution(claim, dry_run=True)
    assert (tried.lines, tried.ids, tried.step.changes) == ((), (), ())
    assert tried.step.act == "attribute-claim"


def test_what_can_be_asked_is_what_the_pages_have(project, tmp_path) -> None:
    project.import_sources(jsonl(tmp_path), frozen=False)
    pages = list(project.pages())
    assert [page.article.id for page in pages] == [one.id for one in project.articles()]
    assert list(project.spans()) == [span for page in pages for span in page.spans()]
    assert [one.id for one in project.links()] == [one.id for page in pages for one in page.links()]
    for name in ("claim", "entity"):
        wanted = [span.id for page in pages for span in page.spans(name)]
        assert [one.id for one in project.spans(type_name=name)] == wanted
    assert [one.id for one in project.links(type_name="about")] == ["k2"]
    assert [one.claim.id for one in project.statements(["a1"])] == ["s4", "s1"]
    assert [one.id for one in project.spans(["a1"], ["L2"])] == ["s4"]
    assert [one.id for one in project.actors()] == ["p1", "p2"]
    assert project.layer("quotes").id == "L2"
    assert project.article(FULL_FIRST).id == "a1"
    assert project.page("a1", {"L1"}).progress("L1").state is State.DONE
    assert not project.read_only
    assert project.check().ok


FULL_FIRST = next(iter(FULL.contents)).article


def test_a_copy_is_where_it_was_asked_for(project, tmp_path) -> None:
    place = project.backup(str(tmp_path / "copy.annotator"))
    assert place == tmp_path / "copy.annotator"
    with Project.open(place, coder=CODER, read_only=True) as copy:
        assert copy.read_only
        assert copy.id == project.id
        assert copy.path == place


def test_a_decision_that_was_made_already_does_not_come_again(project, tmp_path) -> None:
    project.import_sources(jsonl(tmp_path))
    decision = Decision("d9", "difference", "a1:claim:0", "open", (), (), "L1", "c", builders.NOW)
    project.import_sources(jsonl(tmp_path, replace(FULL, decisions=(decision,)), "y.jsonl"))
    assert {one.id for one in project.reader.decisions()} == {"d1", "d2"}
