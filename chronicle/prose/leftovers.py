"""Finds markup that Markdown has left in a text as it was typed: markup of other tools, and marks that are not closed.

Only the visible text of a block is searched. It has no code, references or escaped characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from chronicle.model import FACT_ID, Mention, plain_key
from chronicle.prose.braces import COMMAND, MACRO
from chronicle.prose.draft import DraftBlock
from chronicle.prose.findings import IMAGE_HINT, Findings
from chronicle.prose.links import LINK_KINDS
from chronicle.prose.visible import WWW_ADDRESS
from chronicle.rules import LITERAL
from chronicle.scripts import HAN
from chronicle.typography import LATIN, NEUTRAL, OBJECT


@dataclass(frozen=True)
class Leftover:
    """A kind of markup: its rule, its pattern, what it is, and what to write instead. Each text that has it has one of the characters `signs`."""

    rule: str
    signs: frozenset[str]
    pattern: re.Pattern[str]
    what: str
    hint: str


_KINDS = "|".join((*LINK_KINDS, "https?", "mailto"))
_ONE_BRACE = "Write one brace on each side: {sheet.key}. In place of a template write what it would give."
_HALF_WIDTH = "Type it with the Chinese input method off: "
_SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
# A sign that begins a line of a paragraph and another line below it.
_REPEATED = r"(?P<sign>[·◎✓✔✗✘★☆→⇒➔➜※☞☐☑☒□✧✦])(?=[^\n]+(?:\n[^\n]+){0,40}?\n(?P=sign))"
# A line that begins with the first letter of a list, above a line that begins with the second letter in the same form: a) and b), 一、 and 二、.
# Letters in a pair of brackets, (a), and in circles may be part of a sentence; but not if the line of the first has no comma at its end.
_LETTERED = "|".join(
    rf"{first}(?P<end{n}>{end})(?=[^\n]+{last}(?:\n[^\n]+){{0,40}}?\n{second}(?P=end{n}))"
    for n, (first, second, end, last) in enumerate(
        (
            ("a", "b", "[.)）．、]", ""),
            ("A", "B", rf"(?:[)）．、]|\.(?=[{HAN}]))", ""),  # not A. Smith
            ("i", "ii", "[.)]", ""),
            ("Ⅰ", "Ⅱ", "[.．、]", ""),
            ("一", "二", "[、．]", ""),
            ("[（(【〔]一", "[（(【〔]二", "[）)】〕]", "(?<![，、；,;])"),
            ("①", "②", "", "(?<![，、；,;])"),
        )
    )
)

# Two dots and a space at the beginning of a line. Patterns that begin with a sign are searched faster.
_DOTS = r"\.\.(?<![^\n]..) "
# The lines below a directive of reStructuredText that set its options, and its text.
_OPTIONS = r"[^\n]*(?:\n+:[\w -]+:[^\n]*)*"
_IMAGES = "png|jpe?g|gif|svg|webp|avif|bmp|heic|tiff?"
# Shortcodes of WordPress without attributes: [gallery], [my_map], [youtube https://…].
_SHORTCODE = rf"\[(?:youtube|vimeo|embed|soundcloud|tweet) {OBJECT}\]|(?m:^)\[(?:gallery|playlist|audio|video|embed|[a-z]+(?:_[a-z]+)+)\](?=\n|$)"
ROLE = "a role of another program", "Write [text](place:key) for a link, <kbd>C</kbd> for a key, else the text alone."
CAPTION = "the mark of a meaning", "Write the term on the line above it. A caption is a paragraph, without the colon."

PLACEHOLDER = re.compile(
    r"此处为语雀[^\n，]{0,9}，点击链接查看|(?<![A-Za-z])(?:TODO|FIXME|TBD|XXX+|[Ll]orem ipsum)(?![A-Za-z])|？{3,}|\?{3,}|[（(【\[]待[补定写查译填核][^（）()【】\[\]\n]{0,3}[）)】\]]"
)
_FOREIGN, _UNFINISHED = (
    tuple(
        Leftover(rule, frozenset(signs), re.compile(pattern), *(words or LITERAL[rule]))
        for rule, signs, pattern, *words in rows
    )
    for rows in ((
        # marks of the Chinese input method
        ("full-width-markup", "｛｝", r"｛[^{}｛｝\n]*[｝}]?|\{[^{}｛｝\n]*｝|｝", "full-width braces", _HALF_WIDTH + "{sheet.key}."),
        ("full-width-markup", "@＠", r"(?!\[@[^］】\n]*(?:\n|$|\]))[\[［【][@＠][^\]］】\n]*[\]］】]?", "a note in full-width brackets", _HALF_WIDTH + "[@source, section]."),
        (
            "full-width-markup", "（(",
            rf"(?!\[[^\[\]［］【】\n]*\]\()[\[［【][^\[\]［］【】\n]*[\]］】][（(](?:(?:{_KINDS})[:：]|#|{OBJECT})[^（）()\n]*[）)]?|[\]］]（[^（）\n]*）?",
            "a link in full-width brackets", _HALF_WIDTH + "[text](place:key).",
        ),
        ("full-width-markup", "＃", r"(?m:^)＃+", "full-width marks of a heading", _HALF_WIDTH + "## and a space."),
        ("full-width-markup", "＊＿～｀＝", r"＊{3,}|＿{3,}|｀{3,}|＝{3,}|(＊＊?|＿＿|～～|｀+|＝＝)[^\n]*?\1|＊＊?|＿＿|～～|｀+|＝＝", "full-width marks of emphasis or code", _HALF_WIDTH + "**bold**, `code`."),
        ("full-width-markup", "：／", r"https?(?:：//|[:：]／／)[^\s，。；）)]*", "a full-width address", _HALF_WIDTH + "https://…."),
        ("full-width-markup", "｜", r"(?m:^)｜[^\n]*(?:\n+｜[^\n]*)*", "a table of full-width lines", _HALF_WIDTH + "| a | b |."),
        ("full-width-markup", "＜", r"＜[A-Za-z/!][^＜＞>\n]*[＞>]?", "full-width angle brackets", _HALF_WIDTH + "<br>, <!-- comment -->."),
        # markup of other tools
        ("foreign-container", ":：/", r"(?::{3,}|：{3,}|(?m:^)/{3,})[^\n]*"),
        ("foreign-math", "$", rf"\$\$[^$]*(?:\$\$)?|(?<![{LATIN}_$])\$(?=[^\s$\d])[^$\n]*\$"),
        ("unread-heading", "=~^\"'+`*_—－", r"(?m:^)(?:([=~^\"'+`*_－])\1{3,}|—{6,})(?=\n|$)", "a line of signs", "Write ## and a space before a heading; for a line between two parts write ---, with an empty line above and below."),
        ("foreign-wiki-link", ".", rf"{_DOTS}(?:image|figure)::{_OPTIONS}", "an image of another program", IMAGE_HINT),
        ("foreign-contents", ".", rf"{_DOTS}(?:contents|toctree)::{_OPTIONS}"),
        ("foreign-markup", ".", rf"{_DOTS}(?:[\w:-]+::|_[^:\n]+: |\|[^|\n]+\| ){_OPTIONS}", "a directive of another program", "Write in Markdown what it gives: > **Note:** text, a list, a table, a block of code."),
        ("foreign-footnote", "[", rf"{_DOTS}\[[^\[\]\n]+\] [^\n]*|\[#?[\w.*-]+\]_(?![\w_])"),
        ("foreign-comment", ".", rf"{_DOTS}(?=[^._\s])[^\n]*"),
        ("foreign-markup", ":", r":(?<![^\n]:)[A-Z][\w -]*:(?= )", "a field of another program", "Write a list: - **Author:** text."),
        ("foreign-markup", ":", r"::(?<=[\w)\]»”’]::)(?= |\n|$)", "two colons", "Write one. Around code write ``` on lines of its own; below a term write its meaning on a line that begins with a colon and a space."),
        ("foreign-math", "\\", r"\\begin\{(\w+\*?)\}[^\0]{0,4000}?\\end\{\1\}|(?m:^)\\[A-Za-z]+(?=\n|$)|" + COMMAND, "a command of TeX", "Write Markdown: **bold**, *emphasis*, - an item; a formula in words and characters: x², ½."),
        ("foreign-bbcode", "{", rf"\{{(?P<macro>[a-z]+)(?::[^{{}}\n]*)?\}}[^\0]{{0,4000}}?\{{(?P=macro)\}}|\{{{MACRO}\}}", "a macro of a wiki", LITERAL["foreign-bbcode"][1]),
        ("unclosed-brace", "{", rf"\{{{{2,}} *(?:{FACT_ID}(?::[a-z]+)?|\d{{4}}[-\d/.]*|=[^{{}}\n]*) *\}}{{2,}}", "braces around a reference", _ONE_BRACE),
        ("foreign-template", "{", r"\{\{[<%] *(?:figure|img|image)\b[^{}\n]*\}\}|\{% *(?:include +)?(?:figure|img|image|picture)\b[^{}\n]*%\}", "an image of another program", IMAGE_HINT),
        ("foreign-template", "{", r"\{\{(?:[^{}]|\{\{?[^{}]*\}\}?){0,4000}\}\}|\{%[^{}\n]*%\}|\{![^{}\n]*!\}"),
        ("foreign-bbcode", "[", rf"(?i)\[(\w+)(?:[= ][^\[\]\n]*)?\][^\0]{{0,4000}}?\[/\1\]|\[/(?:[biu]|url|img|quote|code|size|color|list|center|spoiler)\]|\[[a-z][\w-]*(?: [\w-]+=[\"“”][^\[\]\n]*)\]|{_SHORTCODE}"),
        ("foreign-footnote", "[［【〔", r"(?:[\[［【〔](?:(?:[Nn]ote |Anm\. ?|注释? ?)?\d{1,3}(?:(?:[-–—,，、]|, )\d{1,3})*|citation needed|来源请求)[\]］】〕])+"),
        ("foreign-footnote", _SUPERSCRIPTS, rf"(?<=[.,;:!?…。，；：！？、”’»」』])[{_SUPERSCRIPTS}]++(?!⁄)|(?m:^)[{_SUPERSCRIPTS}]+(?=[ {HAN}])|(?<=[^\W\d_])¹(?![{_SUPERSCRIPTS}])"),
        ("foreign-footnote", "^＾", r"[\[［【][\^＾][^\]］】\n]*[\]］】](?:[:：] ?[^\n]*)?|\^\[[^\]\n]*\]?"),
        ("foreign-task-list", "[", r"(?m:^)\[(?:[ xX]\]|[-></]\](?= ))"),
        ("foreign-alert", "!！", r"[\[［【][!！] ?[A-Za-z]+[\]］】][-+]?"),
        ("foreign-admonition", "!?", r"(?m:^)(?:!!!|\?\?\?\+?)[^\n]*"),
        ("foreign-tab", "=", r"(?m:^)===[!+]? ?[\"“][^\n]*"),
        ("foreign-contents", "[", r"@?\[{1,2}_?[Tt][Oo][Cc]_?\]{1,2}"),
        ("foreign-include", "!", rf"!\[\[(?![^\n]*?\.(?:{_IMAGES})\b)[^\n]*?(?:\]\]|$)"),
        ("foreign-wiki-link", "[", rf"!\[\[[^\n]*?(?:\]\]|$)|(?<![{LATIN}_])image::?[^\s\[\]]{{1,200}}\[[^\[\]\n]*\]", "an image of another program", IMAGE_HINT),
        ("foreign-wiki-link", "[", r"\[https?://[^\s\[\]]+ [^\[\]\n]+\]", "a wiki link", "Write [text](https://…)."),
        ("foreign-wiki-link", "[［【", r"!?\[\[[^\n]*?(?:\]\]|$)|\[\[[^\[\]\n]*\n[^\[\]\n]*\]\]|［［[^\n［］]*］］|【【[^\n【】]*】】"),
        ("foreign-include", "<!-@:f", r"--8<--[^\n]*|(?m:^)(?:<<<|!include|@import [\"'“‘]|include::|(?:import|export) [^\n]* from [\"'“‘][^\s\"'”’]+[\"'”’];?(?=\n|$))[^\n]*"),
        ("foreign-emphasis", "'", r"'{3}[^'\n]+'{3}|''(?=\S)[^'\n]+(?<=\S)''"),
        ("foreign-highlight", "=", r"(?<!=)==(?=[^\s=])[^\n]*?==|(?<![=\w])==(?=\w)"),
        ("foreign-insertion", "+^", r"\+\+(?=\S)[^\n]*?\+\+|\^\^(?=\S)[^\n]*?\^\^"),
        ("foreign-subscript", "~", r"(?<!~)~[^~\s，。；、,;]{1,40}~(?!~)"),
        ("foreign-superscript", "^", r"\^[^\^\s，。；、,;]{1,40}\^"),
        ("foreign-comment", "%", r"%%[^\n]*?(?:%%|(?=\n|$))"),
        ("foreign-spoiler", "|", r"\|\|[^\n|]+\|\||>![^\n]*?!<"),
        ("foreign-emoji", ":", r":(?:material|octicons|fontawesome|simple)-[a-z0-9-]+:"),
        ("unread-link", ":", rf"(?<![{LATIN}_:]):[a-z][a-z:+-]*:{OBJECT}", *ROLE),
        ("foreign-emoji", ":", rf"(?<![{LATIN}_:]):[a-z][a-z0-9_+-]*:(?![{LATIN}_:])"),
        ("unread-heading", "\u3000\u00a0", r"(?m:^)[\u3000\u00a0]+#+ [^\n]*", "a heading behind a wide space", "Remove the space before the first #."),
        ("foreign-anchor", "{^(.", r"\{#[^{}\n]*\}|(?<=\s)\^[A-Za-z0-9-]{3,}(?=\n|$)|(?m:^)(?:\([\w-]+\)=|\.\. _[^:\n]+:)(?=\n|$)"),
        ("foreign-citation", "@", r"\[[^\[\]\n]*@[a-z0-9-]+[^\[\]\n]*\]"),
        ("foreign-citation", "@", rf"(?<![{LATIN}_@.-])@(?:fig|tbl|tab|sec|eq|lst)[:-][\w-]*\w", "a reference to a figure or a heading", "Write what it shows, or [text](#anchor) for a heading."),
        ("unread-table", "+", r"(?m:^)\+[-=+]{3,}\+[^\n]*(?:\n[+|][^\n]*)*"),
        ("unread-table", "|", r"(?m:^)\| [^|\n]*(?:\n\| [^|\n]*)+(?=\n|$)", "a block of lines", "Write each line without its |, and a backslash at its end, but for the last; for a table write | one | two |, with a line |---|---| below the first."),
        ("unread-table", "|｜", r"(?m:^)[^\n|｜]+(?: \| |｜)[^\n]+(?:\n[^\n|｜]+(?: \| |｜)[^\n]+)+"),
        ("unread-table", "|", r"(?m:^)\|[^\n]*(?:\n+\|[^\n]*)*|\|[ :]*-{2,}[^\n]*|-{2,}[ :]*\|[^\n]*"),
        ("unread-link", "!", r"!\[[^\[\]\n]*\] ?\([^()\n]*\)?", "an image that is not read", "Write it without a space between the brackets: ![what it shows](photo.jpg)."),
        ("unread-link", "[](（", rf"(?<!\])[（(](?:{'|'.join(LINK_KINDS)})[:：][a-z0-9/#-]+[)）]|\([^()\n]+\)\[(?:(?:{_KINDS}):|#|{OBJECT})[^\[\]\n]*\]?|!?\[[^\[\]\n]*\][ \n]?(?:\((?=(?:{_KINDS}|#)|{OBJECT})[^()\n]*\)?|\[[^\[\]\n]*\])|\]\([^()\n]*\)?|\]\[[^\[\]\n]*\]"),
    ), (
        # marks of lists and headings, marks that are not closed, and marks without an effect
        ("full-width-markup", "０１２３４５６７８９", r"(?m:^)[０-９]{1,3}[．.、）](?![0-9０-９])", "a full-width number of a list", _HALF_WIDTH + "1. and a space."),
        ("full-width-markup", "＞－＋》：", r"(?m:^)[＞－＋》：]", "a full-width mark of a list or quotation", _HALF_WIDTH + "- or > or : and a space."),
        ("foreign-bullet", "•●▪◦‣∙○◎■◆◇❖►▸➢➤⁃・･·–o✓✔✗✘★☆→⇒➔➜※☞☐☑☒□✧✦", rf"(?m:^)(?!([・･·])\1\1)(?:[•●▪◦‣∙○■◆◇❖►▸➢➤⁃・･][ \u00a0\u3000]*|[·–](?: +|{NEUTRAL}+ *)|o {{2,}}|{_REPEATED})"),
        ("unread-list", "-+*", r"(?m:^)(?:[-+](?=[^\s\d+-])|\*(?=[^\s*_][^\n*]*(?:\n\*|$))|[-+*][\u00a0\u2000-\u200a\u3000]+)", "the mark of a list", "Write a space behind it; for a sign that is meant as one a backslash before it."),
        ("unread-list", "0123456789@", rf"(?m:^)(?:[0-9]{{1,3}}(?:[.)、．）](?![0-9])|\ufe0f?\u20e3|{NEUTRAL}(?= ))|\(@[\w-]*\)(?= ))", "the number of a list", "Write 1. and a space, with an empty line above the first; leave the number of a heading out."),
        ("unread-list", ":", r":(?<![^\n]:) +(?=\S)", *CAPTION),
        ("unread-list", ".)）】〕、．①", rf"(?m:^)(?:{_LETTERED})", "the letter of a list", "Write - and a space, or 1. and a space; letters that are to be seen stand behind it: - a) text."),
        ("unread-heading", "#", r"(?m:^)#+(?![^\n]*\\(?:\n|$))"),
        ("unread-heading", "=.", r"(?m:^)(?:={2,6} [^\n]*|= [^\n=]* =(?=\n|$)|h[1-6]\. [^\n]*)", "the mark of a heading", "Write ## and a space."),
        ("unclosed-emphasis", "*_", r"(?:\*\*|__)[^*_\n]*(?:\*\*|__)|\*\*+|__+|(?<![\d\s*])\*(?!\*)|(?<!\*)\*(?![\d\s*])|(?<![\w_])_(?=\w)|(?<=[\w"+OBJECT+r"])_(?![\w_])"),
        ("unclosed-strike", "~", r"~~+"),
        ("unclosed-code", "`", r"`+"),
        ("unclosed-brace", "{}", rf"\{{+{OBJECT}\}}+", "braces around a reference", _ONE_BRACE),
        ("unclosed-brace", "{}", rf"(?<!{OBJECT})(?:\{{(?!{OBJECT})[^{{}}\n]{{0,30}}|(?:(?<![\w.-]){FACT_ID}(?::[a-z]+)?)?\}})"),
        ("unclosed-note", "@", r"\[@[^\n\]]{0,30}"),
        ("unclosed-angle", "<", rf"<{{1,2}}(?=[{HAN}])[^<>\n]{{1,80}}>{{1,2}}", "half-width angle brackets", "Write 《…》."),
        ("unclosed-angle", "<>", r"<!?[A-Za-z/!?@][^<>\n]{0,30}>?|--+>"),
        ("unknown-entity", "&", r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d+|#[xX][0-9A-Fa-f]+);"),
        ("unknown-entity", "&", rf"&(?:nbsp|amp|lt|gt|quot|[mn]dash|hellip)(?![{LATIN}_])；?", "the name of a character without its semicolon", "Write the character itself, or a semicolon behind its name."),
        ("unread-link", "[", rf"(?<![{LATIN}_\])}}])\[\](?= *[{LATIN}{HAN}])", "an empty pair of brackets", "Remove it."),
        ("unread-link", "[", r"\[(?!(?:[^\[\]]|\[[^\[\]]*\])*\])[^\n\[\d]{0,30}", "a bracket that is not closed", "Close it. For a sign that is meant as one write a backslash before it."),
        ("unread-link", "wW", WWW_ADDRESS, "an address that is no link", "Write it with https:// before it, or [text](https://…)."),
        ("placeholder", "TFXL？?待l雀", PLACEHOLDER.pattern),
        ("stray-backslash", "\\", r"\\(?=\n|$)", "a backslash at the end of a paragraph", "Remove it: only a line above another one is broken."),
        ("stray-backslash", "\\", r"\\"),
    ))
)  # fmt: skip
LEFTOVERS = (*_FOREIGN, *_UNFINISHED)
# Marks that begin what may end in a block below, and the marks that end it, without spaces and hyphens, and without the rest of a formula or comment.
_SPANS = tuple(
    (re.compile(begin), end)
    for begin, end in (
        (r"\{([a-z]+)(?::[^{}]*)?\}", r"{\1}"),
        (r"([:：/]{3,}) *\S.*", r"\1"),
        (r"\{%[- ]*(\w+)[^%]*%\}", r"{%end\1%}"),
        (r"\{\{([<%]) *(\w+)[^{}]*([>%])\}\}", r"{{\1/\2\3}}"),
        (r"\\begin\{(\w+\*?)\}", r"\\end{\1}"),
        (r"(\*{1,3}|__?|~~|`+)", r"\1"),
        (r"(\$\$|%%)[^$%]*", r"\1"),
    )
)
_NO_END = re.compile(r"(?<=^\$\$|^%%).+|[\s-]", re.DOTALL)
_BRACKETED = re.compile(rf"\[{OBJECT} [^\[\]\n]+\]")
_SHOWN = 40
# Markdown that is read in a text, but not in a title or in YAML.
_MARKDOWN = Leftover(
    "markup-in-yaml", frozenset("*_~`&\\<]#-+>"), re.compile(
        r"!?\[[^\[\]\n]*\]\([^()\n]*\)|\*\*[^*\n]+\*\*|(?<![\w*])\*(?=\S)[^*\n]+(?<=\S)\*(?![\w*])|__[^_\n]+__|(?<![\w_])_(?=\S)[^_\n]+(?<=\S)_(?![\w_])"
        r"|~~[^~\n]+~~|`[^`\n]+`|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d+|#[xX][0-9A-Fa-f]+);"
        r"|\\(?=[\\`*_{}\[\]()#+!<>|~]|$)|<!--[^\n]*?-->|<([A-Za-z]\w*)\b[^<>\n]*>[^<\n]*</\1>|</?[a-z][^<>\n]*>"
        r"|(?m:^)(?:#{1,6} (?=\S)|> (?=[^\s\d])|([-*+]) [^\n]*\n+(?=\2 ))"
    ), "", "",
)  # fmt: skip
_IN_PHRASES = (_MARKDOWN, *_FOREIGN)


def find_markup(written: str) -> Iterator[tuple[int, str]]:
    """Yield (position, text) of each piece of markup in a title or a text of YAML, where it would be published literally."""
    yield from sorted((start, found) for _, start, found in _find(written, _IN_PHRASES))


def blank_markup(written: str) -> str:
    """Return a title or a text of YAML with neutral characters in place of markup, so that no other rule reports it."""
    for start, found in find_markup(written):
        written = _blank(written, start, found)
    return written


def _blank(text: str, start: int, found: str) -> str:
    return text[:start] + NEUTRAL * len(found) + text[start + len(found) :]


def find_leftovers(
    blocks: Iterable[DraftBlock], findings: Findings, doubted: dict[int, Callable[[], None]]
) -> Iterator[DraftBlock]:
    """Report markup that a reader would see. Yield the blocks with neutral characters in its place, so that no other rule reports it.

    `doubted` reports what may be part of such markup, such as an address that leads nowhere or braces without a reference, by its offset. It
    is reported unless it is within such markup.
    """
    awaited: list[str] = []
    for block in blocks:
        text = seen = block.visible.text
        for kind, start, written in _find(text, LEFTOVERS):
            seen = _blank(seen, start, written)
            # Emphasis, deletion and code begin before a word and end behind one.
            is_of_words = kind.rule in ("unclosed-emphasis", "unclosed-strike", "unclosed-code")
            can_begin, can_end = text[start + len(written) :][:1].strip(), text[:start][-1:].strip()
            if (end := _NO_END.sub("", written)) in awaited and (can_end or not is_of_words):
                awaited.remove(end)  # its beginning was reported
                continue
            is_list = kind.rule == "unread-list" and text.count(written) > 1
            if (can_begin or not is_of_words) and not is_list:
                awaited += [found.expand(end) for begin, end in _SPANS if (found := begin.fullmatch(written.strip()))]
            shown = written.strip().partition("\n")[0].replace(OBJECT, "{…}").replace(NEUTRAL, "…")
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
            begin, last = (block.visible.offset(at) for at in (start, start + len(written) - 1))
            findings.add_literal(kind.rule, begin, shown, kind.what, kind.hint)
            for offset in [one for one in doubted if begin <= one <= last]:
                del doubted[offset]
            where = findings.where(begin)
            meant = re.findall(FACT_ID, plain_key(written)) if {"｛", "｝", "{"} & {*written} else ()
            # So that these facts are not also reported as unused.
            block = replace(block, mentions=(*block.mentions, *(Mention("fact", fact, where) for fact in meant)))
        for position in (one.start() for one in re.finditer(OBJECT, seen if doubted else "")):
            if tell := doubted.pop(block.visible.offset(position), None):
                tell()
                if bracketed := _BRACKETED.match(seen, position - 1):
                    seen = _blank(seen, position - 1, bracketed[0])
        yield replace(block, visible=block.visible._replace(text=seen)) if seen != text else block
    for tell in doubted.values():
        tell()


def _find(text: str, kinds: Iterable[Leftover]) -> Iterator[tuple[Leftover, int, str]]:
    taken: list[tuple[int, int]] = []
    typed = frozenset(text)
    for kind in kinds:
        if typed.isdisjoint(kind.signs):
            continue
        for found in kind.pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield kind, found.start(), found[0]
