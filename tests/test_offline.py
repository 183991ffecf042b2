"""The offline copy: the site as an archive that is read straight from a disk."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from projects import lay_out

from chronicle.cli import main
from chronicle.offline import make_offline_copy

NAME = "example.org-2020-01-01"
LINK = re.compile(r' (?:href|src|action)="([^"]*)"| srcset="([^"]*)"')


@pytest.fixture(scope="module", params=["charts", "registers"])
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked offline copy of a tiny site."""
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(make_offline_copy(lay_out(request.param, folder / "site"), folder / "copy")) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked" / NAME


def links_of(page: Path) -> list[str]:
    """Return what a page leads to or loads, full addresses and places on the page itself left out."""
    found = [one or two for one, two in LINK.findall(page.read_text("utf-8"))]
    links = [unescape(part.split()[0]) for link in found for part in link.split(",") if part.strip()]
    return [link for link in links if not urlsplit(link).scheme and not link.startswith(("#", "?"))]


def test_every_link_leads_to_a_file(copy: Path) -> None:
    """Each link of each page leads, by its own way, to a file of the copy, and its anchor to a place on that page."""
    pages = list(copy.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        links = links_of(page)
        assert links
        for link in links:
            path, _, anchor = link.partition("#")
            assert not path.startswith("/"), f"{page}: {link}"
            target = (page.parent / unquote(path)).resolve()
            assert target.is_file(), f"{page}: {link}"
            if anchor:
                assert f' id="{unquote(anchor)}"' in target.read_text("utf-8"), f"{page}: {link}"


def test_no_scripts_but_where_it_could_be_searched(copy: Path) -> None:
    """Browsers run no modules from a disk: only the search page has scripts, for where a copy is served; it says why it cannot search."""
    for page in copy.rglob("*.html"):
        html = page.read_text("utf-8")
        assert ('<script type="module"' in html) == ("/search/" in page.as_posix())
        assert 'class="search-box"' not in html
    search = (copy / "en/search/index.html").read_text("utf-8")
    assert "You are reading this copy from a disk, where browsers do not let pages search." in search
    assert '<form class="search" role="search" hidden' in search
    assert (copy / "pagefind").is_dir()


def test_nothing_for_hosts(copy: Path) -> None:
    """What only a host reads is left out: headers, sitemap, what is shown for an address that does not exist, shared pictures."""
    names = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert not names & {"_headers", "_redirects", "sitemap.xml", "robots.txt", "404.html", "vercel.json"}
    assert not any(name.startswith(("deploy/", "images/share/")) for name in names)


def test_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs in other folders give the same archive; a later one takes the place of the first, and the folder holds nothing else."""
    for name in ("a", "b"):
        project = lay_out("good-site", tmp_path / name)
        for _ in range(2):
            main(["offline", "--project", str(project.root), "--jobs", "1"])
    told = f"The offline copy is {tmp_path / 'a' / 'offline' / 'site.zip'} (0."
    assert capsys.readouterr().out.startswith(told)
    one, two = (tmp_path / name / "offline" for name in ("a", "b"))
    assert (one / "site.zip").read_bytes() == (two / "site.zip").read_bytes()
    assert {path.name for path in one.iterdir()} == {"site.zip", "SHA256SUMS", "chronicle.txt"}
