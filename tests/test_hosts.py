"""What hosts read: one description of how the site is served, in the form of each host."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from projects import append, edit, lay_out
from web_server import headers_for, read_headers

from chronicle.exports.hosts import Hosting, make_host_files
from chronicle.exports.servers import make_server_files
from chronicle.pipeline import Options, build_site
from chronicle.policy import response_headers
from chronicle.problems import ContentError
from chronicle.reading import Project
from chronicle.urls import is_permanent, parse_base_url

HOSTING = Hosting(
    "example.net",
    "/site/",
    {"X-One": "1"},
    ("/site/assets/", "/site/pagefind/*/"),
    (("/site/zh/old/", "/site/zh/new/"),),
    "/site/404.html",
    {"/site/en/": "/site/en/404.html"},
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A tiny site whose chapter has a slug and an alias."""
    project = lay_out("good-site", tmp_path / "site")
    edit(project.root / "content/chapters/part/one/zh.md", "---\n", "---\nslug: first\naliases: [part/uno]\n", 1)
    return project


def test_each_host_is_told_the_same() -> None:
    """Headers, what is kept for ever, redirects and the page for what is missing stand in each host's own form."""
    files = make_host_files(HOSTING) | make_server_files(HOSTING)
    assert sorted(files) == [
        ".nojekyll",
        "_headers",
        "_redirects",
        "deploy/Caddyfile",
        "deploy/apache.conf",
        "deploy/nginx.conf",
        "staticwebapp.config.json",
        "vercel.json",
    ]
    rules = read_headers(files["_headers"])
    kept = {"X-One": "1", "Cache-Control": "public, max-age=31536000, immutable"}
    assert headers_for("/site/zh/", rules) == {"X-One": "1"}
    assert headers_for("/site/assets/a.css", rules) == headers_for("/site/pagefind/index/a.pf", rules) == kept
    assert headers_for("/site/pagefind/pagefind.js", rules) == {"X-One": "1"}
    assert files["_redirects"] == "/site/zh/old/ /site/zh/new/ 301\n/site/en/* /site/en/404.html 404\n"
    azure, vercel = json.loads(files["staticwebapp.config.json"]), json.loads(files["vercel.json"])
    assert azure["globalHeaders"] == {"X-One": "1"}
    assert azure["responseOverrides"] == {"404": {"rewrite": "/site/404.html"}}
    assert [one["route"] for one in azure["routes"]] == ["/site/zh/old/", "/site/assets/*"]
    assert [one["source"] for one in vercel["headers"]] == [
        "/site/(.*)",
        "/site/assets/(.*)",
        "/site/pagefind/:named/(.*)",
    ]
    assert vercel["redirects"] == [{"source": "/site/zh/old/", "destination": "/site/zh/new/", "statusCode": 301}]
    assert "    location = /site/zh/old/ { return 301 /site/zh/new/; }\n" in files["deploy/nginx.conf"]
    assert "\tredir /site/zh/old/ /site/zh/new/ 301\n" in files["deploy/Caddyfile"]
    assert "    ~^/site/en/ /site/en/404.html;\n" in files["deploy/nginx.conf"]
    assert "\t\trewrite /site/en/* /en/404.html\n" in files["deploy/Caddyfile"]
    assert (
        '<If "%{REQUEST_URI} =~ m#^/site/en/#">\n    ErrorDocument 404 /site/en/404.html\n</If>\n'
        in files["deploy/apache.conf"]
    )
    assert "RedirectMatch 301 ^/site/zh/old/$ /site/zh/new/\n" in files["deploy/apache.conf"]


@pytest.mark.parametrize(
    ("host", "root", "name"),
    [("example.net", "/", "example.net\n"), ("a.github.io", "/", None), ("example.net", "/site/", None)],
)
def test_a_name_for_github_pages(host: str, root: str, name: str | None) -> None:
    """A site at the top of a name of its own has a CNAME; one at github.io or below a path has none."""
    hosting = Hosting(host, root, {}, (), (), "/404.html")
    assert make_host_files(hosting).get("CNAME") == name


def test_headers() -> None:
    """Nothing of the site is read as another type, opened by another window, or given a camera; referrers keep to the host."""
    headers = response_headers()
    assert headers.pop("Content-Security-Policy").endswith("frame-ancestors 'none'")
    assert headers == {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def test_former_addresses(project: Project) -> None:
    """A redirect and, where hosts know none, a page that leads on, in each language; the page says which address is right."""
    output = project.root / "output"
    build_site(project, output, Options("https://example.net/site/"), with_search=False)
    redirects = (output / "_redirects").read_text(encoding="utf-8")
    for folder in ("zh", "en", "zh-en", "en-zh"):
        for old in ("one", "uno"):
            assert f"/site/{folder}/part/{old}/ /site/{folder}/part/first/ 301\n" in redirects
            page = (output / folder / "part" / old / "index.html").read_text(encoding="utf-8")
            assert f'<link rel="canonical" href="https://example.net/site/{folder}/part/first/">' in page
            assert f'content="0; url=/site/{folder}/part/first/"' in page and "Content-Security-Policy" in page
    assert "uno" not in (output / "sitemap.xml").read_text(encoding="utf-8")


def test_a_staging_site_is_closed_to_search_engines(project: Project) -> None:
    """Each page says noindex, hosts send it, robots.txt forbids all; a site for readers does none of this."""
    output = project.root / "output"
    for is_staging in (True, False):
        build_site(project, output, Options(is_staging=is_staging), with_search=False)
        page = (output / "zh/part/first/index.html").read_text(encoding="utf-8")
        assert ('<meta name="robots" content="noindex">' in page) == is_staging
        assert ("  X-Robots-Tag: noindex\n" in (output / "_headers").read_text(encoding="utf-8")) == is_staging
        assert ("Disallow: /\n" in (output / "robots.txt").read_text(encoding="utf-8")) == is_staging
    for hidden in ("404.html", "zh/search/index.html"):
        assert '<meta name="robots" content="noindex">' in (output / hidden).read_text(encoding="utf-8")


def test_whom_to_tell_of_a_hole(project: Project) -> None:
    """With a contact in site.yaml there is a security.txt, good for a year from the day of the edition."""
    settings = project.root / "content/site.yaml"
    append(settings, "security_contact: mailto:safe@example.net\n")
    build_site(project, project.root / "output", with_search=False)
    assert (project.root / "output/.well-known/security.txt").read_text(encoding="utf-8") == (
        "Contact: mailto:safe@example.net\nExpires: 2020-12-31T00:00:00Z\nPreferred-Languages: zh, en\n"
        "Canonical: https://example.org/.well-known/security.txt\n"
    )
    edit(settings, "mailto:", "javascript:")
    with pytest.raises(ContentError, match="Write an address with https:// or mailto:, without spaces"):
        build_site(project, project.root / "output", with_search=False)


def test_smaller_forms(project: Project) -> None:
    """With `compress`, text files have .gz and .br beside them, listed in SHA256SUMS, the same each time; the next build without it has none."""
    output = project.root / "output"
    build_site(project, output, with_search=False, compress=True)
    sums = (output / "SHA256SUMS").read_text(encoding="utf-8")
    page = output / "zh/index.html"
    for ending in (".gz", ".br"):
        assert f"  zh/index.html{ending}\n" in sums
        assert (output / f"zh/index.html{ending}").stat().st_size < page.stat().st_size
    assert (output / "zh/index.html.gz").read_bytes()[4:8] == bytes(4), "no time in it"
    assert not list(output.rglob("*.png.*"))
    build_site(project, output, with_search=False, compress=True)
    assert (output / "SHA256SUMS").read_text(encoding="utf-8") == sums
    build_site(project, output, with_search=False)
    assert not [*output.rglob("*.gz"), *output.rglob("*.br")]


@pytest.mark.parametrize("in_place", [False, True])
def test_times_stay_where_bytes_stay(project: Project, in_place: bool) -> None:
    """A file that a build makes as it was keeps its time; one that changes has a new one."""
    output = project.root / "output"
    build_site(project, output, with_search=False)
    for file in output.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    half = project.root / "content/chapters/part/one/en.md"
    edit(half, "title: Chapter one", "title: Chapter 1st")
    half.write_text(re.sub(r"title: .*", "title: The first", half.read_text(encoding="utf-8"), count=1))
    build_site(project, output, with_search=False, in_place=in_place)
    assert (output / "zh/sources/index.html").stat().st_mtime == 1_000_000_000
    assert (output / "en/part/first/index.html").stat().st_mtime > 1_000_000_000


@pytest.mark.parametrize(
    ("text", "base_url", "is_example"),
    [
        ("https://赤峰.中国/", "https://xn--elt904i.xn--fiqs8s/", False),
        ("HTTPS://Chifeng.Example.ORG/a", "https://chifeng.example.org/a/", True),
        ("https://my.test:8000/", "https://my.test:8000/", True),
        ("https://latest.net", "https://latest.net/", False),
        ("http://localhost:8000", "http://localhost:8000/", True),
    ],
)
def test_addresses(text: str, base_url: str, is_example: bool) -> None:
    """A Chinese domain is written as DNS has it; names that are kept for examples are known."""
    addresses = parse_base_url(text)
    assert (addresses.base_url, addresses.is_example) == (base_url, is_example)


@pytest.mark.parametrize("text", ["https://-a.net/", f"https://{'赤' * 80}.net/", "https://a.net/赤/"])
def test_no_addresses(text: str) -> None:
    """A name that DNS cannot have, and a path that would have to be escaped, are no base URL."""
    with pytest.raises(ValueError, match="is not a full address"):
        parse_base_url(text)


def test_what_is_permanent() -> None:
    """Assets, images and what lies in the folders of the search index are named by their content."""
    paths = ("assets/a.css", "images/share/a.png", "pagefind/index/a.pf", "pagefind/pagefind.js", "zh/index.html")
    assert [is_permanent(path) for path in paths] == [True, True, True, False, False]
