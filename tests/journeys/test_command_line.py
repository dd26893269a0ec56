"""The main job and its mistakes, through the command line as it is."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.parsing import module_of, parser_of
from annotator.cli.verbs import VERBS
from tests.journeys.commands import TEXT, answer, at, prepared, words_of


def test_the_main_job_from_text_to_corpus(project, tmp_path):
    claim = answer(
        project(
            "mark",
            "study.annotator",
            "1",
            "claim",
            "--at",
            at("“We will 🚢 reopen,”"),
            "--set",
            "directness=direct",
            "--json",
        )
    )["id"]
    speaker = answer(
        project(
            "mark",
            "study.annotator",
            "Harbour opens",
            "speaker",
            "--at",
            at("Mira Talven"),
            "--actor",
            "Talven",
            "--json",
        )
    )["id"]
    link = answer(project("link", "study.annotator", claim, "said-by", speaker, "--json"))
    assert link["ok"]
    statements = answer(project("list", "study.annotator", "statements", "--json"))
    assert statements[0]["actors"] == ["Talven"]
    assert statements[0]["claim"] == "“We will 🚢 reopen,”"
    spans = answer(project("list", "study.annotator", "spans", "--where", "type=claim", "--json"))
    assert [TEXT[a:b] for a, b in spans[0]["parts"]] == ["“We will 🚢 reopen,”"]
    actor = answer(project("list", "study.annotator", "actors", "--json"))[0]
    assert (actor["name"], actor["kind"], actor["spans"]) == ("Talven", "other", 1)
    report = answer(
        project("export", "study.annotator", "--format", "jsonl", "--to", "study.jsonl", "--json")
    )
    assert report["verified"]
    assert report["counts"] == {"articles": 1, "spans": 2, "links": 1}
    assert answer(project("check", "study.annotator", "--json"))["ok"]


def test_the_same_bytes_come_out_of_a_new_project(project, tmp_path):
    project("mark", "study.annotator", "1", "entity", "--at", at("Velmora"), "--actor", "Velmora")
    project("export", "study.annotator", "--format", "jsonl", "--to", "one.jsonl")
    assert project("new", "second.annotator", "--coder", "B")[0] == 0
    report = answer(project("import", "second.annotator", "one.jsonl", "--json"))
    assert report["articles"] == {"new": 1, "known": 0, "near": 0}
    assert project("export", "second.annotator", "--format", "jsonl", "--to", "two.jsonl")[0] == 0
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    again = answer(project("import", "second.annotator", "one.jsonl", "--json"))
    assert again["articles"]["known"] == 1
    assert again["step"] is None
    assert answer(project("check", "second.annotator", "--json"))["ok"]


def test_undo_and_redo_walk_through_the_history_also_of_imports(project):
    project("mark", "study.annotator", "1", "entity", "--at", at("Velmora"))
    steps = answer(project("history", "study.annotator", "--json"))
    assert [one["name"] for one in steps][:2] == [
        "Mark “Velmora” as entity",
        "Import 1 article",
    ]
    assert answer(project("undo", "study.annotator", "--json"))["steps"][0]["name"].startswith(
        "Mark"
    )
    assert (
        answer(project("undo", "study.annotator", "--json"))["steps"][0]["name"]
        == "Import 1 article"
    )
    assert answer(project("list", "study.annotator", "articles", "--json")) == []
    last = steps[0]["id"]
    assert len(answer(project("redo", "study.annotator", "--to", last, "--json"))["steps"]) == 2
    assert len(answer(project("list", "study.annotator", "spans", "--json"))) == 1
    assert len(answer(project("undo", "study.annotator", "--to", "1", "--json"))["steps"]) == 2
    code, _, said = project("undo", "study.annotator")
    assert (code, "nothing to undo" in said) == (2, True)


def test_do_answers_each_line_and_goes_on_after_a_mistake(project):
    start, end = (int(n) for n in at("“We will 🚢 reopen,”").split(":"))
    s, e = (int(n) for n in at("said").split(":"))
    commands = [
        {"do": "ping"},
        {"do": "mark", "article": "1", "type": "claim", "at": [[start, end - 1], [s, e]]},
        {"do": "mark", "article": "1", "type": "cue", "at": [s, e]},
        {"do": "mark", "article": "1", "type": "cue", "at": [[s, 9000]]},
        {"do": "dance"},
        {"do": "actor", "name": "Velmora", "kind": "state", "aliases": ["V."]},
    ]
    lines = [json.dumps(one) for one in commands] + ["no json", "[1]", "{" * 100_000]
    code, out, _ = project("do", "study.annotator", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["ok"] for one in answers] == [True] * 3 + [False] * 2 + [True] + [False] * 3
    assert "id" not in answers[0]
    assert answers[1]["id"] == answers[1]["ids"][0]
    assert answers[3]["error"]["kind"] == "forbidden-by-scheme"
    claim, cue = answers[1]["id"], answers[2]["id"]
    more = [
        {"do": "link", "from": claim, "type": "cued_by", "to": cue},
        {"do": "edit", "item": claim, "attributes": {"directness": "direct"}, "at": [start, end]},
        {"do": "note", "about": claim, "text": "look again"},
        {"do": "state", "article": "1", "state": "done"},
        {"do": "region", "article": "1", "type": "headline", "at": [0, 13]},
        {"do": "delete", "items": [cue]},
        {"do": "undo"},
        {"do": "redo"},
    ]
    _, out, _ = project("do", "study.annotator", stdin="\n".join(map(json.dumps, more)))
    answers = [json.loads(line) for line in out.splitlines()]
    assert [one["ok"] for one in answers] == [True] * len(more)
    spans = answer(project("list", "study.annotator", "spans", "--json"))
    assert [(one["attributes"], one["parts"]) for one in spans] == [
        ({"directness": "direct"}, [[start, end]])
    ]
    article = answer(project("list", "study.annotator", "articles", "--json"))[0]
    assert (article["state"], article["spans"]) == ("done", 1)


def do(project, *commands):
    _, out, said = project("do", "study.annotator", stdin="\n".join(map(json.dumps, commands)))
    return [json.loads(line) for line in out.splitlines()], said


def test_do_makes_one_step_of_what_is_done_together_or_none(project):
    start, end = (int(n) for n in at("“We will 🚢 reopen,”").split(":"))
    claim = {"do": "mark", "article": "1", "type": "claim", "at": [start, end]}
    bad = {"do": "mark", "article": "1", "type": "nonsense", "at": [start, end]}
    begin, ending = {"do": "together", "name": "Code it"}, {"do": "end"}
    answers, _ = do(project, begin, claim, bad, ending)
    assert [one["ok"] for one in answers] == [True, True, False, False]
    assert "none of them" in answers[3]["error"]["message"]
    answers, _ = do(
        project, begin, begin, claim, ending, {"do": "note", "about": "1", "text": "x"}, ending
    )
    assert [one["ok"] for one in answers] == [True] * 6
    assert [one["step"] for one in answers[:5]] == [None] * 5
    steps = answer(project("list", "study.annotator", "steps", "--json"))
    assert (steps[0]["id"], steps[0]["name"]) == (answers[5]["step"], "Code it")
    assert len(steps) == 3
    answers, said = do(project, begin, {"do": "state", "article": "1", "state": "done"})
    assert [one["ok"] for one in answers] == [True, True]
    assert "nothing is" in said
    assert len(answer(project("list", "study.annotator", "steps", "--json"))) == 3
    assert do(project, ending)[0][0]["error"]["kind"] == "wrong-use"


def test_do_links_a_claim_as_the_key_does_and_marks_everywhere_as_the_list_does(project):
    start, end = (int(n) for n in at("“We will 🚢 reopen,”").split(":"))
    answers, _ = do(project, {"do": "mark", "article": "1", "type": "claim", "at": [start, end]})
    claim = answers[0]["id"]
    answers, _ = do(
        project,
        {"do": "attribution", "claim": claim, "dry_run": True},
        {"do": "attribution", "claim": claim},
        {"do": "mark_everywhere", "text": "Velmora", "type": "entity", "dry_run": True},
        {"do": "mark_everywhere", "text": "Velmora", "type": "entity", "where": ["1"]},
    )
    assert [one["ok"] for one in answers] == [True] * 4
    assert answers[0]["step"] is None
    line = answers[0]["lines"][0]
    assert (line["words"].split(" of")[0], line["cue"] is not None) == ("Mira Talven", True)
    (place,) = answers[2]["places"]
    assert (place["words"], answers[2]["ids"]) == ("Velmora", [])
    spans = answer(project("list", "study.annotator", "spans", "--json"))
    assert sorted(one["type"] for one in spans) == ["claim", "cue", "entity", "speaker"]
    links = answer(project("list", "study.annotator", "links", "--json"))
    assert sorted(one["type"] for one in links) == ["cued_by", "said_by"]


def test_one_bad_source_never_stops_the_others(project, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Another text\n\nOf its own.", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "d.txt").write_text(TEXT, encoding="utf-8")
    code, out, _ = project("import", "study.annotator", "texts", "missing.txt", "--json")
    report = json.loads(out)
    assert code == 1
    assert report["articles"]["new"] == 1
    assert report["articles"]["known"] == 1
    assert [one["source"].rsplit("/")[-1] for one in report["refused"]] == [
        "b.txt",
        "c.txt",
        "missing.txt",
    ]
    assert all(one["reason"].endswith(".") for one in report["refused"])
    assert project("import", "study.annotator", "missing.txt")[0] == 3


def test_an_import_answers_which_file_became_which_article(project, tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text(f"Text {name}\n\nOf its own.", encoding="utf-8")
    words = ("import", "study.annotator", "x/same.txt", "y/same.txt", "--json")
    planned = answer(project(*words, "--dry-run"))["files"]
    assert [(one["source"], one["article"], one["new"]) for one in planned] == [
        ("x/same.txt", None, True),
        ("y/same.txt", None, True),
    ]
    files = answer(project(*words))["files"]
    listed = answer(project("list", "study.annotator", "articles", "--json"))
    assert [(one["id"], one["source"], one["title"]) for one in listed[1:]] == [
        (one["article"], one["source"], one["title"]) for one in files
    ]
    assert all(one["row"] is one["near"] is one["date"] is None for one in files)
    assert [one["new"] for one in answer(project(*words))["files"]] == [False, False]


def test_many_refused_and_known_are_counted_and_the_first_are_named(project, tmp_path):
    (tmp_path / "texts").mkdir()
    for n in range(9):
        (tmp_path / "texts" / f"{n}.txt").write_bytes(b"")
        (tmp_path / "texts" / f"t{n}.txt").write_text(f"Text {n}\n\nOf its own.", encoding="utf-8")
    project("import", "study.annotator", "texts")
    code, out, said = project("import", "study.annotator", "texts")
    assert code == 1
    assert (out + said).count("Refused: ") == (out + said).count("Known already") == 5
    assert (out + said).count("… and 4 more like these") == 2
    everything = json.loads(project("import", "study.annotator", "texts", "--json")[1])
    assert (len(everything["refused"]), everything["articles"]["known"]) == (9, 9)


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (("mark", "study.annotator", "1", "entity", "--at", "0:9000"), 2, "forbidden-by-scheme"),
        (("mark", "study.annotator", "7", "entity", "--at", "0:4"), 2, "wrong-use"),
        (("mark", "study.annotator", "1", "entity", "--at", "four"), 2, "wrong-use"),
        (("link", "study.annotator", "x", "said-by", "y"), 2, "wrong-use"),
        (("new", "study.annotator"), 5, "target-exists"),
        (("list", "none.annotator", "articles"), 4, "missing-project"),
        (("list", "article.txt", "articles"), 4, "foreign-file"),
        (("list", "study.annotator", "planets"), 2, "wrong-use"),
        (("scheme", "check", "none.toml"), 3, "cannot-read"),
        (("dance", "study.annotator"), 2, "wrong-use"),
        (("export", "study.annotator", "--format", "pdf", "--to", "x"), 2, "wrong-use"),
    ],
)
def test_each_mistake_has_its_sentence_and_exit_code(project, words, code, kind):
    ended, out, err = project(*words)
    assert ended == code
    assert err.strip()
    assert "Traceback" not in err
    ended, out, _ = project(*words, "--json")
    assert (ended, json.loads(out)["error"]["kind"]) == (code, kind)


def test_an_export_that_is_there_is_kept_unless_told_otherwise(project, tmp_path):
    words = ("export", "study.annotator", "--format", "jsonl", "--to", "out.jsonl")
    assert project(*words)[0] == 0
    before = (tmp_path / "out.jsonl").read_bytes()
    assert project(*words)[0] == 5
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert project(*words, "--overwrite")[0] == 0


def test_the_scheme_goes_out_and_comes_in(project, tmp_path):
    assert project("scheme", "export", "study.annotator", "--to", "scheme.toml")[0] == 0
    changed = (tmp_path / "scheme.toml").read_text(encoding="utf-8") + (
        '\n[type.frame]\nkey = "F"\ndefinition = "How it is put."\n'
    )
    (tmp_path / "frames.toml").write_text(changed, encoding="utf-8")
    assert project("scheme", "check", "frames.toml")[0] == 0
    assert (
        answer(project("scheme", "import", "study.annotator", "frames.toml", "--json"))["version"]
        == 2
    )
    assert project("mark", "study.annotator", "1", "frame", "--at", "0:7")[0] == 0
    assert project("undo", "study.annotator", "--to", "2")[0] == 0
    assert project("mark", "study.annotator", "1", "frame", "--at", "0:7")[0] == 2


@pytest.mark.parametrize("verb", [name for name, _ in VERBS])
def test_the_help_of_each_verb_starts_with_two_examples_that_run(project, verb, tmp_path, capsys):
    shown = parser_of(verb).format_help()
    examples = module_of(verb).EXAMPLES
    assert len(examples) == 2
    assert shown.startswith(f"examples:\n  {examples[0]}\n  {examples[1]}\n")
    ids = prepared(project, tmp_path)
    for example in examples:
        words, stdin = words_of(example, ids)
        code, _, err = project(*words, stdin=stdin)
        assert code == 0, (example, err)


def test_without_a_screen_the_window_is_refused_in_one_sentence(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, _, said = run()
    assert code == 2
    assert said == (
        "There is no screen here, so no window can open."
        " “annotator --help” lists what can be done without one.\n"
    )


def test_a_missing_library_of_the_window_is_a_sentence(run, monkeypatch):
    import annotator.ui

    def without_libraries(*_: object) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr(annotator.ui, "run", without_libraries)
    code, _, said = run()
    assert code == 2
    assert "libEGL.so.1" in said
    assert "Traceback" not in said


def test_a_mistake_of_the_program_gives_a_report_and_70(project, monkeypatch, tmp_path):
    from annotator.cli.verbs import info

    def broken(*_: object) -> int:
        raise KeyError("secret name")

    monkeypatch.setattr(info, "run", broken)
    code, _, said = project("info", "study.annotator")
    assert code == 70
    (report,) = (tmp_path / "annotator-home").glob("log/report-*.txt") or [None]
    assert str(report) in said


def test_interrupting_do_ends_with_130_and_what_was_answered_is_there(project, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "do", "study.annotator", "--coder", "A"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # behind “&” it is not
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write('{"do": "mark", "article": "1", "type": "cue", "at": [1, 5]}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["ok"]
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.startswith("Interrupted.")
    assert len(answer(project("list", "study.annotator", "spans", "--json"))) == 1


# --- odd names, odd words, odd ends -----------------------------------------------------------

ODD_NAMES = ["a b é", "new\nline", "q?#%", "r\u202eotatonna", "bytes \udce9", "-dash"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows forbids most of these names")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_of_a_file_will_do(run, tmp_path, name):
    source, project, export = (f"{name}{ending}" for ending in (".txt", ".annotator", ".jsonl"))
    (tmp_path / source).write_text(TEXT, encoding="utf-8")
    code, _, said = run("new", "--coder", "A", "--", project)
    assert code == 0
    assert "\u202e" not in said
    assert len(said.splitlines()) == 1
    report = answer(run("import", "--json", "--", project, source))
    assert report["articles"]["new"] == 1
    assert answer(run("info", "--json", "--", project))["articles"] == 1
    assert run("export", "--format", "jsonl", f"--to={export}", "--", project)[0] == 0
    assert (tmp_path / export).is_file()
    assert answer(run("check", "--json", "--", project))["ok"]


def test_a_title_with_signs_that_steer_is_shown_in_a_terminal_but_steers_nothing(run, tmp_path):
    (tmp_path / "odd.txt").write_text("\x1b[31mRed\u202e title\n\nBody.", encoding="utf-8")
    assert run("new", "study.annotator")[0] == 0
    assert run("import", "study.annotator", "odd.txt")[0] == 0
    for words in (("list", "study.annotator", "articles"), ("show", "study.annotator", "1")):
        shown = run(*words)[1]
        assert "<001B>[31mRed<202E> title" in shown
        assert "\x1b" not in shown
    assert answer(run("show", "study.annotator", "1", "--json"))["text"].startswith("\x1b")


def test_do_says_what_is_wrong_with_half_a_character_and_goes_on(project):
    lines = [
        '{"do": "note", "about": "1", "text": "\\ud800"}',
        '{"do": "mark", "article": "\\ud800", "type": "cue", "at": [0, 3]}',
        '{"do": "undo", "to": "\\udfff"}',
        '{"do": "region", "article": "1", "type": "caption", "at": [[0, 3], [5, 7]]}',
        '{"do": "mark", "article": "1", "type": "cue", "at": [0, 3], "layer": "nobody"}',
        '{"do": "mark", "article": "1", "type": "cue", "at": [0, 3], "attributes": []}',
        '{"do": "note", "about": "1", "text": "caf\udce9"}',
        '{"do": "ping"}',
    ]
    code, out, _ = project("do", "study.annotator", stdin="\n".join(lines))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["ok"] for one in answers] == [False] * 7 + [True]
    assert {one["error"]["kind"] for one in answers[:7]} == {"wrong-use"}
    assert all(one["error"]["hint"] for one in answers[:7])


def test_do_takes_no_line_that_says_a_thing_twice_or_is_no_command(project):
    lines = ['{"do": "ping", "do": "undo"}', "[1]", '{"do": "undo", "to": NaN}', '{"do": "ping"}']
    _, out, _ = project("do", "study.annotator", stdin="\n".join(lines))
    *refused, last = [json.loads(line) for line in out.splitlines()]
    words = ("it has the key “do” twice", "it is no JSON object", "it is no JSON (NaN)")
    for one, reason in zip(refused, words, strict=True):
        assert one["error"]["message"] == f"This line is no command: {reason}."
    assert last["ok"]


def test_a_condition_may_name_an_article_and_must_name_a_key(project):
    project("mark", "study.annotator", "1", "entity", "--at", at("Velmora"))
    spans = ("list", "study.annotator", "spans", "--json", "--where")
    for condition in ("article=1", "article=Harbour opens", "layer=A", "actor=none"):
        assert len(answer(project(*spans, condition))) == 1
    for condition in ("article=7", "layer=B", "stat=done", "type", "=x"):
        code, out, _ = project(*spans, condition)
        assert (code, json.loads(out)["error"]["kind"]) == (2, "wrong-use")


def test_marks_go_to_a_layer_that_is_there_or_to_none(project):
    words = ("mark", "study.annotator", "1", "entity", "--at", at("Velmora"), "--layer")
    assert project(*words, "nobody")[0] == 2
    assert project(*words, "A")[0] == 0
    assert answer(project("list", "study.annotator", "layers", "--json"))[0]["name"] == "A"


def test_import_tells_sources_that_were_read_but_held_nothing_from_those_that_were_not(project):
    project("export", "study.annotator", "--format", "jsonl", "--to", "out.jsonl")
    answer(project("import", "study.annotator", "out.jsonl", "--json"))
    assert project("import", "study.annotator", "out.jsonl", "missing.txt")[0] == 1
    assert project("import", "study.annotator", "missing.txt", "missing.jsonl")[0] == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_whoever_stops_reading_our_output_is_met_with_silence(project, tmp_path):
    for words, code in (
        ("list study.annotator articles", 0),
        ("info none.annotator --json", 4),
        ("--help", 0),
    ):
        process = subprocess.Popen(
            [sys.executable, "-m", "annotator", *words.split()],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(60) == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_under_the_result_is_one_sentence_and_5(project, tmp_path):
    for words in ("list study.annotator articles", "list study.annotator spans --json", "--help"):
        with Path("/dev/full").open("w") as full:
            found = subprocess.run(
                [sys.executable, "-m", "annotator", *words.split()],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert found.returncode == 5
        assert found.stderr == (
            "The result cannot be printed (No space left on device)."
            " Send it to another place and do it again.\n"
        )


@pytest.mark.skipif(sys.platform == "win32", reason="names are limited otherwise on Windows")
def test_a_name_too_long_to_be_written_beside_is_refused_before_anything_is_made(run, tmp_path):
    longest = "x" * (255 - len(".annotator")) + ".annotator"
    code, _, said = run("new", longest)
    assert code == 5
    assert "a shorter name" in said
    assert list(tmp_path.glob("*.annotator")) == []
    fitting = "é" * 100 + ".annotator"
    assert run("new", fitting)[0] == 0
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("import", fitting, "a.txt")[0] == 0


def test_while_one_program_takes_commands_others_may_read_but_not_write(project, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "do", "study.annotator", "--coder", "A"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def tell(line: str) -> dict[str, object]:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        assert tell('{"do": "ping"}')["ok"]
        code, out, _ = project("do", "study.annotator", "--json", stdin='{"do": "ping"}\n')
        assert (code, json.loads(out)["error"]["kind"]) == (4, "locked-project")
        assert project("mark", "study.annotator", "1", "cue", "--at", "0:3")[0] == 4
        assert tell('{"do": "mark", "article": "1", "type": "cue", "at": [0, 3]}')["ok"]
        assert len(answer(project("list", "study.annotator", "spans", "--json"))) == 1
        assert project("check", "study.annotator")[0] == 0
        exporting = ("export", "study.annotator", "--format", "jsonl", "--to", "out.jsonl")
        assert project(*exporting)[0] == 0
        assert tell('{"do": "undo"}')["ok"]
    finally:
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert answer(project("list", "study.annotator", "spans", "--json")) == []


def test_a_folder_that_cannot_be_written_is_read_and_said_once(project, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    assert project("list", "study.annotator", "articles")[0] == 0
    code, _, said = project("mark", "study.annotator", "1", "cue", "--at", "0:3")
    assert code == 5
    assert said == "Read only: this file cannot be written. Save a copy to work on it.\n"


def test_a_scheme_is_written_whole_or_not_at_all(project, tmp_path):
    (tmp_path / "scheme.toml").write_text("mine", encoding="utf-8")
    words = ("scheme", "export", "study.annotator", "--to")
    assert project(*words, "scheme.toml")[0] == 5
    assert project(*words, "nowhere/scheme.toml")[0] == 5
    (tmp_path / "folder").mkdir()
    assert project(*words, "folder", "--overwrite")[0] == 5
    assert project(*words, "scheme.toml", "--overwrite")[0] == 5  # it is no scheme
    assert (tmp_path / "scheme.toml").read_text(encoding="utf-8") == "mine"
    assert project(*words, "other.toml")[0] == 0
    (tmp_path / "other.toml").rename(tmp_path / "scheme.toml")
    assert project(*words, "scheme.toml", "--overwrite")[0] == 0
    assert project("scheme", "check", "scheme.toml")[0] == 0
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_the_same_folder_again_is_told_in_one_line(project, tmp_path):
    rows = "Title,Body\n" + "".join(f"Story {n},The text of story {n}.\n" for n in range(7))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "table.csv").write_text(rows, encoding="utf-8")
    assert project("import", "study.annotator", "more")[0] == 0
    code, out, said = project("import", "study.annotator", "more")
    assert (code, said) == (0, "")
    assert out.splitlines() == [
        "Read as csv: 0 new articles came in.",
        "All 7 are here already: nothing is new.",
    ]


def test_a_folder_without_files_is_refused_and_stops_no_other(project, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "new.txt").write_text("Another text.", encoding="utf-8")
    refused = "Refused: empty: There is no file in this folder.\n"
    assert project("import", "study.annotator", "empty") == (3, "", refused)
    assert project("import", "study.annotator", "empty", "new.txt")[0] == 1


def test_a_scheme_that_can_be_used_says_which_keys_became_others(run, tmp_path):
    scheme = '[type.quote]\nrole = "claim"\n[type.frame]\nkey = "A"\n[type.tone]\nkey = "F"\n'
    (tmp_path / "own.toml").write_text(scheme, encoding="utf-8")
    said = ("The key A of “frame” is taken: it gets F.", "The key F of “tone” is taken: it gets G.")
    for words in (
        ("scheme", "check", "own.toml"),
        ("new", "own.annotator", "--scheme", "own.toml"),
    ):
        code, _, errors = run(*words)
        assert code == 0
        assert all(one in errors for one in said)
    assert json.loads(run("scheme", "check", "own.toml", "--json")[1])["ok"]
    keys = {
        one["name"]: one["key"] for one in answer(run("list", "own.annotator", "types", "--json"))
    }
    assert keys == {"quote": "C", "frame": "F", "tone": "G"}
    (tmp_path / "twins.toml").write_text(
        scheme.replace("[type.frame]", '[type.frame]\nrole = "claim"')
    )
    code, _, errors = run("scheme", "check", "twins.toml")
    assert code == 3
    assert "“quote” and “frame” both have the role claim" in errors
