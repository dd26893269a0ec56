"""Why two names may mean the same: told for either order, and nothing that says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.look_alikes.names import is_called_by, why_names, words_of
from annotator.text.likeness import fold


def words(name: str) -> tuple[str, ...]:
    return words_of(fold(name))


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("Dar, Ishaq", "Ishaq Dar", "words turned round"),
        ("M. Talven", "Mira Talven", "initials"),
        ("M. A. Talven", "Mira A. Talven", "initials"),
        ("M. Anna Talven", "Mira A. Talven", "initials"),
        ("Dar, M. Ishaq", "Mohammad Ishaq Dar", "initials"),
        ("M. I. Dar", "Mohammad Ishaq Dar", "initials"),
        ("M. Dar", "Mohammad Ishaq Dar", "initials"),
        ("UN", "United Nations", "initials"),
        ("TITP", "Tehrik-i-Taliban Pakistan", "initials"),
        ("TTP", "Tehrik-i-Taliban Pakistan", None),
        ("Taliban", "Taliban government", "one name inside the other"),
        ("Dar", "Mohammad Ishaq Dar", "one name inside the other"),
        ("اسحاق دار", "محمد اسحاق دار", "one name inside the other"),
        ("Of", "Of the sea", None),
        ("I.", "I. Dar", None),
        ("Mohammed Khan", "Muhammad Khan", "another spelling"),
        ("Пу́тин", "Putin", "another spelling"),
        ("Владимир Путин", "Putin, Vladimir", "another spelling"),
        ("Володимир Зеленський", "Volodymyr Zelensky", "another spelling"),
        ("Александр Лукашенко", "Alexander Lukashenko", "another spelling"),
        ("Григорій Сковорода", "Hryhorii Skovoroda", "another spelling"),
        ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis", "another spelling"),
        ("محمد", "Mohammad", "another spelling"),
        ("محمد", "Muhammad", "another spelling"),
        ("حسن روحانی", "Hassan Rouhani", "another spelling"),
        ("نواز شریف", "Nawaz Sharif", "another spelling"),
        ("أحمد الشرع", "Ahmed al-Sharaa", "another spelling"),
        ("Путин", "Putina", None),
        ("Петров", "Petrova", None),
        ("Сергей Лавров", "Sergey Lavrin", None),
        ("Ким", "Kim", None),
        ("محمد", "Ahmed", None),
        ("محمد", "Mahmoud", None),
        ("محمود", "Mohammad", None),
        ("حسین", "Hassan", None),
        ("عمران خان", "Imran", None),
        ("نواز شریف", "Shahbaz Sharif", None),
        ("BBC فارسی", "BBC Farsi", None),
        ("A. I. Dar", "Mohammad Ishaq Dar", None),
        ("M. Khan", "Mohammad Ishaq Dar", None),
        ("M. T.", "Mira Talven", None),
        ("Mira Talven", "Ishaq Dar", None),
        ("Dara", "Ishaq Dar", None),
        ("…", "Ishaq Dar", None),
    ],
)
def test_why_two_names_may_mean_the_same(left: str, right: str, why: str | None) -> None:
    assert why_names(words(left), words(right)) == why
    assert why_names(words(right), words(left)) == why


@given(st.lists(st.text("abcdim", min_size=1, max_size=4), min_size=1, max_size=4), st.randoms())
def test_turning_the_words_of_a_name_round_never_makes_it_another(some, random) -> None:
    turned = random.sample(some, len(some))
    assert why_names(tuple(some), tuple(turned)) == "words turned round"


def test_a_name_is_what_somebody_with_a_role_is_called() -> None:
    roles = [words("Foreign Minister of Pakistan")]
    assert is_called_by(words("the minister"), roles)
    assert is_called_by(words("the Foreign Minister"), roles)
    assert not is_called_by(words("Minister of Health"), roles)
    assert not is_called_by(words("the"), roles)
