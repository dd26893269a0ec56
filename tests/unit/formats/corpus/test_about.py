"""What is said of a corpus that goes out: who, how much, what is lost, how to cite."""

from __future__ import annotations

from dataclasses import replace

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.about import CorpusSummary, about_rows
from annotator.formats.corpus.columns import OwnColumns
from annotator.model.bundle import Loss, LossKind
from annotator.model.choice import ALL, ExportChoice, ExportTexts
from tests import bundles

FULL = bundles.full()


def summary(choice: ExportChoice = ALL, **said: object) -> CorpusSummary:
    loss = Loss("link", 1, 2, LossKind.DROPPED, "1 link is left out")
    return CorpusSummary(replace(FULL, choice=choice), WriteOptions(**said), (loss,))  # type: ignore[arg-type]


def test_the_opening_names_layers_and_what_was_chosen() -> None:
    lines = [*summary(choice=ExportChoice(sample="pilot")).opening(2)]
    assert lines[1:] == [
        "Articles: 2. Layers: Ada, quotes.",
        "Chosen: the articles of the sample “pilot”.",
    ]


def test_losses_are_said_and_the_citation_has_people_and_licence() -> None:
    assert [*summary().lost()] == ["Not as in the project:", "- 1 link is left out."]
    cited = [*summary(contributors=("A", "B"), licence="CC BY 4.0").citing()]
    assert cited[0].startswith("A, B: ")
    assert cited[1] == "Licence: CC BY 4.0"
    assert summary().contributors() == ("Ada",)


def test_words_that_stay_behind_are_said() -> None:
    assert len([*summary().positions()]) == 2
    assert "left out" in [*summary(ExportChoice(texts=ExportTexts.OFFSETS)).positions()][-1]


def test_a_project_without_title_has_a_word_for_it() -> None:
    bare = CorpusSummary(replace(FULL, project_title=""), WriteOptions(), ())
    assert bare.title == "Annotator tables"
    table = OwnColumns().tables()["layers"]
    assert about_rows(table, 1) == "One row is one layer: the marks of one source. 1 row."
