"""What a phrase governs that shows speech."""

import pytest

from tests.unit.speech.governing import holds


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de", "[Die Mehrheit ist] laut Umfrage [dafür]."),
        ("de", "Darin heißt es, [das Gebiet sei wertvoll]."),
        ("fa", "وی با اشاره به [کمبود معلم] افزود که [دولت ۴ نفر را استخدام می‌کند]."),
        ("fa", "انجمن معلمان در بیانیه‌ای هشدار داده است که [اعتصاب خواهد کرد]."),
        ("de", "Von den Kassen hieß es am Dienstag auf Anfrage, [man nehme das ernst]."),
        ("de", "Dem Papier zufolge [rückt das Fahrzeug nur 1,3-mal am Tag aus]."),
        ("de", "[Der Minister], hieß es, [sei krank]."),
        ("de", "Nach den Worten des Ministers [ist die Brücke sicher]."),
        ("de", "Kern zufolge [ist die Brücke sicher]."),
        ("fa", "وزیر با بیان این که [پل سالم است] گفت [مردم می‌توانند بروند]."),
        ("fa", "او در توییتی نوشت: «پل سالم است.»"),
        ("ar", "وقالت الوزيرة في بيان إن [الجسر آمن]."),
        ("ar", "وبحسب التقرير فإن [الجسر آمن]."),
        ("de", "[Der Minister], so hieß es, [sei krank]."),
        ("fa", "به باور کارشناسان پل سالم است."),
    ],
)
def test_a_phrase_names_what_is_spoken_of_who_speaks_or_only_where(
    language: str, written: str
) -> None:
    holds(language, written)
