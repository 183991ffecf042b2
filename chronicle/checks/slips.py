"""Slips of typing: punctuation of another script, spaces that the style sheet adds, characters that look like others.

Scripts have their names in ISO 15924: Hans and Hant for Chinese, Latn for English. In other scripts only spaces are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.scripts import HAN, KANA, plain_form
from chronicle.typography import CHINESE, HAN_SCRIPTS, LATIN, NEUTRAL, OBJECT, UNSPACED

_JAPANESE = CHINESE + KANA
_FULL_WIDTH = dict(zip(",.;:?!()", "，。；：？！（）", strict=True))
_HALF_WIDTH = {full: half for half, full in _FULL_WIDTH.items()} | {"、": ",", "％": "%", "\u3000": "' '"}
# The double and the single quotation marks of a language, after CLDR; of others those of English.
_CURLY = {
    **dict.fromkeys(("cs", "de", "is", "lt", "sk", "sl"), "„“‚‘"),
    **dict.fromkeys(("hr", "hu", "pl", "ro"), "„”‚’"),
    **dict.fromkeys(("es", "fr", "it", "nb", "no"), "«»‘’"),
    **dict.fromkeys(("fi", "sv"), "””’’"),
}
_SHOWN = 6  # characters on each side of what is shown of a text


@dataclass(frozen=True)
class Slip:
    """A mistake of typing: its position in the text, its rule, what is wrong, and what to write instead."""

    position: int
    rule: str
    message: str
    hint: str


def find_punctuation(text: str, script: str, locale: str = "") -> Iterator[Slip]:
    """Yield the punctuation of a text that belongs to another script. The locale tells which quotation marks its language has."""
    if script in HAN_SCRIPTS:
        # A point between two digits, or inside a name of Latin letters, has no Han character beside it.
        for found in _HALF_BESIDE_HAN.finditer(text):
            meant = _FULL_WIDTH.get(found[0]) or _curly(text, found, locale)
            message = f"The half-width {found[0]} stands beside Han characters: {_around(text, found)}"
            yield Slip(found.start(), "punctuation", message, f"Write {meant} instead.")
        for found in _OPEN_AGAIN.finditer(text):
            message = f"A quotation mark opens, and so does the next one: {_around(text, found)}"
            hint = "Write ” where a quotation ends, and ‘ ’ around one within another."
            yield Slip(found.start(), "punctuation", message, hint)
    elif script == "Jpan":
        for found in _HALF_BESIDE_JAPANESE.finditer(text):
            message = f"The half-width {found[0]} stands beside Japanese characters: {_around(text, found)}"
            yield Slip(found.start(), "punctuation", message, f"Write {'。' if found[0] == '.' else '、'} instead.")
    elif script == "Latn":
        for found in _FULL_BESIDE_LATIN.finditer(text):
            message = f"The full-width {found[0]} stands beside Latin letters: {_around(text, found)}"
            yield Slip(found.start(), "punctuation", message, f"Write {_HALF_WIDTH[found[0]]} instead.")
        for found in _STRAIGHT.finditer(text):
            message = f"A quotation mark is straight: {_around(text, found)}"
            yield Slip(found.start(), "punctuation", message, f"Write {_curly(text, found, locale)} instead.")
    if script in UNSPACED:
        for found in _SEVERAL_STOPS.finditer(text):
            message = f"There are several full stops in a row: {_around(text, found)}"
            yield Slip(found.start(), "punctuation", message, "Write one, or …… for what is left out.")
        for found in _DOTS.finditer(text):
            message = f"Dots stand for an ellipsis: {_around(text, found)}"
            yield Slip(found.start(), "punctuation", message, "Write …… instead.")
    if script in (*HAN_SCRIPTS, "Latn"):
        for found in _HYPHENS.finditer(text):
            message = f"There are several hyphens in a row: {_around(text, found)}"
            meant = "——" if script in HAN_SCRIPTS else "– or —"
            yield Slip(found.start(), "punctuation", message, f"For a dash, write {meant} instead.")


def find_spaces(text: str, script: str) -> Iterator[Slip]:
    """Yield the spaces of a text that should not be there."""
    if script in HAN_SCRIPTS:
        for found in _TYPED_SPACE.finditer(text):
            message = f"A space is typed beside Han characters: {_around(text, found)}"
            yield Slip(
                found.start(),
                "typed-space",
                message,
                "Remove it: the style sheet adds the space between Han and Latin.",
            )
        for found in _SPACED.finditer(text):
            message = f"Spaces stand between all characters of a word: 「{found[0]}」."
            yield Slip(
                found.start(), "typed-space", message, "Remove them; a text that was copied from a PDF may have more."
            )
    for found in _INDENT.finditer(text) if script != "Jpan" else ():
        message = f"A space that does not break is typed at the beginning of a line: {_around(text, found)}"
        hint = (
            NESTED_HINT
            if INDENTED_MARK.match(text, found.start())
            else "Remove it: the style sheet sets the distances."
        )
        yield Slip(found.start(), "typed-space", message, hint)
    for found in (_BEFORE_FULL_WIDTH if script in UNSPACED else _BEFORE_STOP).finditer(text):
        message = f"A space is typed before a punctuation mark: {_around(text, found)}"
        yield Slip(found.start(), "typed-space", message, "Remove it.")
    for found in _SPACES.finditer(text):
        if _MARKED.search(text, max(0, found.start() - 12), found.start()):
            continue  # the mark of a list, which is reported elsewhere, if at all
        yield Slip(
            found.start(),
            "several-spaces",
            f"There are several spaces in a row: {_around(text, found)}",
            "Leave one, or none.",
        )


def find_divided(text: str, script: str) -> Iterator[Slip]:
    """Yield the words that are divided at the end of a line, as in text copied from a PDF. A part of a word before "and" is none: im- and export."""
    is_likely = script not in UNSPACED and ("-\n" in text or "\u2010\n" in text)
    for found in _DIVIDED.finditer(text) if is_likely else ():
        if found["head"][-1].islower() and found["tail"].islower():
            message = f"A word is divided at the end of a line: 「{found['head']}-{found['tail']}」."
            yield Slip(found.end("head"), "divided-word", message, "Write it on one line: a line break is a space.")


def find_lookalikes(text: str, script: str = "") -> Iterator[Slip]:
    """Yield the characters that look like others: radicals and ligatures in text copied from a PDF, full-width letters in Latin script."""
    alike = (_LOOKALIKES_IN_LATIN if script == "Latn" else _LOOKALIKES).finditer(text)
    signs, sign = (_DOTS_IN_NAMES, "·") if script in HAN_SCRIPTS else (_ACCENT_IN_WORD, "’")
    told = [(found, "".join(map(plain_form, found[0]))) for found in alike]
    told += [(found, sign) for found in signs.finditer(text)]
    for found, meant in told:
        if meant != found[0]:
            code = f"U+{ord(found[0][0]):04X}"
            message = f"'{found[0]}' ({code}) looks like '{meant}' but is another character: {_around(text, found)}"
            yield Slip(found.start(), "lookalike", message, f"Write {meant} instead.")


def find_misread(text: str) -> Iterator[Slip]:
    """Yield the characters that were read in another encoding than they were saved in: Itâ€™s, Ã©, 锟斤拷."""
    for found in _MISREAD.finditer(text):
        try:
            meant = found[0].encode("cp1252").decode()
        except UnicodeError:
            meant = ""
        if meant.isprintable() and (meant or found[0] in _LOST):
            message = f"'{found[0]}' is a character that was read in the wrong encoding: {_around(text, found)}"
            yield Slip(
                found.start(),
                "lost-character",
                message,
                f"Write {meant} instead." if meant else "Retype the original character.",
            )


def _curly(text: str, found: re.Match[str], locale: str) -> str:
    """Return the quotation mark of a language that a straight one means.

    It opens at the beginning of a word and, if none is open in its line, beside anything but a Latin letter or the end of a sentence.
    A single one within a word, or behind a word if none is open, is an apostrophe.
    """
    marks = _CURLY.get(locale.partition("_")[0], "“”‘’")
    opening, closing = tuple(marks[:2] if found[0] == '"' else marks[2:])
    line = text[: found.start()].rpartition("\n")[2]
    before, after = line[-1:], text[found.end() : found.end() + 1]
    is_open = line.count(found[0]) % 2 == 1
    if not before or before in " \t([{—“‘„‚«" or (not is_open and not _CLOSED.match(before)):
        return opening
    return "’" if found[0] == "'" and (not is_open or after.isalpha()) else closing


def _around(text: str, found: re.Match[str]) -> str:
    """Return what was found with a few characters of its line on both sides, in corner brackets, which messages use for nothing else."""
    before = text[: found.start()].rpartition("\n")[2][-_SHOWN:]
    after = text[found.end() :].partition("\n")[0][:_SHOWN]
    shown = re.sub(f"{NEUTRAL}+", "…", f"{before}{found[0]}{after}".replace(OBJECT, "{…}"))
    return f"「{shown}」."


# Endings of file names, as in 附件.pdf.
_ENDINGS = "pdf|docx?|xlsx?|pptx?|wps|txt|md|csv|html?|jpe?g|png|gif|mp[34]|zip|rar"
_CLOSED = re.compile(rf"[{LATIN}{OBJECT}.,;!?…’”)\]]")
_HALF_BESIDE_HAN = re.compile(
    rf"(?!\.\.|(?<=\.)\.|\.(?:{_ENDINGS})(?![{LATIN}])|(?<=^[A-Za-z])\.|(?<=\n[A-Za-z])\.|(?<=^\(\d)\)|(?<=\n\(\d)\))(?:(?<=[{CHINESE}{OBJECT}])[,.;:?!()\"']|(?<=[{CHINESE}] )\(|[,.;:?!()\"'](?= ?[{CHINESE}{OBJECT}]))"
)
# Not behind the letter of a list, or a full-width number, nor within a name that goes on in Latin letters.
_HALF_BESIDE_JAPANESE = re.compile(
    rf"(?<=[{_JAPANESE}{OBJECT}])(?<![０-９Ａ-Ｚａ-ｚ])(?:,|\.(?<!^..)(?!\.))(?=[ 」』）]*(?:$|[{_JAPANESE}{OBJECT}]))",
    re.MULTILINE,
)
_FULL_BESIDE_LATIN = re.compile(
    rf"(?<=[{LATIN}{OBJECT}])[{''.join(_HALF_WIDTH)}]|[{''.join(_HALF_WIDTH)}](?= ?[{LATIN}{OBJECT}])"
)
_STRAIGHT = re.compile(r"[\"']")
_TYPED_SPACE = re.compile(
    rf"(?<=[{CHINESE}]) (?=[{LATIN}{OBJECT}])|(?<=[{LATIN}{OBJECT}%]) (?=[{CHINESE}])|(?<=[{OBJECT}]) (?=[{OBJECT}])"
)
# Not before a decimal point, a name such as .net, or the dots of an ellipsis.
_BEFORE_STOP = re.compile(r"(?<=[^\s.|]) (?=,(?!\d)|\.(?! \.)(?:[\s”’»)\]]|$))")
_BEFORE_FULL_WIDTH = re.compile(rf"(?<=[{_JAPANESE}]) (?=[，。、；：！？])")
# Four characters or more with a space between each two.
_SPACED = re.compile(rf"(?<![{HAN}])[{HAN}](?: [{HAN}]){{3,}}(?![{HAN}])")
_MARKED = re.compile(rf"(?:^|\n)(?:{NEUTRAL}+|\(?(?:[A-Za-z]|[ivxIVX]{{1,5}}|@[\w-]{{0,8}})[.)])$")
_SPACES = re.compile(r"(?<=[^\s|])(?: *\t[ \t]*|  +)(?=[^\s|])")
NESTED_HINT = "Before the mark of a list write plain spaces, two for each step."
_INDENT = re.compile(r"(?<![^\n])[\u00a0\u2000-\u200a\u202f\u3000]+(?=[^\n])")
INDENTED_MARK = re.compile(r"(?m:^)[\u00a0\u2000-\u200a\u202f\u3000]+(?:[-*+]|\d{1,3}[.)]) ")
# Before "and" or "or", in languages of Latin script, a part of a word may end in a hyphen.
_AND_OR = (
    "and|or|nor|to|through|versus|und|oder|bzw|beziehungsweise|sowie|wie|als|bis|noch|aber|et|ou|en|of|och|eller|samt|og|ja|tai"
    "|és|vagy|ir|un|in|ili|või"
)
_DIVIDED = re.compile(rf"(?P<head>[^\W\d_]{{2,}})[-\u2010]\n(?!(?:{_AND_OR})\b)(?P<tail>[^\W\d_]{{2,}})")
_SEVERAL_STOPS = re.compile(rf"。{{2,}}|(?<=[{_JAPANESE}{OBJECT}])\.{{2,}}|(?<!\.)\.{{2,}}(?=[{_JAPANESE}{OBJECT}])")
_DOTS = re.compile("[・･·]{3,}")
_OPEN_AGAIN = re.compile(r"“(?=[^“”\n]*“)")
_HYPHENS = re.compile(r"(?<![-|:])-{2,3}(?![-|:>])")
# Characters of two or three bytes in UTF-8 that were read as Windows-1252. Correct texts too have some of these bytes after a letter,
# as in « passé », “Nescafé®”, „vidíš“: so in a single character of three bytes one byte must be an odd one.
_ODD_BYTE = "¢£¤¥¦§¨¬\u00ad¯±µ¶¸¼½¾€ˆ‰•˜"
_BYTE = "\u00a1-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_ANY_BYTE = f"{_BYTE}‘’“”–—…\u00a0"
_LOST = "锟斤拷"
_MISREAD = re.compile(
    f"(?:[ÂÃ][{_BYTE}])+|(?:[â-ï](?:[{_BYTE}][{_ANY_BYTE}]|[{_ANY_BYTE}][{_BYTE}])){{2,}}"
    f"|[â-ï](?:[{_ODD_BYTE}][{_ANY_BYTE}]|[{_ANY_BYTE}][{_ODD_BYTE}])|{_LOST}"
)
# Other dots than that between the parts of a foreign name: 卡尔·马克思.
_DOTS_IN_NAMES = re.compile(f"(?<=[{HAN}])[•‧∙⋅・･](?=[{HAN}])")
_ACCENT_IN_WORD = re.compile("(?<=[^\\W\\d_Â])´(?=[^\\W\\d_])")  # it´s
_ALIKE = r"\u2e80-\u2fd5\uf900-\ufad9\ufb00-\ufb06\U0002f800-\U0002fa1d"
_LOOKALIKES = re.compile(f"[{_ALIKE}]+")
_LOOKALIKES_IN_LATIN = re.compile(f"[{_ALIKE}Ａ-Ｚａ-ｚ]+")
