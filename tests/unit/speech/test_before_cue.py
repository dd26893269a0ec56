"""What a cue governs that stands before it."""

import pytest

from tests.unit.speech.governing import holds


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "[The plan was “dead on arrival,”] said Kern."),
        ("de", "[Sie sei „sehr enttäuscht“], sagte die Ministerin."),
        ("de", "Ein Koch, der namenlos bleiben will, kam."),
        ("fr", "[Le pont], a dit la maire, [est sûr]."),
        ("fr", "[Le pont est sûr], selon la maire."),
        ("fr", "[Le pont est sûr], a dit la maire Anne Roux."),
        ("fr", "[Le pont], selon la maire, [est sûr]."),
        ("fr", "[Le pont est sûr], assure-t-elle."),
        ("fr", "[Le pont], a-t-il ajouté, [est sûr]."),
        ("fr", "[Le pont est sûr], a déclaré vendredi le maire de Kelsin, Paul Orme."),
        ("es", "[El puente], dijo la alcaldesa, [es seguro]."),
        ("es", "[El puente es seguro], según la alcaldesa."),
        ("es", "[El puente es seguro], dijo la alcaldesa Ana Ruiz."),
        ("es", "[El puente es seguro], aseguró ayer el ministro de Obras, Juan Peral."),
        ("es", "[El puente], según la alcaldesa, [es seguro]."),
        ("de", "[Die Brücke sei sicher], so die Bürgermeisterin."),
        ("de", "[Die Brücke], so die Bürgermeisterin, [sei sicher]."),
        ("de", "[Die Brücke sei sicher], sagte Kern."),
        ("de", "[Die Brücke], sagte Kern, [sei sicher]."),
        ("de", "[Die Brücke], betonte er, [sei sicher]."),
        ("de", "[Die Brücke sei sicher], sagte die Bürgermeisterin Ute Kern am Montag."),
        ("en", "[The bridge], said Kern, [would be safe]."),
        ("en", "[The bridge is safe], said Ida Kern and Tom Beck."),
        ("en", "[The bridge is safe], said the Ministry of Transport and Energy."),
        ("en", "[The bridge is safe], fire chief Anja Roe has told local radio."),
        ("de", "[Er sei erst spät informiert worden], sagte er dieser Zeitung."),
        ("en", "[The vote was rushed], said Kern, and nobody asked why."),
        ("de", "[Die Stellen], betonte er, [blieben alle im System]."),
        ("de", "[Der Plan sei alt], sagte Kern, die Bürgermeisterin."),
        ("en", "[The plan was old], said Kern, a farmer whose land had flooded."),
        ("en", "[The plan was old], Kern told a local newspaper on Monday."),
        ("en", "[The plan], Kern told reporters on Monday, [would fail]."),
        ("en", "[The door was locked], a report by the auditor found."),
        (
            "es",
            "[El campo no espera], afirma Jesús Tena, portavoz, que exige [ayudas urgentes].",
        ),
        ("en", "[The plan was old], said Kern, a weaver from Sarn."),
        ("de", "[Die Brücke ist sicher], schrieb die Ministerin auf der Plattform."),
        ("fr", "[Le pont est sûr], assure Jeanne Arquet, qui dirige la ville."),
        ("en", "[The plan is dead], Kern wrote on X."),
        ("en", "[Kern will stay], her office said in a statement on Monday."),
    ],
)
def test_a_claim_stands_before_its_cue_and_goes_on_behind_the_speaker(
    language: str, written: str
) -> None:
    holds(language, written)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fa", "وزیر راه [فرو ریختن پل اصلی] را تکذیب کرد."),
        ("fa", "معاون وزیر [این سخنان] را رد کرد و تأکید کرد [سهم استان‌ها دو برابر شده است]."),
        ("fa", "وی خواستار [افزایش سهم استان‌ها] شد."),
        ("fa", "وی خواستار [افزایش سهم استان‌ها] شد و گفت [هوا سرد است]."),
        ("fa", "رئیس کمیسیون بودجه [پیشنهاد دولت را «غیرواقعی»] خواند."),
        ("fa", "او کتاب را با صدای بلند خواند."),
        ("fa", "وزارتخانه گزارش را منتشر کرد."),
        ("fa", "سخنگوی وزارت خارجه [خبر حمله] را تکذیب کرد."),
        ("fa", "شهردار [انتقادها] را رد کرد."),
        ("fa", "سازمان [این افزایش را غیرقانونی] خوانده و گفته است [برخورد خواهد شد]."),
        ("fa", "سازمان از مردم پرسید و رفت."),
        ("fa", "اما وزیر راه [فرو ریختن پل] را تکذیب کرد."),
        ("fa", "او [خبر حمله] را تکذیب کرد."),
        ("fa", "او [همه چیز] را تکذیب کرد."),
    ],
)
def test_a_persian_verb_governs_the_object_or_the_judgement_before_it(
    language: str, written: str
) -> None:
    holds(language, written)
