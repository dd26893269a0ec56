"""What a phrase governs that shows speech."""

import pytest

from tests.unit.speech.governing import holds


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fa", "وی با اشاره به [کمبود معلم] افزود که [دولت ۴ نفر را استخدام می‌کند]."),
        ("fa", "انجمن معلمان در بیانیه‌ای هشدار داده است که [اعتصاب خواهد کرد]."),
    ],
)
def test_a_persian_phrase_names_what_is_spoken_of_or_only_where(
    language: str, written: str
) -> None:
    holds(language, written)
