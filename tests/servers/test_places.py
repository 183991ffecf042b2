"""Publishing to real servers: releases over SSH, and object storage that speaks S3."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from projects import HOME, append, lay_out
from releases import NEW, OLD, THIRD, finish, read_files

from chronicle.deploy import Destination, open_destination, open_release
from chronicle.deploy.bucket import BucketStore
from chronicle.model import Target
from chronicle.problems import DeployRefused

from .conftest import free_port, program

STILL = {"assets/site.1.css": "old style"}
KILLS = int(os.environ.get("CHRONICLE_KILLS", "12"))  # for each server


def nothing(_: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Server:
    """A place on a real server, and the folder of this machine in which its files are found."""

    target: Target
    folder: Path


@pytest.fixture
def ssh_server(tmp_path: Path, start: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Server:
    """OpenSSH with a key of its own; `ssh` is told of it by a settings file."""
    sshd, port = program("sshd", "openssh-server"), free_port()
    program("rsync", "rsync")
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        f"PidFile {folder}/pid\nStrictModes no\nPasswordAuthentication no\nUsePAM no\nMaxStartups 100\n",
        encoding="utf-8",
    )
    (folder / "config").write_text(
        f"Host testserver\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {folder}/user\n"
        "  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n",
        encoding="utf-8",
    )
    # ssh reads its settings in the home of the user that the system knows, so it is given them by name.
    wrapper = folder / "bin/ssh"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} -F {folder}/config "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    Path("/run/sshd").mkdir(exist_ok=True)
    start([sshd, "-D", "-e", "-f", str(folder / "sshd.conf")], port)
    return Server(Target("releases", f"testserver:{tmp_path}/srv/site", keep=3), tmp_path / "srv/site/current")


@pytest.fixture
def s3_server(tmp_path: Path, start: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Server:
    """rclone as an S3 store over a folder."""
    rclone = shutil.which("rclone") or str(Path(sys.executable).parent / "rclone")
    port = free_port()
    (tmp_path / "s3/bucket").mkdir(parents=True)
    command = [rclone, "serve", "s3", str(tmp_path / "s3"), "--addr", f"127.0.0.1:{port}", "--auth-key", "key,secret"]
    start([*command, "--config", os.devnull, "--vfs-cache-mode", "off"], port)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    target = Target("s3", "bucket/site", endpoint=f"http://127.0.0.1:{port}", region="us-east-1")
    return Server(target, tmp_path / "s3/bucket/site")


@pytest.fixture(params=["ssh_server", "s3_server"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Each server in turn."""
    yield request.getfixturevalue(request.param)


def place_of(server: Server, tmp_path: Path) -> Destination:
    return open_destination("www", {"www": server.target}, tmp_path)


def test_publishing(server: Server, tmp_path: Path) -> None:
    """First all, then what differs, nothing the third time; what old pages load stays for one build; back is the build before."""
    build, place = tmp_path / "output", place_of(server, tmp_path)
    place.publish(open_release(finish(build, OLD)), nothing)
    assert read_files(server.folder) == OLD
    new = open_release(finish(build, NEW))
    told, plan = place.plan(new), place.publish(new, nothing)
    assert told == plan
    assert sorted(plan.added) == ["assets/site.2.css", "zh/come/index.html"]
    assert sorted(plan.changed) == ["SHA256SUMS", "chronicle.txt", "sitemap.xml", "zh/index.html"]
    assert (plan.removed, plan.kept) == (("zh/gone/index.html",), ("assets/site.1.css",))
    assert read_files(server.folder) == NEW | STILL
    assert place.publish(new, nothing).sent == ()
    place.roll_back()
    assert {path: text for path, text in read_files(server.folder).items() if path != "assets/site.2.css"} == OLD
    place.publish(new, nothing)
    place.publish(open_release(finish(build, THIRD)), nothing)
    assert read_files(server.folder).items() >= THIRD.items()
    assert "zh/gone/index.html" not in read_files(server.folder)


def test_killed_at_any_moment(server: Server, tmp_path: Path) -> None:
    """Killed with SIGKILL at random moments, each page that is there has all that it loads, and the next deploy finishes."""
    project = lay_out("good-site", tmp_path / "project")
    settings = project.root / "content/site.yaml"
    target = server.target
    text = f"deploy:\n  www: {{kind: {target.kind}, to: '{target.to}'"
    text += f", endpoint: '{target.endpoint}', region: {target.region}}}\n" if target.endpoint else ", keep: 3}\n"
    append(settings, text)
    pages = {f"zh/{number}/index.html": "" for number in range(60)}
    command = [sys.executable, "-B", str(HOME / "build.py"), "deploy", "www", "--project", str(project.root)]

    def make(number: int) -> dict[str, str]:
        style = f"assets/site.{number}.css"
        return {path: f"page loads {style}" for path in pages} | {style: f"style {number}"}

    finish(project.root / "output", make(0))
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - began
    chance, killed = random.Random(1), 0
    for number in range(1, KILLS + 1):
        finish(project.root / "output", make(number))
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0, whole))
        killed += process.poll() is None
        with suppress(ProcessLookupError):  # it has just ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        # rclone takes an object away whose writing was broken off; a store of the real kind keeps the old one.
        here = {path: text for path, text in read_files(server.folder).items() if text}
        loaded = {here[path].removeprefix("page loads ") for path in pages if path in here}
        assert loaded <= here.keys()
        if server.target.kind == "releases":
            assert len(loaded) == 1, "one release or the other"
        began = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True)
        whole = time.monotonic() - began  # the next is killed within the time that one takes now
        for _ in range(20):  # the connection of the dead one may live on for a moment
            if done.returncode == 0 or "another deploy is running" not in done.stderr:
                break
            time.sleep(0.5)
            done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert read_files(server.folder).items() >= make(number).items()
    print(f"{killed} of {KILLS} were at work when they were killed")


def test_releases(ssh_server: Server, tmp_path: Path) -> None:
    """So many releases stay as are to be kept; what did not change is one file on the disk and keeps its time; rights fit a web server."""
    place, build = place_of(ssh_server, tmp_path), tmp_path / "output"
    place.publish(open_release(finish(build, OLD)), nothing)
    before = (ssh_server.folder / "index.html").stat()
    os.umask(0o077)
    try:
        for number in range(5):
            place.publish(open_release(finish(build, {**OLD, "zh/index.html": f"page {number}"})), nothing)
    finally:
        os.umask(0o022)
    releases = sorted((ssh_server.folder.parent / "releases").iterdir())
    assert len(releases) == 3
    after = (ssh_server.folder / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert all(path.stat().st_mode & 0o044 for path in releases[-1].rglob("*"))
    assert "page 3" in (place.roll_back(), (ssh_server.folder / "zh/index.html").read_text(encoding="utf-8"))[1]
    place.roll_back()
    with pytest.raises(DeployRefused, match="has no release before"):
        place.roll_back()


def test_a_clock_that_was_ahead(ssh_server: Server, tmp_path: Path) -> None:
    """A release is the newest whatever the clock says: it is shown and kept, and the way back from it leads to what was shown before."""
    place, build = place_of(ssh_server, tmp_path), tmp_path / "output"
    place.publish(open_release(finish(build, OLD)), nothing)
    releases = ssh_server.folder.parent / "releases"
    (ahead,) = releases.iterdir()
    ahead.rename(releases / f"29991231T235959Z{ahead.name[16:]}")
    ssh_server.folder.unlink()
    ssh_server.folder.symlink_to(f"releases/29991231T235959Z{ahead.name[16:]}")
    for number in range(4):
        place.publish(open_release(finish(build, {**OLD, "zh/index.html": f"page {number}"})), nothing)
    shown = ssh_server.folder.resolve().name
    assert shown == max(path.name for path in releases.iterdir()) and shown.startswith("30000101T000003Z")
    place.roll_back()
    assert (ssh_server.folder / "zh/index.html").read_text("utf-8") == "page 2"


def test_the_way_back_leads_to_what_was_shown(ssh_server: Server, tmp_path: Path) -> None:
    """What somebody went back from is not where the next way back leads, whether it is published again or not."""
    place, build = place_of(ssh_server, tmp_path), tmp_path / "output"
    page = ssh_server.folder / "zh/index.html"
    for text in ("good", "bad"):
        place.publish(open_release(finish(build, {**OLD, "zh/index.html": text})), nothing)
    for text in ("bad", "mended"):
        place.roll_back()
        assert page.read_text("utf-8") == "good"
        place.publish(open_release(finish(build, {**OLD, "zh/index.html": text})), nothing)
    place.roll_back()
    assert page.read_text("utf-8") == "good"


def test_two_at_once(ssh_server: Server, tmp_path: Path) -> None:
    """While the lock of the server is held, another deploy is told so."""
    place = place_of(ssh_server, tmp_path)
    release = open_release(finish(tmp_path / "output", OLD))
    place.publish(release, nothing)
    lock = ssh_server.folder.parent / ".lock"
    with subprocess.Popen(["flock", str(lock), "sh", "-c", "echo held; cat"], stdin=-1, stdout=-1) as holder:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(
            DeployRefused, match="cannot be used: another deploy is running there: wait for it, or stop it"
        ):
            place.publish(release, nothing)
        assert holder.stdin
        holder.stdin.close()


def test_a_server_that_does_not_let_us_in(ssh_server: Server, tmp_path: Path) -> None:
    """A wrong key is told in ssh's own words."""
    (tmp_path / "ssh/authorized").write_text("", encoding="utf-8")
    with pytest.raises(DeployRefused, match="Permission denied"):
        place_of(ssh_server, tmp_path).publish(open_release(finish(tmp_path / "output", OLD)), nothing)


def test_keys_that_are_wrong(s3_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong key is told without the key."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "othersecret")
    with pytest.raises(DeployRefused) as caught:
        place_of(s3_server, tmp_path).publish(open_release(finish(tmp_path / "output", OLD)), nothing)
    assert "othersecret" not in str(caught.value) and "AWS_ACCESS_KEY_ID" in str(caught.value)


def test_objects_have_their_headers(s3_server: Server, tmp_path: Path) -> None:
    """The store is told the type of each object and how long it may be kept."""
    import obstore

    place_of(s3_server, tmp_path).publish(open_release(finish(tmp_path / "output", OLD)), nothing)
    store = BucketStore(s3_server.target)._store
    assert obstore.get(store, "zh/index.html").attributes["Content-Type"].startswith("text/html")
