"""Publishing at places that need no server: a folder, a branch of git. Those with servers are in tests/servers."""

from __future__ import annotations

import hashlib
import http.server
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import program
import pytest
import urllib3
from projects import HOME, append
from releases import NEW, OLD, THIRD, finish, read_files
from web_server import serving

from chronicle.builds import plan_build
from chronicle.deploy import Destination, open_destination, open_release, verify
from chronicle.deploy.bucket import BucketStore, attributes_of
from chronicle.deploy.publishing import JOURNAL, LOCK
from chronicle.deploy.stores import FolderStore
from chronicle.model import Target
from chronicle.problems import ContentError, DeployRefused
from chronicle.reading import Project, read_settings

STILL = {"assets/site.1.css": "old style"}  # for those who have the old page open


def nothing(_: int) -> None:
    """Show no progress."""


def folder_place(tmp_path: Path, break_lock: bool = False) -> Destination:
    return open_destination("www", {"www": Target("folder", "www")}, tmp_path, break_lock)


def git_place(tmp_path: Path) -> Destination:
    repository = tmp_path / "www.git"
    if not repository.exists():
        subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    return open_destination("pages", {"pages": Target("git", "www.git", branch="gh-pages")}, tmp_path)


def folder_files(tmp_path: Path) -> dict[str, str]:
    return read_files(tmp_path / "www")


def git_files(tmp_path: Path) -> dict[str, str]:
    """Return what the branch holds."""
    checkout = tmp_path / "checkout"
    checkout.mkdir(exist_ok=True)
    command = ["git", f"--git-dir={tmp_path / 'www.git'}", f"--work-tree={checkout}", "-c", "core.bare=false"]
    subprocess.run([*command, "checkout", "--quiet", "--force", "gh-pages"], check=True)
    subprocess.run([*command, "clean", "-qfd"], check=True, cwd=checkout)
    return read_files(checkout)


@pytest.mark.parametrize(("place_of", "files_of"), [(folder_place, folder_files), (git_place, git_files)])
def test_publishing(
    tmp_path: Path, place_of: Callable[[Path], Destination], files_of: Callable[[Path], dict[str, str]]
) -> None:
    """First all is sent, then only what differs; what old pages load stays for one build more; back is the build before, whole."""
    build, place = tmp_path / "output", place_of(tmp_path)
    place.publish(open_release(finish(build, OLD)), nothing)
    assert files_of(tmp_path) == OLD
    plan = place.publish(open_release(finish(build, NEW)), nothing)
    assert sorted(plan.added) == ["assets/site.2.css", "zh/come/index.html"]
    assert sorted(plan.changed) == ["SHA256SUMS", "chronicle.txt", "sitemap.xml", "zh/index.html"]
    assert (plan.removed, plan.kept) == (("zh/gone/index.html",), ("assets/site.1.css",))
    assert files_of(tmp_path) == NEW | STILL
    again = place.publish(open_release(build), nothing)
    assert (again.sent, again.removed) == ((), ()) and files_of(tmp_path) == NEW | STILL
    place.roll_back()
    assert {path: text for path, text in files_of(tmp_path).items() if path != "assets/site.2.css"} == OLD
    place.publish(open_release(build), nothing)
    assert files_of(tmp_path).items() >= NEW.items()
    place.publish(open_release(finish(build, THIRD)), nothing)
    assert files_of(tmp_path).items() >= THIRD.items()
    assert "zh/gone/index.html" not in files_of(tmp_path)


def test_the_order_of_sending(tmp_path: Path) -> None:
    """What pages load comes first, then pages, then what leads to them, the sums last."""
    plan = folder_place(tmp_path).plan(open_release(finish(tmp_path / "output", NEW)))
    assert plan.sent == (
        "assets/same.3.js",
        "assets/site.2.css",
        "index.html",
        "zh/come/index.html",
        "zh/index.html",
        "chronicle.txt",
        "sitemap.xml",
        "SHA256SUMS",
    )
    assert not (tmp_path / "www").exists(), "a plan writes nothing"


def test_only_a_whole_build_is_published(tmp_path: Path) -> None:
    """No folder of somebody's, none with a file changed, lost or added."""
    build = tmp_path / "output"
    build.mkdir()
    (build / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(
        DeployRefused, match=r"output contains no finished build\. Run 'build' first, or name its folder"
    ):
        open_release(build)
    for spoil in (
        lambda: (build / "index.html").write_text("other", encoding="utf-8"),
        lambda: (build / "index.html").unlink(),
        lambda: (build / "mine.txt").write_text("mine", encoding="utf-8"),
    ):
        finish(build, OLD)
        spoil()
        with pytest.raises(
            DeployRefused, match=r"output has changed since it was built: (index\.html|mine\.txt)\. Build again"
        ):
            open_release(build)


def test_files_of_others_stay(tmp_path: Path) -> None:
    """What no deploy has put there is neither replaced nor removed."""
    www = tmp_path / "www"
    (www / "zh").mkdir(parents=True)
    (www / "notes.txt").write_text("mine", encoding="utf-8")
    release = open_release(finish(tmp_path / "output", OLD))
    folder_place(tmp_path).publish(release, nothing)
    folder_place(tmp_path).publish(open_release(finish(tmp_path / "output", NEW)), nothing)
    assert (www / "notes.txt").read_text(encoding="utf-8") == "mine"
    other = tmp_path / "other"
    (other / "www").mkdir(parents=True)
    (other / "www/index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(
        DeployRefused, match=r"contains files that no deploy put there and that this one would replace: index\.html"
    ):
        folder_place(other).publish(release, nothing)
    assert read_files(other / "www") == {"index.html": "mine"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link in the folder leads nowhere: nothing is written behind it."""
    (tmp_path / "www").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "www/zh").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DeployRefused, match="is a link, or is reached through one"):
        folder_place(tmp_path).publish(open_release(finish(tmp_path / "output", OLD)), nothing)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_two_at_once(tmp_path: Path) -> None:
    """A deploy refuses while another one holds the lock, unless it is told that this one is gone; a dead one's lock holds nobody up."""
    store = FolderStore(tmp_path / "www")
    release = open_release(finish(tmp_path / "output", OLD))
    # A lock of a process that lives, on another machine.
    assert store.create(LOCK, b'{"host": "another", "pid": 1, "since": 99999999999, "token": "x"}')
    with pytest.raises(DeployRefused, match=r"Another deploy to .*/www is running, last seen at .* add --break-lock\."):
        folder_place(tmp_path).publish(release, nothing)
    folder_place(tmp_path, break_lock=True).publish(release, nothing)
    assert folder_files(tmp_path) == OLD and not (tmp_path / "www/.chronicle/lock.json").exists()
    for stale in (b"", b"[]", b'{"host": "another", "pid": 1, "since": 1, "token": "x"}'):
        assert store.create(LOCK, stale)
        folder_place(tmp_path).publish(release, nothing)


def test_a_deploy_that_was_taken_for_dead(tmp_path: Path) -> None:
    """At its end it leaves the lock of the deploy that took over, so that no third begins beside that."""
    store = FolderStore(tmp_path / "www")
    release = open_release(finish(tmp_path / "output", OLD))
    other = b'{"host": "another", "pid": 1, "since": 99999999999, "token": "x"}'

    def take_over(_: int) -> None:
        store.write(LOCK, other)

    folder_place(tmp_path).publish(release, take_over)
    assert store.read(LOCK) == other


class Killed(BaseException):
    """What ends a deploy in the middle, as SIGKILL does: nothing is tidied up."""


def test_stopped_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a deploy ends, each page there has all that it loads; the next one finishes, with nothing left over; and back still works."""
    steps, limit = 0, 0

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def do(*given: object) -> object:
            nonlocal steps
            steps += 1
            if steps > limit:
                raise Killed
            return act(*given)

        return do

    old, new = finish(tmp_path / "old", OLD), finish(tmp_path / "new", NEW)
    for name in ("write", "remove", "copy"):
        monkeypatch.setattr(FolderStore, name, counted(getattr(FolderStore, name)))
    total = 0
    while True:
        total += 1
        steps, limit = 0, 10_000
        www = tmp_path / f"{total}"
        place = open_destination("www", {"www": Target("folder", str(www))}, tmp_path)
        place.publish(open_release(old), nothing)
        steps, limit = 0, total
        try:
            place.publish(open_release(new), nothing)
        except Killed:
            done = False
        else:
            done = True
        here = read_files(www)
        for text in here.values():
            assert all(path in here for path in ("assets/site.1.css", "assets/site.2.css") if path in text)
        steps, limit = 0, 10_000
        after = open_destination("www", {"www": Target("folder", str(www))}, tmp_path, break_lock=True)
        after.publish(open_release(new), nothing)
        assert read_files(www) == NEW | STILL and not (www / JOURNAL).exists()
        after.roll_back()
        assert read_files(www) == OLD
        if done:
            break
    assert total > 15


def test_a_place_that_does_not_hold_what_it_was_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build counts as published only when the place has shown that it holds it."""
    release = open_release(finish(tmp_path / "output", OLD))
    write = FolderStore.write

    def lose(store: FolderStore, path: str, content: bytes) -> None:
        write(store, path, b"lost" if path == "zh/index.html" else content)

    monkeypatch.setattr(FolderStore, "write", lose)
    with pytest.raises(DeployRefused, match=r"does not contain what was sent: zh/index\.html\."):
        folder_place(tmp_path).publish(release, nothing)
    assert not (tmp_path / "www/SHA256SUMS").exists()
    monkeypatch.setattr(FolderStore, "write", write)
    folder_place(tmp_path).publish(release, nothing)
    assert folder_files(tmp_path) == OLD


def test_nothing_to_go_back_to(tmp_path: Path) -> None:
    """After the first build there is none before."""
    release = open_release(finish(tmp_path / "output", OLD))
    for place in (folder_place(tmp_path), git_place(tmp_path)):
        place.publish(release, nothing)
        with pytest.raises(DeployRefused, match="Build an earlier state"):
            place.roll_back()


def test_git_settings_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine's git ignores or converts, the branch has every byte."""
    settings = tmp_path / "gitconfig"
    (tmp_path / "ignored").write_text("*.html\n", encoding="utf-8")
    settings.write_text(f"[core]\n\tautocrlf = true\n\texcludesFile = {tmp_path / 'ignored'}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    files = {"index.html": "one\r\ntwo\n", ".nojekyll": "", ".well-known/security.txt": "x"}
    git_place(tmp_path).publish(open_release(finish(tmp_path / "output", files)), nothing)
    shown = subprocess.run(
        ["git", f"--git-dir={tmp_path / 'www.git'}", "show", "gh-pages:index.html"], capture_output=True, check=True
    )
    assert shown.stdout == b"one\r\ntwo\n"
    names = subprocess.run(
        ["git", f"--git-dir={tmp_path / 'www.git'}", "ls-tree", "-r", "--name-only", "gh-pages"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert set(names.stdout.split()) == {*files, "SHA256SUMS", "chronicle.txt"}


def test_verifying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is asked for and compared; what is missing or other is named, and so are headers that pages lack."""
    monkeypatch.setattr(
        urllib3.Retry, "sleep", lambda *_: None
    )  # it would wait seven seconds for a server that is not there
    release = open_release(finish(tmp_path / "output", OLD))
    folder_place(tmp_path).publish(release, nothing)
    with serving(tmp_path / "www") as url:
        found = verify(release, url, nothing)
        assert (found.right, found.wrong) == (6, {})
        assert found.missing_headers[0] == "Content-Security-Policy"
        (tmp_path / "www/zh/index.html").write_text("other", encoding="utf-8")
        (tmp_path / "www/sitemap.xml").unlink()
        found = verify(release, url, nothing)
        assert (found.right, found.wrong) == (4, {"zh/index.html": "other bytes", "sitemap.xml": "status 404"})
    with pytest.raises(DeployRefused, match="does not answer"):
        verify(release, "http://127.0.0.1:1/", nothing)


class Simple(http.server.BaseHTTPRequestHandler):
    """A store that holds objects in memory and knows no conditions, as some do."""

    objects: ClassVar[dict[str, bytes]] = {}

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.headers.get("If-None-Match"):
            self.objects[self.path] = body
        self.answer(501 if self.headers.get("If-None-Match") else 200)

    def do_GET(self) -> None:
        self.answer(200 if self.path in self.objects else 404, self.objects.get(self.path, b""))

    def answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        for name, value in (("Content-Length", str(len(content))), ("ETag", '"x"')):
            self.send_header(name, value)
        self.send_header("Last-Modified", "Sat, 28 Nov 2026 10:00:00 GMT")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_a_store_that_knows_no_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a store cannot write an object only if there is none, it is looked at before."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Simple) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        store = BucketStore(Target("s3", "bucket", endpoint=f"http://127.0.0.1:{server.server_port}", region="x"))
        assert [store.create("lock", b"mine"), store.create("lock", b"other"), store.read("lock")] == [
            True,
            False,
            b"mine",
        ]
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "kind", "encoding", "keeps"),
    [
        ("zh/index.html", "text/html; charset=utf-8", "", False),
        ("zh/index.html.br", "text/html; charset=utf-8", "br", False),
        ("assets/site.1.css.gz", "text/css; charset=utf-8", "gzip", True),
        ("assets/a.js", "text/javascript; charset=utf-8", "", True),
        ("images/a.avif", "image/avif", "", True),
        ("favicon.svg", "image/svg+xml", "", False),
        ("data/facts.json", "application/json; charset=utf-8", "", False),
        ("pagefind/wasm.zh.pagefind", "application/octet-stream", "", False),
        ("SHA256SUMS", "text/plain; charset=utf-8", "", False),
    ],
)
def test_headers_of_objects(path: str, kind: str, encoding: str, keeps: bool) -> None:
    """An object has its type, its encoding where it is compressed, and how long it may be kept."""
    attributes = attributes_of(path)
    assert attributes["Content-Type"] == kind and attributes.get("Content-Encoding", "") == encoding
    assert attributes["Cache-Control"].endswith("immutable") == keeps


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("{kind: folder, to: -rf}", "Write a folder: ../www, /srv/www/site."),
        ("{kind: releases, to: '-oProxyCommand=id:/a'}", "Write a server and a folder on it, from its root"),
        ("{kind: releases, to: 'host:/a;id'}", "Write a server and a folder on it, from its root"),
        ("{kind: git, to: 'ext::sh -c id'}", "Write a repository: git@host:owner/name.git"),
        ("{kind: git, to: '--upload-pack=id'}", "Write a repository: git@host:owner/name.git"),
        ("{kind: s3, to: '../bucket'}", "Write a bucket, and a folder in it if wanted"),
    ],
)
def test_targets_that_are_none(project: Project, target: str, hint: str) -> None:
    """What a program would take for an option or a command is no target."""
    append(project.root / "content/site.yaml", f"deploy:\n  www: {target}\n")
    with pytest.raises(ContentError, match=hint):
        read_settings(project)


def run(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return program.run("deploy", *arguments, "--project", str(project.root))


def test_the_command(project: Project, tmp_path: Path) -> None:
    """It tells what it would do, does it, does nothing the second time, checks what is served, goes back, and knows its targets."""
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    done = run(project, "www")
    assert (done.returncode, done.stderr) == (
        2,
        f"Error: {project.root}/output contains no finished build. Run 'build' first, or name its folder with --output.\n",
    )
    finish(project.root / "output", OLD)
    done = run(project, "www", "--dry-run")
    assert done.returncode == 0 and "  added   zh/index.html          39 bytes\n" in done.stdout
    assert done.stdout.endswith("8 to be added, 0 to be changed, 0 to be removed; 839 bytes to send.\n"), done.stdout
    assert not (tmp_path / "www").exists()
    name = hashlib.sha256((project.root / "output/SHA256SUMS").read_bytes()).hexdigest()[:12]
    done = run(project, "www")
    assert done.stdout == (f"8 added, 0 changed, 0 removed; 839 bytes sent.\n{tmp_path}/www has the build {name}.\n")
    assert run(project, "www").stdout.startswith("0 added, 0 changed, 0 removed; 0 bytes sent.\n")
    with serving(tmp_path / "www") as url:
        assert run(project, "www", "--verify", url).stdout.endswith("6 files are as they were built, 0 are not.\n")
    finish(project.root / "output", NEW)
    run(project, "www")
    assert (
        run(project, "www", "--rollback").stdout
        == f"{tmp_path}/www shows the build before again: 5 files were put back.\n"
    )
    assert read_files(tmp_path / "www") == OLD
    done = run(project, "wwww")
    assert (done.returncode, done.stderr) == (2, "Error: There is no target 'wwww'. Did you mean 'www'?\n")


def test_what_was_edited_since_the_build(project: Project) -> None:
    """Who publishes a build that is older than the content is told which files it lacks, and what to do; of what nothing reads, and of a build of nobody knows what, nothing is said."""
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    output = finish(project.root / "output", OLD)
    glossary = project.root / "content/glossary.yaml"
    append(glossary, "# an edit before a build that nobody remembers\n")
    note = "Note: This build is older"
    assert note not in run(project, "www").stdout
    plan_build(project, output, ("https://example.org/",)).remember([])
    (project.root / "content/.schemas").mkdir(exist_ok=True)
    (project.root / "content/.schemas/keys.json").write_text("{}", encoding="utf-8")
    (project.root / "content/glossary.yaml~").touch()
    assert note not in run(project, "www").stdout
    append(glossary, "# an edit\n")
    (project.root / "content/chapters/new").mkdir()
    (project.root / "content/chapters/new/en.md").touch()
    (project.root / "content/places.yaml").unlink()
    newer = "content/chapters/new/en.md, content/glossary.yaml, content/places.yaml"
    told = f"{note} than what has changed since: {newer}. Run 'build', then deploy again.\n"
    for asked in ((), ("--dry-run",)):
        done = run(project, "www", *asked)
        assert done.returncode == 0 and done.stdout.endswith(told), done.stdout
    assert "构建之后又有改动，不在这次构建里：content/" in run(project, "www", "--lang", "zh").stdout
    plan_build(project, output, ()).remember([])
    assert note not in run(project, "www").stdout


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("static/root/.well-known/security.txt", True),
        ("content/static/root/.nojekyll", True),
        ("static/root/.well-known/.DS_Store", False),
        ("static/root/CNAME~", False),
        ("static/.well-known/security.txt", False),
        ("content/facts/static/root/.sheet.yaml", False),
    ],
)
def test_a_hidden_file_that_was_edited_since_the_build(name: str, is_told: bool, project: Project) -> None:
    """It is named where the site publishes it, which is in static/root/ alone."""
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    output = finish(project.root / "output", OLD)
    plan_build(project, output, ()).remember([])
    (project.root / name).parent.mkdir(parents=True)
    (project.root / name).touch()
    assert (f"than what has changed since: {name}." in run(project, "www").stdout) is is_told


def test_an_address_of_examples(project: Project) -> None:
    """A build whose pages say that they stand at an address of examples is published, and the command says so loudly."""
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    for address, is_told in (("https://www.example.org/", True), ("https://chifeng.museum/", False)):
        finish(project.root / "output", {"index.html": "x", "robots.txt": f"Sitemap: {address}sitemap.xml\n"})
        done = run(project, "www")
        assert (done.returncode, f"NOT FOR PUBLISHING: its pages say that they stand at {address}" in done.stdout) == (
            0,
            is_told,
        )


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_processes(project: Project, tmp_path: Path) -> None:
    """Killed for real, the next deploy goes on at once: the lock of a dead process holds nobody up."""
    files = {f"zh/{number}/index.html": f"page {number} of old" for number in range(300)}
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    finish(project.root / "output", files)
    run(project, "www")
    changed = {path: text.replace("old", "new") for path, text in files.items()}
    finish(project.root / "output", changed)
    command = [sys.executable, "-B", str(HOME / "build.py"), "deploy", "www", "--project", str(project.root)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while "page 0 of old" in (tmp_path / "www/zh/0/index.html").read_text(encoding="utf-8") and process.poll() is None:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = run(project, "www")
    assert done.returncode == 0, done.stderr
    assert read_files(tmp_path / "www") == changed
    assert not [path for path in (tmp_path / "www/.chronicle").rglob("lock*")]
