"""Where a text and a figure or date that is put into it meet: a full stop stands once, and a sentence begins with a capital letter."""

from __future__ import annotations

import re

_STOP_AT_END = re.compile(r"\.(?:</[a-z]+>)*\Z")
_SMALL_LETTER = re.compile(r"\A((?:<[^>]*>)*)([^\W\d_])")
_MARKUP = re.compile(r"<[^>]*>")
_BEGIN = re.compile(r"(?s).*<p\b[^>]*>")
# A short word with a point may be an abbreviation: z. B., approx.
_SENTENCE_END = re.compile(r"(?:[!?…]|(?<![^\W\d_])[^\W\d_]{4,}\.|[)\]»”’“]\.)[)\]»”’“\"]*\s+\Z")
_ABBREVIATIONS = re.compile(r"\b(?:incl|inkl|evtl|approx|ungef|resp|bzgl)\.\s+\Z", re.IGNORECASE)
_KEPT = 60  # characters before a place decide whether a sentence begins there


def ends_with_stop(html: str) -> bool:
    """Return whether the text of an element ends with a point, as 1908 г. does."""
    return bool(_STOP_AT_END.search(html))


def drop_stop(text: str) -> str:
    """Return a text without the full stop that it begins with; dots that stand for something left out stay."""
    return text[1:] if text.startswith(".") and not text.startswith("..") else text


def keep_tail(tail: str, html: str) -> str:
    """Return the end of a text after more of it. It is empty where a paragraph begins."""
    begun = _BEGIN.match(html)
    return (("" if begun else tail) + _MARKUP.sub("", html[begun.end() :] if begun else html))[-_KEPT:]


def begins_sentence(tail: str) -> bool:
    """Return whether a sentence begins behind a text."""
    return not tail.strip() or bool(_SENTENCE_END.search(tail) and not _ABBREVIATIONS.search(tail))


def begin_with_capital(html: str, locale: str) -> str:
    """Return a text or element with a capital letter at its beginning, if it begins with a letter."""
    dotted = locale.partition("_")[0] in ("tr", "az")
    return _SMALL_LETTER.sub(lambda found: found[1] + ("İ" if dotted and found[2] == "i" else found[2].upper()), html)
