"""The program as a person starts it: what it prints and how it ends."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from program import run
from projects import HOME, edit, lay_out

from chronicle.cli import commands
from chronicle.reading import Project
from chronicle.serve import Preview


def start(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start build.py in a folder, as a process of its own."""
    return subprocess.run(
        [sys.executable, str(HOME / "build.py"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("language", [("--lang", "zh"), ("--lang=zh",)])
def test_the_language_may_stand_before_the_command(language: tuple[str, ...], tmp_path: Path) -> None:
    """It is that of the command, of its help, and of a build that is not named."""
    assert "没有“nope”这条规则" in start(*language, "explain", "nope", folder=tmp_path).stderr
    assert "不写命令就是build" in start(*language, "--help", folder=tmp_path).stdout
    assert "什么都没有写出" in start(*language, "--project", str(tmp_path), folder=tmp_path).stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny project's folder."""
    return lay_out("good-site", tmp_path / "site").root


def test_build_says_what_it_did(folder: Path) -> None:
    """No command means build; it prints each stage with its time and what it made, the pages, the facts, and where the site is."""
    done = start(folder=folder)
    assert done.returncode == 0 and done.stderr == ""
    assert re.fullmatch(
        r"(  [a-z ]{16} *\d+\.\d\d s(  [a-z]+: \d+)?\n){8}32 pages, 16 of them searchable, 2 facts\.\nThe site is in (.*)/output\n"
        r"NOT FOR PUBLISHING: its pages say that they stand at https://example\.org/, which is an address of examples\. "
        r"Set base_url in content/site\.yaml, or build with --base-url\.\n",
        done.stdout,
    ), done.stdout


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_a_folder_of_any_name_in_any_locale(tmp_path: Path, locale: str) -> None:
    """A project in a folder with Chinese in its path is built under a locale that is not UTF-8."""
    folder = lay_out("good-site", tmp_path / "赤峰 编年").root
    done = start("build", "--no-search", folder=folder, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "output/en/part/one/index.html").is_file()


def test_problems_end_with_1(folder: Path) -> None:
    """Problems are printed with place, message and hint, all of them, and the exit code is 1."""
    edit(folder / "content/chapters/part/one/en.md", "{sheet.land}", "{sheet.lnd}")
    for command in ("build", "check"):
        done = run(command, folder=folder)
        assert done.returncode == 1 and done.stdout == ""
        assert done.stderr == (
            "content/chapters/part/one/en.md:9:8: There is no fact 'sheet.lnd'. [unknown-fact]\n"
            "    Did you mean 'sheet.land'?\n"
            "1 problem. Nothing was written.\n"
        )
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["biuld"], "No such command 'biuld'"),
        (["build", "--base-url", "example.org"], "is not a full address such as"),
        (["build", "--jobs", "0"], "0 is not in the range 1<=x<=256"),
        (["build", "--jobs", "9" * 20], "is not in the range 1<=x<=256"),
        (["serve", "--host", ""], "'' is no address of a machine"),
        (["serve", "--host", "my_machine"], "'my_machine' is no address of a machine"),
        (["build", "--project", "nowhere"], "Directory 'nowhere' does not exist"),
        (["build", "--output", "content/output"], "lies inside content/"),
        (["build", "--output", "."], "contains the project itself"),
        (["build", "--output", "content"], "lies inside content/"),
    ],
)
def test_wrong_usage_ends_with_2(folder: Path, arguments: list[str], told: str) -> None:
    """Wrong usage is explained, ends with 2, and nothing is written."""
    before = sorted(folder.rglob("*"))
    done = run(*arguments, folder=folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_quiet_build_says_nothing_and_leaves_a_trace(folder: Path) -> None:
    """`--quiet` is for machines; `--profile` writes each stage with its beginning and length, as browsers read traces."""
    done = run("build", "--no-search", "--quiet", "--profile", "trace.json", folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    events = read_trace(folder / "trace.json")
    names = ["read and check", "make pages", "check pages", "make pictures", "write", "put in place"]
    assert [event["name"] for event in events] == names
    assert all(one["ts"] + one["dur"] <= other["ts"] for one, other in pairwise(events))
    assert events[0]["args"]["texts"]["total"] == 4


def read_trace(file: Path) -> list[dict[str, Any]]:
    """Return the stages of a trace: what the process did in which the first of them ran."""
    events = json.loads(file.read_text(encoding="utf-8"))["traceEvents"]
    return [one for one in events if one["pid"] == events[0]["pid"]]


def test_a_build_that_is_not_made_again_has_a_trace(folder: Path) -> None:
    """Who asks for a trace finds one, which may be empty."""
    for _ in range(2):
        run("build", "--no-search", "--profile", "trace.json", folder=folder)
    assert json.loads((folder / "trace.json").read_text(encoding="utf-8")) == {"traceEvents": []}


def test_the_stages_of_a_build_are_told_in_chinese(folder: Path) -> None:
    """Nothing of a line stays English but the unit of time, and seconds stand below each other."""
    told = run("build", "--no-search", "--lang", "zh", folder=folder).stdout.splitlines()[:7]
    assert [line for line in told if re.search("[A-Za-z]", line.replace(" s", ""))] == []
    assert told[0].startswith("  读取并检查        ") and "文本：4" in told[0]
    assert told[-1].startswith("  合计              ")


def test_each_stage_says_how_much_was_kept(folder: Path) -> None:
    """A stage has a line: its seconds, what it dealt with, and how much of that an earlier build had made."""
    first = run("build", "--no-search", folder=folder).stdout.splitlines()
    edit(folder / "content/chapters/part/one/en.md", "which is a", "which is, then, a")
    second = run("build", "--no-search", folder=folder).stdout.splitlines()
    assert re.fullmatch(r"  read and check +\d+\.\d\d s  texts: 4(, 4 of them kept)?", first[0])
    made = re.fullmatch(r"  make pages +\d+\.\d\d s  pages: (\d+)", first[1])
    again = re.fullmatch(r"  make pages +\d+\.\d\d s  pages: (\d+), (\d+) of them kept", second[0])
    assert made and again and made[1] == again[1] and 0 < int(again[2]) < int(again[1])


def test_the_same_build_is_not_made_twice(folder: Path) -> None:
    """What was built stays as it is until something changes, and what was told of it is told again."""
    first = start("build", "--no-search", folder=folder)
    page = folder / "output/en/part/one/index.html"
    made = page.stat().st_ino
    again = start("build", "--no-search", folder=folder)
    assert again.stdout.splitlines() == ["Nothing has changed since the last build.", *first.stdout.splitlines()[7:]]
    assert page.stat().st_ino == made
    edit(folder / "content/chapters/part/one/en.md", "which is a", "which is, then, a")
    start("build", "--no-search", folder=folder)
    assert "which is, then, a" in page.read_text(encoding="utf-8")


def test_check_writes_nothing(folder: Path) -> None:
    """`check` says that all is well and leaves the folder as it was."""
    before = sorted(folder.rglob("*"))
    done = run("check", folder=folder)
    assert (done.returncode, done.stdout) == (0, "No problems in 2 texts and 2 facts.\n")
    assert sorted(folder.rglob("*")) == before


def test_a_build_that_is_asked_to_end_leaves_nothing(folder: Path) -> None:
    """What a system sends to a program that is to end is followed as Ctrl+C is: what was begun is removed."""
    code = (
        "import os, signal\nfrom chronicle import output\nfrom chronicle.cli import main\n"
        "output.seal = lambda *given: os.kill(os.getpid(), signal.SIGTERM)\nmain(['build', '--no-search'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, "PYTHONPATH": str(HOME)}, capture_output=True
    )
    assert (done.returncode, done.stderr.decode().strip()) == (2, "Error: Stopped.")
    assert [path.name for path in folder.iterdir() if "output" in path.name] == []


def test_serve_previews_and_rebuilds(folder: Path) -> None:
    """`serve` shows the site on 127.0.0.1, reloads by itself, and shows a change after it was saved."""
    with previewing(folder, "--port", "0") as address:
        address += "en/part/one/"
        assert "Chapter one" in wait_for(address, "Chapter one")
        assert "/-/preview.js" in wait_for(address, "/-/preview.js")
        edit(folder / "content/chapters/part/one/en.md", "title: Chapter one", "title: Chapter anew")
        assert "Chapter anew" in wait_for(address, "Chapter anew")
        assert not (folder / "output").exists()


def test_a_preview_recovers_from_a_first_build_with_problems(folder: Path, tmp_path: Path) -> None:
    """The page of problems stands in for a first preview only until the content is mended; a later problem leaves the site."""
    chapter = folder / "content/chapters/part/one/en.md"
    whole = chapter.read_text(encoding="utf-8")
    broken = whole.replace("{sheet.land}", "{sheet.lnd}")
    told: list[str] = []
    address, served = "http://127.0.0.1:8000/", tmp_path / "preview"
    preview = Preview(
        Project(folder), served, address, told.append, lambda problems: told.append(f"{len(problems)} problems")
    )

    def save(text: str) -> str:
        chapter.write_text(text, encoding="utf-8")
        return preview.follow({chapter}, is_edit=True)

    assert save(broken) == ""
    assert "sheet.lnd" in preview.told()
    assert save(broken) == ""
    assert told == ["1 problems", "1 problems"]
    assert save(whole) == "*"
    assert told[-1].startswith("Built 32 pages")
    assert "Chapter one" in (served / "en/part/one/index.html").read_text(encoding="utf-8")
    assert save(broken) == ""
    assert told[-1] == "1 problems"
    assert "sheet.lnd" in preview.told()
    assert (served / "en/part/one/index.html").exists()


@contextmanager
def previewing(folder: Path, *arguments: str) -> Iterator[str]:
    """Run `serve` in a folder; gives the address that it says it is on."""
    command = [sys.executable, "-u", str(HOME / "build.py"), "serve", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            yield next(line.split()[2].decode() for line in server.stdout or () if line.startswith(b"Preview on "))
        finally:
            server.terminate()


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_serve_on_ipv6(host: str, folder: Path) -> None:
    """An address of IPv6, typed with brackets or without, stands in brackets, in what is told and in what the build takes for its base URL."""
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with previewing(folder, "--host", host, "--port", "0") as address:
        assert re.fullmatch(r"http://\[::1\]:[1-9]\d*/", address)
        assert f'href="{address}en/part/one/"' in wait_for(f"{address}en/part/one/", 'rel="canonical"')


def test_a_port_that_is_taken_is_told_before_anything_is_built(folder: Path) -> None:
    """`serve` on a port on which another program listens ends at once with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start("serve", "--port", str(taken.getsockname()[1]), folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Address already in use" in done.stderr
    assert "Choose another port with --port; 0 takes any that is free." in done.stderr


def test_the_page_of_problems_reloads_when_they_are_mended(folder: Path) -> None:
    """A preview that begins with problems shows them on a page that reloads by itself, and then the site."""
    chapter = folder / "content/chapters/part/one/en.md"
    whole = chapter.read_text(encoding="utf-8")
    chapter.write_text(whole.replace("{sheet.land}", "{sheet.lnd}"), encoding="utf-8")
    with previewing(folder, "--port", "0") as address:
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(address, timeout=60)
        shown = error.value.read().decode()
        error.value.close()
        assert (error.value.code, "sheet.lnd" in shown, "/-/preview.js" in shown) == (503, True, True)
        chapter.write_text(whole, encoding="utf-8")
        assert "Chapter one" in wait_for(f"{address}en/part/one/", "Chapter one")


def wait_for(address: str, text: str) -> str:
    """Ask for a page until it holds a text, for at most two minutes; return the last answer."""
    answer = ""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=60) as response:
                answer = response.read().decode()
        except OSError:
            pass
        if text in answer:
            break
        time.sleep(0.2)
    return answer


def test_every_command_is_in_the_manual() -> None:
    """README or CONTRIBUTING names every command, and every command and option has help."""
    manual = (HOME / "README.md").read_text(encoding="utf-8") + (HOME / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, command in commands.commands.items():
        assert f"build.py {name}" in manual
        assert command.help
        for option in command.params:
            assert getattr(option, "help", "") or option.param_type_name == "argument", f"{name} {option.name}"
