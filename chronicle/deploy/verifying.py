"""Requests every file of a published site, and compares the answers with the build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import urllib3

from chronicle.deploy.release import Release
from chronicle.output import RESERVED
from chronicle.policy import response_headers
from chronicle.problems import DeployRefused
from chronicle.urls import SERVER_FILES

JOBS = 8
# Files for hosts, which do not serve them, or for people who look into the folder.
NOT_ASKED = (*RESERVED, "_headers", "_redirects", ".nojekyll", "CNAME", "staticwebapp.config.json", "vercel.json")
SMALLER = (".gz", ".br")
PAGE = "index.html"
MOVED = (301, 308)


@dataclass(frozen=True)
class Verified:
    """The result: how many files are as built, path → what is wrong with the others, and the headers that pages lack."""

    right: int
    wrong: Mapping[str, str]
    missing_headers: tuple[str, ...]


def verify(release: Release, url: str, progress: Callable[[int], None]) -> Verified:
    """Request every file of a release below an address; `progress` is called with 1 for each. Raises DeployRefused if there is no answer."""
    base = url.rstrip("/") + "/"
    retries = urllib3.Retry(total=4, backoff_factor=0.5, status_forcelist=(500, 502, 503, 504), raise_on_status=False)
    headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache"}
    paths = [path for path in release.sums if path not in NOT_ASKED and not path.startswith(SERVER_FILES)]
    paths = [path for path in paths if not path.endswith(SMALLER)]
    with urllib3.PoolManager(maxsize=JOBS, retries=retries, timeout=30, headers=headers) as pool:
        try:
            first = pool.request("GET", base)
        except urllib3.exceptions.HTTPError as error:
            raise DeployRefused(f"{base} does not answer: {_reason(error)}.") from error

        def look(path: str) -> str:
            progress(1)
            try:
                answer = pool.request("GET", base + _address(path), redirect=False)
            except urllib3.exceptions.HTTPError as error:
                return f"no answer ({_reason(error)})"
            if answer.status in MOVED and _leads_on(release, path, answer.headers.get("Location", "")):
                return ""
            if answer.status != 200:
                return f"status {answer.status}"
            return "" if hashlib.sha256(answer.data).hexdigest() == release.sums[path] else "other bytes"

        with ThreadPoolExecutor(JOBS) as threads:
            found = dict(zip(paths, threads.map(look, paths), strict=True))
    wrong = {path: what for path, what in found.items() if what}
    missing = tuple(name for name in response_headers() if name.lower() not in {one.lower() for one in first.headers})
    return Verified(len(paths) - len(wrong), wrong, missing)


def _leads_on(release: Release, path: str, location: str) -> bool:
    """Return whether a page is a redirect page, and the host itself redirects to the same address."""
    return f'http-equiv="refresh" content="0; url={urlsplit(location).path}"'.encode() in release.read(path)


def _address(path: str) -> str:
    return quote(path.removesuffix(PAGE) if path == PAGE or path.endswith(f"/{PAGE}") else path)


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", error))[:200]
