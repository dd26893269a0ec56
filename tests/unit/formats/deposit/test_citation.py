"""Citations: YAML that reads back whatever a title holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.about import CorpusSummary
from annotator.formats.deposit.citation import citation, quoted
from annotator.formats.deposit.licences import licence_of
from tests import bundles


def summary(**fields: object) -> CorpusSummary:
    bundle = replace(bundles.full(), **fields)  # type: ignore[arg-type]  # fields by name
    return CorpusSummary(bundle, WriteOptions(), ())


def test_it_names_title_people_day_and_a_known_licence() -> None:
    told = summary(project_title='Harbours: a "study"', changed="2026-03-01T10:32:07Z")
    lines = citation(told, licence_of("CC-BY-4.0")).split("\n")
    assert lines == [
        "cff-version: 1.2.0",
        'message: "If you use this corpus, please cite it as below."',
        "type: dataset",
        'title: "Harbours: a \\"study\\""',
        "authors:",
        '  - name: "Ada"',
        'date-released: "2026-03-01"',
        "license: CC-BY-4.0",
        "",
    ]


def test_what_is_not_known_is_left_out_and_somebody_is_always_named() -> None:
    text = citation(summary(layers=(), changed=""), licence_of("For teaching only."))
    assert '  - name: "The coders of this corpus"' in text
    assert "date-released" not in text
    assert "license" not in text


@given(words=bundles.texts)
def test_words_stay_on_one_line_and_read_back(words: str) -> None:
    shown = quoted(words)
    assert len(shown.splitlines()) == 1
    parts = shown[1:-1].split("\\\\")
    back = [one.replace('\\"', '"') for one in parts]
    for n, one in enumerate(back):
        pieces = one.split("\\u")
        back[n] = pieces[0] + "".join(chr(int(some[:4], 16)) + some[4:] for some in pieces[1:])
    assert "\\".join(back) == words
