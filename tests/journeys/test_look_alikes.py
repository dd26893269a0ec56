"""Look-alike actors without the window: compare leads to them, do decides, a join is split."""

from __future__ import annotations

import json
from pathlib import Path

from tests import colleagues as they
from tests.colleagues import A, B
from tests.journeys.commands import Run, answer


def study(folder: Path) -> Path:
    """A study that A and B have coded; they call a speaker differently."""
    path = they.study(folder)
    theirs = they.copy_of(path, "b")
    for one, coder, name in ((path, A, "weather office"), (theirs, B, "Kabul weather office")):
        with they.coding(one, coder) as project:
            claim = they.mark(project, 2, "It will rain", "claim")
            speaker = they.mark(project, 2, "the weather office", "speaker", name)
            project.link(claim, "said_by", speaker)
            project.state("2", "done")
    return path


def decide(run: Run, act: dict[str, object]) -> None:
    code, out, _ = run("do", "study.annotator", stdin=json.dumps(act) + "\n")
    assert (code, json.loads(out.splitlines()[0])["ok"]) == (0, True)


def test_compare_and_agreement_lead_to_the_list_and_a_decision_ends_it(run: Run, tmp_path: Path):
    study(tmp_path)
    answer(run("merge", "study.annotator", "b.annotator", "--json"))
    lead = "1 speaker hangs on actors nobody has decided about: “annotator list FILE look-alikes”"
    for verb in ("compare", "agreement"):
        code, out, _ = run(verb, "study.annotator", "A", "B")
        assert code == 0
        assert lead in out.splitlines()[1]
    (pair,) = answer(run("list", "study.annotator", "look-alikes", "--json"))
    assert (pair["why"], pair["decided"]) == ("one name inside the other", None)
    both = {"left": pair["left"], "right": pair["right"]}
    decide(run, {"do": "look-alike", **both, "same": True})
    _, out, _ = run("compare", "study.annotator", "A", "B")
    assert "hangs on" not in out
    assert out.splitlines()[-1] == "equal" or "speaker 0" in out
    decide(run, {"do": "split", "item": "Kabul weather office"})
    (pair,) = answer(run("list", "study.annotator", "look-alikes", "--json"))
    assert pair["decided"] == "different"
    found = answer(run("compare", "study.annotator", "A", "B", "--json"))
    assert {kind: n for kind, n in found["counts"].items() if n} == {"speaker": 1}
