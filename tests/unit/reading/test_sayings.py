"""Q: which saying comes next, and which are passed over."""

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.reading.sayings import looking_for_saying
from annotator.text.ranges import Range
from tests import builders, coded
from tests.unit.reading.pages import LAYER, at, page, span

TEXT = (
    "Talven: Ferry Will Stay in Port\n\n"
    "The minister said that the ferry was sound. Nobody came. “We will not wait,” she added.\n\n"
    "Menu “We said that it was so,” he said.\n\n"
    "Beck called it “a mistake” for both. The “safe” pier is closed."
)


def stops(
    of: Page, *, forward: bool = True, start: int = -1, hidden: tuple[Range, ...] = ()
) -> list[str]:
    found = starts(of, forward=forward, start=start, hidden=hidden)
    return [of.text[one:].split()[0] for one in found]


def starts(
    of: Page, *, forward: bool = True, start: int = -1, hidden: tuple[Range, ...] = ()
) -> list[int]:
    found: list[int] = []
    position = start
    while True:
        looking = looking_for_saying(
            of,
            position,
            forward=forward,
            scheme=builders.scheme(),
            layer_id=LAYER,
            hidden=hidden,
        )
        one = next(filter(None, looking), None)
        if one is None:
            return found
        found.append(one.start)
        position = one.start


ALL = ["Ferry", "the", "We", "We", "it"]


def test_each_saying_is_a_stop_on_its_first_word() -> None:
    assert stops(page(TEXT)) == ALL


def test_backwards_the_same_stops_come_in_the_other_order() -> None:
    assert stops(page(TEXT), forward=False, start=len(TEXT)) == ALL[::-1]


def test_on_a_stop_the_next_one_follows() -> None:
    first = TEXT.index("Ferry")
    assert stops(page(TEXT), start=first) == ALL[1:]
    assert stops(page(TEXT), start=first + 3, forward=False) == ["Ferry"]


def test_what_a_claim_of_the_layer_covers_is_passed_over() -> None:
    quoted, clause = at(TEXT, "“We will not wait,”"), at(TEXT, "the ferry was sound")
    mine = span(TEXT, "mine", "claim", tuple(quoted))
    theirs = span(TEXT, "theirs", "claim", tuple(clause), layer_id="other")
    name = span(TEXT, "name", "entity", tuple(at(TEXT, "ferry")))
    assert stops(page(TEXT, mine, theirs, name)) == ["Ferry", "the", "We", "it"]


def test_furniture_and_what_is_folded_say_nothing() -> None:
    menu = at(TEXT, "Menu “We said that it was so,” he said.")
    furniture = page(TEXT, regions=[(RegionType.BOILERPLATE, menu)])
    assert stops(furniture) == ["Ferry", "the", "We", "it"]
    assert stops(page(TEXT), hidden=(menu,)) == ["Ferry", "the", "We", "it"]


def test_a_line_that_is_shown_in_pieces_is_read_over_their_edges() -> None:
    sentence = "The boat left the pier, and the mayor said that the lake was cold and grey. "
    text = sentence * 400
    assert len(page(text).blocks) > 5
    assert len(stops(page(text))) == 400


def test_of_the_coded_articles_nine_claims_in_ten_are_stops_and_few_stops_are_no_claim() -> None:
    n_found = n_wanted = n_stops = 0
    for article in coded.own():
        of = page(article.text, language=article.language)
        places = starts(of)
        firsts = {coded.first_word(article, claim) for claim in article.claims}
        n_found += len(firsts & set(places))
        n_wanted += len(firsts)
        n_stops += len(places)
    assert n_found >= 0.9 * n_wanted
    assert n_found >= 0.9 * n_stops
