"""Whom L finds: the subject of the cue of a claim, whatever stands on its other side."""

import pytest

from annotator.speech.grammar import word_kinds
from annotator.speech.sayings import saying_of
from annotator.text.ranges import Range


@pytest.mark.parametrize(
    ("language", "written", "speakers", "cue"),
    [
        ("en", "[The bridge is safe], said Ida Kern and Tom Beck.", "Ida Kern;Tom Beck", "said"),
        ("en", "“[The bridge is safe],” said Ida Kern and Tom Beck.", "Ida Kern;Tom Beck", "said"),
        (
            "en",
            "[The bridge is safe], said the Ministry of Transport and Energy.",
            "the Ministry of Transport and Energy",
            "said",
        ),
        (
            "en",
            "The Ministry of Transport and Energy said [the bridge is safe].",
            "The Ministry of Transport and Energy",
            "said",
        ),
        ("en", "Ida Kern and Tom Beck said [the bridge was safe].", "Ida Kern;Tom Beck", "said"),
        ("en", "After the rain Kern said [the bridge was safe].", "Kern", "said"),
        ("en", "After the rain the mayor said [the bridge was safe].", "the mayor", "said"),
        ("en", "The minister Kern said [the bridge was safe].", "The minister Kern", "said"),
        ("en", "At the ministry Kern said [the bridge was safe].", "Kern", "said"),
        ("en", "[The bridge is safe], said Kern and Beck denied it.", "Kern", "said"),
        ("en", "[The bridge], said Kern, [would be safe].", "Kern", "said"),
        ("en", "Kern told us that Ada Roe said that [it is safe].", "Ada Roe", "said"),
        ("en", "Kern told us that the mayor said [it is safe].", "the mayor", "said"),
        ("en", "That mayor said [it is safe].", "That mayor", "said"),
        ("en", "She has called repeatedly for [a new bridge].", "She", "has called"),
        ("en", "He referred on Monday to [his visit to Sarn].", "He", "referred"),
        (
            "en",
            "In a short note on Monday its chief nurse, Ada Thorne, wrote: [“Nothing is decided.”]",
            "its chief nurse, Ada Thorne",
            "wrote",
        ),
        (
            "en",
            "[“The ward is shut,”] organiser Neil Goss explained.",
            "organiser Neil Goss",
            "explained",
        ),
        ("en", "[Many have signed the letter], organisers say.", "organisers", "say"),
        ("en", "Kern was more careful: [“We wait for the figures.”]", "Kern", ":"),
        ("en", "It said [the bridge was safe].", "It", "said"),
        ("ur", "وزیراعظم نے کہا کہ [حکومت قیمتیں کم کرے گی]۔", "وزیراعظم", "کہا"),
        ("ur", "یونین کا کہنا ہے کہ [رقم نہیں ملی]۔", "یونین", "کا کہنا ہے"),
        ("ur", "پولیس کے مطابق [حملے میں تین افراد ہلاک ہوئے]۔", "پولیس", "کے مطابق"),
        ("ps", "ولسمشر وویل چې [جګړه به پای ته ورسېږي].", "ولسمشر", "وویل"),
        ("ps", "د پولیسو په وینا، [درې کسه ټپیان شوي دي].", "د پولیسو", "په وینا"),
        ("ar", "ونفت النقابة ذلك، مؤكدة أن [الحكومة لم تدفع].", "النقابة", "مؤكدة"),
        ("en", "The annual report said [the bridge was safe].", "The annual report", "said"),
        (
            "en",
            "[It is late], while the shop Ardent Glass says it is not.",
            "the shop Ardent Glass",
            "says",
        ),
        ("de", "Zugleich räumte sie ein, dass [es spät sei].", "sie", "räumte"),
        ("de", "Auf die Frage, ob Kern gehe, antwortete er: [„Nie im Leben.“]", "er", "antwortete"),
        ("de", "Ein Koch, der namenlos bleiben will, sagte, [es sei spät].", "Ein Koch", "sagte"),
        (
            "de",
            "Die Regierung hat am Mittwoch angekündigt, [den Etat zu kürzen].",
            "Die Regierung",
            "angekündigt",
        ),
        ("de", "[„Wir haben alles versucht“], so der Trainer nach dem Spiel.", "der Trainer", "so"),
        (
            "de",
            "[Es sei spät], rechnete dessen Vorsitzender Jan Beck vor.",
            "dessen Vorsitzender Jan Beck",
            "rechnete",
        ),
        ("de", "Kern bleibt skeptisch: [„Das haben wir schon gehört.“]", "Kern", ":"),
        ("fa", "برخی کاربران گفتند که [پل بسته است].", "برخی کاربران", "گفتند"),
        ("fa", "پزشکان از مردم خواستند که [در خانه بمانند].", "پزشکان", "خواستند"),
        (
            "fa",
            "دبیر شورا، مهناز فروغی، نیز در گفت‌وگویی گفت [پل بسته است].",
            "دبیر شورا، مهناز فروغی",
            "گفت",
        ),
        (
            "fa",
            "[«پل بسته است»]؛ این را کریم سلطانی، بزازی که پیر است، به ما گفت.",
            "کریم سلطانی",
            "گفت",
        ),
        ("en", "18:22 Bridge operator: [“We open one lane by midnight”]", "Bridge operator", ":"),
        ("de", "[Die Brücke sei sicher], so die Bürgermeisterin.", "die Bürgermeisterin", "so"),
        ("de", "[Die Brücke], so die Bürgermeisterin, [sei sicher].", "die Bürgermeisterin", "so"),
        ("de", "„[Die Brücke ist sicher]“, so Kern.", "Kern", "so"),
        ("de", "Brink sprach am Rande der Sitzung von [einem Sparprogramm].", "Brink", "sprach"),
        ("de", "Lüders wies [diesen Vorwurf] entschieden zurück.", "Lüders", "wies"),
        ("de", "Für September kündigte Rehder [eine Versammlung] an.", "Rehder", "kündigte"),
        (
            "de",
            "Der Verein teilte am Montag mit, dass [120 Kinder warten].",
            "Der Verein",
            "teilte",
        ),
        ("de", "Im Gespräch kritisiert sie [die Politik des Landes].", "sie", "kritisiert"),
        ("de", "[Der Strom reiche für alle], fügte er hinzu.", "er", "fügte"),
        ("de", "Sie kündigte an, [ein Konzept vorzulegen].", "Sie", "kündigte an"),
        (
            "de",
            "[Die Brücke sei sicher], sagten Ute Kern und Jan Beck.",
            "Ute Kern;Jan Beck",
            "sagten",
        ),
        (
            "de",
            "[Die Brücke sei sicher], teilte das Ministerium für Verkehr und Energie mit.",
            "das Ministerium für Verkehr und Energie",
            "teilte",
        ),
        ("fr", "[Le pont], a dit la maire, [est sûr].", "la maire", "a dit"),
        ("fr", "[Le pont est sûr], assure-t-elle.", "elle", "assure"),
        ("fr", "[Le pont], a-t-il ajouté, [est sûr].", "il", "ajouté"),
        ("fr", "[Le pont est sûr], selon la maire.", "la maire", "selon"),
        (
            "fr",
            "[Le pont est sûr], ont déclaré Anne Roux et Paul Orme.",
            "Anne Roux;Paul Orme",
            "ont déclaré",
        ),
        ("es", "[El puente], dijo la alcaldesa, [es seguro].", "la alcaldesa", "dijo"),
        (
            "es",
            "[El puente es seguro], dijeron Ana Ruiz y Juan Peral.",
            "Ana Ruiz;Juan Peral",
            "dijeron",
        ),
        ("es", "[El puente es seguro], según la alcaldesa.", "la alcaldesa", "según"),
        ("fa", "وزیر راه [فرو ریختن پل اصلی] را تکذیب کرد.", "وزیر راه", "تکذیب کرد"),
        ("fa", "وی خواستار [افزایش سهم استان‌ها] شد.", "وی", "خواستار"),
        ("fa", "شهردار اعلام کرد [شهرداری ۴۰ اتوبوس خریده است].", "شهردار", "اعلام کرد"),
        ("fa", "نمایندهٔ کهسار از [کندی کار شهرداری] انتقاد کرد.", "نمایندهٔ کهسار", "انتقاد کرد"),
        ("fa", "وی با اشاره به [کمبود معلم] افزود که دولت می‌آید.", "وی", "با اشاره به"),
        ("ar", "وأشار الوزير إلى [أهمية الميناء].", "الوزير", "وأشار"),
        ("ar", "قال الوزير إن [الميناء مغلق].", "الوزير", "قال"),
        ("ar", "انتقد الوزير [القرار الجديد].", "الوزير", "انتقد"),
    ],
)
def test_the_claim_in_brackets_is_said_by(
    language: str, written: str, speakers: str, cue: str
) -> None:
    text = written.replace("[", "").replace("]", "")
    parts, start, n_signs = [], 0, 0
    for n, sign in enumerate(written):
        if sign == "[":
            start = n - n_signs
        elif sign == "]":
            parts.append(Range(start, n - n_signs))
        n_signs += sign in "[]"
    found = saying_of(text, parts, word_kinds(language))
    assert ";".join(one.of(text) for one in found.speakers) == speakers
    assert found.cue is not None
    assert found.cue.of(text) == cue
