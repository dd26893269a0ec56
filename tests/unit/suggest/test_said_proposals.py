"""What is proposed of quotations and reports: claims with cue and speakers, and the reasons."""

from __future__ import annotations

import pytest

from annotator.model.article import Origin, Region, RegionType
from annotator.model.scheme import Role
from annotator.model.span import Confidence
from annotator.suggest.base import Options, Proposals, SuggestInput
from annotator.suggest.merging import merged
from annotator.suggest.model.parsed import Parse, ParsedWord
from annotator.suggest.quotations import QUOTATIONS
from annotator.suggest.reports import REPORTS
from annotator.text.ranges import Range

NOTHING = Proposals()


def both(text: str, language: str = "en", *regions: Region, **options: bool) -> Proposals:
    given = SuggestInput(text, language, regions, options=Options(**options))
    found = [one.suggest(given, NOTHING) for one in (QUOTATIONS, REPORTS)]
    return merged(given, found)


def region(text: str, words: str, kind: RegionType) -> Region:
    at = text.index(words)
    return Region("r", "a", kind, Range(at, at + len(words)), Origin.PROPOSED, "regions")


def lines(text: str, found: Proposals) -> list[str]:
    """Each claim as "speakers | cue | claim", in text order."""
    words = {one.ref: " … ".join(part.of(text) for part in one.parts) for one in found.spans}
    made = []
    for span in found.spans:
        if span.role is Role.CLAIM:
            ends = {role: [] for role in (Role.SAID_BY, Role.CUED_BY)}
            for link in found.links:
                if link.source == span.ref:
                    ends[link.role].append(words[link.target])
            who, cue = ("; ".join(ends[role]) for role in (Role.SAID_BY, Role.CUED_BY))
            made.append(f"{who} | {cue} | {words[span.ref]}")
    return made


@pytest.mark.parametrize(
    ("language", "text", "proposed"),
    [
        ("en", "“All is well,” said Dar.", ["Dar | said | “All is well,”"]),
        ("en", '"All is well," said Dar.', ['Dar | said | "All is well,"']),
        (
            "en",
            "“We will,” he said, “not wait.”",
            ["he | said | “We will,” … “not wait.”"],
        ),
        (
            "en",
            "We must “fill the old lake up again,” Dar said. “It is the only way.”",
            ["Dar | said | We must “fill the old lake up again,” … “It is the only way.”"],
        ),
        (
            "en",
            "Beck said they had waited “for many months”, and called it “bad for the town”.",
            [
                "Beck | said | they had waited “for many months”",
                "Beck | called | it “bad for the town”",
            ],
        ),
        (
            "en",
            "He said, “It was a long day.\n\nWe were all tired.” The match was late.",
            ["He | said | “It was a long day.\n\nWe were all tired.”"],
        ),
        (
            "en",
            "It quoted critics such as Beck, with Dar stating: “People flee every day.”",
            ["Dar | stating | “People flee every day.”"],
        ),
        (
            "en",
            "One reader admitted it, writing in a blog post “I have done it all myself.”",
            ["One reader | writing | “I have done it all myself.”"],
        ),
        (
            "en",
            "Sarn has learnt that according to a letter, the pier is closed.",
            ["a letter | according to | the pier is closed"],
        ),
        (
            "en",
            "“We go home now,” he said. “And we stay there.”",
            ["he | said | “We go home now,” … “And we stay there.”"],
        ),
        (
            "en",
            "“This is the first part.\n\n“And this is the second one,” said Kern.",
            ["Kern | said | “This is the first part. … “And this is the second one,”"],
        ),
        (
            "en",
            "Kern said the talks were “not a failure” at all.",
            ["Kern | said | the talks were “not a failure” at all"],
        ),
        ("en", "The “safe zone” was empty on Monday.", []),
        ("en", "He read “The Old Man and the Sea” again.", []),
        (
            "de",
            "„Wir gehen jetzt nach Hause“, sagte Kern.",
            ["Kern | sagte | „Wir gehen jetzt nach Hause“"],
        ),
        (
            "de",
            "»Wir gehen jetzt nach Hause«, sagte Kern.",
            ["Kern | sagte | »Wir gehen jetzt nach Hause«"],
        ),
        (
            "fr",
            "« Nous partons demain matin », a dit Anne Roux.",
            ["Anne Roux | a dit | « Nous partons demain matin »"],
        ),
        ("fa", "وزیر گفت: «بندر بسته است.»", ["وزیر | گفت | «بندر بسته است.»"]),
        ("en", "Dar stressed that the bridge was shut.", ["Dar | stressed | the bridge was shut"]),
        ("en", "The bridge was shut, underlined Dar.", ["Dar | underlined | The bridge was shut"]),
        (
            "en",
            "According to the mayor, the bridge was shut.",
            ["the mayor | According to | the bridge was shut"],
        ),
        (
            "en",
            "Dar left early, saying the bridge was shut.",
            ["Dar | saying | the bridge was shut"],
        ),
        ("en", "It is noteworthy that the bridge was shut.", []),
        ("en", "It appears that the bridge was shut.", []),
        ("en", "Dar criticised the decision of the council.", []),
    ],
)
def test_of_a_sentence_is_proposed(language: str, text: str, proposed: list[str]) -> None:
    assert lines(text, both(text, language)) == proposed


def test_what_names_only_the_topic_is_proposed_when_asked_for() -> None:
    text = "Dar criticised the decision of the council."
    assert lines(text, both(text, reported=True)) == [
        "Dar | criticised | the decision of the council"
    ]


def test_what_somebody_fears_is_proposed_when_asked_for() -> None:
    text = "Dar fears that the bridge is shut."
    assert lines(text, both(text)) == []
    assert lines(text, both(text, thoughts=True)) == ["Dar | fears | the bridge is shut"]


def test_what_a_report_finds_and_somebody_believes_is_said_without_asking() -> None:
    text = "The report found that the bridge was shut. Dar believes that it is open."
    assert lines(text, both(text)) == [
        "The report | found | the bridge was shut",
        "Dar | believes | it is open",
    ]


def test_a_quotation_that_never_closes_is_less_sure_than_one_that_does() -> None:
    closed, opened = (both(text).spans[0] for text in ("“All is well,” he said.", "“All is well."))
    assert Confidence.of(closed.confidence) is Confidence.SURE
    assert Confidence.of(opened.confidence) is Confidence.PERHAPS


def test_a_quotation_whose_cue_stands_far_from_it_is_but_likely() -> None:
    near = "The letter says, “No ship may leave,” and the port is shut."
    far = "The letter, which papers report the mayor got on Monday, “No ship may leave,” is long."
    for text, sure in ((near, Confidence.SURE), (far, Confidence.LIKELY)):
        (claim,) = (one for one in both(text).spans if one.role is Role.CLAIM)
        assert Confidence.of(claim.confidence) is sure


def test_a_quotation_over_paragraphs_holds_what_is_said_in_it() -> None:
    text = "“Dar told us that it was late. We went.\n\n“We slept,” said Kern."
    assert lines(text, both(text)) == [
        "Kern | said | “Dar told us that it was late. We went. … “We slept,”"
    ]


def test_a_verb_with_only_an_object_is_no_claim_until_asked_for() -> None:
    assert lines("", both("Marsh, who wrote the bill, has said little in public.")) == []


def test_a_claim_inside_a_claim_is_proposed_when_asked_for() -> None:
    text = "Dar said Kabul had told him that the talks were over."
    outer = "Dar | said | Kabul had told him that the talks were over"
    assert lines(text, both(text)) == [outer]
    assert lines(text, both(text, nested=True)) == [
        outer,
        "Kabul | had told | the talks were over",
    ]


def test_a_quotation_without_a_cue_is_said_by_whoever_spoke_before_in_the_paragraph() -> None:
    text = "Kern said the bridge was shut. “We shall open it again in the spring.”"
    found = both(text)
    assert lines(text, found)[1] == "Kern |  | “We shall open it again in the spring.”"
    assert found.spans[-1].reason.code == "continued"


def test_a_headline_with_a_name_before_a_colon_is_said_by_the_name() -> None:
    text = "Ishaq Dar: Ties with Kabul were cut\n\nNothing more is known of it today."
    headline = region(text, "Ishaq Dar: Ties with Kabul were cut", RegionType.HEADLINE)
    assert lines(text, both(text, "en", headline)) == ["Ishaq Dar | : | Ties with Kabul were cut"]


def test_neither_furniture_nor_byline_nor_dateline_speaks() -> None:
    text = (
        "KABUL (AP) — The bridge was shut, the mayor said.\n\nBy Tom Beck\n\nHe said all is well."
    )
    silent = [
        region(text, "KABUL (AP) —", RegionType.DATELINE),
        region(text, "By Tom Beck", RegionType.BYLINE),
        region(text, "He said all is well.", RegionType.BOILERPLATE),
    ]
    assert lines(text, both(text, "en", *silent)) == ["the mayor | said | The bridge was shut"]


def test_the_answers_of_an_interview_are_said_by_whoever_is_named_before_them() -> None:
    text = "Q: Is it safe?\nKERN: It is. We looked.\nQ: And now?\nKERN: Now we wait.\n"
    assert lines(text, both(text)) == ["KERN | : | It is. We looked", "KERN | : | Now we wait"]


def test_a_cue_in_two_pieces_has_a_part_for_each() -> None:
    text = "Kern wies die Kritik am Plan scharf zurück."
    assert lines(text, both(text, "de", reported=True)) == [
        "Kern | wies … zurück | die Kritik am Plan"
    ]


def test_the_reason_names_the_cue_and_lights_up_cue_and_speaker() -> None:
    text = "Dar stressed that the bridge was shut."
    claim = next(one for one in both(text).spans if one.role is Role.CLAIM)
    assert claim.reason.code == "verb+that"
    assert claim.reason.text == "verb of saying “stressed” + that"
    assert [one.of(text) for one in claim.reason.evidence] == ["stressed", "Dar"]


def by_model(text: str, **kinds: str) -> Proposals:
    """The rules with a parse that gives words a kind; other words are nouns."""
    words, at = [], 0
    for n, word in enumerate(text.split()):
        at = text.index(word, at)
        pos = kinds.get(word, "NOUN")
        words.append(ParsedWord(at, at + len(word), pos, "dep", n, "", is_entity_start=False))
    parse = Parse("a model", {0: tuple(words)})
    return REPORTS.suggest(SuggestInput(text, "en", parse=parse), NOTHING)


def test_a_cue_that_a_model_takes_for_a_noun_is_but_perhaps_one() -> None:
    text = "Dar claims the bridge was shut."
    (verb, noun) = (by_model(text, claims=pos) for pos in ("VERB", "NOUN"))
    assert {Confidence.of(one.confidence) for one in verb.spans} == {Confidence.SURE}
    assert {Confidence.of(one.confidence) for one in noun.spans} == {Confidence.PERHAPS}
