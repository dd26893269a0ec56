"""Direction and language."""

from pathlib import Path

import pytest

from annotator.text.script import direction, guess_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks", "ltr"),
        ("گفت NATO که", "rtl"),
        ("a 1 ب ج د", "rtl"),
        ("NATO and OSCE گفت", "ltr"),
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
