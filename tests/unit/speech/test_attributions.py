"""Every claim of an article with its cue, its speakers and the form in which it is said."""

from __future__ import annotations

import pytest

from annotator.speech.attributions import Attribution, Readable, attributions
from annotator.text.ranges import Range


def read(text: str, language: str = "en", **where: tuple[Range, ...]) -> list[Attribution]:
    stretches, at = [], 0
    for written in text.split("\n"):
        stretches.append(Range(at, at + len(written)))
        at += len(written) + 1
    return [*attributions(text, Readable(tuple(stretches), **where), language)]


def line(text: str, one: Attribution) -> str:
    """Give speakers, cue, form and claim of one, as a reader would note them down."""
    said = " … ".join(part.of(text) for part in one.said.parts)
    cue = "–" if one.cue is None else one.cue.of(text)
    names = ", ".join(speaker.of(text) for speaker in one.speakers) or "–"
    return f"{names} | {cue} | {one.said.how} | {said}"


def lines(text: str, language: str = "en", **where: tuple[Range, ...]) -> list[str]:
    return [line(text, one) for one in read(text, language, **where)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Dar said the bridge is shut.", "Dar | said | verb | the bridge is shut"),
        ("en", "Dar said that it is shut.", "Dar | said | verb+that | it is shut"),
        ("en", "“It is shut,” Dar said.", "Dar | said | quote | “It is shut,”"),
        ("en", "The bridge is shut, said Dar.", "Dar | said | inverted | The bridge is shut"),
        ("en", "According to Dar, it is shut.", "Dar | According to | according-to | it is shut"),
        ("en", "Dar: the bridge is shut", "Dar | : | headline-colon | the bridge is shut"),
        ("en", "Dar promised to open it.", "Dar | promised | infinitive | to open it"),
        ("en", "Dar criticized the plan.", "Dar | criticized | reported | the plan"),
        (
            "en",
            "Dar rejected the plan proposed by the council.",
            "Dar | rejected | reported | the plan proposed by the council",
        ),
        (
            "en",
            "Dar rejected what the council had proposed.",
            "Dar | rejected | reported | what the council had proposed",
        ),
        ("en", "Dar called for an end to it.", "Dar | called for | reported | an end to it"),
        (
            "en",
            "Dar confirmed help by a statement made in May.",
            "Dar | confirmed | reported | help by a statement made in May",
        ),
        (
            "en",
            "Dar confirmed the plan for help was in place.",
            "Dar | confirmed | verb | the plan for help was in place",
        ),
        ("en", "Dar accused them of hiding it.", "Dar | accused | verb | hiding it"),
        ("en", "Dar described it as a crime.", "Dar | described | verb | it as a crime"),
        ("de", "Dar sagte, sie sei gesperrt.", "Dar | sagte | verb | sie sei gesperrt"),
        ("de", "Dar kritisierte den Plan.", "Dar | kritisierte | reported | den Plan"),
        ("fr", "Dar a dit que le pont est fermé.", "Dar | a dit | verb+that | le pont est fermé"),
        ("es", "Dar criticó el plan.", "Dar | criticó | reported | el plan"),
        ("fa", "دار گفت که پل بسته است.", "دار | گفت | verb+that | پل بسته است"),
        ("fa", "دار از طرح انتقاد کرد.", "دار | انتقاد کرد | reported | طرح"),
        ("ps", "ډار وویل چې پل تړل شوی دی.", "ډار | وویل | verb+that | پل تړل شوی دی"),
        ("ar", "قال دار إن الجسر مغلق.", "دار | قال | verb+that | الجسر مغلق"),
    ],
)
def test_a_claim_has_its_speaker_its_cue_and_the_form_it_is_said_in(
    language: str, text: str, expected: str
) -> None:
    assert lines(text, language) == [expected]


def test_what_is_only_thought_is_known() -> None:
    thought, said = read("Dar fears the bridge is shut. Dar said the bridge is shut.")
    assert (thought.said.is_thought, said.said.is_thought) == (True, False)
    (quoted,) = read("“It is shut,” Dar said.")
    assert (quoted.said.is_thought, quoted.said.is_nested) == (False, False)


def test_claims_of_a_text_come_in_its_order_each_with_its_own_speaker() -> None:
    text = (
        "Dar said the bridge is shut. Talven denied that it rains.\n\n"
        "“We wait,” Kerner said. “It stays shut.”"
    )
    assert lines(text) == [
        "Dar | said | verb | the bridge is shut",
        "Talven | denied | verb+that | it rains",
        "Kerner | said | quote | “We wait,” … “It stays shut.”",
    ]
    starts = [one.start for one in read(text)]
    assert starts == [text.index(words) for words in ("the bridge", "it rains", "“We wait")]


def test_what_is_silent_or_not_to_be_read_says_nothing() -> None:
    text = "Dar said that the bridge is shut. Dar said that it rains."
    second = text.index("it rains")
    assert lines(text, silent=(Range(second, len(text)),)) == [
        "Dar | said | verb+that | the bridge is shut"
    ]
    where = Readable((Range(text.index(" Dar") + 1, len(text)),))
    (found,) = attributions(text, where, "en")
    assert line(text, found) == "Dar | said | verb+that | it rains"


def test_who_has_spoken_in_a_paragraph_speaks_on_and_in_no_other() -> None:
    text = "“It is shut,” Dar said. He left.\n“It will open.” “Nobody knows when.”"
    first, *rest = read(text)
    assert line(text, first) == "Dar | said | quote | “It is shut,”"
    assert [(one.speakers, one.is_continued) for one in rest] == [((), False)] * len(rest)
    joined = text.replace("He left.\n", "He left. ")
    first, *rest = read(joined)
    assert rest
    assert {line(joined, one).partition(" | ")[0] for one in rest} == {"Dar"}
    assert all(one.is_continued and one.cue is None for one in rest)


def test_an_answer_of_an_interview_is_said_by_the_name_before_its_colon() -> None:
    text = (
        "Lake Post: How near was it?\n\nVoss: Very near. We waited.\n\n"
        "Lake Post: What now?\n\nVoss: We must give it room."
    )
    found = [one for one in lines(text) if one.startswith("Voss")]
    assert found == [
        "Voss | : | turn | Very near. We waited",
        "Voss | : | turn | We must give it room",
    ]


def test_two_stretches_of_a_line_that_a_blank_parts_are_read_as_one() -> None:
    text = "Dar said that the bridge is shut."
    cut = text.index(" the")
    where = Readable((Range(0, cut), Range(cut + 1, len(text))))
    (found,) = attributions(text, where, "en")
    assert line(text, found) == "Dar | said | verb+that | the bridge is shut"
