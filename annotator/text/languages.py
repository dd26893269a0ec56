"""Codes of languages as they are written everywhere: `en`, `prs`, `zh-Hant`, `und`."""

import re

_FORM = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")
_TWO = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
    " da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu"
    " hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb"
    " lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om"
    " or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv"
    " sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    " iw in ji"
)
"""ISO 639-1 with three that were once in it; of the 7,900 codes of three letters only the form
is looked at."""
_OF_TWO = frozenset(_TWO.split())


def language_code(text: str) -> str:
    """Give a code as it is kept, `fa-AF` for `FA_AF`; "" for what is no code of a language."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return ""
    first = found[1].lower()
    is_one = len(first) == 3 or first in _OF_TWO
    return first + found[2].replace("_", "-") if is_one else ""
