"""A person's own word lists, laid over those that ship."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from annotator.text.word_lists import fingerprint, laid_over, lay_over

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = {
    "names": {"titles": ["Mr", "Dr"]},
    "grammar": {"verb_last": True},
    "verbs": [
        {"kind": "say", "tone": "neutral", "forms": [{"lemma": "say", "forms": "say, said"}]}
    ],
}


def test_own_words_are_added_and_those_with_a_dash_are_taken_out() -> None:
    own = {"names": {"titles": ["Ustad", "-Mr"], "roles": ["elder"]}, "lines": {"end": ["Bye"]}}
    made = laid_over(SHIPPED, own)
    assert made["names"] == {"titles": ["Dr", "Ustad"], "roles": ["elder"]}
    assert made["lines"] == {"end": ["Bye"]}
    assert made["grammar"] == SHIPPED["grammar"]


def test_a_form_of_an_own_verb_is_no_longer_that_of_a_shipped_one() -> None:
    entry = {"lemma": "said", "forms": "said", "weak": True}
    own = {"verbs": [{"kind": "write", "tone": "neutral", "forms": [entry]}]}
    forms = [one for group in laid_over(SHIPPED, own)["verbs"] for one in group["forms"]]
    assert forms == [{"lemma": "say", "forms": "say"}, entry]


def test_a_spoilt_list_is_told_with_its_line_and_the_others_hold(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('[names]\ntitles = ["Mufti"]\nrolls = ["a"]\n', "utf-8")
    (tmp_path / "qq.toml").write_bytes(b"\xff\n")
    (tmp_path / "xx.toml").write_text('language = "xx"\n[names]\ntitles = ["Ka"]\n', "utf-8")
    program = (
        "import sys, pathlib\n"
        "from annotator.text.word_lists import lay_over\n"
        "for one in lay_over(pathlib.Path(sys.argv[1])): print(one)\n"
        "from annotator.speech.words import lexicon\n"
        "print(sorted(lexicon('xx').titles), 'said' in lexicon('en').verbs)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(said) == 3
    assert "en.toml, line 3: no word list has a key “rolls” here." in said[0]
    assert "qq.toml, line 1: the file is not written in UTF-8." in said[1]
    assert said[2] == "['ka'] True"


def test_an_own_verb_of_saying_is_heard(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(
        '[[verbs]]\nkind = "say"\ntone = "neutral"\n'
        'forms = [{ lemma = "tootle", forms = "tootled", frames = "that quote" }]\n',
        "utf-8",
    )
    program = (
        "import sys, pathlib\n"
        "from annotator.text.word_lists import lay_over\n"
        "lay_over(pathlib.Path(sys.argv[1]))\n"
        "from annotator.suggest.engine import suggest_article\n"
        "from annotator.suggest.base import SuggestInput\n"
        "text = 'Dar tootled that the bridge was shut.'\n"
        "found = suggest_article(SuggestInput(text, 'en'))['reports']\n"
        "print(*[one.of(text) for span in found.spans for one in span.parts], sep='|')\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "Dar|tootled|the bridge was shut"


def test_without_a_folder_nothing_changes(tmp_path: Path) -> None:
    before = fingerprint("en")
    assert lay_over(tmp_path / "none") == ()
    assert fingerprint("en") == before != fingerprint("de")


def test_the_command_line_says_which_own_list_is_spoilt_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "words"
    folder.mkdir(parents=True)
    (folder / "en.toml").write_text("[names]\ntitles = 3\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "suggesters"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ANNOTATOR_HOME": str(tmp_path)},
    )
    assert "en.toml, line 2: “titles” must be a list of words." in done.stderr
    assert "quotations" in done.stdout
