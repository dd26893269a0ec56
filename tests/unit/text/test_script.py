"""Direction and language."""

from pathlib import Path

import pytest

from annotator import resources
from annotator.text.script import direction, guess_language
from annotator.text.word_lists import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks", "ltr"),
        ("گفت NATO که", "rtl"),
        ("a 1 ب ج د", "rtl"),
        ("NATO and OSCE گفت", "ltr"),
        ("ééé אב", "ltr"),
        ("éé אבג", "rtl"),
        ("éé אב", "ltr"),
        ("", "ltr"),
        ("123 … 😀", "ltr"),
        (" " * 4_000 + "שלום", "rtl"),
    ],
)
def test_most_letters_give_the_direction(text: str, expected: str) -> None:
    assert direction(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the talks were over.", "en"),
        ("Der Minister sagte, dass die Gespräche nicht beendet sind.", "de"),
        ("Le ministre a dit que les discussions sont terminées.", "fr"),
        ("El ministro dijo que las conversaciones se han terminado.", "es"),
        ("Il ministro ha detto che i colloqui sono finiti.", "it"),
        ("Министр сказал, что переговоры не были окончены, и это было так.", "ru"),
        ("Міністр сказав, що переговори закінчено і це є.", "uk"),
        ("Bakan, görüşmelerin sona erdiğini söyledi ve bu bir ilk.", "tr"),
        ("قال الوزير إن المحادثات انتهت في المدينة.", "ar"),
        ("وزیر گفت که مذاکرات به پایان رسیده است.", "fa"),
        ("وزیر نے کہا کہ مذاکرات ختم ہو گئے ہیں۔", "ur"),
        ("وزیر وویل چې خبرې پای ته رسېدلې دي.", "ps"),
        ("השר אמר שהשיחות הסתיימו.", "he"),
        ("大臣は会談が終わったと述べた。", "ja"),
        ("部长说会谈已经结束。", "zh"),
        ("장관은 회담이 끝났다고 말했다.", "ko"),
        ("Ο υπουργός είπε", "el"),
        ("मंत्री ने कहा", "hi"),
    ],
)
def test_a_sentence_is_enough_to_guess_the_language(text: str, expected: str) -> None:
    assert guess_language(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("বাংলা", "bn"), ("ਪੰਜਾਬੀ", "pa"), ("ગુજરાતી", "gu"), ("தமிழ்", "ta"), ("తెలుగు", "te"),
        ("ಕನ್ನಡ", "kn"), ("മലയാളം", "ml"), ("සිංහල", "si"), ("ไทย", "th"), ("ລາວ", "lo"),
        ("ខ្មែរ", "km"), ("မြန်မာ", "my"), ("ქართული", "ka"), ("հայերեն", "hy"), ("አማርኛ", "am"),
        ("ދިވެހި", "dv"), ("カタカナ", "ja"),
    ],
)  # fmt: skip
def test_a_script_of_one_language_tells_it(word: str, expected: str) -> None:
    assert guess_language(word) == expected
    assert guess_language(f"{word} a 12") == expected


def test_some_kana_among_many_han_are_japanese_and_two_are_not() -> None:
    assert guess_language("会談終了" * 5 + "かかか") == "ja"
    assert guess_language("会談終了" * 6 + "かかか") == "zh"
    assert guess_language("会会会かか") == "zh"


def test_two_words_tell_a_language_and_in_a_long_text_one_of_25() -> None:
    assert guess_language("the of") == "en"
    assert guess_language("the xyz") == "und"
    assert guess_language("the of that " + "xyz " * 71) == "en"
    assert guess_language("the of that " + "xyz " * 100) == "und"


@pytest.mark.parametrize("blank", [" ", "\n", "\x1c", "\x1f", "\x85", "\u00a0", "\u2028", "\u3000"])
def test_words_are_parted_by_blanks_of_every_kind(blank: str) -> None:
    assert guess_language(blank.join(["the", "of"])) == "en"
    assert guess_language(blank.join(["THE", "OF"])) == "en"
    # Ninety words, of which two do not tell: those that are counted are whole ones.
    assert guess_language(blank.join(["the", "of", *["xyz"] * 88])) == "und"


def test_capitals_beyond_ascii_are_those_of_their_small_letters() -> None:
    assert guess_language("CĂ ȘI ÎN") == guess_language("că și în") == "ro"


def test_two_languages_that_fit_alike_are_none() -> None:
    assert guess_language("der the und of") == "und"
    assert guess_language("der the und of that") == "en"


def test_letters_run_as_most_of_them_do_and_in_doubt_from_the_left() -> None:
    assert direction("ab א") == "ltr"
    assert direction("a א") == "ltr"
    assert direction("a אב") == "rtl"
    assert direction("a ba ابت دا") == "rtl"


def test_where_the_first_letters_come_late_they_still_say_how_it_runs() -> None:
    assert direction("1" * 2_000 + "אב") == "rtl"
    assert direction("a א" + "1" * 2_000 + "אב") == "ltr"
    assert direction("1" * 29_999 + "א") == "rtl"
    assert direction("1" * 30_000 + "א") == "ltr"


@pytest.mark.parametrize("text", ["", "12345 … 😀", "xyz qwrt", "ᚠᚢᚦ"])
def test_where_nothing_says_so_the_language_is_unknown(text: str) -> None:
    assert guess_language(text) == "und"


def test_the_sample_articles_are_recognised(shared: Path) -> None:
    for language in ("fa", "ar", "he", "ps", "ur"):
        text = (shared / f"samples/rtl/harbour_{language}.txt").read_text("utf-8")
        assert guess_language(text) == language
        assert direction(text) == "rtl"
    seed = (shared / "samples/seed/article.txt").read_text("utf-8")
    assert guess_language(seed) == "en"
    assert direction(seed) == "ltr"


def test_the_shipped_articles_are_known_by_their_first_letters() -> None:
    for name, language, runs in (("ferry", "en", "ltr"), ("reservoir_fa", "fa", "rtl")):
        text = resources.read_text("sample", f"{name}.txt")
        assert (guess_language(text), direction(text)) == (language, runs)
        # What comes after the first 2,000 characters says nothing any more.
        assert guess_language(text[:2_000].ljust(2_000) + "der die und " * 500) == language


@pytest.mark.parametrize(
    ("name", "language", "runs"),
    [("fa", "fa", "rtl"), ("ar", "ar", "rtl"), ("ur", "ur", "rtl"), ("ps", "ps", "rtl")],
)
def test_a_list_of_common_words_is_taken_for_its_language(
    name: str, language: str, runs: str
) -> None:
    words = " ".join(words_of(name, "guess", "words"))
    assert (guess_language(words), direction(words)) == (language, runs)


def test_direction_is_found_behind_thousands_of_signs_without_one() -> None:
    assert direction("1234 \u2014 " * 400 + "سلام") == "rtl"
    assert direction("1234 \u2014 " * 400) == "ltr"
