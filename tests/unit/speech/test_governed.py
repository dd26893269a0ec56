"""What verbs of saying govern: the words in square brackets, and nothing else."""

import pytest

from annotator.speech.governed import governed_at, governed_in
from annotator.text.ranges import Range
from tests.unit.speech.governing import governed, holds


@pytest.mark.parametrize(
    "written",
    [
        "The mayor said [the plan would fail].",
        "The mayor said on Monday that [the plan would fail].",
        "The mayor told reporters in Karsund on Monday that [the plan would fail].",
        "She told them [the plan would fail].",
        "She told staff [the office would close].",
        "The mayor asked whether [the plan would fail].",
        "Hask said [there were no ships].",
        "Hask said [that was the plan].",
        "They said [despite the rain, the boat would sail].",
        "He told the BBC [four ships had left].",
        "Hask told The Lake Post, [nobody had asked him].",
        "Reports ruled on September 11 [the vote was unlawful].",
        "The mayor said [$4m was missing and prices had risen by 95%].",
        "The mayor said [the plan would cost £5m (4.3 million euros)].",
        "Officials tell Lake News [every claim will be heard].",
        "People whose claim rate is above 95 go first.",
        "The form has 40 questions about those who came.",
        "The taxes requested in arrears from May are under the old system.",
    ],
)
def test_a_clause_is_governed_without_that_whether_and_whoever_is_told(written: str) -> None:
    holds("en", written)


@pytest.mark.parametrize(
    "written",
    [
        "She also mentioned [the meeting on May 20, 2025, with Tassin, Velmora, and Karsund].",
        "Beck criticised [the decision of the council (KTC) to close its pier].",
        "He referred to [his visit to Sarn on April 19, 2025], describing [it as a success].",
        "Union leaders called [it “a costly mistake” for both shores].",
        "They complain of [late buses and crowded stops].",
        "Roe accused the minister of [hiding the results].",
        "Hask took issue with [the figures].",
        "He spoke about [strengthening the fleet] and added, “We must.”",
    ],
)
def test_a_noun_is_governed_with_its_dates_brackets_and_lists(written: str) -> None:
    holds("en", written)


@pytest.mark.parametrize(
    "written",
    [
        "He promised [to hand Marr a petition].",
        "He urged Velmora [to return to the talks], adding, “No one gains.”",
        "Farr urged both sides [to accept mediation].",
        "The firm has offered [to replace the filters].",
    ],
)
def test_an_infinitive_is_governed_with_its_to(written: str) -> None:
    holds("en", written)


@pytest.mark.parametrize(
    "written",
    [
        "[No progress has been made in the talks], underlined Jonas Beck.",
        "[The vote was rushed through], said Owen Pask, who runs a guest house.",
        "[Talks will resume on Monday], a spokeswoman for the service confirmed.",
        "[The line had carried nobody], he said on Monday.",
        "[The plan], he said, [would fail in any case].",
        "[The pier stays closed], according to the town council.",
        "[The boat would be looked at], Hask said, to learn if it had sunk.",
        "According to the Chamber of Trade, [shops have lost money].",
        "According to the ministry, [nobody was hurt, and the pier is safe].",
        "KARSUND (AP) — [The pier stays closed], the mayor said.",
        "[The plan], according to Hask, [would fail in any case].",
        "According to the head of the port, Chris Beck, [nobody came].",
        "According to documents seen by Hask, [nobody came].",
        "According to Beck, who is in charge, [nobody came].",
    ],
)
def test_what_stands_before_the_verb_is_governed_and_what_goes_on_behind_it(written: str) -> None:
    holds("en", written)


def test_a_claim_that_its_verb_interrupts_has_two_parts() -> None:
    found, wanted = governed("en", "[The plan], he said, [would fail in any case].")
    assert found == [wanted]


@pytest.mark.parametrize(
    "written",
    [
        "He warned that [the patrol would end], and noted that [Tassin had paid].",
        "She said [the pier was safe] and insisted [it would stay open].",
        "Beck said [the pier was safe]; Moule described [that as “untrue”].",
        "Beck said [the pier was safe], but Hask denied [it was true].",
        "The minister, who said [talks were over], left the room.",
        "Citing [privacy rules], the officials left.",
        "While all agreed that [it was late], nobody left.",
        "He said [the ministry had told the union that [no jobs were at risk]].".replace(
            "that [no jobs were at risk]]", "that no jobs were at risk]"
        ),
    ],
)
def test_another_act_of_saying_ends_it(written: str) -> None:
    found, wanted = governed("en", written)
    words = [part for parts in found for part in parts]
    assert [one for one in wanted if one not in words] == []
    assert len(words) in (len(wanted), len(wanted) + 1)


def test_a_claim_inside_another_is_found_where_that_shows_it() -> None:
    text = "He said the ministry had told the union that no jobs were at risk."
    at = text.index("jobs")
    found = governed_at(text, Range(at, at + 4), "en")
    assert [one.parts[0].of(text) for one in found] == [
        "no jobs were at risk",
        "the ministry had told the union that no jobs were at risk",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is expected that the lake will freeze.",
        "It is noteworthy that the lake froze.",
        "The county is expected to decide in the autumn.",
        "A book written by Marc Headley.",
        "A source who asked not to be named left.",
        "Asked about the pier, she smiled.",
        "“No one gains,” he told a crowd in Sarn.",
        "He said at a long meeting in Sarn: “No one gains.”",
        "In a statement, it was late.",
        "In a statement posted in May, it was late.",
        "He was sworn in at 5:00 p.m.",
        "She argued in Sarn, “No one gains.”",
        "Never, according to Hask.",
        "He replied: “No one gains.”",
        "The report was long.",
        "Tassin did not comment.",
        "Beck, who was a candidate, left.",
        "It is one of the ships they said were lost.",
        "The case is looked at by both state and port.",
        "Protesters’ demands include a vote.",
        "The House confirmed him.",
    ],
)
def test_the_author_and_what_nobody_says_are_not_governed(text: str) -> None:
    assert governed_in(text, Range(0, len(text)), "en") == []


def test_a_name_and_a_colon_govern_the_rest_of_a_headline_but_not_of_a_sentence() -> None:
    holds("en", "Talven: [Ferry to Tassin Will Stay in Port]")
    holds("en", "LakeWire: The ferry to Tassin stayed in port.")


@pytest.mark.parametrize(
    "written",
    [
        "Kerner sagte, [die Stadt könne sich das nicht leisten].",
        "Der Verein teilte am Montag mit, dass [120 Kinder warten].",
        "Sie kündigte an, [bis Ostern ein Konzept vorzulegen].",
        "Er warf ihr vor, [keine Mittel beantragt zu haben].",
        "[Sie habe ihr Versprechen gebrochen], kritisierte der Fraktionschef, Jonas Wehrle.",
        "[Der Strom reiche für alle], fügte er hinzu.",
        "Der Landkreis wies [die Kritik an der Förderung] zurück.",
        "Die Vorsitzende forderte [eine Notlösung].",
        "Am Freitag forderte der Minister [mehr Geld].",
        "Anwohner klagten über [fehlende Informationen].",
        "Nach Angaben der Polizei [wurde niemand verletzt].",
        "Einem Bericht des Amts zufolge [brüten dort 14 Paare].",
        "Zugleich räumte sie ein, dass [es Fehler gab].",
        "[Buchungen seien storniert worden], hieß es.",
        "[Es handle sich um einen Einzelfall], hieß es aus dem Ministerium.",
        "[Der Täter habe allein gehandelt], so die Staatsanwaltschaft.",
        "[Sie habe], so Kerner weiter, [nie davon gewusst].",
        "Die Partei forderte die Kanzlerin auf, [ihre Haltung zu überdenken].",
        "Der Bericht, den das Amt vorlegte, nennt [drei Ursachen].",
        "In einem Interview sagte der Ökonom, [die Zinsen würden sinken].",
        "Man sprach so lange, so gut es ging.",
    ],
)
def test_german_clauses_begin_behind_a_comma_and_verbs_stand_in_two_pieces(written: str) -> None:
    holds("de", written)


@pytest.mark.parametrize(
    "written",
    [
        "رئیس اداره گفت که [تصمیم فردا گرفته می‌شود].",
        "شهردار اعلام کرد [شهرداری ۴۰ اتوبوس خریده است].",
        "به گفتهٔ سازمان هواشناسی، [باد نمی‌وزد].",
        "نماینده از [کندی کار شهرداری] انتقاد کرد.",
        "استاندار [این ادعا] را رد کرد.",
        "او تمجید کرد.",
        "او گفت که [هوا سرد است] و افزود که [برف می‌بارد].",
        "او از مردم خواست [در خانه بمانند].",
        "یک کارشناس معتقد است که [بندر سودی ندارد].",
    ],
)
def test_persian_verbs_govern_what_ke_begins_or_the_object_before_them(written: str) -> None:
    holds("fa", written)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "La ministre a déclaré vendredi que [les cours seraient supprimés]."),
        ("fr", "Il a ajouté qu’[aucun emploi n’était menacé]."),
        ("fr", "[Le port restera fermé], a déclaré le maire."),
        ("fr", "Selon la police, [personne n’a été blessé]."),
        ("fr", "Le maire a promis de [rouvrir le port].".replace("de [", "[de ")),
        ("fr", "Le syndicat a dénoncé [la fermeture du port]."),
        ("fr", "Le syndicat a accusé le maire [de mentir aux habitants]."),
        ("es", "El ministro dijo el lunes que [las clases serán suprimidas]."),
        ("es", "[El puerto seguirá cerrado], afirmó el alcalde."),
        ("es", "Según la policía, [nadie resultó herido]."),
        ("es", "El alcalde prometió [reabrir el puerto]."),
        ("es", "El sindicato criticó [el cierre del puerto]."),
        ("ar", "قال الوزير إن [الميناء مغلق]."),
        ("ar", "وأضاف أن [العمل سيستمر]."),
        ("ar", "وفقا للشرطة، [لم يصب أحد]."),
        ("ar", "بحسب الشرطة، [لم يصب أحد]."),
        ("ar", "انتقد الوزير [القرار الجديد]."),
    ],
)
def test_every_language_with_verbs_of_its_own_has_what_they_govern(
    language: str, written: str
) -> None:
    holds(language, written)


def test_in_a_language_without_words_nothing_is_governed() -> None:
    text = "Hän sanoi että suunnitelma epäonnistuu."
    assert governed_in(text, Range(0, len(text)), "fi") == []
    assert governed_in("He said it.", Range(0, 11), "und") == []


def test_a_verb_before_another_that_announces_a_quotation_governs_what_lies_between() -> None:
    holds("en", "Hask said [Beck had replied: “No.”]")
