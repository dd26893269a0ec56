"""Spanish by one file: whom `L` offers first in ten sentences that were written before the list."""

from annotator.model.actor import ActorBook
from annotator.reading.linking import candidates
from annotator.speech.words import lexicon
from tests import builders
from tests.unit.reading.pages import LAYER, at, page, span

# The parts of the claim, its cue, its speaker.
SENTENCES = [
    (
        "«El puente se cerrará el lunes», dijo la ministra de Transportes, Ana Robles.",
        ["«El puente se cerrará el lunes»"],
        "dijo",
        "la ministra de Transportes, Ana Robles",
    ),
    (
        "Según el alcalde de Karsund, las obras costarán el doble de lo previsto.",
        ["las obras costarán el doble de lo previsto"],
        "Según",
        "el alcalde de Karsund",
    ),
    (
        "El portavoz del Gobierno, Luis de la Vega, afirmó que no habrá nuevas elecciones este"
        " año.",
        ["no habrá nuevas elecciones este año"],
        "afirmó",
        "El portavoz del Gobierno, Luis de la Vega",
    ),
    (
        "“No vamos a negociar”, insistió el lunes el dirigente sindical Mario Peña, “con quien"
        " amenaza a los trabajadores”.",
        ["“No vamos a negociar”", "“con quien amenaza a los trabajadores”"],
        "insistió",
        "el dirigente sindical Mario Peña",
    ),
    (
        "Robles: “El agua no volverá antes del verano”",
        ["“El agua no volverá antes del verano”"],
        ":",
        "Robles",
    ),
    (
        "Ella ha respondido que nadie le había pedido su opinión.",
        ["nadie le había pedido su opinión"],
        "ha respondido",
        "Ella",
    ),
    (
        "La advertencia del Banco Central de que la inflación seguirá subiendo cayó mal en los"
        " mercados.",
        ["la inflación seguirá subiendo"],
        "advertencia",
        "Banco Central",
    ),
    (
        "De acuerdo con un informe de la universidad, uno de cada tres jóvenes vive solo.",
        ["uno de cada tres jóvenes vive solo"],
        "De acuerdo con",
        "un informe de la universidad",
    ),
    (
        "El tren no circulará hasta nuevo aviso, informó este martes la compañía ferroviaria.",
        ["El tren no circulará hasta nuevo aviso"],
        "informó",
        "la compañía ferroviaria",
    ),
    (
        '"Hemos perdido la cosecha entera", se lamentó un agricultor de la zona, que pidió ayudas'
        " urgentes.",
        ['"Hemos perdido la cosecha entera"'],
        "se lamentó",
        "un agricultor de la zona",
    ),
]


def first_offered(text: str, parts: list[str]) -> tuple[str, str]:
    """The cue and the speaker of the first line that `L` shows, "" for what it does not know."""
    claim = span(text, "claim", "claim", *(at(text, part) for part in parts))
    lines = candidates(
        page(text, claim, language="es"),
        "claim",
        lexicon("es"),
        ActorBook(()),
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    if not lines:
        return "", ""
    cue = lines[0].cue
    return "" if cue is None else cue.of(text), lines[0].text


def test_speaker_and_cue_are_found_in_eight_of_ten_spanish_sentences() -> None:
    found = [first_offered(text, parts) == (cue, who) for text, parts, cue, who in SENTENCES]
    assert sum(found) >= 8, found
