"""The small words of some languages that show where a name or role begins and ends.

Articles, prepositions, auxiliaries, calendar words: grammar, not the lexicon of saying. In a
language without an entry only capital letters and the lexicon help.
"""

from dataclasses import dataclass
from functools import lru_cache

from annotator.text.likeness import fold


@dataclass(frozen=True, slots=True)
class Grammar:
    """Small words of one language, folded.

    determiners: may begin a noun phrase; linkers: join two inside one; prepositions: begin what
    is no subject; auxiliaries: belong to a cue; adverbs: stand beside a cue; relatives: begin what
    a speaker leaves out; conjunctions: go on with the same subject; openers: may stand before a
    subject at the start of a sentence; calendar: days, months and "yesterday".
    """

    determiners: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    participle: str = ""
    """The ending of a verb form that borrows the subject of another: saying, ajoutant."""
    adverb: str = ""
    """The ending of many adverbs: -ly, -ment."""
    past: str = ""
    """The ending of a verb that tells what happened, and so ends a noun phrase."""
    is_verb_last: bool = False
    """The verb ends the sentence, so that its subject stands at the start and not beside it."""


_ENGLISH = {
    "determiners": "the a an this that these those his her its their our my your one two three "
    "another some several many most both no every each any other",
    "linkers": "of for from",
    "prepositions": "of for from in on at by with to into during after before since until under "
    "over between among through without within against about near despite as per amid following "
    "when while because although though if where",
    "auxiliaries": "have has had having is are was were be been being do does did will would "
    "shall should can could may might must not never n't hasn't haven't hadn't isn't aren't "
    "wasn't weren't don't doesn't didn't won't wouldn't cannot can't couldn't",
    "adverbs": "also further later then again still just ever only even once so too today earlier "
    "meanwhile already yet now instead however there soon often always first",
    "relatives": "who whom whose which where what how why",
    "conjunctions": "and but or then",
    "openers": "however but and so then yet meanwhile still therefore thus moreover furthermore "
    "nevertheless nonetheless also later earlier today yesterday now once",
    "calendar": "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december today yesterday tomorrow "
    "tonight week month year morning afternoon evening night last next",
    "participle": "ing",
    "adverb": "ly",
    "past": "ed",
}
_GERMAN = {
    "determiners": "der die das den dem des ein eine einer eines einem einen sein seine seiner "
    "ihr ihre ihrer dieser diese jener unser unsere mehrere viele zwei drei",
    "linkers": "von vom für der des aus",
    "prepositions": "in im an am auf bei beim mit nach vor zu zum zur über unter gegen seit "
    "während durch wegen trotz laut aus um als wenn nachdem bevor",
    "auxiliaries": "hat haben hatte hatten ist sind war waren wird werden wurde wurden habe sei "
    "nicht würde könne",
    "adverbs": "auch weiter ferner zudem außerdem noch dann heute gestern jedoch dabei dazu "
    "darauf daraufhin bereits wieder hinzu",
    "relatives": "welcher welche welches wer wo",
    "conjunctions": "und aber oder sowie doch",
    "openers": "aber und doch jedoch zudem außerdem auch dann gestern heute dagegen",
    "calendar": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar "
    "februar märz april mai juni juli august september oktober november dezember gestern heute "
    "morgen abend woche jahr",
}
_FRENCH = {
    "determiners": "le la les l' un une des ce cet cette ces son sa ses leur leurs notre nos mon "
    "plusieurs deux trois",
    "linkers": "de du des d' pour",
    "prepositions": "à au aux dans en sur par avec sans sous chez vers depuis pendant après avant "
    "contre selon lors devant lorsque quand si",
    "auxiliaries": "a ont avait avaient est sont était étaient aura sera ait n' ne pas t y",
    "adverbs": "aussi encore également ensuite puis déjà hier enfin ainsi toutefois cependant",
    "relatives": "qui que dont où lequel laquelle",
    "conjunctions": "et mais ou puis",
    "openers": "mais et or donc toutefois cependant puis ensuite hier ainsi enfin",
    "calendar": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril "
    "mai juin juillet août septembre octobre novembre décembre hier aujourd'hui demain",
    "participle": "ant",
    "adverb": "ment",
}
_PERSIAN = {
    "determiners": "این آن یک",
    "linkers": "از",
    "prepositions": "در به با از برای تا بر پس پیش درباره ضمن طی",
    "auxiliaries": "است بود نیز هم خواهد",
    "adverbs": "نیز همچنین هم سپس باز دیگر بعدا امروز دیروز",
    "relatives": "که",
    "conjunctions": "و اما ولی یا",
    "openers": "اما ولی همچنین و سپس البته",
    "calendar": "روز شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه امروز دیروز فردا هفته "
    "ماه سال گذشته",
}
_ARABIC = {
    "determiners": "هذا هذه ذلك تلك",
    "linkers": "من",
    "prepositions": "في من على الى عن مع بعد قبل خلال منذ حول أمام لدى ضد بين",
    "auxiliaries": "قد لقد كان كانت لم لن",
    "adverbs": "أيضا كذلك اليوم أمس",
    "relatives": "الذي التي الذين",
    "conjunctions": "و لكن أو ثم",
    "openers": "لكن ثم كما ومن",
    "calendar": "يوم الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت اليوم أمس غدا",
}
_WORDS = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "fa": _PERSIAN, "ar": _ARABIC}


@lru_cache(maxsize=16)
def grammar_of(language: str) -> Grammar:
    """Give the small words of a language ("de", "fa-IR"); an empty grammar for an unknown one."""
    words = _WORDS.get(language.replace("_", "-").split("-", 1)[0].lower())
    if words is None:
        return Grammar()

    def folded(name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in words.get(name, "").split())

    return Grammar(
        determiners=folded("determiners"),
        linkers=folded("linkers"),
        prepositions=folded("prepositions"),
        auxiliaries=folded("auxiliaries"),
        adverbs=folded("adverbs"),
        relatives=folded("relatives"),
        conjunctions=folded("conjunctions"),
        openers=folded("openers"),
        calendar=folded("calendar"),
        participle=words.get("participle", ""),
        adverb=words.get("adverb", ""),
        past=words.get("past", ""),
        is_verb_last=words is _PERSIAN,
    )
