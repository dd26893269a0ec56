"""The right encoding of some bytes scores better than the others; odd places cost."""

from __future__ import annotations

import codecs

import pytest

from annotator.formats.encoding_score import (
    ENCODINGS,
    TITLES,
    score_letters,
    score_places,
)

WORDS = {
    "cp1252": "Il a été prêt à céder, où l’élève très âgé répète « oui »",
    "cp1250": "Příliš žluťoučký kůň; łódź, część, ţară",
    "cp1251": "Министр сказал, что переговоры закончены",
    "cp1253": "Ο υπουργός είπε ότι οι συνομιλίες τελείωσαν",
    "cp1254": "Bakan, görüşmelerin sona erdiğini, başkanın ışığı gördüğünü söyledi",
    "cp1255": "השר אמר שהשיחות הסתיימו",
    "cp1256": "وزير گفت که مذاکرات پايان يافت",
    "cp1257": "Ministrs sacīja, ka sarunas ir beigušās; žiūri ė",
    "koi8-r": "Министр сказал, что переговоры закончены",
    "cp866": "Министр сказал, что переговоры закончены",
    "gb18030": "部长说会谈已经结束。",
    "big5": "部長說會談已經結束。",
    "cp932": "大臣は会談が終わったと述べた。",
    "euc_jp": "大臣は会談が終わったと述べた。",
}


def total(data: bytes, encoding: str) -> float:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -100.0
    return score_letters(text, encoding) + score_places(text, encoding)


@pytest.mark.parametrize("encoding", WORDS)
def test_words_score_best_in_their_own_encoding(encoding: str) -> None:
    data = WORDS[encoding].encode(encoding)
    scores = {one: total(data, one) for one in WORDS}
    alike = {one for one in WORDS if one != encoding and scores[one] >= scores[encoding]}
    assert alike == set(), scores


def test_every_encoding_that_is_tried_is_pythons_and_has_a_title() -> None:
    for name in ENCODINGS:
        codecs.lookup(name)
        assert "(" in TITLES[name]
    assert set(TITLES) - set(ENCODINGS) == {
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
    }  # fmt: skip


def test_plain_ascii_says_nothing_and_encodings_out_of_use_must_be_better() -> None:
    for encoding in ENCODINGS:
        assert (score_letters("abc", encoding), score_places("abc", encoding)) == (0.0, 0.0)
    for old in ("mac-roman", "cp850"):
        assert score_letters("é", "cp1252") - score_letters("é", old) == pytest.approx(0.6)


def test_commoner_letters_score_higher_and_capitals_a_little_lower() -> None:
    assert score_letters("é", "cp1252") > score_letters("œ", "cp1252")
    assert score_letters("é", "cp1252") - score_letters("É", "cp1252") == pytest.approx(0.3)
    costs = [score_letters(sign, "cp1252") for sign in "“€½\uffef"]
    assert costs[:3] == [-1.0, -2.0, -4.0]
    assert score_letters("я", "cp1252") == -7.0
    assert score_letters("\x81", "cp1252") == -15.0
    assert score_letters("♥", "cp1252") == -10.0


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("é", 0.0),
        ("aé", 0.0),
        ("aÉ", -5.0),
        ("AÉ", 0.0),
        ("aя", -3.0),
        ("вя", 0.0),
        ("αя", -1.5),
        ("AͰ", -3.0),
        ("ΑЀ", -1.5),
        ("ЯԱ", -1.5),
        ("ԱՍ", 0.0),
        ("1É", 0.0),
        ("a½b", -4.0),
        ("a’b", 0.0),
        ("a—b", 0.0),
        ("a½ ", 0.0),
        ("a«", -2.0),
        ("1«", -2.0),
        (" «a", 0.0),
        ("»a", -2.0),
        ("»1", -2.0),
        ("» ", 0.0),
    ],
)
def test_what_stands_at_an_odd_place_costs(text: str, cost: float) -> None:
    assert score_places(text, "cp1252") == cost
    assert score_places(text, "gb18030") == 0.0


def test_east_asian_signs_are_weighed_by_the_country_they_come_from() -> None:
    assert score_letters("。", "gb18030") == -1.0
    assert [score_letters("か", one) for one in ("cp932", "euc_jp", "big5")] == [-0.8, -0.8, -4.0]
    assert [score_letters("カ", one) for one in ("cp932", "euc_jp", "cp949")] == [-1.5, -1.5, -4.0]
    assert score_letters("中", "gb18030") == -1.6
    assert score_letters("中", "cp949") == -5.0
    assert score_letters("한", "cp949") == -1.6
    assert score_letters("α", "gb18030") == -6.0
    assert score_letters("◆", "gb18030") == -5.0
    assert score_letters("龘", "gb18030") == -6.5
    assert score_letters("中か", "cp932") == pytest.approx(-1.2)


@pytest.mark.parametrize(
    ("encoding", "common", "rare"),
    [
        ("gb18030", (b"\xb0\xa1", b"\xd7\xf9"), (b"\xd8\xa1", b"\x81\x40")),
        ("big5", (b"\xa4\x40", b"\xc6\x7e"), (b"\xc9\x40",)),
        ("cp932", (b"\x88\x9f", b"\x97\xfc"), (b"\x98\x9f",)),
        ("euc_jp", (b"\xb0\xa1", b"\xcf\xd3"), (b"\xd0\xa1",)),
        ("cp949", (b"\xb0\xa1", b"\xc8\xfe"), (b"\xa0\x41",)),
    ],
)
def test_the_common_characters_of_a_country_have_a_range_of_first_bytes(
    encoding: str, common: tuple[bytes, ...], rare: tuple[bytes, ...]
) -> None:
    assert {score_letters(one.decode(encoding), encoding) for one in common} == {-1.6}
    assert {score_letters(one.decode(encoding), encoding) for one in rare} == {-6.5}


def test_ideographs_and_syllables_reach_from_their_first_to_their_last() -> None:
    assert [score_letters(one, "gb18030") for one in "一鿿ꀀ\u3000、"] == [
        -1.6,
        -6.5,
        -6.0,
        -1.0,
        -1.0,
    ]
    assert [score_letters(one, "cp949") for one in "가힣"] == [-1.6, -1.6]
    assert [score_letters(one, "cp932") for one in "ぁんァヶー"] == [-0.8, -0.8, -1.5, -1.5, -1.5]
