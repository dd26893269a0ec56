"""How plausible a text is that one of the older encodings would give: letters, case, scripts.

The scores compare encodings of the same bytes with one another; alone they mean nothing.
"""

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache

TITLES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic, Persian)",
    "cp1257": "Windows-1257 (Baltic)",
    "iso8859-2": "ISO 8859-2 (Central European)",
    "iso8859-5": "ISO 8859-5 (Cyrillic)",
    "iso8859-6": "ISO 8859-6 (Arabic)",
    "iso8859-7": "ISO 8859-7 (Greek)",
    "iso8859-8": "ISO 8859-8 (Hebrew)",
    "iso8859-15": "ISO 8859-15 (Western European)",
    "koi8-r": "KOI8-R (Russian)",
    "koi8-u": "KOI8-U (Ukrainian)",
    "cp866": "DOS 866 (Cyrillic)",
    "cp850": "DOS 850 (Western European)",
    "mac-roman": "Mac Roman (Western European)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp932": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "CP 949 (Korean)",
}

# Letters beyond ASCII of each language, the commonest first.
_LANGUAGES = dict(
    line.split()
    for line in """\
fr éèàêçùîôâûœëïæÿ
de üäößé
es óíáéñúü
pt ãçáéóíõâêúàôü
it èàùòìéîíóú
nordic åäöøæéüà
icelandic áíðéóþöúæý
nl ëéïèóüöêç
ca àóéèíòçúïü
et äõüöšž
pl ąłęóżśćńź
cs íáéěřýžčšůúďťňó
sk áíéčžýšľúťôňďäóĺŕ
hu áéöóőüíúű
ro ăîâşţșț
hr čšžćđ
sq ëç
tr ıişğüçöâîû
lt ėšžįųūąęč
lv āīēšņūļģžčķ
ru оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё
uk оаинівертслкудмпязьбгчйхцжюїєшщфґ
bg аоеинтрсвлкдпмзяъубгчщшжцхюйьф
sr аоиенрсткдвулпмјзгбљћчшжцњхђфџ
el αοιετσνηυρπκλμςωόίάθγέήδχύφβώξζψϊϋΐΰ
he יוהלאמרתבשנדכםעקחפטגצןזסףךץ
ar اليمونرتبةدعسهفقحكأجشصىطخإذضئزغثآءؤظ،ـًُِّْ؟َ؛ٌٍ
fa انيردهمتوشبسلكکزخعگپفجچقحطصغآضئظثذژ،ةًأ؟ءؤ؛ھى\u200c
ur اےيرنوکہمتسلپبہدگٹقجعھںشفزخحچطصآڑغظئذضثڈؤژ،
""".splitlines()
)
_LATIN = ("fr", "de", "es", "pt", "it", "nordic", "icelandic", "nl", "ca")
_CENTRAL = ("de", "hu", "pl", "cs", "sk", "ro", "hr", "sq")
_OF_ENCODING: dict[str, tuple[str, ...]] = {
    "cp1252": _LATIN,
    "cp1250": _CENTRAL,
    "cp1251": ("ru", "uk", "bg", "sr"),
    "cp1256": ("ar", "fa", "ur"),
    "cp1254": ("tr",),
    "cp1253": ("el",),
    "cp1255": ("he",),
    "cp1257": ("lt", "lv", "et"),
    "iso8859-15": _LATIN,
    "iso8859-2": _CENTRAL,
    "iso8859-7": ("el",),
    "iso8859-5": ("ru", "bg", "sr"),
    "iso8859-6": ("ar",),
    "iso8859-8": ("he",),
    "koi8-r": ("ru",),
    "koi8-u": ("uk", "ru"),
    "cp866": ("ru",),
    "mac-roman": _LATIN,
    "cp850": _LATIN,
    "gb18030": (),
    "big5": (),
    "cp932": (),
    "euc_jp": (),
    "cp949": (),
}
ENCODINGS = tuple(_OF_ENCODING)
"""Python's names of the encodings that are tried, in the order that decides between equals."""

# Hardly anybody has written these since the nineties, so they have to be better by this much.
_OUT_OF_USE = {"mac-roman": 0.6, "cp850": 0.6}

# What stands in news texts beside letters, and what hardly ever does.
_QUOTES_AND_DASHES = frozenset("“”‘’–—…«»„")
_COMMON_SIGNS = frozenset("€\u00a0‚‹›·•°§£©®™\u00ad\u200c\u200d\u200e\u200f،؛؟ـ¿¡")
_RARE_SIGNS = frozenset("½¼¾²³¹×÷±µªº¥†‡‰№")
_INSIDE_WORDS = frozenset("’‘\u00ad\u200c\u200d·ـ")
_BETWEEN_WORDS = frozenset("\u00a0—–…")
_OPENING = frozenset("“‘«„‚‹¿¡")
_CLOSING = frozenset("”»›")

_NOT_ASCII = re.compile("[^\x00-\x7f]")

_QUOTE_OR_DASH = -1.0
_SIGN = -2.0
_RARE_SIGN = -4.0
_ODD_SIGN = -10.0
_FOREIGN_LETTER = -7.0
_CONTROL = -15.0
_ODD_PLACE = -4.0
_ODD_CASE = -5.0
_MIXED_SCRIPTS = -3.0


@lru_cache(maxsize=64)
def _weights(language: str) -> dict[str, float]:
    weights = {
        letter: -0.5 - math.log(1 + rank) / 1.5
        for rank, letter in reversed(list(enumerate(_LANGUAGES[language])))
    }
    return {letter.upper(): weight - 0.3 for letter, weight in weights.items()} | weights


def score_letters(text: str, encoding: str) -> float:
    """Give how plausible the characters are, wherever they stand (a mean over non-ASCII ones)."""
    counts = Counter(_NOT_ASCII.findall(text))
    n = counts.total()
    if not n:
        return 0.0
    if not _OF_ENCODING[encoding]:
        return sum(_east_asian(one, encoding) * times for one, times in counts.items()) / n
    by_language = (
        sum(_weight(one, _weights(language)) * times for one, times in counts.items())
        for language in _OF_ENCODING[encoding]
    )
    return max(by_language) / n - _OUT_OF_USE.get(encoding, 0.0)


def score_places(text: str, encoding: str) -> float:
    """Give what it costs (0 or less) that characters stand where such ones do not stand."""
    found = [one.start() for one in _NOT_ASCII.finditer(text)]
    if not found or not _OF_ENCODING[encoding]:
        return 0.0
    padded = f"\n{text}\n"
    return sum(_odd_place(padded[at], padded[at + 1], padded[at + 2]) for at in found) / len(found)


def _weight(character: str, weights: dict[str, float]) -> float:
    known = weights.get(character)
    if known is not None:
        return known
    if character in _QUOTES_AND_DASHES:
        return _QUOTE_OR_DASH
    if character in _COMMON_SIGNS:
        return _SIGN
    if character in _RARE_SIGNS:
        return _RARE_SIGN
    if character.isalpha():
        return _FOREIGN_LETTER
    return _CONTROL if unicodedata.category(character)[0] == "C" else _ODD_SIGN


def _odd_place(left: str, here: str, right: str) -> float:
    """Give what a character costs between its neighbours."""
    if here.isalpha():
        return _odd_letter(left, here)
    if here not in _INSIDE_WORDS and left.isalpha() and right.isalpha():
        return 0.0 if here in _BETWEEN_WORDS else _ODD_PLACE
    is_odd = (here in _OPENING and left.isalnum()) or (here in _CLOSING and right.isalnum())
    return _ODD_PLACE / 2 if is_odd else 0.0


def _odd_letter(left: str, here: str) -> float:
    if not left.isalpha():
        return 0.0
    if left.islower() and here.isupper():
        return _ODD_CASE
    return _MIXED_SCRIPTS if _script(left) != _script(here) else 0.0


def _script(letter: str) -> int:
    """Give a number for the script of a letter; Latin is 0."""
    return sum(letter >= first for first in ("\u0370", "\u0400", "\u0531"))


def _east_asian(character: str, encoding: str) -> float:
    """Give how common a character is where it would have been written in this encoding."""
    code = ord(character)
    if character in "\u3000「」『』，！？：；（）、。《》“”":
        return -1.0
    if 0x3040 <= code <= 0x309F:
        return -0.8 if encoding in {"cp932", "euc_jp"} else -4.0
    if 0x30A0 <= code <= 0x30FF:
        return -1.5 if encoding in {"cp932", "euc_jp"} else -4.0
    lead = character.encode(encoding)[0]
    low, high = _COMMON_LEADS[encoding]
    is_letter = 0x4E00 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3
    if not is_letter:
        return -6.0 if character.isalpha() else -5.0
    if encoding == "cp949" and code < 0xAC00:
        return -5.0
    return -1.6 if low <= lead <= high else -6.5


# The first bytes of the common characters: level 1 of each country's standard.
_COMMON_LEADS = {
    "gb18030": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "cp932": (0x88, 0x97),
    "euc_jp": (0xB0, 0xCF),
    "cp949": (0xB0, 0xC8),
}
