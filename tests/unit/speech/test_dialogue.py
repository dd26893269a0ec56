"""Speech that a dash opens: what is said, what is told between, and what is a list."""

import pytest

from annotator.speech.dialogue import dialogue_at, is_spoken
from annotator.speech.quoted import quotation_parts, said_at, sayings_in
from annotator.text.ranges import Range
from annotator.text.words import sentences


def spoken(text: str, language: str = "es", place: str = "") -> list[str]:
    found = dialogue_at(text, text.index(place), language)
    return [] if found is None else [one.of(text) for one in found.parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("—No hay agua —dijo Robles—. Mañana cerramos.", ["No hay agua", "Mañana cerramos"]),
        ("—No hay agua —dijo Robles.", ["No hay agua"]),
        ("—¿Y después? —se quejó una mujer—. ¡Nada!", ["¿Y después?", "¡Nada!"]),
        ("—Hay agua —dijo Robles—, por suerte.", ["Hay agua", "por suerte"]),
        ("—Es claro —dijo Robles, sin mirar a nadie—: no hay.", ["Es claro", "no hay"]),
        ("—Mi hermana —la mayor— lo vio —dijo Robles.", ["Mi hermana —la mayor— lo vio"]),
        ("– No hay agua – dijo Robles –. Mañana.", ["No hay agua", "Mañana"]),
        ("—No hay agua, dijo Robles. Mañana cerramos.", ["No hay agua", "Mañana cerramos"]),
        ("—Entre 1990—1995 hubo —dijo Robles.", ["Entre 1990—1995 hubo"]),
    ],
)
def test_what_is_said_is_parted_by_whoever_tells_who_speaks(text: str, parts: list[str]) -> None:
    assert spoken(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("— On attend, soupire Paul. Rien ne va.", ["On attend", "Rien ne va"]),
        ("— On attend, soupire M. Paul Cher. Rien ne va.", ["On attend", "Rien ne va"]),
        ("— Et le pont ? demande une cliente.", ["Et le pont ?"]),
        ("— Le pont tiendra — promet le maire —, mais peu.", ["Le pont tiendra", "mais peu"]),
        ("— C'est la fin, rappelle-t-il.", ["C'est la fin"]),
    ],
)
def test_french_tells_it_behind_commas_and_questions_too(text: str, parts: list[str]) -> None:
    assert spoken(text, "fr") == parts


@pytest.mark.parametrize(
    "text",
    [
        "— Dos carpas junto a la estación.",
        "El alcalde —dijo Robles— llegó tarde.",
        "-No hay agua -dijo Robles-.",
        "—",
        "— —",
        "—dijo Robles—.",
        "",
    ],
)
def test_a_list_an_aside_and_bare_dashes_say_nothing(text: str) -> None:
    assert spoken(text) == []


def test_in_a_language_that_opens_no_speech_with_dashes_nothing_is_said() -> None:
    assert spoken("—There is none —said Kern—. None.", "en") == []
    assert spoken("—No hay agua —dijo Robles.", "und") == []


def test_what_nobody_is_named_for_is_said_beside_paragraphs_where_somebody_is() -> None:
    told = "—No hay agua —dijo Robles."
    assert spoken(f"{told}\n\n—Ya veremos.", place="—Ya") == ["Ya veremos"]
    assert spoken(f"—Ya veremos.\n\n{told}") == ["Ya veremos"]
    assert spoken(f"{told}\n\nLlovía.\n\n—Ya veremos.", place="—Ya") == []
    assert spoken(f"{told}\nLlovía.", place="Llo") == []
    near, far = "\n".join(["—Ya."] * 5), "\n".join(["—Ya."] * 6)
    assert spoken(f"{told}\n{near}\n—Por fin.", place="—Por") == ["Por fin"]
    assert spoken(f"{told}\n{far}\n—Por fin.", place="—Por") == []


def test_the_keys_take_all_parts_at_once() -> None:
    text = "—No hay agua —dijo Robles—. Mañana cerramos."
    whole = (Range(1, 12), Range(28, 43))
    assert [part.of(text) for part in whole] == ["No hay agua", "Mañana cerramos"]
    assert said_at(text, 3, "es") == said_at(text, 30, "es") == whole
    assert said_at(text, text.index("Robles"), "es") == ()
    assert quotation_parts(text, whole[1], "es") == whole
    every = [
        one for at in sentences(text, Range(0, 44), "es") for one in sayings_in(text, at, "es")
    ]
    assert every == [whole]


def test_who_says_what_inside_it_is_read_but_not_what_the_teller_governs() -> None:
    text = "—El ministro dijo que no hay agua —explicó Robles—: nadie sabe nada."
    (one,) = (sayings_in(text, at, "es") for at in sentences(text, Range(0, len(text)), "es"))
    assert [[part.of(text) for part in parts] for parts in one] == [
        ["El ministro dijo que no hay agua", "nadie sabe nada"]
    ]


def test_a_claim_is_spoken_if_all_of_it_is() -> None:
    text = "—No hay agua —dijo Robles."
    assert is_spoken(text, (Range(1, 12),), "es")
    assert is_spoken(text, (Range(4, 7),), "es")
    assert not is_spoken(text, (Range(1, 18),), "es")
    assert not is_spoken(text, (Range(4, 7), Range(14, 18)), "es")
    assert not is_spoken(text, (), "es")
    assert not is_spoken("No hay agua", (Range(0, 2),), "es")
