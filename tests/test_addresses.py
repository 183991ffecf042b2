"""Addresses that become links: http and https, to readers' mistakes mailto too; nothing that could run."""

from pathlib import Path

import pytest
from projects import lay_out, letter, problems_of

from chronicle.model.addresses import is_mail_address, is_web_address
from chronicle.pipeline import load_site

HINT = "Write a full address with https:// or http://, without spaces: https://example.org/page."
REFUSED = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://example.org/",
    "blob:https://example.org/1",
    "//example.org/",
    "/licence",
    "example.org",
    "licence",
    "https:",
    "https://",
    "https:example.org",
    "https:///example.org",
    "https://:80/",
    "https://example.org:99999/",
    "https://[::1/",
    "https://user@example.org/",
    "https://example.org\\@evil.example/",
    "https://-example.org/",
    "https://example.org/a b",
    "https://example.org/\u00a0",
    'https://example.org/"onclick=alert(1)',
    "https://example.org/<b>",
    "https://example.org/{n}",
    "https://" + "a" * 2000,
]


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_no_address_of_the_web(address: str) -> None:
    """Only a full http or https address is one, whatever a browser would make of the rest."""
    assert not is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/licence",
        "HTTPS://Example.org",
        "http://example.org:8080/a/b.html?c=d&e=%20#f",
        "https://赤峰.example/许可",
        "https://[2001:db8::1]:443/",
        "https://creativecommons.org/licenses/by/4.0/deed.zh-hans",
    ],
)
def test_addresses_of_the_web(address: str) -> None:
    """A full address of a page is one, with a port, a query, letters of any script."""
    assert is_web_address(address)


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("mailto:a@example.org", True),
        ("MAILTO:a.b+c@example.org?subject=x&body=https://example.org/", True),
        ("mailto:a", False),
        ("mailto:", False),
        ("mailto:a@b@c", False),
        ("mailto://a@example.org", False),
        (" mailto:a@example.org", False),
        ("javascript:a@example.org", False),
    ],
)
def test_addresses_of_mail(address: str, right: bool) -> None:
    """A mistake may be reported by mail: mailto: and one address."""
    assert is_mail_address(address) is right


@pytest.mark.parametrize("written", ["javascript:alert(document.domain)", r"java\tscript:alert(1)", "DATA:text/html,x"])
@pytest.mark.parametrize(
    ("case", "file", "field"),
    [
        ("good-site", "site.yaml", "license_url"),
        ("good-site", "site.yaml", "report_url"),
        ("good-site", "site.yaml", "edit_url"),
        ("boundaries", "geo/counties.yaml", "licence_url"),
        ("boundaries", "geo/counties.yaml", "source_url"),
    ],
)
def test_no_field_takes_an_address_that_runs(written: str, case: str, file: str, field: str, tmp_path: Path) -> None:
    """Every field that becomes a link is refused where it could run a script, at its line, with what to write."""
    project = lay_out(case, tmp_path)
    path = project.root / "content" / file
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith(f"{field}:")]
    path.write_text("\n".join([f'{field}: "{written}"', *lines]), encoding="utf-8")
    (problem,) = problems_of(load_site, project)
    assert (problem.where.path, problem.where.line, problem.rule) == (f"content/{file}", 1, "wrong-value")
    if field not in ("report_url", "edit_url"):
        shown = written.replace(r"\t", " ")
        assert (
            letter(problem) == f"content/{file}:1:{len(field) + 3}: '{shown}' is not allowed as '{field}'.\n    {HINT}"
        )
