"""The command that publishes a finished build: deploy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronicle.cli.frame import (
    EXIT_PROBLEMS,
    commands,
    debug_option,
    open_project,
    output_option,
    project_option,
    say,
    tell_example,
)
from chronicle.problems import name_some, printable

if TYPE_CHECKING:
    from chronicle.deploy import Plan, Release


@commands.command()
@click.argument("target")
@project_option
@output_option(help="The build to publish; output/ in the project if left out.")
@click.option("--dry-run", is_flag=True, help="Tell what would be added, changed and removed; send nothing.")
@click.option("--rollback", is_flag=True, help="Go back to what was published before.")
@click.option(
    "--verify", "verified", metavar="URL", help="Ask the site at URL for every file, and compare; with nothing else."
)
@click.option("--break-lock", is_flag=True, help="Go on although another deploy seems to be at work.")
@debug_option
def deploy(
    target: str,
    project: Path,
    output: Path | None,
    dry_run: bool,
    rollback: bool,
    verified: str | None,
    break_lock: bool,
) -> None:
    """Publish the finished build at TARGET, a name under deploy: in content/site.yaml."""
    from chronicle.builds import plan_build
    from chronicle.deploy import open_destination, open_release
    from chronicle.reading import is_passed_over, read_settings

    opened = open_project(project)
    destination = open_destination(target, read_settings(opened).deploy, opened.root, break_lock)
    if rollback:
        say(destination.roll_back())
        return
    release = open_release((output or opened.root / "output").absolute())
    if verified:
        _verify(release, verified)
        return
    for line in tell_example(release.addresses):
        say(line)
    changed = map(opened.name, map(Path, plan_build(opened, release.folder, ()).find_changed()))
    newer = sorted(name for name in changed if not is_passed_over(name))
    if dry_run:
        _say_plan(destination.plan(release), release, "to be ")
    else:
        everything = sum(map(release.size, release.sums))
        with click.progressbar(length=everything, label=f"Publishing at {destination.name}", file=sys.stderr) as bar:
            done = destination.publish(release, bar.update)
        _say_plan(done, release, "")
        say(f"{destination.name} has the build {release.name}.")
    if newer:
        say(
            f"Note: This build is older than what has changed since: {name_some(newer)}. Run 'build', then deploy again."
        )


def _say_plan(plan: Plan, release: Release, mood: str) -> None:
    """Print the totals of a deploy; if it is only planned (`mood` is "to be "), print each path before them."""
    for what, paths in (("added", plan.added), ("changed", plan.changed), ("removed", plan.removed)):
        for path in paths if mood else ():
            size = f"  {release.size(path):>10,} bytes" if path in release.sums else ""
            say(f"  {what:<8}{printable(path)}{size}")
    counts = f"{len(plan.added)} {mood}added, {len(plan.changed)} {mood}changed, {len(plan.removed)} {mood}removed"
    kept = f", {len(plan.kept)} kept for readers of old pages" if plan.kept else ""
    say(f"{counts}{kept}; {sum(map(release.size, plan.sent)):,} bytes {'to send' if mood else 'sent'}.")


def _verify(release: Release, url: str) -> None:
    from chronicle.deploy import verify

    with click.progressbar(length=len(release.sums), label=f"Asking {url}", file=sys.stderr) as bar:
        found = verify(release, url, bar.update)
    for path, what in found.wrong.items():
        say(f"{printable(path)}: {what}", err=True)
    for name in found.missing_headers:
        say(f"Note: pages come without the header {name}: see docs/deploying.en.md.")
    say(f"{found.right} files are as they were built, {len(found.wrong)} are not.")
    if found.wrong:
        sys.exit(EXIT_PROBLEMS)
