"""A server over SSH, or a folder of this machine, with a dated folder for each release and a link to the one that is shown.

    releases/20261128T103000Z-0123456789ab/   what was published then
    current -> releases/…                     what the web server serves

The link is switched in one step, so that a reader gets either one release or the other. Unchanged files are stored once on the disk.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from chronicle.deploy.programs import missing, run
from chronicle.deploy.publishing import Progress
from chronicle.deploy.release import Plan, Release, compare
from chronicle.model import Target
from chronicle.output import CHECKSUMS
from chronicle.output.listing import parse_sums
from chronicle.problems import DeployRefused
from chronicle.urls import PERMANENT

SSH = ("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15")
ATTEMPTS = 3
_MOMENT = "%Y%m%dT%H%M%SZ"
_ALL = "^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}$"
_READ = 'cat "$1/current/SHA256SUMS" 2>/dev/null || true'
_LOCK = 'mkdir -p "$1/releases"; exec flock -n "$1/.lock" sh -c "echo locked; cat >/dev/null"'
_CHECK = '[ -L "$1/current" ] || [ ! -e "$1/current" ]'
# Files of the previous release that are named by their content stay in the new one, for pages that readers have open.
_FINISH = """
cd "$1"
(cd releases/.incoming && sha256sum --check --quiet SHA256SUMS >/dev/null 2>&1) || { echo "what has arrived is not what was sent" >&2; exit 1; }
if [ -e current/SHA256SUMS ]; then
  cut -c67- current/SHA256SUMS | { grep -E "$4" || true; } | while IFS= read -r path; do
    if [ -e "current/$path" ] && [ ! -e "releases/.incoming/$path" ]; then
      mkdir -p "releases/.incoming/$(dirname "$path")"
      ln "current/$path" "releases/.incoming/$path"
    fi
  done
fi
# Newer ones than the one shown were gone back from: the way back does not lead there again.
shown=$(basename "$(readlink current)")
ls -1 releases | { grep -E "$5" || true; } | while IFS= read -r newer; do
  [ -z "$shown" ] || [ ! "$newer" \\> "$shown" ] || rm -rf "releases/$newer"
done
mv releases/.incoming "releases/$2"
ln -sfn "releases/$2" .current-new
mv -T .current-new current
shown=$(basename "$(readlink current)")
ls -1 releases | { grep -E "$5" || true; } | sort | head -n "-$3" | while IFS= read -r old; do
  [ "$old" = "$shown" ] || rm -rf "releases/$old"
done
"""
_LIST = 'cd "$1"; basename "$(readlink current)"; ls -1 releases'
_SWITCH = 'cd "$1"; ln -sfn "releases/$2" .current-new; mv -T .current-new current'


class Server:
    """A folder with releases, of a server or, without a host, of this machine."""

    def __init__(self, target: Target) -> None:
        self._host, _, folder = target.to.rpartition(":")
        self._folder = folder.rstrip("/")
        self._keep = target.keep
        self.name = target.to.rstrip("/")

    def plan(self, release: Release) -> Plan:
        """Return what publishing a release would do."""
        before = parse_sums(self._do(_READ).decode())
        there = {**before, CHECKSUMS: ""} if before else {}
        if before == release.listed:
            there[CHECKSUMS] = release.sums[CHECKSUMS]
        return compare(release, there, before, there)

    def publish(self, release: Release, progress: Progress) -> Plan:
        """Send a release beside the others, verify what has arrived, and switch to it; return what was done. Until then the previous release is shown, even if this is killed."""
        with self._locked():
            try:
                self._do(_CHECK)
            except DeployRefused:
                raise DeployRefused(f"{self.name}/current is not a link but a folder: move it away.") from None
            plan = self.plan(release)
            if not plan.sent and not plan.removed:
                return plan
            self._send(release)
            name = f"{self._next_moment():{_MOMENT}}-{release.name}"
            permanent = "|".join(f"^{folder}".replace("*", "[^/]*") for folder in PERMANENT)
            self._do(_FINISH, name, str(self._keep), permanent, _ALL)
            progress(sum(map(release.size, plan.sent)))
        return plan

    def _next_moment(self) -> datetime:
        """Return the present time or, if a release has a later one, one second after that: so the newest release sorts last, even if the clock is wrong."""
        moments = [name.partition("-")[0] for name in self._do(_LIST).decode().split() if re.fullmatch(_ALL, name)]
        latest = [datetime.strptime(moment, _MOMENT) + timedelta(seconds=1) for moment in moments]
        return max([datetime.now(UTC).replace(tzinfo=None), *latest])

    def roll_back(self) -> str:
        """Switch to the release before the one that is shown; return a sentence on what is there now."""
        with self._locked():
            shown, *names = self._do(_LIST).decode().split()
            before = [name for name in sorted(names) if name < shown]
            if not before:
                raise DeployRefused(
                    f"{self.name} has no release before {shown}. Build an earlier state, and deploy that."
                )
            self._do(_SWITCH, before[-1])
        return f"{self.name} shows the release {before[-1]} again; it was {shown}."

    def _send(self, release: Release) -> None:
        place = f"{self._host}:{self._folder}" if self._host else self._folder
        shell = ["--rsh", shlex.join(SSH)] if self._host else []
        options = "--recursive --links --perms --chmod=D755,F644 --checksum --delete --timeout=120"
        command = ["rsync", *options.split(), *shell]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                run([*command, "--link-dest=../../current/", f"{release.folder}/", f"{place}/releases/.incoming/"])
                return
            except DeployRefused:
                if attempt == ATTEMPTS:
                    raise
                time.sleep(2**attempt)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of the folder (flock on the server), which ends with the connection, however that ends. Raises DeployRefused if another deploy holds it."""
        command = self._command(_LOCK)
        try:
            holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except FileNotFoundError:
            raise missing(command[0]) from None
        assert holder.stdin and holder.stdout and holder.stderr
        with holder:
            if holder.stdout.readline() != b"locked\n":
                words = holder.stderr.read().decode("utf-8", "replace").strip()
                reason = words or "another deploy is running there: wait for it, or stop it"
                raise DeployRefused(f"{self.name} cannot be used: {reason.rstrip('.')}.")
            try:
                yield
            finally:
                holder.stdin.close()

    def _do(self, script: str, *arguments: str) -> bytes:
        return run(self._command(f"set -eu\n{script}", *arguments))

    def _command(self, script: str, *arguments: str) -> list[str]:
        command = ["sh", "-c", script, "sh", self._folder, *arguments]
        return [*SSH, self._host, shlex.join(command)] if self._host else command
