"""Documents before spaCy has them: groups by layer and type, whose entities, what is counted."""

from __future__ import annotations

from dataclasses import replace

from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.formats.spacy_documents.making import Documents
from annotator.model.layer import Layer, LayerKind
from tests import bundles

FULL = bundles.full()


def test_groups_are_named_by_layer_and_type_and_actors_by_name() -> None:
    selection = ExportSelection(FULL, WriteOptions())
    first = Documents(selection).document(next(iter(selection)))
    assert {name.partition("/")[0] for name in first["groups"]} == {"Ada", "quotes"}
    assert "=Mira Talven" in {one["actor"] for one in first["data"]["spans"]}
    assert first["data"]["article"]["meta"]["pages"] == 3
    assert "byline" in first["data"]["article"]


def test_two_layers_of_one_name_stay_two() -> None:
    layers = (*FULL.layers, Layer("L9", LayerKind.IMPORT, "Ada"))
    bundle = replace(FULL, layers=layers)
    content = next(iter(bundle.contents))
    spans = (*content.spans, replace(content.spans[0], id="s9", layer_id="L9"))
    document = Documents(ExportSelection(bundle, WriteOptions())).document(
        replace(content, spans=spans)
    )
    assert {"Ada", "Ada_2"} <= {name.partition("/")[0] for name in document["groups"]}
