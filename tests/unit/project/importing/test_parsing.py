"""What a text becomes before it comes in."""

from dataclasses import replace

from annotator.formats.base import ReadOptions
from annotator.formats.plain_text import PlainText
from annotator.formats.sources import Source
from annotator.project.importing.parsing import SourceToRead, bare_contents, with_proposals

MENU = (
    "Skip to content\nNews\nSport\nOpinion\nSign in\nStorm warning for the coast\nSearch\nWeather\n"
)
FOOT = "Related articles\nFish prices\nPrivacy policy\nContact\n"
BODY = "The minister said in the town hall on Monday that the harbour will reopen before spring.\n"


def title_of(text: str) -> str:
    (one,) = PlainText().read(Source.of_text(text, "a.txt"), ReadOptions()).bundle.contents
    return with_proposals(one).article.title


def test_a_page_without_a_sure_headline_is_called_by_the_line_above_its_text() -> None:
    text = f"{MENU}Nobody knows why\n2 March 2026\n{BODY}{BODY}{FOOT}"
    assert title_of(text) == "Nobody knows why"


def test_a_text_that_begins_with_its_own_words_is_called_by_them() -> None:
    assert title_of(f"Nobody knows why they left\n\nOne said so.\n{BODY}") == (
        "Nobody knows why they left"
    )
    assert title_of(BODY).startswith("The minister said")


def test_a_source_may_be_read_with_nothing_proposed_and_a_refused_one_has_no_articles() -> None:
    text = f"{MENU}Nobody knows why\n2 March 2026\n{BODY}{BODY}{FOOT}"
    jobs = [
        SourceToRead(Source.of_text(text, "a.txt")),
        SourceToRead(Source("b.qdpx", data=b"PK\x03\x04 cut")),
    ]
    (one,) = [content for job in jobs for content in bare_contents(job)]
    assert (one.article.text, one.proposed_regions, one.proposed_fields) == (text, (), ())
    assert [*bare_contents(replace(jobs[0], is_empty_folder=True))] == []
