"""Which line of a whole page is its headline, and where its article stands."""

from typing import Any

import pytest

from annotator.model.article import FieldCandidate, RegionType
from annotator.model.bundle import PageFacts
from annotator.suggest.pages import headline as headline_of_page
from annotator.suggest.pages.furniture import furniture
from annotator.suggest.pages.lines import PageLine, WebPage, paragraphs
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


TITLE = "Harbour will reopen in spring, minister says"
DECK = "The union of the fishers denies that money was paid to members"


@pytest.mark.parametrize(
    "around",
    [
        # The deck shares more words with the article, but stands below.
        f"{TITLE}\n{DECK}\nBy A. Doe\n2 March 2026\n",
        f"{TITLE}\nThe minister spoke in the town hall on Monday.\n{DECK}\nBy A. Doe\n",
        # What stands between the author and the article is a picture's.
        f"{TITLE}\nBy A. Doe\n2 March 2026\nThe harbour and the town hall before spring\n",
        f"{TITLE}\n* by: A. Doe\n* March 2, 2026\nFishers in the town hall on Monday\n",
        # An author in a line of their own, a time beside two dates.
        f"{TITLE}\nBy\nA. Doe\nRelated items\n{DECK}\n",
        f"{TITLE}\nAFP 2 March 2026 at 07:19 (Updated : 2 March 2026 at 07:38)\nFishers\n",
        # Buttons, pictures, trails and who is on a picture.
        f"{TITLE}\n(BUTTON) The harbour of the town in spring\n",
        f"{TITLE}\n[harbour-town-hall-spring-fishers.jpg]\n",
        f"{TITLE}\nTown > Harbour > Union of the fishers\n",
        f"Harbour > Spring > Minister of the town\n{TITLE}\n",
        f"{TITLE}\nHoward Harbour, minister for the town hall\n",
        # The name of a picture, and again below it.
        f"{TITLE}\nMembers of the union\nMembers of the union\n",
        # Two or three words are a name.
        f"{TITLE}\nThe Harbour Union\n",
    ],
)
def test_what_stands_between_headline_and_article_is_not_taken_for_it(around: str) -> None:
    assert headline(f"{MENU}{around}{BODY}{FOOT}") == [TITLE]


def test_the_beginning_of_a_sentence_is_no_headline() -> None:
    begun = "Fishers of the harbour in the town hall will stay with the"
    assert headline(f"{MENU}{begun}\nLakeside Union\n{BODY}{FOOT}") == []


def test_a_headline_far_above_a_gallery_counts_if_its_author_stands_below() -> None:
    pictures = "".join(f"Picture {n}\n" for n in range(60))
    assert headline(f"{MENU}{TITLE}\nBy A. Doe\n{pictures}{BODY}{FOOT}") == [TITLE]
    assert headline(f"{MENU}{TITLE}\n{pictures}{BODY}{FOOT}") == []


@pytest.mark.parametrize("menu", [MENU, ""])
def test_the_top_heading_of_markdown_is_the_headline(menu: str) -> None:
    site = "# [The harbour and the town](/)\n[ ![Town](/a.png) ](/b)\n1. [ Home ](/)\n"
    text = f"{site}{menu}# {TITLE}\n[The harbour](/harbour) of the town\n{BODY}## Fishers\n{BODY}"
    assert headline(text) == [TITLE]


def test_lines_of_links_are_furniture_however_long_their_addresses_are() -> None:
    link = f"* [The minister and the town](https://lake.example/{'a' * 150})"
    text = f"{MENU}{link}\n# {TITLE}\n{BODY}{FOOT}{link}\n"
    assert of_kind(text, RegionType.BOILERPLATE).count(link) == 2


def test_of_chinese_and_japanese_pages_headline_and_article_are_found() -> None:
    menu = "首页\n新闻\n要闻\n国际\n财经\n体育\n娱乐\n科技\n汽车\n健康\n旅游\n图片\n视频\n登录\n"
    body = (
        "市长星期一在市政厅表示，港口将在春天之前重新开放，渔民工会的成员也将回到工作岗位。\n"
        "渔民工会否认市政府向其成员支付了任何款项，并要求市长公布有关港口的全部文件和账目。\n"
    )
    title = "市长表示港口将在春天重新开放"
    text = f"{menu}{title}\n2026年3月2日\n{body}版权所有\n联系我们\n关于我们\n"
    page = WebPage(text, furniture("zh"))
    assert page.first is not None
    assert page.lines[page.first].text == body.split("\n")[0]
    found = propose_regions(text, "zh")
    assert [one.at.of(text) for one in found if one.type is RegionType.HEADLINE] == [title]
    japanese = (
        "市長は月曜日、港を春までに再開すると市役所で発表した。漁業組合はこれを歓迎している。\n"
    )
    page = WebPage(f"{menu}港は春に再開\n{japanese * 2}", furniture("ja"))
    assert page.first is not None
    assert page.lines[page.first].text == japanese[:-1]


def test_few_lines_are_weighed_however_many_stand_above(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[str] = []
    score = headline_of_page._score

    def counted(line: PageLine, *known: Any) -> float:
        weighed.append(line.text)
        return score(line, *known)

    monkeypatch.setattr(headline_of_page, "_score", counted)
    teasers = "".join(f"Harbour of the town, number {n}\n2 March 2026\n" for n in range(400))
    assert headline(f"{teasers}{TITLE}\nBy A. Doe\n{BODY}{FOOT}") == [TITLE]
    assert TITLE in weighed
    assert len(weighed) <= 100
