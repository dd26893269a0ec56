"""The folded texts in the cache: thrown away and made anew, never asked for more than a maybe."""

from __future__ import annotations

import sqlite3
import stat
import sys

import pytest

from annotator.store.searching import folded_texts
from annotator.store.searching.folded_texts import FoldedTexts, cache_path
from annotator.text.likeness import fold

TEXTS = (("aa", "Mira Talven spoke."), ("bb", "Café ۱۲ می‌خواهم 100% a_b"))
PROJECT = "01234567-abcd"


@pytest.fixture
def folded():
    made = FoldedTexts(PROJECT)
    made.add(TEXTS)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("TALVEN", {"aa": True, "bb": False}),
        ("cafe 12", {"aa": False, "bb": True}),
        ("می خواهم", {"aa": False, "bb": False}),
        ("میخواهم", {"aa": False, "bb": True}),
        ("100%", {"aa": False, "bb": True}),
        ("1%", {"aa": False, "bb": False}),
        ("a_b", {"aa": False, "bb": True}),
        ("m_ra", {"aa": False, "bb": False}),
        ("x" * 60_000, {"aa": False, "bb": False}),
    ],
)
def test_it_says_which_texts_may_hold_words(folded, words, held):
    assert folded.may_hold(["aa", "bb", "cc"], [fold(words)]) == held


def test_either_of_some_words_is_enough(folded):
    assert folded.may_hold(["aa", "bb"], ["talven", "100"]) == {"aa": True, "bb": True}


def test_words_that_fold_to_nothing_may_be_anywhere(folded):
    assert folded.may_hold(["aa"], ["talven", ""]) == {}


def test_what_is_kept_is_there_for_the_next_program_that_asks(folded):
    folded.close()
    again = FoldedTexts(PROJECT)
    assert again.known(["aa", "bb", "cc"]) == {"aa", "bb"}
    again.add([("aa", "another text of this checksum is passed over")])
    assert again.may_hold(["aa"], ["talven"]) == {"aa": True}
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_nobody_else_may_read_it(folded):
    assert stat.S_IMODE(cache_path(PROJECT).stat().st_mode) == 0o600


def damaged(path):
    path.write_bytes(path.read_bytes()[:3000] + b"\xff" * 60_000)


def no_database(path):
    path.write_bytes(b"something else altogether " * 400)


def empty(path):
    path.write_bytes(b"")


def with_a_trigger(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON folded BEGIN DELETE FROM folded; END")
    connection.close()


def of_another_folding(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()


@pytest.mark.parametrize("spoil", [damaged, no_database, empty, with_a_trigger, of_another_folding])
def test_a_file_that_is_not_as_it_was_made_is_made_anew(folded, spoil):
    folded.close()
    spoil(cache_path(PROJECT))
    again = FoldedTexts(PROJECT)
    for _ in range(2):  # what is damaged deep inside is noticed when it is read
        again.known(["aa"])
        again.add(TEXTS)
    assert again.may_hold(["aa", "bb"], ["talven"]) == {"aa": True, "bb": False}
    again.close()


def test_a_link_in_its_place_is_not_followed(tmp_path):
    elsewhere = tmp_path / "precious.sqlite"
    elsewhere.write_bytes(b"not to be touched")
    path = cache_path(PROJECT)
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    made = FoldedTexts(PROJECT)
    made.add(TEXTS)
    assert made.known(["aa"]) == {"aa"}
    made.close()
    assert elsewhere.read_bytes() == b"not to be touched"


@pytest.mark.parametrize("project_id", ["../../elsewhere", "", "a/b", "x" * 65, "é"])
def test_an_id_that_names_no_file_has_none(project_id):
    made = FoldedTexts(project_id)
    made.add(TEXTS)
    assert cache_path(project_id) is None
    assert made.known(["aa"]) == set()
    assert made.may_hold(["aa"], ["talven"]) == {}


def test_where_nothing_can_be_kept_nothing_is_known(tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setattr(folded_texts.paths, "cache_folder", lambda: tmp_path / "a file")
    made = FoldedTexts(PROJECT)
    made.add(TEXTS)
    assert made.known(["aa"]) == set()
