"""Markup becomes a tree, whatever is wrong with it, and what would take for ever does not."""

import pytest

from annotator.errors import CannotRead
from annotator.formats.web.tree import tree_of


def test_a_declaration_and_ends_of_the_body_take_nothing_with_them() -> None:
    root = tree_of("<?xml version='1.0' encoding='latin-1'?><body>a</body></html><p>b", "page")
    assert "".join(root.itertext()) == "ab"


@pytest.mark.parametrize("markup", ["", " ", "<!-- a -->"])
def test_nothing_is_no_page(markup: str) -> None:
    with pytest.raises(CannotRead, match="shows no text"):
        tree_of(markup, "page")


def test_long_scripts_and_values_are_no_tags_of_many_attributes() -> None:
    script = f"<script>if (a<b) {{{'x = 1; ' * 20_000}}}</script>"
    comment = f"<!-- <p {'a ' * 20_000} -->"
    value = f"<p title='{'word ' * 20_000}'>text</p>"
    assert tree_of(script + comment + value, "page").find(".//p").text == "text"


@pytest.mark.parametrize("sign", ["a{}=1", "a{}", "a{}='>'", 'a{}="<p>"', "a{} = 'b'"])
def test_a_tag_of_many_attributes_is_refused_however_they_are_written(sign: str) -> None:
    attributes = " ".join(sign.format(n) for n in range(20_000))
    with pytest.raises(CannotRead, match="more markup than any page"):
        tree_of(f"<p>a</p><p {attributes}>b", "page")
