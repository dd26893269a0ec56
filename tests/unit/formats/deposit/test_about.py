"""What an archive says of itself: only files that are in it, samples in the order drawn."""

from __future__ import annotations

import json
from dataclasses import replace

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.about import CorpusSummary
from annotator.formats.deposit.about import readme, samples
from annotator.model.bundle import Loss, LossKind
from annotator.model.choice import ExportChoice
from annotator.model.named import NamedKind, NamedSet
from tests import bundles


def test_samples_keep_their_order_and_nothing_else_is_listed() -> None:
    kept = (
        NamedSet("n1", NamedKind.SAMPLE, "pilot", {"seed": 7}, members=("b", "a")),
        NamedSet("n2", NamedKind.SEARCH, "ports"),
    )
    (found,) = json.loads(samples(kept))["samples"]
    assert (found["name"], found["articles"], found["drawn"]) == ("pilot", ["b", "a"], {"seed": 7})
    assert json.loads(samples(())) == {"samples": []}


def test_the_readme_names_what_is_there_what_was_chosen_and_what_is_lost() -> None:
    loss = Loss("history", 1, 1, LossKind.DROPPED, "steps stay behind")
    options = WriteOptions(licence="CC0-1.0")
    chosen = replace(bundles.full(), choice=ExportChoice(sample="March"))
    said = readme(CorpusSummary(chosen, options, (loss,)), 2, ["scheme.toml", "scheme/"])
    assert "scheme.toml      the coding scheme" in said
    assert "scheme/          its older versions" in said
    assert "LICENCE.txt" not in said
    for words in (
        "Chosen: the articles of the sample “March”.",
        "- steps stay behind.",
        "Licence: CC0-1.0",
        "Articles: 2",
    ):
        assert words in said
