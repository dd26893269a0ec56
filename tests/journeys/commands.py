"""The text that the command line's journeys are about, and what its verbs answer."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]

TEXT = "Harbour opens\n\n“We will 🚢 reopen,” said Mira Talven of Velmora.\n"


def answer(outcome: tuple[int, str, str]):
    assert outcome[0] == 0, outcome
    return json.loads(outcome[1])


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}:{start + len(words)}"


def prepared(project: Run, tmp_path: Path) -> dict[str, str]:
    """Make what the examples of helps and pages speak of; give the ids of its spans."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fa.txt").write_bytes(
        "سلام دنیا. بندر باز شد".encode("cp1256", "replace")
    )
    rows = "Body,Headline\nThe port will reopen in May.,Port reopens\n"
    (tmp_path / "corpus.csv").write_text(rows, encoding="utf-8")
    map_ = '[columns]\ntext = "Body"\ntitle = "Headline"\n'
    (tmp_path / "map.toml").write_text(map_, encoding="utf-8")
    marks = {
        "CLAIM": ("claim", at("“We will 🚢 reopen,”")),
        "SPEAKER": ("speaker", at("Mira Talven")),
    }
    marks["ENTITY"] = ("entity", at("Velmora"))
    shutil.copyfile(tmp_path / "study.annotator", tmp_path / "colleague.annotator")
    project("export", "study.annotator", "--format", "jsonl", "--to", "theirs.jsonl")
    ids = {
        name: answer(project("mark", "study.annotator", "1", kind, "--at", place, "--json"))["id"]
        for name, (kind, place) in marks.items()
    }
    # A second article, a copy of the first in part.
    (tmp_path / "copy.txt").write_text("Port\n\nMira Talven of Velmora spoke.\n", encoding="utf-8")
    assert project("import", "study.annotator", "copy.txt")[0] == 0
    # A copy of which a page is broken.
    broken = bytearray((tmp_path / "study.annotator").read_bytes())
    broken[-4096:] = b"\xff" * 4096
    (tmp_path / "damaged.annotator").write_bytes(broken)
    # A second coder, whom the verbs that compare speak of.
    words = ("mark", "study.annotator", "1", *("entity", "--at", at("Velmora")))
    assert project(*words, "--coder", "B")[0] == 0
    return ids


def words_of(example: str, ids: dict[str, str]) -> tuple[list[str], str]:
    """Give the words of an example, with these ids, and what it reads."""
    stdin = '{"do": "ping"}\n'
    line = re.split(r"\|(?= annotator )", example)[-1].split("<")[0].strip()
    words = [ids.get(word, word) for word in shlex.split(line)][1:]
    if words[0] == "new" and words[1] == "study.annotator":
        words[1] = "fresh.annotator"
    if words[0] == "redo":
        words = ["redo", words[1], "--to", "2"]
    return words, stdin
