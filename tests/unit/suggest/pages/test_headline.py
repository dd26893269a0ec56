"""Which line of a whole page is its headline, and where its article stands."""

from annotator.model.article import FieldCandidate, RegionType
from annotator.model.bundle import PageFacts
from annotator.suggest.pages.furniture import furniture
from annotator.suggest.pages.lines import WebPage, paragraphs
from annotator.suggest.pages.regions import propose_regions
from annotator.text.ranges import Range

BODY = (
    "The minister said in the town hall on Monday that the harbour will reopen before spring.\n"
    "The union of the fishers denied that any money had been paid to its members by the town.\n"
)
MENU = "Skip to content\nNews\nIslands\nOpinion of the week\nSign in\nSearch\nOur shop\nWeather\n"
FOOT = "Related articles\nFish prices\nA boat for sale\nIce on the dyke\nPrivacy policy\nContact\n"


def of_kind(text: str, kind: RegionType, **said: object) -> list[str]:
    found = propose_regions(text, "en", **said)  # type: ignore[arg-type]
    return [one.at.of(text) for one in found if one.type is kind]


def headline(text: str) -> list[str]:
    return of_kind(text, RegionType.HEADLINE)


def test_of_a_whole_page_the_line_whose_words_the_article_has_is_the_headline() -> None:
    text = f"{MENU}Storm warning for tonight\nHarbour will reopen in spring\nShare\n{BODY}{FOOT}"
    assert headline(text) == ["Harbour will reopen in spring"]


def test_where_no_line_is_supported_none_is_proposed() -> None:
    assert headline(f"{MENU}{BODY}{FOOT}") == []


def test_the_title_of_the_page_says_which_line_it_is_even_below_other_paragraphs() -> None:
    title = "Nobody knows why they left"
    text = f"{title} | Elsewhere Daily\n{MENU}{BODY}{title}\n{BODY}{FOOT}"
    assert headline(text) == [title]
    assert propose_regions(text, "en")[-1].type is RegionType.BOILERPLATE


def test_lines_around_the_article_are_furniture_and_those_in_it_are_not() -> None:
    text = f"{MENU}Harbour will reopen in spring\n{BODY}A subheading\n{BODY}{FOOT}"
    masked = of_kind(text, RegionType.BOILERPLATE)
    assert masked == [*MENU.split("\n")[:-1], *FOOT.split("\n")[:-1]]


def test_few_short_lines_around_a_text_make_it_no_page() -> None:
    text = f"Harbour will reopen in spring\n{BODY}Sources\nA. Doe\nB. Roe\n"
    assert not WebPage(text, furniture("en")).is_dumped
    assert of_kind(text, RegionType.BOILERPLATE) == []


def test_a_judged_page_keeps_what_was_judged_and_calls_the_line_its_head_names() -> None:
    lines = [
        "Menu",
        "Harbour will reopen",
        "A line without a verb",
        *BODY.split("\n")[:2],
        "Teaser",
    ]
    text = "\n".join(lines)
    places = {line: Range(text.index(line), text.index(line) + len(line)) for line in lines}
    title = "Harbour will reopen - Daily"
    facts = PageFacts(title, {"title": (FieldCandidate(title, "title"),)})
    found = propose_regions(text, "en", [places[line] for line in lines[2:5]], facts)
    assert [(str(one.type), one.at.of(text)) for one in found] == [
        ("boilerplate", "Menu"),
        ("headline", "Harbour will reopen"),
        ("boilerplate", "Teaser"),
    ]


def test_lines_of_a_wrapped_paragraph_and_pieces_cut_at_links_are_one() -> None:
    wrapped = (
        "The minister said in the town hall on Monday that the\n"
        "harbour will reopen before spring, and that nobody in\n"
        "the town has to fear for work until then, whatever the\n"
        "union says.\n\nA short line\n"
    )
    found = [line.text for line in paragraphs(wrapped)]
    assert [(line[:12], line[-11:]) for line in found] == [
        ("The minister", "union says."),
        ("A short line", " short line"),
    ]
    cut = "The minister said on Monday that the\nharbour\nwill reopen.\nNext line\n"
    assert [line.text for line in paragraphs(cut)] == [
        "The minister said on Monday that the harbour will reopen.",
        "Next line",
    ]


BOX = "Read next\nFish prices rise again\nA boat for sale\nSign up to our newsletter\nSign up\n"


def test_the_article_goes_on_behind_a_box_of_what_else_to_read() -> None:
    text = f"{MENU}Harbour will reopen in spring\n{BODY}{BOX}A subheading\n{BODY}{FOOT}"
    page = WebPage(text, furniture("en"))
    assert page.last is not None
    assert page.lines[page.last + 1].text == "Related articles"
    assert "A subheading" not in of_kind(text, RegionType.BOILERPLATE)


def test_sentences_behind_a_box_stay_and_those_behind_the_comments_go() -> None:
    lone = "The ferry sails twice a day, he said."
    text = f"{MENU}Harbour will reopen in spring\n{BODY}Read next\nFish prices\n{lone}\n"
    assert lone not in of_kind(f"{text}{FOOT}", RegionType.BOILERPLATE)
    assert lone in of_kind(f"{text}Comments\nJon\n{lone}\n{FOOT}", RegionType.BOILERPLATE)


def test_a_menu_in_one_line_is_no_paragraph() -> None:
    menu = " ".join(f"Section {n} Islands Harbour News" for n in range(20))
    page = WebPage(f"{menu}\nHarbour will reopen in spring\n{BODY}{FOOT}", furniture("en"))
    assert page.first == 2


def test_a_notice_that_speaks_to_the_reader_is_not_where_the_article_begins() -> None:
    notice = "You can read all of this page if you subscribe, and leave again at any time. " * 2
    page = WebPage(f"{notice}\n{MENU}Harbour will reopen\n{BODY}{FOOT}", furniture("en"))
    assert page.first is not None
    assert page.lines[page.first].text.startswith("The minister")
    assert not furniture("en").is_notice("The minister wants to subscribe to the treaty again.")


def test_a_title_above_the_date_is_likelier_than_teasers_nearer_to_the_article() -> None:
    text = (
        f"{MENU}Harbour will reopen in spring, and the town pays\nA long winter\n2 March 2026\n"
        f"The minister and the harbour\n{BODY}{FOOT}"
    )
    assert headline(text) == ["Harbour will reopen in spring, and the town pays"]


def test_a_caption_with_its_credit_is_no_headline() -> None:
    text = f"{MENU}The harbour on Monday before the town hall. / J. Doe\n{BODY}{FOOT}"
    assert headline(text) == []


def test_words_that_share_links_repeat_are_the_headline() -> None:
    text = (
        f"{MENU}The harbour in winter\nNobody knows why the boats left\n"
        f"Nobody knows why the boats left on X (opens in a new window)\n{BODY}{FOOT}"
    )
    assert headline(text) == ["Nobody knows why the boats left"]
