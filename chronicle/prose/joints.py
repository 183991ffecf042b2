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
_SEEN = 400  # characters of markup and text before a place decide whether a sentence begins there


def ends_with_stop(html: str) -> bool:
    """Return whether the text of an element ends with a point, as 1908 г. does."""
    return bool(_STOP_AT_END.search(html))


def drop_stop(text: str) -> str:
    """Return a text without the full stop that it begins with; dots that stand for something left out stay."""
    return text[1:] if text.startswith(".") and not text.startswith("..") else text


def begins_sentence(before: str) -> bool:
    """Return whether a sentence or a paragraph begins behind HTML or text."""
    seen = before[-_SEEN:]
    begun = _BEGIN.match(seen)
    text = _MARKUP.sub("", seen[begun.end() :] if begun else seen)
    if (begun or not before) and not text.strip():
        return True
    return bool(_SENTENCE_END.search(text) and not _ABBREVIATIONS.search(text))


def begin_with_capital(html: str, locale: str, before: str) -> str:
    """Return a text or element with a capital letter at its beginning, if a sentence begins there. `before` is the HTML or text before it."""
    small = _SMALL_LETTER.match(html)
    if not small or not small[2].islower() or not begins_sentence(before):
        return html
    is_dotted = small[2] == "i" and locale.partition("_")[0] in ("tr", "az")
    return small[1] + ("İ" if is_dotted else small[2].upper()) + str(html)[small.end() :]
