"""A page read whole, and what is said of one without an article."""

import pytest

from annotator.formats.web.page import read_page, what_it_is


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<a href=1>one</a>", "no article in it: 1 link"),
        ("<p>One word and a few more.</p>", "6 words of text; at least 30 are asked for"),
        (f"<p>{'word ' * 30}.</p>", ""),
        (f"<p>{'言葉' * 30}。</p>", ""),
    ],
)
def test_a_page_is_named_by_what_it_lacks(markup: str, what: str) -> None:
    assert what_it_is(read_page(markup, "page"), 30) == what


def test_a_page_is_called_as_its_head_says_else_by_its_first_line() -> None:
    assert read_page("<title>Head</title><p>First", "page").title == "Head"
    assert read_page("<p>First</p><p>Second", "page").title == "First"
