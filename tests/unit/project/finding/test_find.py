"""Finding: which hits there are, in which order, and marking them as one step."""

from __future__ import annotations

from itertools import islice

import pytest

from annotator.errors import Cancelled, Forbidden, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.finding.search import Search
from annotator.project.finding.words import find_words
from annotator.store.searching.folded_texts import cache_path
from annotator.text.ranges import Range
from annotator.work import Cancel
from tests import builders

CODER = Coder("coder-a", "A")
TEXTS = (
    "Harbour\n\n“Velmora will wait,” said Mira Talven. The VELMORA ferry left.",
    "Elsewhere\n\nNobody speaks of it here.",
    "Ferry\n\nTalven said Velmoran ships came to Velmora’s harbour.",
    "بندر\n\nسخنگوی طالبان گفت که می‌خواهم.",
)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        for n, text in enumerate(TEXTS):
            made.import_text(text, f"{n}.txt")
        yield made


def words_of(answer) -> list[str]:
    return [one.text for one in answer.hits]


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize(
    ("words", "how", "found"),
    [
        ("velmora", {}, ["Velmora", "VELMORA", "Velmora", "Velmora"]),
        ("velmora", {"whole": True}, ["Velmora", "VELMORA", "Velmora"]),
        ("Velmora", {"case": True}, ["Velmora", "Velmora", "Velmora"]),
        ("VELMORA", {"case": True, "whole": True}, ["VELMORA"]),
        ("mira  talven | wait", {}, ["wait", "Mira Talven"]),
        ("طالبان | nobody", {}, ["Nobody", "طالبان"]),
        ("میخواهم", {}, ["می‌خواهم"]),
        (r"V\w+a\b", {"regex": True}, ["Velmora", "Velmora"]),
        (r"Velmora", {"regex": True, "whole": True}, ["Velmora", "Velmora"]),
        (r"(?i)velmora|gate", {"regex": True}, ["Velmora", "VELMORA", "Velmora", "Velmora"]),
        ("nowhere", {}, []),
    ],
)
def test_words_are_found_folded_or_as_they_are_written(project, words, how, found, is_known):
    if is_known:
        assert project.find("zzz").n == 0  # it folds the texts
    answer = project.find(words, **how)
    assert words_of(answer) == found
    assert answer.n == len(found)
    assert answer.cursor is None


def test_a_hit_says_where_it_is_and_what_stands_around_it(project):
    hit = next(project.find("mira").hits)
    assert hit.article == project.article_id("1")
    assert hit.at.of(TEXTS[0]) == hit.text == "Mira"
    assert hit.before.endswith("Velmora will wait,” said ")
    assert hit.after.startswith(" Talven. The VELMORA")


def test_pages_go_on_behind_a_cursor_and_counts_are_those_of_all(project):
    every = [(one.article, one.at) for one in project.find("velmora | talven").hits]
    assert len(every) == 6
    for size in (1, 2, 5, 6):
        found, cursor = [], None
        while True:
            answer = project.find("velmora | talven", limit=size, after=cursor)
            found += [(one.article, one.at) for one in answer.hits]
            cursor = answer.cursor
            assert (answer.n, answer.articles) == (6, 2)
            if cursor is None:
                break
        assert found == every


@pytest.mark.parametrize("cursor", ["", "7", "a:b:c:d", "1:x:y:", "1:2:3:4:5"])
def test_what_is_no_cursor_is_told(project, cursor):
    with pytest.raises(WrongUse, match="is no cursor"):
        project.find("x", after=cursor)


def test_a_cursor_whose_article_went_goes_on_behind_it(project):
    answer = project.find("velmora", limit=2)
    assert len([*answer.hits]) == 2
    other = answer.cursor.replace(project.article_id("1"), "somebody-else")
    assert [one.article for one in project.find("velmora", after=other).hits][-1:] == [
        project.article_id("3")
    ]


def test_the_whole_hit_must_stand_within_one_part_of_a_span_of_the_type(project):
    start = TEXTS[0].index("Velmora will")
    project.mark("1", "claim", [(start, start + 3), (start + 3, start + 17)])
    assert words_of(project.find("will", in_type="claim")) == ["will"]
    assert words_of(project.find("velmora", in_type="claim")) == []
    assert words_of(project.find("mora", in_type="claim")) == ["mora"]
    with pytest.raises(Forbidden, match="no type"):
        project.find("will", in_type="sermon")


def test_what_an_actor_says_is_found_after_joins(project):
    text = TEXTS[0]
    claim = project.mark("1", "claim", Range(start := text.index("“"), text.index("”") + 1)).id
    speaker = project.mark(
        "1", "speaker", Range(start := text.index("Mira"), start + 11), actor="M. Talven"
    ).id
    project.link(claim, "said_by", speaker)
    project.actor("Mira Talven", "person")
    assert words_of(project.find("velmora", said_by="M. Talven")) == ["Velmora"]
    assert words_of(project.find("velmora", said_by="Mira Talven")) == []
    project.join(["Mira Talven", "M. Talven"])
    assert words_of(project.find("velmora", said_by="Mira Talven")) == ["Velmora"]
    with pytest.raises(WrongUse, match="no actor"):
        project.find("velmora", said_by="nobody")


def test_notes_are_found_as_notes_behind_their_articles_text(project):
    span = project.mark("3", "entity", (0, 5)).id
    project.note(span, "Is Velmora meant?")
    found = [*project.find("velmora", notes=True).hits]
    assert [one.note is not None for one in found] == [False, False, False, False, True]
    assert found[-1].article == project.article_id("3")
    assert found[-1].at == Range(3, 10)
    assert [*project.find("velmora", notes=True, limit=1, after=project_cursor(project)).hits] == [
        found[-1]
    ]
    assert project.find("meant", notes=True).articles == 1


def project_cursor(project) -> str:
    answer = project.find("velmora", notes=True, limit=4)
    assert len([*answer.hits]) == 4
    return answer.cursor


def test_what_is_marked_is_left_out_and_a_claim_around_it_marks_nothing(project):
    start = TEXTS[0].index("“")
    project.mark("1", "claim", (start, TEXTS[0].index("”") + 1))
    at = TEXTS[0].index("VELMORA")
    project.mark("1", "entity", (at, at + 7))
    assert words_of(project.find("velmora", unmarked=True, limit=2)) == ["Velmora", "Velmora"]
    assert project.find("velmora", unmarked=True).n == 3
    assert project.find("velmora", unmarked=True, in_type="claim").n == 1


def test_marking_all_is_one_step_and_passes_over_what_has_the_type(project):
    at = TEXTS[0].index("VELMORA")
    project.mark("1", "entity", (at, at + 7))
    before = len(project.steps())
    answer = project.find("velmora", whole=True, mark="entity", attributes={"kind": "place"},
                          actor="Velmora")  # fmt: skip
    assert (answer.n, answer.articles) == (3, 2)
    assert answer.step.args == {"n": 2, "type": "entity", "text": "velmora"}
    assert len(project.steps()) == before + 1
    entities = [*project.spans(type_name="entity")]
    assert len(entities) == 3
    assert [one.attributes.get("kind") for one in entities].count("place") == 2
    again = project.find("velmora", whole=True, mark="entity")
    assert again.step is None
    assert len(project.steps()) == before + 1
    project.undo()
    assert len([*project.spans(type_name="entity")]) == 1
    assert project.actors() == ()


def test_with_marking_the_unmarked_ones_are_those_without_the_type(project):
    start = TEXTS[0].index("Velmora")
    project.mark("1", "speaker", (start, start + 7))
    assert project.find("velmora", whole=True, unmarked=True).n == 2
    assert project.find("velmora", whole=True, unmarked=True, mark="entity").step.args["n"] == 3


def test_page_furniture_is_found_and_not_marked(project):
    project.region("3", "boilerplate", (0, 5))
    assert project.find("ferry").n == 2
    assert project.find("ferry", unmarked=True).n == 1
    assert project.find("ferry", mark="entity").step.args["n"] == 1


def test_places_that_were_chosen_are_marked_as_one_step(project):
    hits = [*project.find("velmora").hits]
    chosen: dict[str, list[Range]] = {}
    for one in (hits[0], hits[2]):
        chosen.setdefault(one.article, []).append(one.at)
    done = project.mark_places("entity", chosen, {"kind": "place"}, words="velmora")
    assert len(done.ids) >= 2
    assert done.step.args["n"] == 2
    with pytest.raises(WrongUse, match="marked as entity already"):
        project.mark_places("entity", chosen)


@pytest.mark.parametrize("words", ["", "  ", " | ", "\u200c", "ـ"])
def test_nothing_to_look_for_is_told(project, words):
    with pytest.raises(WrongUse, match="nothing to look for"):
        project.find(words)


def test_cancelling_stops_it(project):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(project.find("velmora", cancel=cancel).hits)


def test_what_came_in_after_the_texts_were_folded_is_found(project):
    assert project.find("velmora").n == 4
    project.import_text("More\n\nVelmora once more.", "more.txt")
    assert project.find("velmora").n == 5
    assert cache_path(project.id).is_file()


def test_a_first_page_reads_no_more_than_it_needs(project):
    project.find("velmora").n  # noqa: B018 - it folds the texts
    told: list[int] = []
    answer = project.find("velmora", progress=lambda done, of, what: told.append(done))
    assert len([*islice(answer.hits, 2)]) == 2
    assert told == []


def test_a_search_is_kept_under_a_name_and_read_again(project):
    search = Search("velmora | ferry", whole=True, in_type="claim")
    project.keep("places", search)
    (kept,) = project.searches()
    assert Search.of(kept.body) == search
    project.keep(" places ", Search("talven"))
    (kept,) = project.searches()
    assert Search.of(kept.body) == Search("talven")
    project.keep("places")
    assert project.searches() == ()
    with pytest.raises(WrongUse, match="no search “places”"):
        project.keep("places")
    with pytest.raises(WrongUse, match="no name"):
        project.keep("  ", search)


def test_what_is_no_part_of_a_search_is_passed_over():
    body = {"words": "a", "whole": "yes", "case": 1, "more": [], "notes": True}
    assert Search.of(body) == Search("a", notes=True)


def test_of_places_that_overlap_the_first_and_longest_is_taken():
    found = find_words("Mira Talven of Talven", Search("talven | mira talven | mira"))
    assert found == [Range(0, 11), Range(15, 21)]


def test_a_whole_word_is_found_behind_a_part_of_a_word_that_looks_like_it():
    assert find_words("ba a a", Search("a a", whole=True)) == [Range(3, 6)]


# --- many texts -----------------------------------------------------------------------------------

N_MANY = 2_602
"""More than are asked about text by text."""


@pytest.fixture
def many(tmp_path):
    with Project.create(tmp_path / "many.annotator", coder=CODER) as made:
        texts = (f"{n}\n\nIt was quiet{' in Sarn' * (n % 650 == 0)}." for n in range(1, N_MANY))
        articles = [builders.article(one, number=n) for n, one in enumerate(texts, 1)]
        made.open_project.apply(builders.adding(*articles, act="import"))
        yield made


def numbers(project, words, **how) -> list[int]:
    answer = project.find(words, **how)
    found = [project.article(one.article).number for one in answer.hits]
    assert answer.n == len(found) or how
    return found


def test_among_many_texts_the_same_is_found_before_and_after_all_are_known(many):
    sarn = [n for n in range(1, N_MANY) if n % 650 == 0]
    for _ in range(3):  # they are folded, then found to be known, then asked all at once
        assert numbers(many, "sarn") == sarn
    assert many.folded_texts().is_complete_for(many.reader.which_texts())
    assert numbers(many, "SARN | zzz") == sarn
    assert numbers(many, "nowhere at all") == []
    assert numbers(many, "Sarn", case=True) == sarn
    assert numbers(many, r"S\w+n", regex=True) == sarn
    first = many.find("sarn", limit=2)
    assert len([*first.hits]) == 2
    assert numbers(many, "sarn", after=first.cursor) == sarn[2:]
    assert many.find("quiet").n == N_MANY - 1


def test_a_text_that_came_or_went_since_all_were_known_is_seen(many):
    for _ in range(2):
        assert many.find("sarn | velmora").n == 4
    many.import_text("Late\n\nVelmora and Sarn.", "late.txt")
    for _ in range(3):
        assert many.find("sarn | velmora").n == 6
    many.undo()
    for _ in range(3):
        assert many.find("sarn | velmora").n == 4


def test_a_note_far_behind_is_found_when_all_texts_are_known(many):
    for _ in range(2):
        assert many.find("nowhere").n == 0
    many.note(many.article_id(2_550), "Nowhere else.")
    assert [one.note for one in many.find("nowhere", notes=True).hits] != [None]
    assert many.find("nowhere", notes=True).n == 1


def test_all_texts_that_are_known_are_asked_at_once_only_while_the_file_is_there(many):
    for _ in range(2):
        assert many.find("sarn").n == 4
    path = cache_path(many.id)
    path.write_bytes(b"no database" * 1_000)
    for _ in range(3):
        assert many.find("sarn").n == 4
