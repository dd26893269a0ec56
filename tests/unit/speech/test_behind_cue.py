"""What a verb governs that stands behind it without "that"."""

import pytest

from tests.unit.speech.governing import holds


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "Selon la maire, [le pont est sûr]."),
        ("en", "The Ministry of Transport and Energy said [the bridge is safe]."),
        ("en", "Ida Kern and Tom Beck said [the bridge was safe]."),
        ("en", "After the rain Kern said [the bridge was safe]."),
        ("en", "A unit called the Sea Watch was closed."),
        ("en", "As the mayor said on Monday, [the bridge was safe]."),
        ("de", "Wie die Polizei am Montag mitteilte, [wurde niemand verletzt]."),
        ("de", "Er kündigte an, [mit den Verbänden zu sprechen], machte aber wenig Hoffnung."),
        ("de", "Es wird erwartet, dass die Preise steigen."),
        ("de", "Der Verein geht dagegen davon aus, dass [die Schule bleibt]."),
        ("en", "The firm received requests to leave."),
        ("en", "She admitted to being late."),
        ("en", "The plan he proposed in May, which was cheap, failed."),
        ("en", "After the rain the mayor said [the bridge was safe]."),
        ("en", "In Sarn on Monday Kern said [the bridge was safe]."),
        ("en", "Kern, the mayor, called [the plan a mistake]."),
        ("en", "Kern, 58, rejected [the plan]."),
        ("en", "She suggested [volunteers could keep it open]."),
        ("en", "He found [the door was locked]."),
        ("en", "Kern expects [the bridge will open in May]."),
        (
            "en",
            "Roe asks that [tanks be cleaned]; [Sarn's had not been cleaned], a report says.",
        ),
        ("en", "Kern said [the bridge was safe; the road was not]."),
        ("en", "He warned [many of its members were leaving]."),
        ("en", "Kern denies [the claim]: “The bridge is safe.”"),
        ("en", "She has called repeatedly for [a new bridge]."),
        ("en", "He referred on Monday to [his visit to Sarn]."),
        ("de", "Brink sprach am Rande der Sitzung von [einem Sparprogramm]."),
        ("de", "Lüders wies [diesen Vorwurf] entschieden zurück: „Wir sparen nicht.“"),
        (
            "de",
            "Im Gespräch kritisiert sie [die Politik] und erklärt, warum [das Wasser stieg].",
        ),
        ("de", "Für September kündigte Rehder [eine Versammlung] an."),
        ("de", "Sie findet, [das sei zu teuer]."),
        ("en", "She told them [the talks were over]."),
        ("en", "He said [nothing had been decided]."),
        ("en", "He stressed [the point]: “We must.”"),
        ("en", "The study showed [prices had risen]."),
        ("en", "Kern wanted [to leave]."),
        ("en", "The mayor, who suggested [the plan had failed], left."),
        ("de", "Am Freitag forderte der Minister [mehr Geld]."),
        ("de", "Die Partei kündigte für Mai [eine Versammlung] an."),
        ("de", "Der Minister verwies erneut auf [die hohen Kosten]."),
        ("de", "Sie sprach mit dem Minister über [die Lage]."),
        ("en", "He warned [many of its 40,000 members were running out of time]."),
        ("en", "The judge reminded the jury that [they must not speak about the case]."),
        ("en", "Beck accused some of the members of [theft]."),
        ("en", "The police found [the door of the house was locked]."),
        ("es", "Pardo acusó al equipo de gobierno [de haber olvidado las tuberías]."),
        ("es", "Los agricultores advierten de que [perderán la cosecha]."),
        ("es", "Pardo acusó al alcalde de [corrupción]."),
        ("fr", "Le maire a accusé l'équipe de football [d'avoir menti]."),
        ("en", "He announced [spending on the pier]."),
        ("de", "Lüders wies [dies] zurück."),
        ("de", "Die Partei kündigte für die Kinder [ein Fest] an."),
        ("en", "Kern left and later also found [the door was locked]."),
        ("en", "Ada Bea Cara Dora Ella Fina Gina Hana: [The Pier Is Safe]"),
        ("en", "She found [it would rain]."),
        ("en", "Talven (KTC): [The Pier Is Safe]"),
        ("de", "Er sagte, dass [die Brücke sicher sei], und fügte hinzu, dass [sie alt sei]."),
        ("en", "Kern, who has said [she will stay], left."),
        ("en", "Police believe [the boat sank on Monday]."),
        ("en", "The ministry said on its website [the pier would close]."),
        ("en", "After the vote, Kern said in Sarn [the plan was dead]."),
        ("en", "Once the boat left, Kern told the crew [to wait]."),
        ("en", "He complained bitterly about [the noise]."),
        ("en", "He was sure that [it rained]."),
        ("de", "Er wies darauf hin, dass [es regnet]."),
    ],
)
def test_a_clause_or_an_object_stands_behind_its_verb(language: str, written: str) -> None:
    holds(language, written)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Sarn, also called the Lake Town, is old."),
        ("en", "He visited Sarn, also called the Lake Town."),
        ("en", "The plan, described as a mistake, was dropped."),
        ("en", "He said at a meeting: “We must.”"),
        ("en", "He found the key in the lake."),
        ("en", "What we know so far: two ferries have sunk."),
        ("de", "Er wusste, was zu tun war."),
        ("de", "Wie aus dem Bericht hervorgeht, war es spät."),
        ("fa", "وزیر در پاسخ گفت: «هوا سرد است.»"),
        ("de", "Das sagte Landrätin Sabine Kern am Montag zu."),
        ("en", "The most known effects of it are visible."),
        ("en", "He told a local newspaper."),
        ("ar", "قال الوزير الميناء مغلق."),
        ("en", "Ada Bea Cara Dora Ella Fina Gina Hana Ida: The Pier Is Safe"),
        ("en", "She found in the lake a key that was lost."),
        ("en", "They complain about."),
        ("ar", "انتقد الوزير."),
        ("fa", "نماینده از وزیر خواست تا."),
        ("de", "Es regnete den ganzen Tag, so die Leiterin blieb daheim."),
        ("fr", "Sarn, aussi appelée la ville du lac, est vieille."),
        ("fr", "Le plan, qualifié d'erreur, a été retiré."),
        ("fr", "Le maire, accusé de mensonge, a quitté la salle."),
        ("es", "Sarn, también llamada la ciudad del lago, es vieja."),
        ("es", "El alcalde, acusado de mentir, dejó la sala."),
        ("en", "Talven Ferry Stays in Port"),
        ("en", "Kern spoke and left."),
        ("de", "Gefragt nach dem Plan, lachte er."),
    ],
)
def test_what_describes_is_no_object_and_what_is_done_is_not_said(
    language: str, written: str
) -> None:
    holds(language, written)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "انتقد الوزير [القرار الجديد]."),
        ("ar", "وأشار الوزير إلى [أهمية الميناء]."),
        ("ar", "وحذر المتحدث من [انهيار السد]."),
        ("ar", "قال الوزير إن [الميناء مغلق]، مضيفا أن [العمل سيستمر]."),
        ("ar", "وأضاف قائلا إن [الميناء مغلق]."),
        ("ar", "وأشار المتحدث إلى أن [الميناء مغلق]."),
        ("ar", "ودعا الرئيس إلى [وقف القتال]."),
        ("ar", "طالب العمال بزيادة الأجور."),
        ("ar", "قال الوزير إن [الميناء مغلق] وأضاف أن [العمل سيستمر]."),
        ("ar", "وقال الوزير، محذرا من [انهيار السد]."),
        ("ar", "وأكد الرئيس أن [الجسر آمن]، مشددا على [ضرورة الإصلاح]."),
        ("ar", "ونفى الوزير [صحة الأنباء]."),
    ],
)
def test_an_arabic_verb_governs_what_its_preposition_or_a_role_leads_to(
    language: str, written: str
) -> None:
    holds(language, written)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fa", "او فکر می‌کند [هوا سرد است]."),
        ("fa", "نماینده از وزیر خواست تا [دربارهٔ گندم توضیح دهد]."),
        ("fa", "یکی از خریداران که نامش فاش نشد، گفت [دیگر نان نمی‌خرد]."),
    ],
)
def test_a_persian_verb_of_many_meanings_governs_a_clause_behind_it(
    language: str, written: str
) -> None:
    holds(language, written)
