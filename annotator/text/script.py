"""Direction of writing and a guess at the language, from the letters and commonest words.

The guess is a proposal for the person to correct; nothing depends on its being right.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

# Enough of a text to know its script; the rest is not looked at.
_N_CHARACTERS = 3_000
_NONE = ""

_RTL_CODES = "ar arc arz ckb dv fa glk he iw ks lrc mzn nqo ota pnb prs ps rhg sd skr syr ug ur yi"
_RTL_LANGUAGES = frozenset(_RTL_CODES.split())
_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr"})

_STRONG_RTL = frozenset({"R", "AL"})

# Scripts that tell the language, by the first word of their letters' Unicode names.
_OF_SCRIPT = {
    "HEBREW": "he",
    "GREEK": "el",
    "KANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "THAANA": "dv",
}

# Words that are common in the language and rare in its neighbours.
_WORDS_OF: dict[str, dict[str, frozenset[str]]] = {
    script: {code: frozenset(words.split()) for code, words in languages.items()}
    for script, languages in {
        "LATIN": {
            "en": "the of and to in that is was for with on as by he it from has have said which",
            "de": "der die das und ist nicht von mit den dem ein eine auf sich für wird im zu auch",
            "fr": "le la les des et est une dans que pour du qui pas sur au avec par il sont été",
            "es": "el la los las de y que en un una del por con se para es no al lo como más su",
            "it": "il di che e la un una per non è del della sono con si gli nel alla ha anche dei",
            "pt": "o os as de e que do da em um uma para com não no na dos das por mais ao foi são",
            "nl": "de het een van en is dat op te in niet zijn voor met die aan ook er door wordt",
            "sv": "och att det som en på är av för med den till inte har om ett var från sig",
            "da": "og at det er en på til af for med den ikke har som et der blev fra sig havde",
            "no": "og at det er en på til av for med den ikke har som et ble fra seg hadde etter",
            "fi": "ja on ei että se oli hän mutta ovat myös kuin joka niin sekä mukaan",
            "pl": "i w nie się na że do jest to z o jak po przez jego oraz był dla od",
            "cs": "a se v na je že s z do o i pro jsou byl jako ale by za podle také který",
            "hu": "a az és hogy nem is egy volt meg ez de csak már mint még szerint",
            "ro": "și de în la nu o a cu că pe din este care pentru un mai sunt fost",
            "tr": "ve bir bu da de için ile olarak çok daha olan ne gibi sonra kadar ancak",
            "id": "yang dan di dengan untuk dari tidak ini itu dalam pada akan oleh juga",
            "ca": "el la els les de i que en un una del per amb és no al va com més són",
        },
        "ARABIC": {
            "ar": "في من على إلى أن التي الذي هذا هذه قال عن مع كان ما بعد أو لا وقد بين ذلك",
            "fa": "در به از که این را با است برای آن یک بر شد شده خود تا های می گفت کرد بود",
            "ur": "کے میں کی ہے اور سے کا کو نے پر ہیں کہ یہ اس بھی تھا گیا ہو نہیں کہا",
            "ps": "د په چې او ته له یې دا سره کې هم کړي دي شوي وي کړ نه پر وویل ده",
            "ckb": "لە بە و کە بۆ ئەو لەگەڵ ئەم هەر بوو دەکات کرد نییە",
            "sd": "۾ جي ۽ جو کي آهي جا کان سان هن تي نه",
            "ug": "ۋە بىر بۇ ئۇ بىلەن ئۈچۈن",
        },
        "CYRILLIC": {
            "ru": "и в не на что с по он как это его но из за от для было который был мы",
            "uk": "і в не на що з у та до за як це його але від про для був які після",
            "bg": "и в на да се от за с не че по са ще като това беше който",
            "sr": "и у је да се на за од са није су као али који",
            "be": "і ў не на што з да як гэта яго ад для быў",
            "mk": "и на во да се од за со не дека што ќе како",
        },
    }.items()
}
# Letters that only this language, or nearly, writes; each counts as a word, but for those that
# neighbours write too.
_N_LETTERS_PER_WORD = {"fa": 8, "ar": 2, "ru": 4, "bg": 4, "es": 2}
_LETTERS_OF: dict[str, dict[str, frozenset[str]]] = {
    "LATIN": {
        "de": frozenset("ß"),
        "es": frozenset("ñ¿¡"),
        "pt": frozenset("ãõ"),
        "pl": frozenset("łąęśżź"),
        "cs": frozenset("řůě"),
        "hu": frozenset("őű"),
        "ro": frozenset("țșăţ"),
        "tr": frozenset("ğışİ"),
    },
    "ARABIC": {
        "ar": frozenset("ةىيكأإ"),
        "fa": frozenset("پچژگیک\u200c"),
        "ur": frozenset("ٹڈڑںےھہ"),
        "ps": frozenset("ټډړږښګڼۍېځڅ"),
        "ckb": frozenset("ڕڵۆێ"),
        "sd": frozenset("ڳڃڄڪڻ۾ٿٽ"),
        "ug": frozenset("ۇۈۋېئ"),
    },
    "CYRILLIC": {
        "ru": frozenset("ыэё"),
        "uk": frozenset("іїєґ"),
        "sr": frozenset("ђћџљњј"),
        "be": frozenset("ўі"),
        "mk": frozenset("ѓќѕј"),
        "bg": frozenset("ъщ"),
    },
}
_WORD = re.compile(r"[^\W\d_]+")


def direction(text: str) -> Direction:
    """Which way most of the first letters run; left to right where there are none."""
    for n_characters in (_N_CHARACTERS, _N_CHARACTERS * 10):
        n_rtl = n_ltr = 0
        for character, n in Counter(text[:n_characters]).items():
            kind = unicodedata.bidirectional(character)
            if kind == "L":
                n_ltr += n
            elif kind in _STRONG_RTL:
                n_rtl += n
        if n_ltr + n_rtl:
            return "rtl" if n_rtl > n_ltr else "ltr"
    return "ltr"


def is_rtl_language(code: str) -> bool:
    """Whether the language with this code ("fa", "ku-Arab", "az_Arab") runs right to left."""
    parts = code.lower().replace("_", "-").split("-")
    if any(len(part) == 4 for part in parts[1:]):
        return any(part in _RTL_SCRIPTS for part in parts[1:])
    return parts[0] in _RTL_LANGUAGES


def guess_language(text: str) -> str:
    """The code of the language the text is probably in; "und" where nothing says so."""
    sample = text[:_N_CHARACTERS]
    characters = Counter(sample)
    script = _script_of(characters)
    if script not in _WORDS_OF:
        return _OF_SCRIPT.get(script, "und")
    words = Counter(_WORD.findall(sample.lower()))
    scores = {
        code: sum(words[word] for word in common) for code, common in _WORDS_OF[script].items()
    }
    for code, letters in _LETTERS_OF[script].items():
        n_letters = sum(n for letter, n in characters.items() if letter in letters)
        scores[code] += n_letters // _N_LETTERS_PER_WORD.get(code, 1)
    return _clear_winner(scores, n_words=words.total())


def _clear_winner(scores: dict[str, int], n_words: int) -> str:
    """The best code, if its lead is no accident."""
    (best, score), (_, second) = Counter(scores).most_common(2)
    enough = max(2, n_words // 25)
    return best if score >= enough and score > second else "und"


def _script_of(characters: Counter[str]) -> str:
    """The script of most letters; a text with kana is Japanese however many Han it has."""
    counts: Counter[str] = Counter()
    for character, n in characters.items():
        if character.isalpha():
            counts[_script_of_letter(character)] += n
    if counts["KANA"] > 2 and counts["KANA"] * 8 > counts["CJK"]:
        return "KANA"
    return max(counts, key=counts.__getitem__, default=_NONE)


@cache
def _script_of_letter(letter: str) -> str:
    first = unicodedata.name(letter, _NONE).partition(" ")[0]
    return "KANA" if first in ("HIRAGANA", "KATAKANA") else first
