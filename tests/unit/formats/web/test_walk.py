"""The text of a tree: where lines begin, and in what part of the page they stand."""

from annotator.formats.web.tree import tree_of
from annotator.formats.web.walk import WebPart, WebText, walk


def walked(markup: str) -> WebText:
    return walk(tree_of(markup, "page"))


def parts(markup: str) -> dict[str, WebPart]:
    page = walked(markup)
    return {line.at.of(page.text): line.parts for line in page.lines}


def test_lines_lie_in_the_text_in_order_and_without_blanks_at_their_ends() -> None:
    page = walked("<div> a <p> b </p> c <br> d</div>e")
    assert page.text == "a\n\nb\n\nc\nd\ne"
    assert [line.at.of(page.text) for line in page.lines] == ["a", "b", "c", "d", "e"]


def test_a_line_knows_the_part_it_stands_in_by_element_and_by_name() -> None:
    found = parts(
        "<nav>menu</nav><footer>foot</footer><div class='cookie-notice'>cookies</div>"
        "<section id=comments><p>one</p></section><h1>title</h1><h2>sub</h2>"
        "<div class=related_posts>more</div><p class='wp-caption-text'>photo</p>"
        "<p class='headline downloads'>plain</p>"
    )
    assert found == {
        "menu": WebPart.NAVIGATION,
        "foot": WebPart.FOOTER,
        "cookies": WebPart.NOTICE,
        "one": WebPart.COMMENTS,
        "title": WebPart.HEADING | WebPart.TITLE,
        "sub": WebPart.HEADING,
        "more": WebPart.TEASERS,
        "photo": WebPart.CAPTION,
        "plain": WebPart(0),
    }


def test_links_are_counted_and_a_link_in_a_line_makes_it_no_link() -> None:
    page = walked("<p><a href=x>read</a> this</p><p><a href=y>all</a></p><a name=z>no link</a>")
    assert page.n_links == 2
    linked = [(line.n_linked, bool(line.parts & WebPart.LINK)) for line in page.lines]
    assert linked == [(4, False), (3, True), (7, True)]


def test_paragraphs_of_one_text_share_what_holds_them() -> None:
    page = walked("<div><p>a</p><p>b</p></div><div><p>c</p></div>")
    first, second, third = (line.holder for line in page.lines)
    assert first == second != third
