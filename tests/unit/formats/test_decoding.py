"""Bytes become the text they were, by mark, declaration, UTF-8 or guess."""

from __future__ import annotations

import codecs
from pathlib import Path
from random import Random

import pytest

from annotator.errors import CannotRead, WrongUse
from annotator.formats.decoding import decode, notes_of, telling_lines, title_of

# Real texts, some with hardly a letter beyond ASCII.
SAMPLES = ["seed/article.txt", "rtl/harbour_ar.txt", "rtl/harbour_fa.txt", "rtl/harbour_he.txt"]

TEXTS = {
    "french": (
        "Le président a déclaré que la France n'était pas prête à céder, où l'été commence.",
        ("cp1252", "iso8859-15", "mac-roman", "cp850"),
    ),
    "german": (
        "Die Präsidentin erklärte, man könne größere Maßnahmen prüfen.",
        ("cp1252", "mac-roman", "cp850"),
    ),
    "polish": (
        "Premier powiedział, że rząd nie podjął jeszcze decyzji w sprawie źródeł łączności.",
        ("cp1250", "iso8859-2"),
    ),
    "czech": (
        "Předseda vlády řekl, že příští týden začnou další jednání o míru.",
        ("cp1250", "iso8859-2"),
    ),
    "turkish": (
        "Başbakan görüşmelerin gelecek hafta başlayacağını söyledi. Işık ve İstanbul.",
        ("cp1254",),
    ),
    "russian": (
        "Президент заявил, что переговоры начнутся на следующей неделе.",
        ("cp1251", "koi8-r", "cp866", "iso8859-5"),
    ),
    "ukrainian": (
        "Президент заявив, що переговори почнуться. Її слова почули.",
        ("cp1251", "koi8-u"),
    ),
    "greek": ("Ο πρωθυπουργός δήλωσε ότι η κυβέρνηση θα λάβει μέτρα.", ("cp1253", "iso8859-7")),
    "hebrew": ("ראש הממשלה אמר כי השיחות יחלו בשבוע הבא", ("cp1255", "iso8859-8")),
    "arabic": ("قال الوزير إن المفاوضات ستبدأ الأسبوع المقبل", ("cp1256", "iso8859-6")),
    "persian": ("وزير گفت كه مذاكرات هفته آينده آغاز مي\u200cشود.", ("cp1256",)),
    "chinese": ("总理说，谈判将于下周开始。他补充说：“我们已经准备好了。”", ("gb18030",)),
    "japanese": ("首相は来週から交渉が始まると述べた。ニュースによると。", ("cp932", "euc_jp")),
    "korean": ("총리는 협상이 다음 주에 시작될 것이라고 말했다.", ("cp949",)),
    "english": ("The café owners – and the fishers – doubt it. “It’s 12 €,” he said.", ("cp1252",)),
    "english with quotation marks": ("He said “no” and left—quickly.", ("cp1252", "mac-roman")),
    "english, short": ("It’s late", ("cp1252",)),
}
CASES = [(words, encoding) for words, encodings in TEXTS.values() for encoding in encodings]


@pytest.mark.parametrize(("words", "encoding"), CASES)
def test_the_guess_gives_back_the_words(words: str, encoding: str) -> None:
    read = decode(words.encode(encoding), "x.txt")
    assert read.text == words
    assert read.guessed


def test_what_is_utf8_is_no_guess() -> None:
    read = decode("Zoë 🚢".encode(), "x.txt")
    assert (read.text, read.encoding, read.guessed) == ("Zoë 🚢", "utf-8", False)


@pytest.mark.parametrize(
    ("mark", "encoding", "named"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_counts_before_what_was_declared(
    mark: bytes, encoding: str, named: str
) -> None:
    read = decode(mark + "Zoë 🚢".encode(encoding), "x.txt", "cp1252")
    assert (read.text, read.encoding, read.guessed) == ("Zoë 🚢", named, False)


def test_utf16_without_a_mark_is_seen_by_its_zeros() -> None:
    assert decode("A text.".encode("utf-16-le"), "x.txt").text == "A text."
    assert decode("A text.".encode("utf-16-be"), "x.txt").encoding == "utf-16-be"


def test_a_byte_that_does_not_fit_is_named() -> None:
    with pytest.raises(CannotRead, match=r"^x\.txt: byte 1,501 is not ASCII") as caught:
        decode(b"a" * 1500 + b"\xff", "x.txt", "ascii")
    assert caught.value.where.file == "x.txt"


@pytest.mark.parametrize(
    ("data", "text", "n"),
    [
        ("ÄÖÜ".encode() + b"\xff and more", "ÄÖÜ\ufffd and more", 1),
        ("é".encode() * 3 + b" \xe9" * 3, "ééé \ufffd \ufffd \ufffd", 3),
        ("Straße".encode()[:-2], "Stra\ufffd", 1),
        ("“No”".encode()[:-1], "“No\ufffd", 1),
        ("\ufffd".encode() + b" \xff", "\ufffd \ufffd", 1),
    ],
)
def test_utf8_but_for_a_few_places_is_utf8_and_the_places_are_counted(
    data: bytes, text: str, n: int
) -> None:
    read = decode(data, "x.txt")
    assert (read.text, read.encoding, read.guessed, read.n_replaced) == (text, "utf-8", False, n)
    (note,) = notes_of(read, 0, "x.txt")
    assert note.startswith(f"x.txt is UTF-8 but for {n} place")


@pytest.mark.parametrize("data", ["é".encode() * 2 + b" \xe9" * 3, b"caf\xe9 noir"])
def test_where_less_than_half_is_utf8_it_stays_a_guess(data: bytes) -> None:
    read = decode(data, "x.txt")
    assert read.guessed
    assert read.n_replaced == 0


def test_utf8_that_somebody_chose_may_have_any_number_of_faults() -> None:
    read = decode(b"caf\xe9 \xe8 \xff", "x.txt", "utf-8")
    assert (read.text, read.n_replaced) == ("caf\ufffd \ufffd \ufffd", 3)


@pytest.mark.parametrize("name", SAMPLES)
def test_real_texts_with_bytes_damaged_anywhere_are_never_taken_for_another_encoding(
    shared: Path, name: str
) -> None:
    data = (shared / "samples" / name).read_bytes()
    chance = Random(7)  # noqa: S311 - the same damage each time
    for n_damaged in (1, 2, 5):
        for _ in range(10):
            damaged = bytearray(data)
            for place in chance.sample(range(3, len(data)), n_damaged):
                damaged[place] = chance.choice(range(0x80, 0x100))
            read = decode(bytes(damaged), name)
            assert (read.encoding, read.guessed) == ("utf-8", False)
            assert read.n_replaced <= 2 * n_damaged
    for end in chance.sample(range(len(data) // 2, len(data)), 20):
        assert decode(data[:end], name).encoding == "utf-8"


def test_japanese_that_shifts_by_escapes_is_read_as_such() -> None:
    read = decode("大臣は述べた".encode("iso2022_jp"), "x.txt")
    assert (read.text, read.encoding, read.guessed) == ("大臣は述べた", "iso2022_jp", True)
    assert decode(b"\x1b$ is no Japanese \xe9", "x.txt").encoding != "iso2022_jp"


def test_bytes_that_fit_no_encoding_are_named() -> None:
    with pytest.raises(CannotRead, match="byte 3 is not ASCII"):
        decode(b"ab" + bytes(range(0x80, 0x100)) * 2 + b"\x80\xff", "x.txt", "ascii")


def test_telling_lines_are_the_first_three_that_differ_cut_to_a_hundred_characters() -> None:
    text = f"plain\n\n  é{'x' * 120}  \nplain\nö\nü\nß\n"
    assert telling_lines(text) == (f"é{'x' * 99}", "ö", "ü")
    assert telling_lines("plain\n\n") == ()


def test_six_other_encodings_are_offered_at_most() -> None:
    read = decode("Il a été élu à Orléans, où l’âge l’a rattrapé.".encode("cp1252"), "x.txt")
    assert len(read.alternatives) == 6


def test_an_unknown_encoding_is_wrong_use() -> None:
    for name in ("klingon", "base64", "rot13", "\x00"):
        with pytest.raises(WrongUse, match="no encoding"):
            decode(b"a", "x.txt", name)


def test_alternatives_show_lines_that_differ() -> None:
    read = decode("Hello\nIl a été élu.\n".encode("cp1252"), "x.txt")
    assert read.encoding == "cp1252"
    assert read.alternatives
    assert len({one.lines for one in read.alternatives}) == len(read.alternatives)
    assert all(one.lines != ("Il a été élu.",) for one in read.alternatives)


def test_encodings_have_names_for_people() -> None:
    assert title_of("cp1256") == "Windows-1256 (Arabic, Persian)"
    assert title_of("hz") == "HZ"
