"""A branch of a git repository, from which GitHub Pages or GitLab Pages publish: each deploy and each rollback is a commit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chronicle.deploy.programs import run
from chronicle.deploy.publishing import Progress
from chronicle.deploy.release import Plan, Release, compare
from chronicle.model import Target
from chronicle.output import CHECKSUMS
from chronicle.output.listing import parse_sums
from chronicle.problems import DeployRefused

# So that no setting of the machine changes what is committed.
SETTINGS = {
    "core.autocrlf": "false",
    "core.excludesFile": os.devnull,
    "core.attributesFile": os.devnull,
    "core.safecrlf": "false",
    "gc.auto": "0",
}
NOBODY = {"NAME": "chronicle", "EMAIL": "chronicle@localhost"}


class Branch:
    """A branch of a repository."""

    def __init__(self, target: Target, project: Path) -> None:
        is_address = ":" in target.to
        self._repository = target.to if is_address else str((project / Path(target.to).expanduser()).resolve())
        self._branch = target.branch
        self.name = f"{target.to} ({target.branch})"

    def plan(self, release: Release) -> Plan:
        """Return what publishing a release would do."""
        with self._opened() as clone:
            return clone.plan(release)

    def publish(self, release: Release, progress: Progress) -> Plan:
        """Commit a release on the branch and push it; git refuses this if somebody else has pushed meanwhile. Return what was done."""
        with self._opened() as clone:
            plan = clone.plan(release)
            if plan.sent or plan.removed:
                tree = clone.write_tree(release, plan.kept)
                self._push(clone, clone.commit(tree, clone.head, f"Site {release.name}"))
                progress(sum(map(release.size, plan.sent)))
        return plan

    def roll_back(self) -> str:
        """Commit the files of the last commit but one; return a sentence on what is there now."""
        with self._opened() as clone:
            before = clone.ask("rev-parse", "--verify", "--quiet", f"{clone.head}^") if clone.head else ""
            if not before:
                raise DeployRefused(
                    f"{self.name} has no build before the current one. Build an earlier state, and deploy that."
                )
            tree = clone.git("rev-parse", f"{before}^{{tree}}")
            self._push(
                clone, clone.commit(tree, clone.head, f"Back to {clone.git('log', '-1', '--format=%s', before)}")
            )
        return f"{self.name} has the site of its commit {before[:12]} again."

    def _push(self, clone: Clone, commit: str) -> None:
        clone.git("push", "--quiet", self._repository, f"{commit}:refs/heads/{self._branch}")

    @contextmanager
    def _opened(self) -> Iterator[Clone]:
        with tempfile.TemporaryDirectory(prefix="chronicle-") as folder:
            clone = Clone(Path(folder))
            clone.git("init", "--quiet", "--bare", "--initial-branch=main", ".")
            if clone.git("ls-remote", "--heads", self._repository, f"refs/heads/{self._branch}"):
                clone.git("fetch", "--quiet", "--depth=2", self._repository, f"refs/heads/{self._branch}")
                clone.head = clone.git("rev-parse", "FETCH_HEAD")
            yield clone


class Clone:
    """A repository in a folder of its own, with the last two commits of the branch; `head` is the last, empty if there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.head = ""

    def plan(self, release: Release) -> Plan:
        """Return how a release differs from the branch; files kept for readers of old pages are those that the last commit lists."""
        before = parse_sums(self.ask("show", f"{self.head}:{CHECKSUMS}") if self.head else "")
        there = dict.fromkeys(self.git("ls-tree", "-rz", "--name-only", self.head).split("\0"), "") if self.head else {}
        there |= {path: one for path, one in before.items() if path in there}
        if before == release.listed:
            return Plan((), (), ())
        return compare(release, there, before, there)

    def write_tree(self, release: Release, kept: tuple[str, ...]) -> str:
        """Return the id of a tree with the files of a release and the `kept` files of the branch."""
        self.git("add", "--all", "--force", ".", work_tree=release.folder)
        for line in self.git("ls-tree", "-rz", self.head).split("\0") if kept else ():
            what, _, path = line.partition("\t")
            if path in kept:
                mode, _, blob = what.split()
                self.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
        return self.git("write-tree")

    def commit(self, tree: str, parent: str, message: str) -> str:
        """Return the id of a new commit."""
        return self.git("commit-tree", tree, "-m", message, *(("-p", parent) if parent else ()))

    def ask(self, *arguments: str) -> str:
        """Return what git answers; empty if it has no answer."""
        try:
            return self.git(*arguments)
        except DeployRefused:
            return ""

    def git(self, *arguments: str, work_tree: Path | None = None) -> str:
        """Run git on this repository, even if the project is in another one; return what it prints. Raises DeployRefused if it fails."""
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        where = [f"--git-dir={self._folder}", *([f"--work-tree={work_tree}"] if work_tree else [])]
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
        }
        environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file:https:http:ssh"}
        for role in ("AUTHOR", "COMMITTER"):
            for field, value in NOBODY.items():
                environment.setdefault(f"GIT_{role}_{field}", value)
        inside = ["-C", str(work_tree or self._folder)]
        return (
            run(["git", *inside, *settings, *where, *arguments], environment=environment)
            .decode("utf-8", "replace")
            .strip("\n\0")
        )
