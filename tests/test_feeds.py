"""The Atom feeds, held to RFC 4287 as a validator of feeds does."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from chronicle.pipeline import build_site
from chronicle.project import Project

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What a feed and an entry may hold, and how often at most.
ONCE = {"title", "subtitle", "id", "updated", "rights", "summary", "published", "generator", "icon", "logo", "content"}
OFTEN = {"link", "author", "category", "contributor", "entry"}
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)")


def feed_mistakes(feed: ElementTree.Element) -> list[str]:
    """Return what is wrong with a feed."""
    mistakes = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    entries = feed.findall(f"{ATOM}entry")
    for one in (feed, *entries):
        name = one.findtext(f"{ATOM}title") or "untitled"
        counts = Counter(child.tag.removeprefix(ATOM) for child in one)
        mistakes += [f"{name}: no {needed}" for needed in ("id", "title", "updated") if counts[needed] != 1]
        mistakes += [f"{name}: {kind} {count} times" for kind, count in counts.items() if kind in ONCE and count > 1]
        mistakes += [f"{name}: {kind} is not Atom" for kind in set(counts) - ONCE - OFTEN]
        mistakes += [f"{name}: updated is no date"] if not DATE.fullmatch(one.findtext(f"{ATOM}updated") or "") else []
        mistakes += [f"{name}: the id is no IRI"] if not urlsplit(one.findtext(f"{ATOM}id") or "").scheme else []
        links = one.findall(f"{ATOM}link")
        alternates = Counter(
            (link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"
        )
        mistakes += [f"{name}: no alternate"] if not alternates else []
        mistakes += [f"{name}: two alternates of a kind" for count in alternates.values() if count > 1]
        mistakes += [
            f"{name}: a link is no full address" for link in links if not urlsplit(link.get("href", "")).netloc
        ]
        mistakes += [
            f"{name}: empty {child.tag.removeprefix(ATOM)}"
            for child in one
            if not (child.text or len(child) or child.attrib)
        ]
        authors = [*one.findall(f"{ATOM}author"), *feed.findall(f"{ATOM}author")]
        mistakes += [f"{name}: no author"] if not any(author.findtext(f"{ATOM}name") for author in authors) else []
    ids = Counter(one.findtext(f"{ATOM}id") for one in (feed, *entries))
    mistakes += [f"the id {id_} twice" for id_, count in ids.items() if count > 1]
    mistakes += ["no self"] if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")) else []
    dates = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    mistakes += ["the last changed entry is not first"] if dates != sorted(dates, reverse=True) else []
    mistakes += (
        ["an entry is newer than the feed"] if dates and dates[0] > (feed.findtext(f"{ATOM}updated") or "") else []
    )
    return mistakes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_feeds_are_valid(language: str, real_site: Path) -> None:
    """Each feed has what Atom asks for, in its language, at the address that it says, and every entry leads to a page of the site."""
    feed = ElementTree.parse(real_site / language / "feed.xml").getroot()
    assert feed_mistakes(feed) == []
    assert feed.get(LANGUAGE) == language
    base = "https://chronicle.example.org/"
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [f"{base}{language}/feed.xml"]
    for link in feed.findall(f"{ATOM}entry/{ATOM}link"):
        path = (link.get("href") or "").removeprefix(base)
        assert path.startswith(f"{language}/") and (real_site / path / "index.html").is_file()


def test_a_feed_without_summaries(project: Project, tmp_path: Path) -> None:
    """A chapter with no summary has an entry without one; what must be escaped is; a chapter has its own day."""
    folder = tmp_path / "site/content/chapters/part/one"
    for language, title in (("zh", "甲<乙>&丙"), ("en", "A <B> & C")):
        half = folder / f"{language}.md"
        text = re.sub(r"title: .*\n(summary: .*\n)?", f'title: "{title}"\n', half.read_text(encoding="utf-8"), count=1)
        half.write_text(
            text if language == "en" else text.replace("---\n", '---\nupdated: "2019-05-06"\n', 1), encoding="utf-8"
        )
    build_site(project, tmp_path / "output", with_search=False)
    feed = ElementTree.parse(tmp_path / "output/en/feed.xml").getroot()
    assert feed_mistakes(feed) == []
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}title") == "A <B> & C"
    assert entry.find(f"{ATOM}summary") is None
    assert entry.findtext(f"{ATOM}updated") == "2019-05-06T00:00:00Z"


def test_a_wrong_feed_is_told() -> None:
    """The checker itself finds what it is for."""
    feed = ElementTree.fromstring(
        f"<feed xmlns='{ATOM[1:-1]}'><title/><id>x</id><updated>2020-13-01</updated>"
        "<entry><id>x</id><title>a</title><updated>2021-01-01T00:00:00Z</updated></entry></feed>"
    )
    assert set(feed_mistakes(feed)) == {
        "untitled: updated is no date", "untitled: the id is no IRI", "untitled: no alternate", "untitled: empty title", "untitled: no author",
        "a: the id is no IRI", "a: no alternate", "a: no author", "the id x twice", "no self", "an entry is newer than the feed",
    }  # fmt: skip
