"""Publishes a finished build at the destinations that `site.yaml` lists, completely or not at all, and goes back to the previous build.

Two kinds of destination hold files one by one: a folder and a bucket (`stores`, `bucket`, `publishing`). A server over SSH has dated
folders, and a link to the one that is shown (`servers`). A branch of git has commits (`branch`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chronicle.deploy.branch import Branch
from chronicle.deploy.bucket import BucketStore
from chronicle.deploy.published import find_lost as find_lost, read_published as read_published
from chronicle.deploy.publishing import Progress, look, publish, roll_back
from chronicle.deploy.release import Plan as Plan, Release as Release, open_release as open_release
from chronicle.deploy.servers import Server
from chronicle.deploy.stores import FolderStore, Store
from chronicle.deploy.verifying import verify as verify
from chronicle.model import Target
from chronicle.problems import DeployRefused, suggest


class StoreDestination:
    """A destination that holds files one by one."""

    def __init__(self, store: Store, break_lock: bool) -> None:
        self.name, self._store, self._break_lock = store.name, store, break_lock

    def plan(self, release: Release) -> Plan:
        """Return what publishing a release would do."""
        return look(self._store, release).plan(release)

    def publish(self, release: Release, progress: Progress) -> Plan:
        """Publish a release; return what was done."""
        return publish(self._store, release, progress, self._break_lock)

    def roll_back(self) -> str:
        """Put back the previous build; return a sentence on what is there now."""
        return (
            f"{self.name} shows the build before again: {roll_back(self._store, self._break_lock)} files were put back."
        )


Destination = StoreDestination | Server | Branch


def open_destination(name: str, targets: Mapping[str, Target], project: Path, break_lock: bool = False) -> Destination:
    """Return the destination of a target. Raises DeployRefused if there is no target of that name."""
    if name not in targets:
        known = (
            suggest(name, targets)
            if targets
            else "Add one to content/site.yaml under deploy: see docs/deploying.en.md."
        )
        raise DeployRefused(f"There is no target '{name}'. {known}")
    target = targets[name]
    match target.kind:
        case "folder":
            return StoreDestination(FolderStore(project / Path(target.to).expanduser()), break_lock)
        case "s3":
            return StoreDestination(BucketStore(target), break_lock)
        case "releases":
            return Server(target)
        case "git":
            return Branch(target, project)
