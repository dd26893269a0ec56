"""Who says a claim: the order of the candidates, their cue, their actor."""

from dataclasses import replace

import pytest

from annotator.model.actor import Actor, ActorBook, Alias
from annotator.model.article import RegionType
from annotator.reading.linking import LinkCandidate, candidates
from annotator.speech.words import Lexicon, Verb, lexicon
from annotator.text.likeness import fold
from annotator.text.ranges import Range
from tests import builders
from tests.unit.reading.pages import LAYER, at, link, marked, page, span


def verbs(*forms: str, weak: bool = False, frames: str = "that") -> dict[str, Verb]:
    frame_set = frozenset(frames.split())
    return {fold(form): Verb(form=form, lemma=form, weak=weak, frames=frame_set) for form in forms}


def folded(words: str) -> frozenset[str]:
    return frozenset(fold(word.strip()) for word in words.split(","))


LEXICONS = {
    "en": Lexicon(
        "en",
        verbs=verbs("said", "says", "saying", "told", "asked", "added", "adding", "stressed")
        | verbs("mentioned", "pointed out", "reports", "claims", "denied")
        | verbs("complain", frames="that of"),
        phrases={"according to": "neutral", "was quoted as saying": "neutral"},
        nouns={"warning": "confronting"},
        adjectives={"confident": "emphatic"},
        titles=folded("President, Mr"),
        roles=folded("minister, ministry, union, chairman, spokesman, source, residents, head"),
        pronouns=folded("he, she, they, we"),
        subordinators=folded("that, whether"),
    ),
    "de": Lexicon(
        "de",
        verbs=verbs("sagte", "gesagt", "erklärte"),
        phrases={"laut": "neutral"},
        roles=folded("Bürgermeisterin, Minister, Sprecherin, Polizei"),
        pronouns=folded("er, sie"),
        subordinators=folded("dass"),
    ),
    "fr": Lexicon(
        "fr",
        verbs=verbs("déclaré", "ajouté", "affirmé"),
        phrases={"selon": "neutral"},
        titles=folded("Mme, M"),
        roles=folded("maire, ministère"),
        pronouns=folded("il, elle"),
        subordinators=folded("que"),
    ),
    "fa": Lexicon(
        "fa",
        verbs=verbs("گفت", "افزود", "اعلام کرد"),
        phrases={fold("به گفتهٔ"): "neutral"},
        roles=folded("وزیر, شهردار"),
        pronouns=folded("او"),
        subordinators=folded("که"),
    ),
    "ar": Lexicon(
        "ar",
        verbs=verbs("قال", "أضاف"),
        roles=folded("وزير, الوزير, رئيس"),
        pronouns=folded("هو"),
        subordinators=folded("أن, إن"),
    ),
}
TALVEN = Actor("talven", "Mira Talven", "person", (Alias("alias", "Talven"),))
BECK = Actor("beck", "Jonas Beck", "person")
BOOK = ActorBook([TALVEN, BECK])


def proposed(written: str, language: str = "en") -> tuple[str, tuple[LinkCandidate, ...]]:
    text, places = marked(written)
    claim = span(text, "claim", "claim", *places["claim"])
    found = candidates(
        page(text, claim, language=language),
        "claim",
        LEXICONS[language],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    return text, found


def first(written: str, language: str = "en") -> tuple[str, str]:
    text, found = proposed(written, language)
    cue = found[0].cue
    return found[0].text, cue.of(text) if cue is not None else ""


@pytest.mark.parametrize(
    ("written", "speaker", "cue"),
    [
        ("[claim:“We keep our word,”] said Talven.", "Talven", "said"),
        ("[claim:“We keep our word,”] she added.", "she", "added"),
        ("According to the ministry, [claim:it is late].", "the ministry", "According to"),
        ("On Monday Mira Talven, who leads it, said [claim:it is late].", "Mira Talven", "said"),
        ("Adding that [claim:it is late], Talven left.", "Talven", "Adding"),
    ],
)
def test_the_subject_of_the_cue_comes_first_with_the_cue(
    written: str, speaker: str, cue: str
) -> None:
    assert first(written) == (speaker, cue)


def test_two_people_named_separately_are_two_candidates() -> None:
    _, found = proposed("Talven and Beck said [claim:the talks would go on].")
    assert [one.text for one in found[:2]] == ["Talven", "Beck"]
    assert [one.actor_id for one in found[:2]] == ["talven", None]


def test_a_noun_that_looks_like_a_verb_of_saying_is_no_cue() -> None:
    text, found = proposed("His claims and the reports of [claim:a leak] came late.")
    assert all(one.cue is None for one in found), text


def test_a_speaker_and_a_cue_that_are_marked_are_named_by_their_ids() -> None:
    text, places = marked("[claim:“It is late,”] [cue:said] [speaker:Talven] again.")
    found = candidates(
        page(
            text,
            *(span(text, name, name, *parts) for name, parts in places.items()),
        ),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    best = found[0]
    assert (best.kind, best.span_id, best.cue_span_id) == ("span", "speaker", "cue")
    assert best.actor_id == "talven"


def test_without_a_cue_the_speaker_of_the_claim_before_comes_first() -> None:
    text, places = marked(
        "[far:Beck] came. [speaker:Talven] said [one:it was late]. [claim:The lake would freeze]."
    )
    spans = [
        span(text, "far", "speaker", *places["far"]),
        span(text, "speaker", "speaker", *places["speaker"], actor_id="talven"),
        span(text, "one", "claim", *places["one"]),
        span(text, "claim", "claim", *places["claim"]),
    ]
    found = candidates(
        page(text, *spans, links=[link("said_by", "one", "speaker")]),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert (found[0].span_id, found[0].cue, found[0].actor_id) == ("speaker", None, "talven")
    assert found[1].span_id == "far"


def test_marked_speakers_come_nearest_first_and_before_unmarked_words() -> None:
    text, places = marked(
        "[a:Beck] came.\n\n[b:Talven] went. [claim:The lake would freeze] if Oren Hask waited."
    )
    spans = [
        span(text, "a", "speaker", *places["a"]),
        span(text, "b", "speaker", *places["b"]),
        span(text, "claim", "claim", *places["claim"]),
    ]
    found = candidates(
        page(text, *spans), "claim", LEXICONS["en"], BOOK, scheme=builders.scheme(), layer_id=LAYER
    )
    assert [(one.kind, one.text) for one in found] == [
        ("span", "Talven"),
        ("span", "Beck"),
        ("words", "Oren Hask"),
    ]


def test_a_cue_that_announces_another_claim_already_is_not_proposed_for_the_next() -> None:
    text, places = marked(
        "[speaker:Talven] [cue:mentioned] [one:the talks], adding [claim:they failed]."
    )
    spans = [
        span(text, "speaker", "speaker", *places["speaker"]),
        span(text, "cue", "cue", *places["cue"]),
        span(text, "one", "claim", *places["one"]),
        span(text, "claim", "claim", *places["claim"]),
    ]
    found = candidates(
        page(text, *spans, links=[link("cued_by", "one", "cue")]),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert (found[0].span_id, found[0].cue) == ("speaker", at(text, "adding"))


def test_a_dateline_is_no_speaker() -> None:
    text, places = marked("LakeWire: The ministry said [claim:it is late].")
    dateline = (RegionType.DATELINE, Range(0, len("LakeWire:")))
    found = candidates(
        page(text, span(text, "claim", "claim", *places["claim"]), regions=[dateline]),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert found[0].text == "The ministry"
    assert all("LakeWire" not in one.text for one in found)


def test_a_headline_in_capitals_hides_no_verb() -> None:
    text, places = marked("Talven Says [claim:Ferry Stays in Port]")
    headline = (RegionType.HEADLINE, Range(0, len(text)))
    found = candidates(
        page(text, span(text, "claim", "claim", *places["claim"]), regions=[headline]),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert (found[0].text, found[0].cue) == ("Talven", at(text, "Says"))


def test_words_that_name_one_actor_set_it_and_a_pronoun_never_does() -> None:
    def actor(words: str, *, is_used: bool = False) -> str | None:
        text = f"{words} said it is late. The minister left."
        claim = span(text, "claim", "claim", at(text, "it is late"))
        used = span(text, "s", "speaker", at(text, "The minister", 1 + is_used))
        used = replace(used, actor_id="talven" if is_used else None)
        on = page(text, claim, used)
        book, scheme = BOOK, builders.scheme()
        found = candidates(on, "claim", LEXICONS["en"], book, scheme=scheme, layer_id=LAYER)
        return found[0].actor_id

    assert actor("Mira Talven") == "talven"
    assert actor("Mira Talven, Velmora’s Minister,") == "talven"
    assert actor("The minister") is None
    assert actor("The minister", is_used=True) == "talven"
    pronoun = span("He", "p", "speaker", (0, 2), actor_id="talven")
    claim = span("He said it is late.", "claim", "claim", (8, 18))
    on = page("He said it is late.", claim, pronoun)
    found = candidates(on, "claim", LEXICONS["en"], BOOK, scheme=builders.scheme(), layer_id=LAYER)
    assert found[0].actor_id == "talven"  # the coder has said so
    found = candidates(
        page("He said it is late.", claim),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert found[0].actor_id is None


def test_a_name_that_two_actors_share_sets_none() -> None:
    book = ActorBook(
        [Actor("city", "Kabul"), Actor("state", "Afghanistan", aliases=(Alias("x", "Kabul"),))]
    )
    text = "Kabul said it is late."
    on = page(text, span(text, "claim", "claim", at(text, "it is late")))
    found = candidates(on, "claim", LEXICONS["en"], book, scheme=builders.scheme(), layer_id=LAYER)
    assert (found[0].text, found[0].actor_id) == ("Kabul", None)


def test_what_is_no_claim_has_no_candidates() -> None:
    text = "Talven said so."
    on = page(text, span(text, "s", "speaker", (0, 6)))
    assert candidates(on, "s", LEXICONS["en"], BOOK, scheme=builders.scheme(), layer_id=LAYER) == ()
    assert (
        candidates(on, "gone", LEXICONS["en"], BOOK, scheme=builders.scheme(), layer_id=LAYER) == ()
    )


def test_names_roles_and_pronouns_beside_the_claim_follow_nearest_first() -> None:
    text, places = marked(
        "Menu Talven\n\nOren Hask met the minister in Karsund.\n\nShe left. [claim:It froze]."
    )
    furniture = (RegionType.BOILERPLATE, Range(0, len("Menu Talven")))
    claim = span(text, "claim", "claim", *places["claim"])
    found = candidates(
        page(text, claim, regions=[furniture]),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert [one.text for one in found] == ["She", "Karsund", "the minister", "Oren Hask"]
    assert {one.kind for one in found} == {"words"}


def test_in_a_script_without_capitals_marked_names_are_proposed_too() -> None:
    text, places = marked("[e:نیلان‌شهر] شلوغ بود. [claim:آب کم است].")
    spans = [
        span(text, "e", "entity", *places["e"], kind="organisation"),
        span(text, "claim", "claim", *places["claim"]),
    ]
    found = candidates(
        page(text, *spans, language="fa"),
        "claim",
        LEXICONS["fa"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert [one.text for one in found] == ["نیلان‌شهر"]


def test_from_far_away_each_actor_comes_once_and_the_list_stays_short() -> None:
    text = "Talven came. Beck came.\n\n" * 30 + "It would freeze soon."
    spans = [
        span(text, f"{name}-{n}", "speaker", at(text, name, n), actor_id=name.lower())
        for name in ("Talven", "Beck")
        for n in range(1, 31)
    ]
    claim = span(text, "claim", "claim", at(text, "It would freeze soon"))
    found = candidates(
        page(text, *spans, claim),
        "claim",
        LEXICONS["en"],
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert [one.span_id for one in found] == ["Beck-30", "Talven-30"]


def test_words_of_a_script_without_capitals_end_before_a_verb_of_saying() -> None:
    written = (
        "شهردار اعلام کرد پل بسته است. سخنگوی وزارت راه گفت: [claim:«هوا سرد است»]."
        "\n\nوزیر تأکید کرد."
    )
    text, places = marked(written)
    claim = span(text, "claim", "claim", *places["claim"])
    found = candidates(
        page(text, claim, language="fa"),
        "claim",
        lexicon("fa"),
        BOOK,
        scheme=builders.scheme(),
        layer_id=LAYER,
    )
    assert [one.text for one in found][:2] == ["سخنگوی وزارت راه", "شهردار"]
