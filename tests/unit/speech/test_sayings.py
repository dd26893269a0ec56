"""What a sentence says of a claim: its cue and whoever is its subject, by the shipped words."""

import pytest

from annotator.speech.grammar import WordKinds
from annotator.speech.sayings import Saying, saying_of
from annotator.speech.words import lexicon
from annotator.text.ranges import Range
from tests.unit.reading.pages import marked


def saying(language: str, text: str, claim: str) -> Saying:
    start = text.index(claim)
    words = WordKinds(lexicon(language), language)
    return saying_of(text, (Range(start, start + len(claim)),), words)


@pytest.mark.parametrize(
    ("language", "text", "claim", "cue", "speaker"),
    [
        (
            "en",
            "The warning of the foreign minister that talks were over came late.",
            "talks were over",
            "warning",
            "the foreign minister",
        ),
        ("en", "Dar’s warning that talks were over came.", "talks were over", "warning", "Dar"),
        (
            "de",
            "Die Warnung des Ministers, dass die Gespräche vorbei seien, kam spät.",
            "die Gespräche vorbei seien",
            "Warnung",
            "des Ministers",
        ),
        (
            "fr",
            "L’annonce de la ministre que les cours seraient supprimés a surpris.",
            "les cours seraient supprimés",
            "annonce",
            "la ministre",
        ),
        (
            "fr",
            "« Nous partirons », a déclaré la ministre de la Santé, Anne Morel.",
            "« Nous partirons »",
            "a déclaré",
            "la ministre de la Santé, Anne Morel",
        ),
        (
            "fr",
            "D’après le maire de Karsund, le pont sera fermé.",
            "le pont sera fermé",
            "D’après",
            "le maire de Karsund",
        ),
        (
            "fr",
            "Le pont sera fermé, d’après la mairie.",
            "Le pont sera fermé",
            "d’après",
            "la mairie",
        ),
        (
            "fr",
            "« Le pont fermera », a annoncé mardi la compagnie ferroviaire du sud.",
            "« Le pont fermera »",
            "a annoncé",
            "la compagnie ferroviaire du sud",
        ),
        (
            "de",
            "„Die Brücke wird gesperrt“, sagte am Montag die Ministerin Anna Feld.",
            "„Die Brücke wird gesperrt“",
            "sagte",
            "die Ministerin Anna Feld",
        ),
        (
            "en",
            "The spokesman said in a statement that the service returns.",
            "the service returns",
            "said",
            "The spokesman",
        ),
        ("fr", "« Nous irons, dit-il, demain. »", "« Nous irons", "dit", "il"),
    ],
)
def test_a_sentence_says_by_which_word_a_claim_is_made_and_by_whom(
    language: str, text: str, claim: str, cue: str, speaker: str
) -> None:
    found = saying(language, text, claim)
    assert found.cue is not None
    assert found.cue.of(text) == cue
    assert [one.of(text) for one in found.speakers] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The report, if true, shows that nothing changed.",
        "A warning of rain came. Nothing changed.",
    ],
)
def test_a_noun_without_that_behind_it_announces_nothing(text: str) -> None:
    found = saying("en", text, "othing changed")
    assert found.cue is None or found.cue.of(text) not in ("report", "warning")


def test_a_sentence_in_a_language_without_words_says_only_what_a_colon_says() -> None:
    assert saying("xx", "Dar said that talks were over.", "talks were over") == Saying()
    assert saying("xx", "Dar: talks were over", "talks were over").cue == Range(3, 4)


def said(language: str, written: str) -> tuple[list[str], str]:
    """The speakers and the cue of the claim that is marked in a sentence."""
    text, places = marked(written)
    parts = [Range(*part) for part in places["claim"]]
    found = saying_of(text, parts, WordKinds(lexicon(language), language))
    return [one.of(text) for one in found.speakers], found.cue.of(text) if found.cue else ""


@pytest.mark.parametrize(
    ("written", "speaker", "cue"),
    [
        ("[claim:“We keep our word,”] said Talven.", "Talven", "said"),
        ("[claim:“We keep our word,”] she added.", "she", "added"),
        ("[claim:“What now?”] asked Talven.", "Talven", "asked"),
        ("[claim:“We will,”] he said, [claim:“not wait.”]", "he", "said"),
        ("[claim:The lake is warmer], said the ministry.", "the ministry", "said"),
        ("Talven said that [claim:the lake is warmer].", "Talven", "said"),
        ("However, Mira Talven stressed that [claim:it is late].", "Mira Talven", "stressed"),
        ("The minister also mentioned [claim:the talks].", "The minister", "mentioned"),
        ("Talven mentioned the talks, saying [claim:they failed].", "Talven", "saying"),
        ("Talven mentioned the talks and added, [claim:“It is late.”]", "Talven", "added"),
        ("Beck visited Karsund and said [claim:it was safe].", "Beck", "said"),
        ("The union has not said whether [claim:they sail].", "The union", "has not said"),
        ("Beck pointed out that [claim:nobody paid].", "Beck", "pointed out"),
        ("They complain of [claim:late buses].", "They", "complain of"),
        ("Beck was quoted as saying [claim:it is safe].", "Beck", "was quoted as saying"),
        ("According to the ministry, [claim:it is late].", "the ministry", "According to"),
        ("[claim:It is late], according to the ministry.", "the ministry", "according to"),
        ("Talven: [claim:Ferry Stays in Port]", "Talven", ":"),
        ("Beck’s warning that [claim:it was late] came too late.", "Beck", "warning"),
        (
            "Mira Talven, Velmora’s Transport Minister, told reporters that [claim:it is late].",
            "Mira Talven, Velmora’s Transport Minister",
            "told",
        ),
        (
            "[claim:“It is late,”] said Mira Talven, Velmora’s Transport Minister, on Monday.",
            "Mira Talven, Velmora’s Transport Minister",
            "said",
        ),
        (
            "A source close to the talks, who asked for nothing, said [claim:half was paid].",
            "A source close to the talks",
            "said",
        ),
        (
            "[claim:“It is safe,”] the head of the union, Oren Hask, told reporters.",
            "the head of the union, Oren Hask",
            "told",
        ),
        ("The Lake Workers’ Union (LWU) denied [claim:it].", "The Lake Workers’ Union", "denied"),
        ("In Karsund on Monday the ministry said [claim:it is late].", "the ministry", "said"),
        ("Oren Hask, 54, said [claim:it is late].", "Oren Hask", "said"),
        ("Hask said on Monday, speaking in Sarn, that [claim:it is late].", "Hask", "said"),
        ("Talven is not confident that [claim:it helps].", "Talven", "is not confident"),
        (
            "The Karsund council chairman said [claim:it is late].",
            "The Karsund council chairman",
            "said",
        ),
        (
            "[claim:“It is late,”] President Elin Marr and the minister said.",
            "President Elin Marr and the minister",
            "said",
        ),
        (
            "Hask, the chairman of a union who came late, said [claim:no].",
            "Hask, the chairman of a union",
            "said",
        ),
        ("Talven told Beck [claim:it is late], adding nothing.", "Talven", "told"),
        ("The old ferryman said [claim:it is late].", "The old ferryman", "said"),
        ("[claim:“It is late,”] said the old ferryman.", "the old ferryman", "said"),
        ("[claim:It is late], a study by the ministry says.", "a study by the ministry", "says"),
        ("After the talks ended Talven said [claim:it is late].", "Talven", "said"),
    ],
)
def test_the_subject_of_the_cue_speaks(written: str, speaker: str, cue: str) -> None:
    assert said("en", written) == ([speaker], cue)


@pytest.mark.parametrize(
    ("language", "written", "speaker", "cue"),
    [
        (
            "de",
            "[claim:„Wir warten“], sagte Bürgermeisterin Ida Kern am Montag.",
            "Bürgermeisterin Ida Kern",
            "sagte",
        ),
        ("de", "Am Montag sagte der Minister: [claim:„Es ist spät.“]", "der Minister", "sagte"),
        ("de", "Ida Kern hat gesagt, dass [claim:es spät ist].", "Ida Kern", "hat gesagt"),
        ("de", "Laut Polizei [claim:wurde niemand verletzt].", "Polizei", "Laut"),
        ("fr", "[claim:« Nous restons »], a déclaré Mme Roche.", "Mme Roche", "a déclaré"),
        ("fr", "[claim:« Nous restons »], a-t-il ajouté.", "il", "ajouté"),
        ("fr", "Selon le ministère, [claim:le pont rouvrira].", "le ministère", "Selon"),
        (
            "fr",
            "Le maire de Valbrune a affirmé que [claim:tout va bien].",
            "Le maire de Valbrune",
            "a affirmé",
        ),
        ("fa", "وزیر نیرو روز دوشنبه گفت که [claim:سد پر می‌شود].", "وزیر نیرو", "گفت"),
        ("fa", "به گفتهٔ شرکت آب، [claim:نوسازی طول می‌کشد].", "شرکت آب", "به گفتهٔ"),
        ("fa", "[claim:«مردم حق دارند»]، او در نشست خبری گفت.", "او", "گفت"),
        ("fa", "شهردار اعلام کرد: [claim:«آب کم است.»]", "شهردار", "اعلام کرد"),
        ("ar", "قال وزير المياه إن [claim:السد سيمتلئ].", "وزير المياه", "قال"),
        ("ar", "وأضاف الوزير أن [claim:العمل مستمر].", "الوزير", "وأضاف"),
        ("ar", "[claim:«لن ننتظر»]، قال رئيس البلدية.", "رئيس البلدية", "قال"),
    ],
)
def test_other_languages_have_their_own_order_of_words(
    language: str, written: str, speaker: str, cue: str
) -> None:
    assert said(language, written) == ([speaker], cue)


@pytest.mark.parametrize(
    ("written", "speakers", "cue"),
    [
        ("Talven and Beck said [claim:the talks would go on].", ["Talven", "Beck"], "said"),
        ("His claims and the reports of [claim:a leak] came late.", [], ""),
        ("Talven said nothing. Nobody came. [claim:It was late].", [], ""),
        ("[claim:It was late]. Talven said nothing.", [], ""),
        ("Beck said: [claim:“Dar says no.”]", ["Beck"], "said"),
        ("Beck, who said no, left; [claim:“It is late,”] Talven added.", ["Talven"], "added"),
        ("In his letter: [claim:“It is late.”]", ["his letter"], ":"),
        ("[claim:“It is late,”] he said, and added nothing.", ["he"], "said"),
        ("[claim:“It is late,”] adding that it was so.", [], ""),
        ("“A,” [claim:“B,”] and Beck later quietly said.", ["Beck"], "said"),
        ("Talven also never publicly said [claim:it].", ["Talven"], "never publicly said"),
        ("Beck said it again: [claim:“It is late.”]", ["Beck"], "said"),
        (
            "Beck said in a statement from the town by the lake that [claim:it is late].",
            ["Beck"],
            "said",
        ),
        ("Talven mentioned it and later added that [claim:it is late].", ["Talven"], "added"),
    ],
)
def test_who_is_farther_away_or_only_named_does_not_speak(
    written: str, speakers: list[str], cue: str
) -> None:
    assert said("en", written) == (speakers, cue)


def test_what_announces_another_claim_and_what_is_said_elsewhere_comes_last() -> None:
    text = "Talven mentioned the talks, adding they failed."
    words = WordKinds(lexicon("en"), "en")
    start = text.index("they failed")
    claim, other = Range(start, len(text) - 1), Range(17, 26)
    used = Range(7, 16)
    found = saying_of(text, [claim], words, others=[other], used_cues=(used,))
    assert (found.cue.of(text), [one.of(text) for one in found.speakers]) == ("adding", ["Talven"])


def test_in_a_headline_a_capital_hides_no_verb() -> None:
    text = "Talven Says Ferry Stays in Port"
    words = WordKinds(lexicon("en"), "en")
    found = saying_of(text, [Range(12, len(text))], words, is_headline=True)
    assert found.cue == Range(7, 11)
    assert saying_of(text, [Range(12, len(text))], words).cue is None


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("Talven Says Ferry Stays", True),
        ("Talven Says Ferry", True),
        ("Talven Says Ferry stays in", True),
        ("Talven Says ferry stays", False),
        ("Talven Says ferry stays in the old Port", False),
    ],
)
def test_a_headline_of_capitals_has_more_words_with_one_than_without(
    text: str, is_title: bool
) -> None:
    claim = Range(text.index("erry") - 1, len(text))
    found = saying_of(text, [claim], WordKinds(lexicon("en"), "en"), is_headline=True)
    assert found == (Saying(Range(7, 11), (Range(0, 6),), found.why) if is_title else Saying())


@pytest.mark.parametrize(("n_words", "is_near"), [(16, True), (17, False)])
def test_a_cue_is_sought_within_sixteen_words_of_the_claim(n_words: int, is_near: bool) -> None:
    between = " ".join(["far"] * n_words)
    in_front = f"Dar said {between} [claim:it]."
    behind = f"[claim:It], {' '.join(['far'] * (n_words - 1))} Dar said."
    assert [said("en", one)[1] for one in (in_front, behind)] == ["said" if is_near else ""] * 2


def test_cues_of_other_claims_come_last_however_near() -> None:
    text = "Talven said in the end, adding, noting, it was late."
    words = WordKinds(lexicon("en"), "en")
    claim = [Range(text.index("it was"), len(text) - 1)]
    used = [Range(text.index(cue), text.index(cue) + len(cue)) for cue in ("adding", "noting")]
    for used_cues, cue in (((), "noting"), (used[1:], "adding"), (used, "said")):
        found = saying_of(text, claim, words, used_cues=tuple(used_cues))
        assert found.cue is not None
        assert found.cue.of(text) == cue
    every = (*used, Range(text.index("said"), text.index("said") + 4))
    assert saying_of(text, claim, words, used_cues=every).speakers == (Range(0, 6),)


def test_why_somebody_is_offered_is_said_with_the_words_that_tell() -> None:
    for written, why in (
        ("Talven said [claim:it is late].", "Subject of “said”"),
        ("According to Talven [claim:it is late].", "“According to”"),
        ("Talven: [claim:it is late].", "Name before a colon"),
    ):
        text, places = marked(written)
        parts = [Range(*part) for part in places["claim"]]
        assert saying_of(text, parts, WordKinds(lexicon("en"), "en")).why == why
