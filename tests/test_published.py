"""What was published once never dies: `check --published`."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import program
import pytest
from projects import edit, letter
from web_server import serving

from chronicle.deploy import find_lost, read_published
from chronicle.pipeline import build_site
from chronicle.problems import DeployRefused
from chronicle.project import Project

SUM = "0" * 64


def lost(text: str, *paths: str, root: str = "/") -> list[str]:
    return [letter(problem) for problem in find_lost("SHA256SUMS", text, root, set(paths))]


def test_addresses_that_are_no_more() -> None:
    """A page that went asks for an alias, with a guess; another file asks for its name; what only pages load is nobody's link."""
    text = "".join(
        f"{SUM}  {path}\n"
        for path in (
            "assets/site.1.css", "deploy/nginx.conf", "en/index.html", "en/part/old/index.html", "en/part/old/index.html.gz", "en/feed.xml",
            "data/facts.csv", "pagefind/pagefind.js", "robots.txt",
        )
    )  # fmt: skip
    assert lost(text, "en/index.html", "en/part/older/index.html", "data/facts.csv") == [
        "SHA256SUMS:4:1: /en/part/old/ was published and no longer exists.\n"
        "    Write 'aliases: [part/old]' into the front matter of the text that tells it now. Did you mean 'en/part/older/'?",
        "SHA256SUMS:6:1: /en/feed.xml was published and no longer exists.\n"
        "    Links to it are dead now. Give the file its name again, or put one there in static/root/.",
    ]


def test_a_sitemap() -> None:
    """The addresses of a sitemap are those of pages, below the site's path."""
    text = "<urlset>\n<url><loc>https://example.net/site/en/</loc></url>\n<url><loc>https://example.net/site/en/a/</loc></url>\n"
    assert lost(text, "en/index.html", "en/a/index.html", root="/site/") == []
    assert lost(text, "en/index.html", root="/site/") == [
        "SHA256SUMS:3:1: /en/a/ was published and no longer exists.\n"
        "    Write 'aliases: [a]' into the front matter of the text that tells it now."
    ]


def test_the_command(project: Project, tmp_path: Path) -> None:
    """A chapter that is renamed without an alias is a problem; with one all is well; the published sums may be a file or an address."""
    build_site(project, tmp_path / "www", with_search=False)

    def check(source: str) -> CompletedProcess[str]:
        return program.run("check", "--project", str(project.root), "--published", source)

    edit(project.root / "content/site.yaml", "[one]", "[first]")
    half = project.root / "content/chapters/part/one/zh.md"
    text = half.read_text(encoding="utf-8")
    for alias, code in (("", 1), ("aliases: [part/one]\n", 0)):
        # A slug leaves the folder's name an alias by itself: so the folder is renamed.
        half.parent.rename(half.parent.with_name("first")) if not alias else None
        here = half.parent.with_name("first") / "zh.md"
        here.write_text(text.replace("---\n", f"---\n{alias}", 1), encoding="utf-8")
        done = check(str(tmp_path / "www/SHA256SUMS"))
        assert done.returncode == code, done.stderr
        assert ("/en/part/one/ was published and no longer exists. [lost-address]" in done.stderr) == bool(code)
    with serving(tmp_path / "www") as url:
        assert check(url).returncode == 0
        assert check(f"{url}sitemap.xml").returncode == 0


def test_nothing_to_compare_with(tmp_path: Path) -> None:
    """A file that is not there, and an address that does not answer, are told."""
    with pytest.raises(DeployRefused, match=r"nothing cannot be read: No such file or directory\. Name a SHA256SUMS"):
        read_published(str(tmp_path / "nothing"))
    with pytest.raises(DeployRefused, match="does not answer"):
        read_published("http://127.0.0.1:1/")
    with serving(tmp_path) as url, pytest.raises(DeployRefused, match="answers with status 404"):
        read_published(url)
