"""Words in names of organisations: which tell nothing, little, or of another body.

English and Welsh as they stand in registers and lists of the United Kingdom; all in lower case,
without accents and apostrophes.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS: Final = {
    "community interest company": " ",
    "scottish charitable incorporated organisation": " ",
    "charitable incorporated organisation": " ",
    "company limited by guarantee": " ",
    "limited by guarantee": " ",
    "cwmni buddiannau cymunedol": " ",
    "registered charity": " ",
    "citizens advice bureaux": "citizens advice",
    "citizens advice bureau": "citizens advice",
    "church of england": "ce",
    "c of e": "ce",
    "roman catholic": "rc",
    "pre school": "preschool",
    "play group": "playgroup",
    "parent teacher association": "pta",
    "parents and teachers association": "pta",
    "parent teachers association": "pta",
    "parent staff association": "pta",
    "womens institute": "wi",
    "university of the third age": "u3a",
}
"""Phrases, and what stands in their place: legal forms go, the rest have one spelling."""

SMALL: Final = _words(
    "the a an of for in and at to on by with from or y yr ym a ac i o ar "
    "ltd limited cic cio scio plc llp llc inc incorporated co company cyf cyfyngedig cbc"
)
"""Small words and legal forms: they tell nothing."""

SPELLINGS: Final = {
    "st": "saint",
    "ste": "saint",
    "sts": "saints",
    "ss": "saints",
    "assoc": "association",
    "assn": "association",
    "assocn": "association",
    "ctr": "centre",
    "center": "centre",
    "cntr": "centre",
    "comm": "community",
    "cty": "community",
    "org": "organisation",
    "organization": "organisation",
    "soc": "society",
    "grp": "group",
    "gp": "general practice",
    "svc": "service",
    "svcs": "services",
    "serv": "services",
    "hosp": "hospital",
    "natl": "national",
    "intl": "international",
    "utd": "united",
    "meth": "methodist",
    "bapt": "baptist",
    "ch": "church",
    "sch": "school",
    "prim": "primary",
    "cofe": "ce",
    "rd": "road",
    "dr": "doctor",
    "dept": "department",
    "mgmt": "management",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "canolfan": "centre",
    "cymdeithas": "association",
    "cymuned": "community",
    "gymuned": "community",
    "cymunedol": "community",
    "gymunedol": "community",
    "ymddiriedolaeth": "trust",
    "sefydliad": "foundation",
    "elusen": "charity",
    "elusennol": "charitable",
    "eglwys": "church",
    "ysgol": "school",
    "clwb": "club",
    "cyngor": "council",
    "grwp": "group",
    "neuadd": "hall",
    "pentref": "village",
    "bentref": "village",
    "cymru": "wales",
    "cyfeillion": "friends",
    "meithrin": "nursery",
}
"""Other spellings, abbreviations and Welsh words, and what they are compared as."""

GENERIC: Final = _words(
    "centre centres center group groups association society organisation service services "
    "project projects team network trust foundation community communities charity charitable "
    "club scheme partnership forum committee initiative programme uk gb england britain wales "
    "registered national support local area district branch office"
)
"""Words that organisations take up and drop: alone they do not make another body."""

ANOTHER_BODY: Final = _words(
    "friends league fund funds hall pta parent parents teachers supporters youth junior juniors "
    "young senior seniors ladies women womens wi men mens boys girls nursery preschool playgroup "
    "trading enterprises holdings endowment endowments scholarship prize pension benevolent "
    "housing alumni old almshouse almshouses relief poor choir band scouts scout cubs beavers "
    "guides guide brownies brownie rainbows rangers explorers cadets north south east west upper "
    "lower central great little infant infants primary secondary high college academy sixth form "
    "hospice shop museum library bowling cricket tennis football rugby hockey netball golf "
    "pharmacy dental surgery"
)
"""Words that make another body of what has the same name otherwise."""

COMMON: Final = (
    GENERIC
    | ANOTHER_BODY
    | _words(
        "church churches saint saints all marys mary johns john pauls paul peters peter michaels "
        "michael annes anne georges george james andrews andrew josephs joseph thomas matthews "
        "matthew marks mark lukes luke martins martin margarets margaret christ holy trinity "
        "family our lady sacred heart evangelist apostle baptist methodist catholic rc ce parish "
        "parochial council united reformed evangelical salvation mission chapel school schools "
        "education village town city hospital health medical practice general care home homes "
        "house park road street lane avenue garden gardens allotment allotments society sports "
        "social residents tenants neighbourhood watch food bank foodbank advice arts theatre music "
        "dance day lunch over fifties 50 u3a university third age rotary round table inner wheel "
        "lions freemasons lodge memorial institute trustees"
    )
)
"""Words that many organisations' names share: none of them tells one from another."""
