"""How French, Spanish, Arabic, Urdu and Pashto quote: what is proposed of single sentences."""

from __future__ import annotations

import pytest

from tests.unit.suggest.test_said_proposals import both, lines


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        (
            "« Nous attendons tous, a-t-elle ajouté. La ville est fermée. »",
            "elle | ajouté | « Nous attendons tous … La ville est fermée. »",
        ),
        (
            "« Je ne sais pas, explique-t-il, si on peut rester. »",
            "il | explique | « Je ne sais pas … si on peut rester. »",
        ),
        (
            "« Rien ne change ici », regrette Paul Cher, conducteur depuis vingt ans.",
            "Paul Cher, conducteur depuis vingt ans | regrette | « Rien ne change ici »",
        ),
        (
            "« C'est une honte ! », s'indigne Paul Cher.",
            "Paul Cher | s'indigne | « C'est une honte ! »",
        ),
        (
            "Le ministre a fait valoir que les comptes étaient bons.",
            "Le ministre | a fait valoir | les comptes étaient bons",
        ),
    ],
)
def test_french_names_who_speaks_inside_the_marks_too(text: str, proposed: str) -> None:
    assert lines(text, both(text, "fr")) == [proposed]


def test_spanish_names_who_speaks_between_dashes_inside_the_marks() -> None:
    text = "«El lago —explicó la alcaldesa Clara Soto— está vacío»."
    (claim,) = lines(text, both(text, "es"))
    assert claim == "la alcaldesa Clara Soto | explicó | «El lago … está vacío»"


def test_in_spanish_que_behind_a_comma_tells_more_of_who_speaks() -> None:
    text = "Así lo ha asegurado el portavoz, que ha pedido ayuda a los vecinos."
    assert not any("| ha pedido" in one for one in lines(text, both(text, "es")))


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("من جانبه، أكد الوزير أن العمل سيبدأ غدا.", "الوزير | أكد | العمل سيبدأ غدا"),
        (
            'وفي سياق متصل، قالت المتحدثة باسم الوزارة: "لن نقبل بهذا الوضع".',
            'المتحدثة باسم الوزارة | قالت | "لن نقبل بهذا الوضع"',
        ),
        (
            "وصرح سامي الدروي لوكالة الأنباء بأن الجسر آمن.",
            "سامي الدروي | وصرح | الجسر آمن",
        ),
        ("وتابع قائلا: «لن نتراجع عن القرار».", " | قائلا | «لن نتراجع عن القرار»"),
        (
            "سيستمر العمل ليلا، وفق مصدر في البلدية.",
            "مصدر في البلدية | وفق | سيستمر العمل ليلا",
        ),
    ],
)
def test_arabic_subjects_follow_the_verb_and_end_before_whom_it_is_told(
    text: str, proposed: str
) -> None:
    assert lines(text, both(text, "ar")) == [proposed]


@pytest.mark.parametrize(
    "quoted",
    ["”یہ فیصلہ بہت دیر سے آیا،“", "’یہ فیصلہ بہت دیر سے آیا‘", "’’یہ فیصلہ بہت دیر سے آیا‘‘"],
)
def test_urdu_marks_pair_the_other_way_round_single_double_and_two_singles(quoted: str) -> None:
    text = f"{quoted} ایک رہائشی نے بتایا۔ ”ہم جائیں گے،“ اس نے کہا، ”مگر کل نہیں۔“"
    first, second = lines(text, both(text, "ur"))
    assert first == f"ایک رہائشی | بتایا | {quoted}"
    assert second.endswith("”ہم جائیں گے،“ … ”مگر کل نہیں۔“")


def test_pashto_finds_the_speaker_of_an_interrupted_quotation() -> None:
    text = "«موږ یو کال انتظار وکړ،» دوکاندار نجیب صافي وویل، «خو هېڅوک رانغلل.»"
    assert lines(text, both(text, "ps")) == [
        "دوکاندار نجیب صافي | وویل | «موږ یو کال انتظار وکړ،» … «خو هېڅوک رانغلل.»"
    ]
