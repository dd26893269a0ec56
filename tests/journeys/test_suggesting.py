"""Suggestions through the command line: made, taken, rejected, killed in the middle, taken up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from annotator.store.check import check
from tests.journeys.commands import answer

if TYPE_CHECKING:
    from pathlib import Path

N_ARTICLES = int(os.environ.get("ANNOTATOR_SUGGESTED_ARTICLES", "60"))
"""How many articles the run that is killed has; a thousand take two minutes."""


def open_suggestions(project, kind: str) -> list[dict]:
    words = ("study.annotator", "A", "suggestions", "--all-articles", "--kind", "extra")
    found = answer(project("compare", *words, "--json"))["differences"]
    return [one for one in found if one["state"] == "open" and one["type"] == kind]


def test_a_suggested_statement_is_taken_by_its_key_and_another_one_rejected(project):
    summed = answer(project("suggest", "study.annotator", "--no-model", "--json"))
    assert summed["articles"] == 1
    assert summed["layers"][-1]["name"] == "suggestions"
    (claim,) = open_suggestions(project, "claim")
    take = {"do": "take", "key": claim["key"], "side": "right", "into": "A"}
    done = answer(project("do", "study.annotator", stdin=json.dumps(take)))
    assert done["ok"] is True
    assert done["step"] is not None
    (statement,) = answer(project("list", "study.annotator", "statements", "--json"))
    assert (statement["claim"], statement["cue"]) == ("“We will 🚢 reopen,”", "said")
    assert open_suggestions(project, "claim") == []
    again = answer(project("do", "study.annotator", stdin=json.dumps(take)))
    assert again["step"] is None  # the same decision again is no step
    assert project("history", "study.annotator")[1].count("Take the suggestion “We will") == 1
    opened = answer(project("do", "study.annotator", stdin=json.dumps({**take, "side": "open"})))
    assert opened["ok"] is True
    assert answer(project("list", "study.annotator", "spans", "--json")) == []
    assert len(open_suggestions(project, "claim")) == 1


def test_what_was_rejected_is_listed_as_settled(project):
    assert project("suggest", "study.annotator", "--no-model")[0] == 0
    (claim,) = open_suggestions(project, "claim")
    reject = {"do": "take", "key": claim["key"], "side": "neither", "into": "A"}
    assert answer(project("do", "study.annotator", stdin=json.dumps(reject)))["ok"] is True
    assert open_suggestions(project, "claim") == []
    assert answer(project("list", "study.annotator", "statements", "--json")) == []


def test_a_model_that_is_not_there_is_a_sentence_and_the_rules_go_on(project):
    code, out, err = project("suggest", "study.annotator", "--model", "nowhere", "--json")
    assert code == 0
    assert "There is no model “nowhere” and no such folder." in err
    assert json.loads(out)["layers"][-1]["spans"] > 0


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path, run):
    texts = tmp_path / "texts"
    texts.mkdir()
    for n in range(N_ARTICLES):
        lines = [f"“We will wait {n} days,” said Lena Vogt in Port {m}." for m in range(10)]
        (texts / f"{n:04}.txt").write_text("Harbour shut\n\n" + "\n\n".join(lines) + f"\n{n}\n")
    assert run("new", "study.annotator", "--coder", "A")[0] == 0
    assert run("import", "study.annotator", "texts")[0] == 0
    words = ["suggest", "study.annotator", "--no-model", "--progress", "plain"]
    command = [sys.executable, "-m", "annotator", *words]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        for line in running.stderr or ():
            if line.startswith("article") and int(line.split()[1]) >= N_ARTICLES // 3:
                running.send_signal(signal.SIGKILL)
                break
    assert running.returncode == -signal.SIGKILL
    assert check(tmp_path / "study.annotator").problems == ()
    rest = answer(run("suggest", "study.annotator", "--no-model", "--json"))
    assert 0 < rest["articles"] < N_ARTICLES
    assert {one["name"]: one["spans"] for one in rest["layers"]}["quotations"] >= 10 * N_ARTICLES
    assert answer(run("suggest", "study.annotator", "--no-model", "--json"))["articles"] == 0
    assert check(tmp_path / "study.annotator").problems == ()


def test_the_demo_says_how_far_suggestions_agree_with_the_shipped_coding(run):
    code, out, err = run("demo", "--to", "demo", "--no-window")
    assert code == 0, err
    (line,) = [one for one in (out + err).splitlines() if one.startswith("Suggestions against")]
    claims = float(line.partition("claims F1 ")[2].split(",")[0])
    assert claims > 0.8
