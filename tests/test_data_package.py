"""What machines read: the data package, the schemas, the JSON-LD."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from frictionless import Package, system
from projects import HOME, pages_of
from referencing import Registry, Resource

from chronicle.completion import KEYS_FILE, make_keys
from chronicle.exports.data import _cell
from chronicle.pipeline import build_site
from chronicle.reading import Project, read_site
from chronicle.schemas import make_schemas

SCHEMAS = HOME / "content" / ".schemas"
BASE = "https://chronicle.example.org/"


@pytest.mark.filterwarnings("ignore")
def test_the_data_package_is_valid(real_site: Path) -> None:
    """Frictionless finds no error in the package: types, keys, and links between the tables."""
    with system.use_context(trusted=True):
        report = Package(str(real_site / "data" / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == 5 + len(list((HOME / "content" / "charts").iterdir()))


def test_every_sheet_can_be_downloaded(real_site: Path) -> None:
    """Each fact sheet has its rows of facts.csv as a file of its own, with the same header; a spreadsheet sees that it is UTF-8."""
    whole = (real_site / "data/facts.csv").read_text(encoding="utf-8").splitlines()
    sheets = sorted((real_site / "data/sheets").iterdir())
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in sheets)
    parts = [path.read_text(encoding="utf-8-sig").splitlines() for path in sheets]
    assert all(part[0] == whole[0] for part in parts)
    assert sorted(line for part in parts for line in part[1:]) == sorted(whole[1:])


def test_the_committed_schemas_are_those_of_the_model() -> None:
    """content/.schemas/ is what `build.py schemas` writes."""
    site, _ = read_site(Project(HOME))
    committed = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir() if path.name != KEYS_FILE}
    assert committed == make_schemas(site.written)


@pytest.fixture(scope="module")
def keys() -> Registry:
    """The keys that the schemas refer to, as `build.py schemas` writes them."""
    contents = json.loads(make_keys(read_site(Project(HOME))[0]))
    return Registry().with_resource(KEYS_FILE, Resource.from_contents(contents))


@pytest.mark.parametrize(
    "path",
    sorted((*HOME.glob("content/*.yaml"), *HOME.glob("content/facts/*.yaml"), *HOME.glob("content/charts/*.yaml"))),
    ids=lambda path: path.name,
)
def test_the_content_fits_the_schemas(path: Path, keys: Registry) -> None:
    """Each YAML file names its schema in its first line, and an editor that checks by it finds nothing."""
    text = path.read_text(encoding="utf-8")
    first_line = text.partition("\n")[0]
    is_one_of_many = path.parent.name in ("facts", "charts")
    name = path.parent.name if is_one_of_many else path.stem
    assert first_line == f"# yaml-language-server: $schema={'../' if is_one_of_many else ''}.schemas/{name}.json"
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, registry=keys).validate(yaml.safe_load(text))


REQUIRED = {
    "Article": {"headline", "description", "inLanguage", "url", "dateModified", "author", "license", "isPartOf"},
    "Dataset": {"name", "description", "inLanguage", "url", "dateModified", "license", "creator", "distribution"},
    "BreadcrumbList": {"itemListElement"},
}


def test_json_ld(real_site: Path) -> None:
    """Each page's JSON-LD has the properties that its types need; addresses are the page's own and lead to files."""
    seen = set()
    for path in pages_of(real_site):
        name, html = path.relative_to(real_site).as_posix(), path.read_text(encoding="utf-8")
        if 'type="application/ld+json"' not in html:
            continue
        text = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
        told: dict[str, Any] = json.loads(text)
        assert told["@context"] == "https://schema.org"
        for thing in told["@graph"]:
            seen.add(thing["@type"])
            assert set(thing) - {"@type"} >= REQUIRED[thing["@type"]]
            assert all(thing.values())
            if "url" in thing:
                assert thing["url"] == BASE + name.removesuffix("index.html")
            if thing["@type"] == "Dataset":
                assert 50 <= len(thing["description"]) <= 5000
                assert (real_site / thing["distribution"][0]["contentUrl"].removeprefix(BASE)).is_file()
            if thing["@type"] == "BreadcrumbList":
                assert [item["position"] for item in thing["itemListElement"]] == list(
                    range(1, len(thing["itemListElement"]) + 1)
                )
                assert all(
                    (real_site / item["item"].removeprefix(BASE) / "index.html").is_file()
                    for item in thing["itemListElement"]
                )
    assert seen == set(REQUIRED)


@pytest.mark.parametrize(
    ("url", "licence"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", {"name": "CC-BY-4.0"}),
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/", {"name": "CC-BY-NC-SA-3.0"}),
        ("https://creativecommons.org/publicdomain/zero/1.0/", {"name": "CC0-1.0"}),
        ("https://example.org/licence", {}),
    ],
)
def test_the_package_is_called_and_licensed_as_the_settings_say(
    url: str, licence: dict[str, str], tmp_path: Path
) -> None:
    """The licence has a name only where its address tells which it is; the package is named after the site's address."""
    shutil.copytree(HOME / "tests" / "sites" / "_base", tmp_path / "site")
    settings = tmp_path / "site" / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("https://example.org/licence", url)
    settings.write_text(text.replace("base_url: https://example.org/", "base_url: https://Example.org:80/a/b/"))
    build_site(Project(tmp_path / "site"), tmp_path / "output", with_search=False)
    package = json.loads((tmp_path / "output" / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "example.org-a-b"
    assert package["licenses"] == [{**licence, "path": url, "title": "A licence."}]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("//evil.example")', '\'=HYPERLINK("//evil.example")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("'-3", "''-3"),
        ("-3.5%", "-3.5%"),
        ("+86", "+86"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        (-3.5, "-3.5"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(text: object, cell: str) -> None:
    """What a spreadsheet would work out has an apostrophe before it, and one that begins so already has one more; numbers stay."""
    assert _cell(text) == cell
