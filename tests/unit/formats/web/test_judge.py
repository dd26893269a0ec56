"""Which lines of a page are its article."""

from annotator.formats.web.page import read_page

SENTENCE = "The minister said on Monday that the harbour of the town will reopen within four weeks."


def body(markup: str) -> list[str]:
    page = read_page(markup, "page")
    return [at.of(page.text) for at in page.body]


def test_long_paragraphs_of_the_article_stay_and_those_of_comments_and_notices_go() -> None:
    comment, notice = f"I do not think so. {SENTENCE}", f"We use cookies. {SENTENCE}"
    lines = body(
        f"<div class=cookie-banner><p>{notice}</p></div><article><h1>Harbour</h1>"
        + "".join(f"<p>{n}. {SENTENCE}</p>" for n in range(5))
        + f"</article><div id=comments><p>{comment}</p></div>"
    )
    assert [line for line in lines if SENTENCE in line] == [f"{n}. {SENTENCE}" for n in range(5)]


def test_a_menu_word_that_is_a_subheading_too_counts_only_where_the_article_is() -> None:
    menu = "".join(f"<li><a href={n}>{n}</a></li>" for n in ("Money", "Sport", "Trade", "Art"))
    paragraphs = f"<p>{SENTENCE}</p><p>Again. {SENTENCE}</p>"
    lines = body(f"<ul>{menu}</ul><article>{paragraphs}<h2>Money</h2>{paragraphs}</article>")
    assert lines.count("Money") <= 1


def test_a_page_too_large_for_a_judge_is_read_by_its_markup() -> None:
    rows = "<i></i>" * 40_000
    lines = body(f"<div><p>{SENTENCE}</p><p>Again. {SENTENCE}</p></div>{rows}<nav>Menu</nav>")
    assert lines == [SENTENCE, f"Again. {SENTENCE}"]
