"""The look of a reading copy: each type by its own way and its own colours."""

from __future__ import annotations

import re

from annotator.formats.reading_copy import style
from annotator.model.looks.mark_styles import Style
from annotator.model.scheme import Scheme, SpanType
from tests import builders, bundles


def test_a_page_has_the_colours_of_its_scheme_light_and_dark() -> None:
    scheme = Scheme(types=(SpanType("frame", colour="#882255"), SpanType("x y", colour="#FFFFFF")))
    sheet = style.for_browsers(scheme)
    assert ".t0{--c:#882255" in sheet
    assert sheet.count(".t1{--c:") == sheet.count(".t{--c:") == 2
    assert "prefers-color-scheme:dark" in sheet
    assert "url(" not in sheet


def test_lines_under_each_other_have_classes_of_their_own() -> None:
    assert style.class_of(Style.LINE, 0) == "line"
    assert style.class_of(Style.DOTS, 2) == "dots u2"
    assert style.class_of(Style.DASHES, 9) == "dashes u3"
    assert style.class_of(Style.BODY, 2) == "body"


def test_names_of_types_are_in_no_class() -> None:
    assert style.type_classes(bundles.scheme()) == {
        "speaker": "t0", "cue": "t1", "claim": "t2", "entity": "t3"
    }  # fmt: skip


def test_on_paper_a_claim_has_a_ground_and_a_cue_a_line() -> None:
    scheme = builders.scheme()
    kinds = {one.name: one for one in scheme.types}
    assert style.on_paper([], scheme) == ""
    assert style.on_paper([kinds["claim"]], scheme).startswith("background-color:#")
    assert style.on_paper([kinds["cue"]], scheme) == "text-decoration:underline;"
    both = style.on_paper([kinds["claim"], kinds["speaker"]], scheme)
    assert both != style.on_paper([kinds["speaker"]], scheme)
    assert "overline underline" in both


def test_a_word_without_an_end_widens_no_page() -> None:
    page = style.for_browsers(bundles.scheme())
    assert re.search(r"body\{[^}]*overflow-wrap:break-word", page)
    assert "section{overflow-x:auto}" in page
    assert re.search(r"\.card \.how\{[^}]*max-width:100%", page)
    assert re.search(r"@media print\{.*article,section\{[^}]*overflow:visible", page, re.DOTALL)


def test_letters_beside_words_turn_nothing_around() -> None:
    page = style.for_browsers(bundles.scheme())
    for place in ("mark[data-l]::before", "mark[data-k]::after"):
        assert re.search(re.escape(place) + r"\{[^}]*unicode-bidi:isolate", page)
