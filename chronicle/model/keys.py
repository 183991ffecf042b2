"""The patterns of keys, ids of facts and periods, and guesses at what an editor meant by a text that does not match."""

from __future__ import annotations

import re
import unicodedata

KEY_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# A fact's id, `sheet.key`, anywhere in a text.
FACT_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*"
PERIOD_PATTERN = r"^[0-9]{4}(-[0-9]{2}){0,2}(/(\.\.|[0-9]{4}(-[0-9]{2}){0,2}))?$"

_DAY = r"([0-9]{4})(?:年|(?:[-./年]([01]?[0-9])(?:月|[-./月]([0-3]?[0-9])[日号]?)?))?"
_LIKE_PERIOD = re.compile(rf"{_DAY}(?: *[-–—~〜/至到] *{_DAY})?")
# 31.12.2013, 12.2013, 12/2013; a day with slashes only if the first number can be no month: 31/12/2013.
_DAY_FIRST = re.compile(
    r"(?:([0-3]?[0-9])\. ?)?([01]?[0-9])\. ?([0-9]{4})|(1[3-9]|2[0-9]|3[01])/([01]?[0-9])/([0-9]{4})|(?<![0-9/])([01]?[0-9])/([0-9]{4})"
)
_SHORT_END = re.compile(r"([0-9]{2})([0-9]{2})[-–—/](?!00)([0-9]{2})")  # 2013/14
_LIKE_SIGNS = str.maketrans("_。·：", "-..:", "“”‘’\"' ")


def find_period(typed: str) -> str:
    """Return the day, month, year or period that was probably meant; empty if there is no likely one.

    2010年5月 gives 2010-05, 31.12.2013 gives 2013-12-31, 2010—2012 gives 2010/2012, and 2013/14 gives 2013/2014.
    """
    plain = unicodedata.normalize("NFKC", typed).strip("“”‘’\"' ")
    plain = _DAY_FIRST.sub(lambda found: "-".join(filter(None, reversed(found.groups()))), plain)
    if (short := _SHORT_END.fullmatch(plain)) and short[2] < short[3] and int(short[3]) > 12:
        return f"{short[1]}{short[2]}/{short[1]}{short[3]}"
    found = _LIKE_PERIOD.fullmatch(plain)
    if not found:
        return ""
    ends = [[number.zfill(2) for number in end if number] for end in (found.groups()[:3], found.groups()[3:])]
    meant = "/".join("-".join(end) for end in ends if end)
    return meant if not re.search(r"\d{4}-(?:00|1[3-9])|-\d\d-(?:00|3[2-9])", meant) else ""


def suggest_key(name: str) -> str:
    """Return a key that is similar to a name: alte-brucke for Alte Brücke; empty for a name without Latin letters and digits."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss"))
    return "-".join(re.findall("[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one))))


def plain_key(typed: str) -> str:
    """Return a key or reference in lower-case half-width letters and signs: School。Pupils_2020 gives school.pupils-2020."""
    return unicodedata.normalize("NFKC", typed).lower().translate(_LIKE_SIGNS)
