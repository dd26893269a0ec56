"""Things of ours are called alike when they come in as when they went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.refi.our_ids import OurIds
from tests import bundles
from tests.refi_foreign import read
from tests.refi_projects import written

if TYPE_CHECKING:
    from pathlib import Path


def test_what_went_out_is_known_again_by_the_ids_it_comes_in_with(tmp_path: Path) -> None:
    full = bundles.full()
    ids = OurIds(full.project_id)
    back = read(written(tmp_path, full).read_bytes()).bundle
    assert {one.id for one in back.layers} <= {ids.layer(one.id) for one in full.layers}
    present = (one for one in full.actors if not one.merged_into)
    assert {one.id for one in back.actors} == {ids.actor(one.id) for one in present}
    ours = {name for one in full.contents for span in one.spans for name in ids.spans(span)}
    spans = [span for one in back.contents for span in one.spans]
    assert spans
    assert {one.id for one in spans} <= ours


def test_a_part_alone_is_known_too() -> None:
    ids = OurIds("p")
    (content, *_) = bundles.full().contents
    several = next(one for one in content.spans if len(one.parts) > 1)
    assert len({*ids.spans(several)}) == 1 + len(several.parts)
    single = next(one for one in content.spans if len(one.parts) == 1)
    assert len([*ids.spans(single)]) == 1
