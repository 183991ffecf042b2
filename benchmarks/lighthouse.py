"""Lighthouse's four scores for each kind of page in every language: `python -m benchmarks.lighthouse`.

The site is built anew for the address that it is served at, so that canonical addresses are true, and served compressed and with the headers
that it asks for. Exit code 0 where every score is 100, 1 where one is not, 2 where something is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from chronicle.pipeline import Options, build_site
from chronicle.reading import Project, read_site
from tests.browser_setup import find_browser
from tests.web_server import serving

HOME = Path(__file__).parent.parent
REPORTS = HOME / ".cache" / "lighthouse"
NPM_CACHE = HOME / ".cache" / "npm"

# The last Lighthouse for Node 18 and 20; 13 wants Node 22.
VERSION = "12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES: Mapping[str, str] = {
    "entrance": "",
    "home": "{language}/",
    "part": "{language}/counties/",
    "chapter": "{language}/measures/relocation/",
    "county": "{language}/counties/linxi/",
    "facts": "{language}/facts/",
    "sheet": "{language}/facts/linxi/",
    "charts": "{language}/charts/",
    "chart": "{language}/charts/loans-by-county/",
    "map": "{language}/map/",
    "compare": "{language}/compare/",
    "doubtful": "{language}/doubtful/",
    "timeline": "{language}/timeline/",
    "people": "{language}/people/",
    "places": "{language}/places/",
    "place": "{language}/places/linxi/",
    "glossary": "{language}/glossary/",
    "codes": "{language}/codes/",
    "organisations": "{language}/organisations/",
    "sources": "{language}/sources/",
    "pictures": "{language}/pictures/",
    "page": "{language}/about/",
    "search": "{language}/search/",
    "parallels": "zh-en/",
    "parallel": "zh-en/counties/linxi/",
}
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking --no-first-run"
BEST = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the pages, print the scores, keep the reports."""
    asked = read_arguments(arguments)
    chrome, npx = find_browser(), shutil.which("npx")
    if chrome is None or npx is None:
        print("This needs Node with npx, and Chromium or Chrome (see benchmarks/README.md).", file=sys.stderr)
        return 2
    asked.reports.mkdir(parents=True, exist_ok=True)
    command = [npx, "--yes", f"lighthouse@{asked.version}"]
    lowest = BEST
    with served_site(asked.project) as (address, languages):
        print(
            f"Lighthouse {asked.version}, preset mobile, {chrome_version(chrome)}; median of {asked.runs} by performance"
        )
        print(f"{'page':<24}" + "".join(f"{category:>16}" for category in CATEGORIES))
        wanted = product(asked.pages, asked.languages or languages)
        paths = {PAGES[name].format(language=language): f"{name}-{language}" for name, language in wanted}
        for path, name in paths.items():
            reports = [
                run_lighthouse(command, chrome, address + path, asked.reports / f"{name}-{run}")
                for run in range(1, asked.runs + 1)
            ]
            report = sorted(reports, key=lambda one: scores_of(one)[0])[len(reports) // 2]
            print(f"{path:<24}" + "".join(f"{score:>16}" for score in scores_of(report)), flush=True)
            for line in find_losses(report):
                print(f"    {line}")
            lowest = min(lowest, *scores_of(report))
    print(f"The reports are in {asked.reports}")
    return 0 if lowest == BEST else 1


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("--project", type=Path, default=HOME, help="the project whose site is measured")
    parser.add_argument("--pages", nargs="*", choices=PAGES, default=list(PAGES), help="only these kinds of pages")
    parser.add_argument("--languages", nargs="*", default=[], help="only these languages")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured; the median counts")
    parser.add_argument("--reports", type=Path, default=REPORTS, help="where the reports go")
    parser.add_argument("--version", default=VERSION, help="the version of Lighthouse")
    return parser.parse_args(arguments)


def scores_of(report: Mapping[str, Any]) -> list[int]:
    """Return the scores of a report from 0 to 100, performance first."""
    return [round((report["categories"][category]["score"] or 0) * 100) for category in CATEGORIES]


@contextmanager
def served_site(root: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Build the project's site for a free address of this machine and serve it there; its address and languages."""
    project = Project(root)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        output.mkdir()
        with serving(output) as address:
            build_site(project, output, Options(address))
            yield address, read_site(project)[0].languages


def run_lighthouse(command: Sequence[str], chrome: str, url: str, report: Path) -> dict[str, Any]:
    """Run Lighthouse on one page; its report as data, with the page for reading beside it. Raises CalledProcessError."""
    options = [
        "--quiet",
        "--output=json",
        "--output=html",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={CHROME_FLAGS}",
    ]
    environment = (
        os.environ
        | {"npm_config_loglevel": "error"}
        | {
            "CHROME_PATH": chrome,
            "npm_config_cache": str(NPM_CACHE),
            "npm_config_update_notifier": "false",
        }
    )
    subprocess.run([*command, url, *options], check=True, env=environment, stdout=subprocess.DEVNULL)
    return json.loads(report.with_name(f"{report.name}.report.json").read_text(encoding="utf-8"))


def find_losses(report: Mapping[str, Any]) -> list[str]:
    """Return what cost points: the audits that count and did not pass, with what they measured."""
    losses = []
    for category in CATEGORIES:
        for one in report["categories"][category]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                losses.append(f"{category}: {audit['title']} ({audit.get('displayValue') or audit['score']})")
    return losses


def chrome_version(chrome: str) -> str:
    """Return the name and version that a browser says of itself."""
    said = subprocess.run([chrome, "--version"], capture_output=True, text=True, check=False).stdout
    return said.strip() or Path(chrome).name


if __name__ == "__main__":
    sys.exit(main())
