"""`python -m benchmarks.floor TEXTS OUTPUT PROCESSES`: what Jinja2 and Python-Markdown take for the same texts, with nothing around them.

No site generator of this stack can be quicker on as many processes: each text is read, converted, put into a page and written.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import jinja2
from markdown import Markdown

PAGE = """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header><a href="/">{{ site }}</a><nav><ul>
{% for link in menu %}
<li><a href="/{{ link }}/">{{ link }}</a></li>
{% endfor %}
</ul></nav></header>
<main><h1>{{ title }}</h1>
{{ main }}
</main>
<footer><p>{{ site }}</p></footer>
</body>
</html>
"""


def write_pages(texts: Path, output: Path, names: list[str], menu: list[str]) -> None:
    """Write a page for each of some texts."""
    page = jinja2.Environment(autoescape=True).from_string(PAGE)
    for name in names:
        head, text = (texts / name).read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        title = head.partition("title: ")[2].partition("\n")[0]
        main = Markdown(extensions=["tables", "sane_lists", "def_list"]).convert(text)
        shown = {"language": name[:2], "title": title, "site": "Floor", "menu": menu, "main": jinja2.utils.markupsafe.Markup(main)}  # fmt: skip
        target = output / name.removesuffix(".md") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.render(shown), encoding="utf-8")


def main(texts: Path, output: Path, processes: int) -> None:
    """Write all pages, in so many processes."""
    names = sorted(path.relative_to(texts).as_posix() for path in texts.rglob("*.md"))
    menu = sorted({str(Path(name).parent) for name in names})
    if processes == 1:
        write_pages(texts, output, names, menu)
        return
    with ProcessPoolExecutor(processes) as executor:
        for done in [
            executor.submit(write_pages, texts, output, names[at::processes], menu) for at in range(processes)
        ]:
            done.result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
