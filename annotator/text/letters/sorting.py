"""Where a title stands in a list: a key whose plain order is that of the alphabet.

The same on every computer: neither the locale nor the version of Python has a say. Of Unicode
only version 3.2 is asked, which every Python carries; signs that came later stand as they are.
"""

import unicodedata

from annotator.text.likeness import Folding

# Letters that no decomposition takes apart.
_SPELT = {
    **{"æ": "ae", "œ": "oe", "þ": "th", "ẞ": "ss"},
    **dict(zip("øłđðħŧıŋəƒ", "olddhtinef", strict=True)),
}
# In the order of the alphabet where the code points are not; letters of Persian, Urdu, Pashto,
# Sindhi, Kurdish and Uighur stand after the Arabic letter they were made from, but waw stands
# before he, as in all of these; letters of other Cyrillic alphabets after the one they vary.
_ALPHABETS = (
    "ءابٻڀپتٺټٹٿثجڄڃچڇحخځڅدڌډڈڏڊذرړڑڕزژږڙسشښصضطظعغفڤڦقکګگڳڱلڵمنڻںڼوۆۇۈۋهیېۍێے",
    "абвгґғдђеєжзѕиіјкқлљмнњңоөпрстћуұүфхһцчџшщъыьэюяә",
)
_PLACES = str.maketrans(
    _SPELT
    | {
        letter: chr(min(map(ord, alphabet)) + n)
        for alphabet in _ALPHABETS
        for n, letter in enumerate(alphabet)
    }
)
_FOLDING = Folding(unicodedata.ucd_3_2_0)


def sort_key(text: str) -> str:
    """Give the text as it is sorted by its code points, and searched by another text's key.

    Case, marks and blanks that are more than one make no difference; what stands in a folded
    text stands in its key too.
    """
    if not text:
        return text
    folded = _FOLDING.text(text)
    return folded if folded.isascii() else folded.translate(_PLACES)
