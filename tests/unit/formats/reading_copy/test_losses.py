"""What copies to be read leave out is counted."""

from __future__ import annotations

from dataclasses import replace

from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.formats.reading_copy.losses import count, losses
from annotator.model.bundle import Content, LossKind
from tests import bundles


def test_losses_have_the_numbers_of_what_went_by() -> None:
    selection = ExportSelection(bundles.full(), WriteOptions())
    for content in selection:
        count(selection, content)
    found = {one.item: (one.n, one.fate) for one in losses(selection)}
    dropped = LossKind.DROPPED
    assert found == {
        "link": (2, dropped), "attribute": (4, dropped), "region": (2, dropped),
        "actor": (2, dropped), "role": (1, dropped), "note": (3, dropped),
        "decision": (1, dropped), "span.origin": (2, dropped), "field": (4, dropped),
    }  # fmt: skip


def test_control_characters_are_changed_and_counted() -> None:
    one = bundles.article("a\x07b\x0c")
    selection = ExportSelection(replace(bundles.small(), contents=(Content(one),)), WriteOptions())
    for content in selection:
        count(selection, content)
    (found,) = losses(selection)
    assert (found.item, found.n, found.of, found.fate) == ("text", 2, 4, LossKind.CHANGED)


def test_that_a_file_of_many_articles_opens_slowly_is_said_before_but_not_of_a_folder() -> None:
    every = tuple(Content(bundles.article(f"Text {n}", f"a{n}")) for n in range(501))
    for is_folder, n_said in ((False, 1), (True, 0)):
        bundle = replace(bundles.small(), contents=every)
        selection = ExportSelection(bundle, WriteOptions(), is_folder=is_folder)
        for content in selection:
            count(selection, content)
        said = [one for one in losses(selection) if "501 articles is slow" in one.how]
        assert [(one.n, one.fate) for one in said] == [(501, LossKind.KEPT)] * n_said
