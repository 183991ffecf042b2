"""Normalizes the print of a figure: half-width digits and marks, simplified numerals, no spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIMPLIFIED = str.maketrans("萬億兩餘幾點過約將於內負", "万亿两余几点过约将于内负")
_MINUS = str.maketrans("−﹣", "--")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@lru_cache(maxsize=10_000)
def normalize(printed: str) -> str:
    """Return the normal form of a print: 46.8万人 for ４６．８萬 人. Raises ValueError for a space within a number."""
    text = printed.translate(HALF_WIDTH).translate(_SIMPLIFIED).translate(_MINUS).strip()
    text = write_fraction(text)
    text = re.sub(
        r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?![0-9])", lambda found: re.sub(r"\s", "", found[0]), text
    )
    if re.search(r"[0-9]\s+[0-9.,]|[.,]\s+[0-9]", text):
        raise ValueError(f"a space stands within the number of '{printed}'")
    return re.sub(r"\s+", "", text)


def write_fraction(text: str) -> str:
    """Return a print with fraction characters written as digits: 1/2 for ½. A fraction directly after a digit stays as it is."""
    return re.sub(
        r"(?<![0-9])[¼-¾⅐-⅞]", lambda sign: unicodedata.normalize("NFKC", sign[0]), text
    ).replace("⁄", "/")  # fmt: skip


def has_decimals(printed: str) -> bool:
    """Return whether a print has decimals."""
    return bool(re.search(r"[0-9]\.[0-9]|点[零〇一二三四五六七八九]", normalize(printed)))


def show_printed(printed: str) -> str:
    """Return a print for running text: without spaces, with half-width digits and half-width marks between them, and with the minus sign −."""
    text = re.sub(r"\s+", "", printed).translate(_WIDE_DIGITS)
    text = re.sub(r"(?<=[0-9])[．，](?=[0-9])", lambda mark: mark[0].translate(HALF_WIDTH), text)
    return re.sub(r"(?<=[0-9])％", "%", re.sub(r"^([^0-9]{0,4}?)[-−－﹣–](?=[0-9])", r"\1−", text))
