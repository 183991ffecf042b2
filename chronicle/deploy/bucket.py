"""Object storage with the S3 protocol, of Amazon or of others.

Access keys come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN) or from the machine's role.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from chronicle.deploy.release import Release
from chronicle.exports.hosts import FOR_EVER
from chronicle.exports.servers import SHORTLY
from chronicle.media_types import media_type
from chronicle.model import Target
from chronicle.problems import DeployRefused
from chronicle.urls import is_permanent

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import S3Config

ENCODINGS = {".gz": "gzip", ".br": "br"}
_MD5 = re.compile(r"[0-9a-f]{32}")
_RETRIES = 6
_PATIENCE = timedelta(seconds=30)  # for one request


class BucketStore:
    """A bucket, or a folder of one."""

    jobs = 16

    def __init__(self, target: Target) -> None:
        bucket, _, prefix = target.to.rstrip("/").partition("/")
        self.name = f"s3://{target.to}"
        config: S3Config = {}
        if target.endpoint:
            config["endpoint"] = target.endpoint.rstrip("/")
            # Some stores have a host for each bucket, and accept requests only there.
            config["virtual_hosted_style_request"] = (urlsplit(target.endpoint).hostname or "").startswith(f"{bucket}.")
        if target.region:
            config["region"] = target.region
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            config=config,
            client_options={"allow_http": urlsplit(target.endpoint).scheme == "http", "timeout": _PATIENCE},
            retry_config={"max_retries": _RETRIES, "retry_timeout": 3 * _PATIENCE},
        )

    def sums(self, release: Release, believed: Mapping[str, str]) -> Mapping[str, str]:
        """Return path → SHA-256 of each object, "" for an object that differs from the release.

        Stores report MD5 sums. If a store reports something else, the sum is taken from `believed`, the sums listed there.
        """
        return {one["path"]: self._sum_of(one, release, believed) for one in self._list()}

    def paths(self) -> frozenset[str]:
        """Return the paths of all objects."""
        return frozenset(one["path"] for one in self._list())

    def _list(self) -> list[ObjectMeta]:
        with self._explained():
            return [one for chunk in obstore.list(self._store) for one in chunk]

    def _sum_of(self, one: ObjectMeta, release: Release, believed: Mapping[str, str]) -> str:
        path, mark = one["path"], (one["e_tag"] or "").strip('"')
        if path not in release.sums or one["size"] != release.size(path):
            return ""
        if not _MD5.fullmatch(mark):
            return believed.get(path, "")
        digest = hashlib.md5(release.read(path), usedforsecurity=False).hexdigest()
        return release.sums[path] if digest == mark else ""

    def read(self, path: str) -> bytes:
        """Return an object, empty if there is none."""
        try:
            with self._explained():
                return bytes(obstore.get(self._store, path).bytes())
        except FileNotFoundError:
            return b""

    def write(self, path: str, content: bytes) -> None:
        """Write an object with its type, and with how long browsers may keep it."""
        with self._explained():
            obstore.put(self._store, path, content, attributes=attributes_of(path), use_multipart=False)

    def create(self, path: str, content: bytes) -> bool:
        """Write an object if there is none; return whether there was none.

        This is one step if the store can do that; with other stores, two deploys at the same moment might both get True.
        """
        try:
            obstore.put(self._store, path, content, mode="create", use_multipart=False)
        except AlreadyExistsError:
            return False
        except BaseError:
            if self.read(path):
                return False
            self.write(path, content)
        return True

    def copy(self, path: str, other: str) -> None:
        """Put an object at another path too, within the store."""
        with self._explained():
            obstore.copy(self._store, path, other)

    def remove(self, path: str) -> None:
        """Remove an object, if it is there."""
        with self._explained():
            obstore.delete(self._store, path)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn exceptions of the library into DeployRefused, with a message that never contains a signed address."""
        try:
            yield
        except (FileNotFoundError, AlreadyExistsError):
            raise
        except (PermissionDeniedError, UnauthenticatedError) as error:
            message = f"{self.name} denies access: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment must be right, and allowed to list, read, write and delete there."
            raise DeployRefused(message) from error
        except BaseError as error:
            reason = str(error).split("\n")[0].partition("?")[0][:300]
            raise DeployRefused(
                f"{self.name} gives an unexpected answer: {reason}. Try again: files that have arrived are not sent again."
            ) from error


def attributes_of(path: str) -> dict[str, str]:
    """Return the headers that an object is served with."""
    name = PurePosixPath(path)
    attributes = {"Cache-Control": FOR_EVER if is_permanent(path) else SHORTLY}
    if name.suffix in ENCODINGS:
        attributes["Content-Encoding"] = ENCODINGS[name.suffix]
        name = name.with_suffix("")
    kind = media_type(name.name) if name.suffix else "text/plain"
    if kind.startswith("text/") or (kind.endswith(("xml", "json")) and name.suffix != ".svg"):
        kind += "; charset=utf-8"
    return {**attributes, "Content-Type": kind}
