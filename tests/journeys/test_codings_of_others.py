"""Codings of another program: looked at, mapped, brought in, and compared to the figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.commands import Run, answer
from tests.refi_foreign import NVIVO, PLAIN, ForeignProject

TEXT = (
    "Ferry line to close 🚢\n\n"
    "“We will not wait,” said Mayor Talven. The line had lost money, she added.\n"
    "“It can be saved,” Hask replied. He called it a mistake.\n"
)
CLAIMS = {
    "“We will not wait,”": "direct",
    "The line had lost money": "indirect",
    "“It can be saved,”": "direct",
    "a mistake": "indirect",
}
MAP = """
[types."Aussage"]
type = "claim"

[types."Aussage ▸ wörtlich"]
type = "claim"
attributes = {directness = "direct"}

[types."Aussage ▸ berichtet"]
type = "claim"
attributes = {directness = "indirect"}

[types."Wer ▸ Talven"]
type = "speaker"
actor = "Mayor Talven"

[types."Noch prüfen"]
type = ""
"""
FILE = "study.annotator"


@pytest.fixture
def ours(project: Run, tmp_path: Path) -> Run:
    """Give a project with our coding of the text."""
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    assert project("import", FILE, "ferry.txt", "--format", "text")[0] == 0
    number = answer(project("list", FILE, "articles", "--json"))[-1]["id"]
    for words, directness in CLAIMS.items():
        start = TEXT.index(words)
        place = f"{start}:{start + len(words)}"
        said = ("--set", f"directness={directness}")
        assert project("mark", FILE, number, "claim", "--at", place, *said)[0] == 0
    for words in ("Mayor Talven", "Hask"):
        start = TEXT.index(words)
        place = f"{start}:{start + len(words)}"
        assert project("mark", FILE, number, "speaker", "--at", place)[0] == 0
    return project


def theirs(tmp_path: Path, *, nvivo: bool) -> Path:
    """Give a file of a colleague who coded three claims alike, one wider, one value otherwise."""
    there = ForeignProject(
        counting=NVIVO if nvivo else PLAIN,
        origin="NVivo 12" if nvivo else "MAXQDA 24",
        named=not nvivo,
        users={"anna": "Anna"},
    )
    marks = [
        ("“We will not wait,”", "Aussage ▸ wörtlich"),
        ("The line had lost money", "Aussage ▸ wörtlich"),
        ("“It can be saved,”", "Aussage ▸ wörtlich"),
        ("it a mistake", "Aussage ▸ berichtet"),
        ("Mayor Talven", "Wer ▸ Talven"),
        ("Hask", "speaker"),
        ("Ferry", "Noch prüfen"),
    ]
    there.text("Ferry", TEXT, marks)
    (tmp_path / "theirs.qdpx").write_bytes(there.data())
    return tmp_path / "theirs.qdpx"


@pytest.mark.parametrize("nvivo", [False, True], ids=["like MAXQDA", "like NVivo"])
def test_codings_of_another_program_are_mapped_and_compared_to_the_figure(
    ours: Run, tmp_path: Path, nvivo: bool
) -> None:
    theirs(tmp_path, nvivo=nvivo)
    looked = answer(ours("import", FILE, "theirs.qdpx", "--dry-run", "--json"))
    assert (looked["articles"]["known"], looked["spans"], looked["step"]) == (1, 7, None)
    codes = {one["code"]: one for one in looked["codes"]}
    assert codes["Aussage ▸ wörtlich"]["n"] == 3
    assert codes["Aussage ▸ wörtlich"]["examples"][0] == "“We will not wait,”"
    assert codes["Aussage ▸ wörtlich"]["guess"] is None
    assert codes["speaker"]["guess"] == {"type": "speaker"}
    reading = looked["reading"]
    assert (reading["unit"], reading["newline"]) == (("utf16", 2) if nvivo else ("codepoints", 1))
    assert (reading["score"], reading["bom"], reading["end"]) == (100, False, False)
    (tmp_path / "codes.toml").write_text(MAP, encoding="utf-8")
    done = answer(ours("import", FILE, "theirs.qdpx", "--map", "codes.toml", "--json"))
    assert (done["spans"], done["actors"]) == (6, 1)
    assert [(one["item"], one["n"], one["of"]) for one in done["losses"]] == [("span", 1, 7)]
    spans = answer(ours("list", FILE, "spans", "--where", "layer=Anna", "--json"))
    actors = {one["id"]: one["name"] for one in answer(ours("list", FILE, "actors", "--json"))}
    named = {one["text"]: actors[one["actor"]] for one in spans if one["actor"]}
    assert named == {"Mayor Talven": "Mayor Talven"}
    mine = next(
        one["id"] for one in answer(ours("list", FILE, "layers", "--json")) if one["name"] != "Anna"
    )
    figures = answer(ours("agreement", FILE, mine, "Anna", "--all-articles", "--json"))
    claim, speaker = figures["types"]["claim"], figures["types"]["speaker"]
    # Three of four claims stand at the same place, the fourth overlaps; both speakers do.
    assert claim["exact"]["f1"] == pytest.approx(3 / 4)
    assert claim["overlap"]["f1"] == pytest.approx(1)
    assert speaker["exact"]["f1"] == pytest.approx(1)
    # Of the four pairs of claims three have the same value.
    assert figures["percent"]["claim.directness"]["value"] == pytest.approx(3 / 4)
    compared = answer(ours("compare", FILE, mine, "Anna", "--all-articles", "--json"))
    kinds = sorted(one["kind"] for one in compared["differences"] if one["type"] == "claim")
    assert kinds == ["attribute", "boundary"]
    again = answer(ours("import", FILE, "theirs.qdpx", "--json"))
    assert (again["spans"], again["step"]) == (0, None)
    assert {one["because"] for one in again["codes"]} == {"kept"}
    assert ours("undo", FILE)[0] == 0
    assert [one["name"] for one in answer(ours("list", FILE, "layers", "--json"))] != ["Anna"]


def test_a_file_that_does_not_tell_how_it_counts_is_asked_about(ours: Run, tmp_path: Path) -> None:
    there = ForeignProject(named=False)
    there.text("Ferry", TEXT, [("erry lin", "a"), ("ayor", "a"), ("sk replie", "a")])
    (tmp_path / "odd.qdpx").write_bytes(there.data())
    code, out, _ = ours("import", FILE, "odd.qdpx", "--json")
    assert code == 2
    assert "--reading" in json.loads(out)["error"]["hint"]
    words = ("import", FILE, "odd.qdpx", "--reading", "codepoints", "--json")
    done = answer(ours(*words))
    assert done["spans"] == 3
    assert any("doubtful" in one for one in done["notes"])
    assert ours("import", FILE, "odd.qdpx", "--reading", "letters")[0] == 2


def test_a_map_of_codes_is_written_as_a_file_and_read_again(ours: Run, tmp_path: Path) -> None:
    theirs(tmp_path, nvivo=False)
    words = ("import", FILE, "theirs.qdpx", "--dry-run", "--keep-map", "kept.toml", "--json")
    first = answer(ours(*words))
    assert '[types."Aussage ▸ wörtlich"]' in (tmp_path / "kept.toml").read_text("utf-8")
    second = answer(ours("import", FILE, "theirs.qdpx", "--map", "kept.toml", "--json"))
    assert {one["because"] for one in second["codes"]} == {"map"}
    assert [one["becomes"] for one in first["codes"]] == [one["becomes"] for one in second["codes"]]


def test_bad_files_are_refused_whole_and_the_others_come_in(ours: Run, tmp_path: Path) -> None:
    theirs(tmp_path, nvivo=False)
    bad = ForeignProject()
    bad.text("Bad", TEXT, [("Hask", "a")])
    bad.sources[0] = bad.sources[0].replace('endPosition="', 'endPosition="9')
    (tmp_path / "bad.qdpx").write_bytes(bad.data())
    (tmp_path / "cut.qdpx").write_bytes(bad.data()[:200])
    code, out, _ = ours("import", FILE, "bad.qdpx", "cut.qdpx", "theirs.qdpx", "--json")
    found = json.loads(out)
    assert code == 1
    assert [one["source"] for one in found["refused"]] == ["bad.qdpx", "cut.qdpx"]
    assert "leaves the text" in found["refused"][0]["reason"]
    assert "ZIP" in found["refused"][1]["reason"]
    assert found["spans"] == 7


def test_a_scheme_of_another_program_comes_in_as_types(ours: Run, tmp_path: Path) -> None:
    there = ForeignProject(codes=["Economy", "Economy ▸ Jobs", "claim"])
    xml = there.xml()
    codes = xml[xml.index("<Codes>") : xml.index("</CodeBook>")]
    said = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0">{codes}</CodeBook>'
    (tmp_path / "theirs.qdc").write_text(said, encoding="utf-8")
    assert "2 new types came in" in ours("import", FILE, "theirs.qdc")[1]
    steps = answer(ours("list", FILE, "steps", "--json"))
    assert steps[0]["name"] == "Import 2 types"
    types = {one["name"]: one["label"] for one in answer(ours("list", FILE, "types", "--json"))}
    assert (types["economy"], types["jobs"]) == ("Economy", "Economy ▸ Jobs")
    assert types["claim"] == ""
    assert answer(ours("import", FILE, "theirs.qdc", "--json"))["step"] is None
    assert ours("undo", FILE)[0] == 0
    assert "economy" not in [one["name"] for one in answer(ours("list", FILE, "types", "--json"))]


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("standard_codepoints_lf", 17),
        ("like_nvivo_utf16_crlf_bom_nonames", 17),
        ("like_atlasti_crlf_counts_one", 17),
    ],
)
def test_the_dialects_of_the_samples_give_the_same_codings(
    ours: Run, shared: Path, tmp_path: Path, name: str, spans: int
) -> None:
    at = shared / "samples" / "qdpx-dialects"
    found = answer(ours("import", FILE, at / f"{name}.qdpx", "--json"))
    assert (found["articles"]["new"], found["spans"]) == (3, spans)
    assert found["reading"]["score"] == 100
    expected = json.loads((at / "expected.json").read_text(encoding="utf-8"))
    titles = {one["id"]: one["title"] for one in answer(ours("list", FILE, "articles", "--json"))}
    listed = answer(ours("list", FILE, "spans", "--where", "layer=coder1", "--json"))
    wanted = sorted(
        (one["article"], one["type"], t) for one in expected["spans"] for t in one["text"]
    )
    assert sorted((titles[one["article"]], one["type"], one["text"]) for one in listed) == wanted
