"""What an editor is offered: keys by the schemas, figures and links by snippets."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from projects import lay_out
from referencing import Registry, Resource

from chronicle.completion import KEYS_FILE, make_keys, make_snippets
from chronicle.model import Site
from chronicle.reading import read_site
from chronicle.schemas import make_schemas


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The base of the tiny sites."""
    return read_site(lay_out("good-site", tmp_path / "site"))[0]


def offered(schema: dict[str, Any], keys: dict[str, Any], *steps: str) -> list[str]:
    """Return the keys that a schema offers for a field."""
    for step in steps:
        schema = schema[step]
    kind = schema["anyOf"][0]["$ref"].removeprefix("keys.json#/$defs/")
    return list(keys["$defs"][kind].get("enum", ()))


def test_keys_complete(site: Site) -> None:
    """Places, sources, themes and facts are offered where YAML and front matter name them, and another key is not wrong."""
    keys = json.loads(make_keys(site))
    schemas = {name: json.loads(text) for name, text in make_schemas(site.written).items()}
    fact = schemas["facts.json"]["$defs"]["FactEntry"]["properties"]
    assert offered(fact, keys, "place") == ["town"]
    assert offered(fact, keys, "source") == ["book"]
    assert offered(fact, keys, "theme") == ["results"]
    assert offered(fact, keys, "measure") == []
    assert offered(fact, keys, "section") == ["第一节", "第二节"]
    assert offered(fact, keys, "also", "items") == ["第一节", "第二节"]
    row = schemas["charts.json"]["$defs"]["ChartRowEntry"]["properties"]["facts"]
    assert offered(row, keys, "items") == ["sheet.land", "sheet.poor"]
    main = schemas["main-front-matter.json"]
    assert offered(main["properties"], keys, "place") == ["town"]
    assert offered(main["$defs"]["SourceMentionEntry"]["properties"], keys, "section") == ["第一节", "第二节"]
    assert "place" not in schemas["front-matter.json"]["properties"]
    registry: Registry = Registry().with_resource(KEYS_FILE, Resource.from_contents(keys))
    half = yaml.safe_load("{title: T, place: elsewhere, highlights: [sheet.new], sources: [{source: book}]}")
    jsonschema.Draft202012Validator(main, registry=registry).validate(half)


def test_a_key_that_cannot_be_is_marked(site: Site) -> None:
    """The key of an entry is written as keys are: an editor marks any other."""
    places = json.loads(make_schemas(site.written)["places.json"])
    place = {"name": {"zh": "甲", "en": "A"}, "pinyin": "Jia", "kind": "town"}
    registry: Registry = Registry().with_resource(KEYS_FILE, Resource.from_contents(json.loads(make_keys(site))))
    validator = jsonschema.Draft202012Validator(places, registry=registry)
    assert validator.is_valid({"new-town": place})
    assert not validator.is_valid({"New Town": place})


def test_keys_are_shown_with_their_names(site: Site) -> None:
    """Beside a key stands what it is called, beside a fact its label and figure."""
    keys = json.loads(make_keys(site))["$defs"]
    assert keys["place"]["enumDescriptions"] == ["某镇"]
    assert keys["fact"]["enumDescriptions"] == ["土地: 7300多亩", "贫困人口: 46.8万人"]


def test_snippets(site: Site) -> None:
    """A figure, a link and a note are written by their keys; a dollar or a brace in them stands for itself."""
    snippets = json.loads(make_snippets(site))
    bodies = {one["prefix"] + " " + one["description"]: one["body"] for one in snippets.values()}
    assert bodies["sheet.poor 贫困人口: 46.8万人"] == "{sheet.poor\\}"
    assert bodies["place:town 某镇"] == "[某镇](place:town)"
    assert bodies["@book 第一节"] == "[@book, 第一节]"
    assert bodies["@book 《书》"] == "[@book]"
    assert bodies["chapter:part/one 第一章"] == "[第一章](chapter:part/one)"
    assert all(one["scope"] == "markdown" for one in snippets.values())
