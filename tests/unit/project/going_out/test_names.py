"""Names are found as whole words, however they are written; what may still tell is listed."""

from __future__ import annotations

import pytest

from annotator.project.going_out.names import HiddenNames
from annotator.text.ranges import Range

MIRA = HiddenNames(
    {
        "Person 1": ["Mira Talven", "Talven", "Zoë", "تالون", "علی\u200cرضا"],
        "Person 2": ["Talven Ruiz"],
    }
)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Mira Talven said, Talven's line", "en", "Person 1 said, Person 1's line"),
        ("Mira\u00a0Talven, Mira\u2028Talven", "en", "Person 1, Person 1"),
        ("Mira\n Talven’s", "en", "Person 1’s"),
        ("Tal\u00advenites, Talvenites", "en", "Tal\u00advenites, Talvenites"),
        ("talven, TALVEN", "en", "talven, TALVEN"),
        ("Tal\u00adven 🚢Talven👍🏽", "en", "Person 1 🚢Person 1👍🏽"),
        ("Zoe\u0308 and Zoë, Zoe and Zoë\u0323", "en", "Person 1 and Person 1, Zoe and Zoë\u0323"),
        ("Talven Ruiz met Talven", "en", "Person 2 met Person 1"),
        ("Talvens Rede", "de", "Person 1s Rede"),
        ("Talvens speech", "en", "Talvens speech"),
        ("گفت تالون و تالون\u200cها، تـالون", "fa", "گفت Person 1 و Person 1\u200cها، Person 1"),
        ("علی رضا و علی\u200cرضا", "fa", "Person 1 و Person 1"),
        ("“Talven”, Talven-line Talven_1", "en", "“Person 1”, Person 1-line Talven_1"),
        ("Tal-\nven’s, Tal‐\nven, Mira-\nTalven", "en", "Person 1’s, Person 1, Mira-\nPerson 1"),
        ("", "en", ""),
    ],
)  # fmt: skip
def test_a_name_is_replaced_as_a_whole_word(text: str, language: str, wanted: str) -> None:
    assert MIRA.without(text, language) == wanted


def test_a_name_without_a_word_is_none() -> None:
    assert HiddenNames({"Person 1": ["", "—", "😀"]}).without("a — b 😀") == "a — b 😀"


def test_words_that_hold_a_part_of_a_name_are_listed_with_their_places() -> None:
    text = "Talvenites and TALVEN met talven in Miratown; Zoe stayed. Mira’s too"
    told = [*MIRA.telling(text, [Range(0, 10)])]
    assert [word for word, _ in told] == ["TALVEN", "Miratown", "Zoe", "Mira"]
    assert all(at.of(text) == word for word, at in told)
    assert [word for word, _ in MIRA.telling("والتالون رفت", [])] == ["والتالون"]


def test_a_word_tells_of_whose_name_it_holds() -> None:
    assert MIRA.told_by("Miratown") == {"Person 1"}
    assert MIRA.told_by("Ruiz") == {"Person 2"}
    assert MIRA.told_by("TALVENS") == {"Person 1", "Person 2"}
    assert MIRA.told_by("Ship") == frozenset()


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("talven@a.example @mtalven #miratalven talven", "en", ["talven", "mtalven", "miratalven"]),
        ("see https://a.example/news/mira-talven.html", "en", ["mira", "talven"]),
        ("%54alven, T&#97;lven; 100%", "en", ["%54alven,", "T&#97;lven;"]),
        ("mira  talven; mira", "en", ["mira", "talven"]),
        ("Mira-\nTown TAL-\nven", "en", ["Mira", "TALven"]),
        ("Ｔａｌｖｅｎ", "en", ["Ｔａｌｖｅｎ"]),
        ("Miru a Talvenovi, Talvu", "cs", ["Miru", "Talvenovi", "Talvu"]),
        ("Miru a Talvu", "en", []),
        ("a = b & c # talk 50%", "en", []),
    ],
)  # fmt: skip
def test_names_tell_in_addresses_escapes_other_cases_and_inflected(
    text: str, language: str, wanted: list[str]
) -> None:
    told = [*MIRA.telling(text, [], language)]
    assert [word for word, _ in told] == wanted
    plain = {at.of(text).replace("-\n", "") for _, at in told}
    assert plain == {*wanted}


def test_what_is_no_prose_tells_in_small_letters() -> None:
    assert [word for word, _ in MIRA.telling("talven_said", [])] == ["talven_said"]
    assert [*MIRA.telling("a talven-id", [])] == []
    assert [*MIRA.telling("a-talven-id", [], in_any_case=True)] == [("talven", Range(2, 8))]


def replaced_and_told(names: list[str], text: str, language: str = "") -> tuple[str, list[str]]:
    """Give a text without the names, and the words that still tell."""
    hidden = HiddenNames({"Person 1": names})
    at = [one.at for one in hidden.in_text(text, language)]
    told = [*hidden.telling(text, at, language)]
    assert all(place.of(text) == word for word, place in told)
    return hidden.without(text, language), [word for word, _ in told]


@pytest.mark.parametrize(
    ("names", "text", "wanted"),
    [
        (["Jean-Luc Marel"], "Jean-\nLuc Marel, Jean-Luc\nMarel", "Person 1, Person 1"),
        (["Talven"], "Tal-\n  ven, Tal-\n\tven", "Person 1, Person 1"),
        (["محمدعلی رضایی"], "محمد\u200cعلی رضایی گفت", "Person 1 گفت"),
        (["علی\u200cرضا کریمی"], "علیرضا کریمی گفت", "Person 1 گفت"),
        (["رضا محمدعلی"], "رضا محمد\u200cعلی\u200cها", "Person 1\u200cها"),
        (["کریمی"], "كريمي، کریمیِ تهران، کَریمی", "Person 1، Person 1 تهران، Person 1"),
        (["محمدعلی"], "محمد\u200cعلیرضا", "محمد\u200cعلیرضا"),
        (["王小明"], "王小明说，记者采访王小明。", "Person 1说，记者采访Person 1。"),
        (["王小明", "王"], "王、国王和王小明", "Person 1、国王和Person 1"),
        (["田中 一郎"], "田中一郎は 田中　一郎が", "Person 1は Person 1が"),
        (["สมชาย"], "นายสมชายกล่าวว่า", "นายPerson 1กล่าวว่า"),
    ],
)
def test_a_name_is_found_however_scripts_and_lines_part_it(
    names: list[str], text: str, wanted: str
) -> None:
    assert replaced_and_told(names, text)[0] == wanted


@pytest.mark.parametrize(
    ("names", "text", "wanted"),
    [
        # Letters that addresses, and writers without them, spell otherwise.
        (["Jo Müller"], "Mueller, jo.mueller@a.example", ["Mueller", "jo", "mueller"]),
        (["Mueller"], "Müller und MÜLLER", ["Müller", "MÜLLER"]),
        (["Łukasz", "Đặng"], "lukasz@a.example Dang", ["lukasz", "Dang"]),
        (["Øystein"], "Oystein Oeystein", ["Oystein", "Oeystein"]),
        (["Åse"], "Aase", ["Aase"]),
        (["Weiß"], "WEISS", ["WEISS"]),
        # One word or two.
        (["محمدعلی"], "محمد علی گفت", ["محمد علی"]),
        (["MacDonald"], "Mac Donald, Mac-Donald; mac donald", ["Mac Donald", "Mac-Donald"]),
        (["Abd al-Rahman"], "Alrahman", ["Alrahman"]),
        # What is said before and behind short names.
        (["علي"], "وعلي قال لعلي. عليه فعل", ["وعلي", "لعلي"]),
        (["לוי"], "ולוי אמר", ["ולוי"]),
        (["Li"], "Lis Buch, Lisa", ["Lis"]),
        (["王小明"], "小明说", ["小明"]),
        (["김정은"], "김정은이 말했다", ["김정은이"]),
    ],
)
def test_other_ways_to_spell_a_name_are_listed(
    names: list[str], text: str, wanted: list[str]
) -> None:
    assert replaced_and_told(names, text)[1] == wanted
