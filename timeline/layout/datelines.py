"""Datelines: where and when an article was filed, and by which agency, in front of its first sentence or on a line of its own."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s{0,3})"
_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?:,?\s{0,2}(?:at\s|-\s|\|\s)?\s?\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)?\s?"
    r"(?:\(?(?:gmt|utc|[ecmp][sd]?t|msk|bst|cet|cest|eet|ist|[+-]\d\d:?\d\d)\)?)?)"
)
DATE = (
    rf"(?:{_WEEKDAY}?(?:{_MONTH}\s{{1,2}}{_DAY}(?:,?\s{{1,2}}{_YEAR})?|{_DAY}\s{{1,2}}{_MONTH}(?:,?\s{{1,2}}{_YEAR})?"
    rf"|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[T ]\d\d:\d\d\S{{0,12}})?"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}){_CLOCK}?|{_CLOCK}\s?[|,-]?\s?{_DAY}\s{_MONTH}\s{_YEAR})"
)
_WORD = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,20}"
_PLACE_CAPS = rf"{_WORD}(?:[ /]{{1,2}}{_WORD}){{0,3}}"
_PLACE_MIXED = r"[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,2}"
_REGION = r"(?:,\s?[A-ZÀ-Þ][\w.]{1,20}(?: [A-ZÀ-Þ][\w.]{1,20}){0,2})"
_AGENCY = r"(?:\([A-Za-zÀ-þ][\w.&’'/ -]{1,40}\)|/[A-Z][\w.&’' -]{1,30}/|\[[A-Z][\w.&’' -]{1,30}\])"
#: Agencies that sign without brackets: "TOKYO, April 16 Kyodo - ", "MOSCOW, September 17. TASS - ".
_SIGNED = r"(?:Kyodo(?: News)?|(?:Itar-)?TASS|KAZINFORM|Xinhua|Interfax|Yonhap|ANSA|IRNA)"
_DASH = r"(?:--|[-–—―_])"

_LABEL = r"(?:(?:date|dated|published|posted|publication date|issued|released?|created|on)(?: (?:on|at|date))?\s?:?\s{1,3})"
_WHOLE_DATE = re.compile(rf"(?:{_LABEL}|[|•·]\s?)?{DATE}[\s.,|•·-]{{0,4}}(?:\([^()]{{1,40}}\)|{_AGENCY})?[.:]?\Z", re.IGNORECASE)
_WHOLE_PLACE = re.compile(
    rf"(?:{_PLACE_CAPS}|{_PLACE_MIXED}){_REGION}?[,.]?\s{{0,2}}(?i:{DATE})[,.]?\s{{0,2}}{_AGENCY}?\s?[.:]?{_DASH}?\Z"
    rf"|(?:{_PLACE_CAPS}){_REGION}?[,.]?\s{{0,2}}{_AGENCY}\s?{_DASH}{{0,2}}\Z"
)
_LEAD_STRONG = re.compile(
    rf"(?:{_PLACE_CAPS}|{_PLACE_MIXED}){_REGION}?[,.]?\s{{0,2}}(?:(?i:{DATE})[,.]?\s{{0,2}})?{_AGENCY}\s{{0,2}}(?:{_DASH}{{1,2}}|[:.])\s{{0,3}}"
    rf"|(?:{_PLACE_CAPS}|{_PLACE_MIXED}){_REGION}?[,.]\s{{0,2}}(?i:{DATE})[.,]?\s{{0,2}}(?:{_AGENCY}|{_SIGNED})?\s?(?:{_DASH}{{1,2}}|[:.])\s{{0,3}}"
    rf"|\((?:Reuters|AFP|AP|CNN|UPI|Xinhua|TASS|Interfax|Bloomberg|dpa|ANSA|Kyodo|Yonhap|IRNA|SANA|WAM|SPA|MENA|PTI|ANI|EFE)\)\s{{0,2}}(?:{_DASH}{{1,2}}|[:.])\s{{0,3}}"
    rf"|(?i:date|dated|published|posted)(?: on)?\s?:?\s{{1,3}}(?i:{DATE})[.,:]?\s{{1,3}}{_DASH}?\s{{0,2}}(?=[A-ZÀ-Þ“\"‘'«])"
)
_LEAD_PLACE = re.compile(
    rf"(?P<place>{_PLACE_CAPS})(?:{_REGION}?\s{{0,2}}(?:--|[–—―_]|\s-\s)\s{{0,3}}|{_REGION}:\s{{1,3}})(?=[A-ZÀ-Þ“\"‘'«])"
)
_LONGEST_LINE = 120
_LONGEST_LEAD = 140


def is_dateline(paragraph: str) -> bool:
    """True where a paragraph is nothing but a dateline or a date of publication.

    >>> is_dateline("GOMA, Zaire, April 13, 1997 (AFP)"), is_dateline("Saturday, August 24, 2019"), is_dateline("On Saturday they met.")
    (True, True, False)
    """
    plain = " ".join(paragraph.split())
    return len(plain) <= _LONGEST_LINE and bool(_WHOLE_DATE.match(plain) or _WHOLE_PLACE.match(plain))


def lead_length(paragraph: str, *, first: bool) -> int:
    """Characters that the dateline in front of a paragraph takes, with its dash and blanks; 0 where there is none.

    A place alone ("LONDON — …") is believed only in one of the ``first`` paragraphs; a date or an agency makes it sure anywhere.

    >>> lead_length("WASHINGTON (Reuters) - The envoy left.", first=True), lead_length("The envoy left.", first=True)
    (23, 0)
    """
    head = paragraph[:_LONGEST_LEAD]
    found = _LEAD_STRONG.match(head)
    if not found and first:
        found = _LEAD_PLACE.match(head)
        if found and (len(found["place"]) < 4 or head.isupper()):
            return 0
    return found.end() if found and len(paragraph) - found.end() >= 10 else 0
