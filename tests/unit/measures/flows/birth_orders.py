"""Down's syndrome by the age of the mother and the order of birth, Michigan 1950-1964.

Fleiss, J. L. (1981), Statistical Methods for Rates and Proportions, table 14.4, after Stark and
Mantel (1966); the example of Fay and Feuer (1997).
"""

from __future__ import annotations

from typing import Final

CASES: Final = {
    "1": (107, 141, 60, 40, 39, 25),
    "2": (25, 150, 110, 84, 82, 39),
    "3": (3, 71, 114, 103, 108, 75),
    "4": (1, 26, 64, 89, 137, 96),
    "5+": (0, 8, 63, 112, 262, 295),
}
BIRTHS: Final = {
    "1": (230061, 329449, 114920, 39487, 14208, 3052),
    "2": (72202, 326701, 208667, 83228, 28466, 5375),
    "3": (15050, 175702, 207081, 117300, 45026, 8660),
    "4": (2293, 68800, 132424, 98301, 46075, 9834),
    "5+": (327, 30666, 123419, 149919, 104088, 34392),
}
ALL_BIRTHS: Final = (319933, 931318, 786511, 488235, 237863, 61313)
