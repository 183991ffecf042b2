"""A project's own templates and static files: they lie over the generator's, and what cannot be published is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from projects import HOME, lay_out, letter, letters, put

from chronicle.pipeline import build_site
from chronicle.reading import Project, read_static, read_templates


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A tiny project without anything but its content."""
    project = lay_out("good-site", tmp_path / "site")
    shutil.rmtree(project.root / "expected")
    return project


def problems_of(project: Project) -> list[str]:
    return letters(build_site, project, project.root / "output", with_search=False)


def test_own_files_lie_over_ours(project: Project) -> None:
    """One file of a project's own takes the place of one, beside the content or in it; the others stay the generator's."""
    theirs = read_static(project), read_templates(project)
    put(project.root, {"static/favicon.svg": "<svg/>", "static/own.txt": "own", "templates/pages/page.html": "own"})
    static, templates = read_static(project), read_templates(project)
    assert static == {**theirs[0], "favicon.svg": b"<svg/>", "own.txt": b"own"}
    assert templates == {**theirs[1], "pages/page.html": "own"}
    put(project.root, {"content/static/favicon.svg": "<svg></svg>", "content/templates/pages/page.html": "content"})
    assert read_static(project) == {**static, "favicon.svg": b"<svg></svg>"}
    assert read_templates(project) == {**templates, "pages/page.html": "content"}


def test_files_of_the_root(project: Project) -> None:
    """They keep their names, those with a dot too; robots.txt of the project stands; nothing of git or the system goes out."""
    robots = "User-agent: *\nDisallow: /\n"
    put(project.root, {"static/root/robots.txt": robots, "static/root/CNAME": "chronicle.example.org"})
    put(project.root, {"static/root/.nojekyll": "", "static/root/.well-known/security.txt": "Contact: a"})
    put(
        project.root,
        {f"static/root/{name}": "x" for name in (".gitignore", ".DS_Store", "a.bak")} | {"static/.hidden": "x"},
    )
    output = project.root / "output"
    build_site(project, output, with_search=False)
    assert (output / "robots.txt").read_text(encoding="utf-8") == robots
    assert (output / ".well-known/security.txt").exists() and (output / ".nojekyll").exists()
    names = {path.name for path in output.rglob("*")}
    assert "CNAME" in names and not names & {".gitignore", ".DS_Store", "a.bak", ".hidden"}
    assert not any("hidden" in name for name in names)


def test_two_claims_on_one_address(project: Project) -> None:
    """A page, a feed or a folder of pages is not replaced by a file of the project's: each is a problem, and nothing is written."""
    put(project.root, {f"static/root/{name}": "x" for name in ("zh/index.html", "en", "zh/feed.xml/a")})
    hint = "\n    Give it another name."
    assert problems_of(project) == [
        "static/root/en:1:1: This file would be /en, but the build makes /en/404.html." + hint,
        "static/root/zh/feed.xml/a:1:1: This file would be /zh/feed.xml/a, but the build makes /zh/feed.xml." + hint,
        "static/root/zh/index.html:1:1: This file would be /zh/index.html, but the build makes /zh/index.html." + hint,
    ]
    assert not (project.root / "output").exists()


def test_names_that_are_one_elsewhere(project: Project) -> None:
    """Two names that differ in nothing but capitals, or in how an accent is written, are one on Windows and macOS: a problem."""
    names = ("A.txt", "a.txt", "caf\u00e9", "cafe\u0301")
    put(project.root, {f"static/root/{name}": name for name in names})
    if len([*(project.root / "static/root").iterdir()]) < len(names):
        pytest.skip("here they are one")
    assert problems_of(project) == [
        "static/root/a.txt:1:1: This file would be /a.txt, which many systems take for /A.txt.\n    Give it another name.",
        "static/root/caf\u00e9:1:1: This file would be /caf\u00e9, which many systems take for /cafe\u0301.\n    Give it another name.",
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("说明.txt".encode("gbk"), "˵\\xc3\\xf7.txt"),
        (b"a\nb.txt", "a\\nb.txt"),
        (b"a\x1b[31m.txt", "a\\x1b[31m.txt"),
        ("a\u202eb.txt".encode(), "a\\u202eb.txt"),
        (b"a\\b.txt", "a\\b.txt"),
    ],
)
@pytest.mark.parametrize("folder", ["static", "static/root", "templates"])
def test_names_that_cannot_be_written(folder: str, name: bytes, shown: str, project: Project) -> None:
    """A name that is not UTF-8, as from a Chinese Windows archive, or that cannot be seen, is told readably."""
    (project.root / folder).mkdir(parents=True)
    try:
        with open(os.fsencode(project.root / folder) + b"/" + name, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    (problem,) = problems_of(project)
    assert problem.lower() == (
        f"{folder}/{shown}:1:1: the name of this file is not utf-8, or has characters in it that cannot be seen or typed."
        "\n    give it another name."
    )


@pytest.mark.parametrize("name", ["a:b.txt", "a?.txt", "a.", "a ", "con.txt", "sub/LPT1", "sub./a.txt"])
def test_names_that_windows_cannot_write(name: str, project: Project) -> None:
    """A name that Windows cannot write is told: nobody could unpack a copy of the site there."""
    path = project.root / "static/root" / name
    path.parent.mkdir(parents=True)
    path.write_text("x", encoding="utf-8")
    assert problems_of(project) == [
        f"static/root/{name}:1:1: Windows cannot write a file of this name, and so cannot keep a copy of the site."
        "\n    Give it another name."
    ]


def test_names_that_all_can_write(project: Project) -> None:
    """Spaces, other scripts and a dot at the beginning are no reason to refuse a name."""
    for name in (".well-known/a", "a b#c%20.txt", "说明.pdf", "console.txt", "com.txt"):
        (project.root / "static/root" / name).parent.mkdir(parents=True, exist_ok=True)
        (project.root / "static/root" / name).write_text("x", encoding="utf-8")
    assert problems_of(project) == []


def test_what_is_no_file(project: Project, tmp_path: Path) -> None:
    """Links, to files and to folders, and pipes are problems: nothing outside the project is published, and nobody waits."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/id_rsa").write_text("secret", encoding="utf-8")
    static = project.root / "static"
    static.mkdir()
    (static / "key.txt").symlink_to(tmp_path / "secret/id_rsa")
    (static / "keys").symlink_to(tmp_path / "secret")
    os.mkfifo(static / "pipe.txt")
    link = "This is a symbolic link, which the build does not follow.\n    Put the file itself here."
    assert problems_of(project) == [
        f"static/key.txt:1:1: {link}",
        f"static/keys:1:1: {link}",
        "static/pipe.txt:1:1: This is not a file that can be read.\n    Put a file here, or take it away.",
    ]
    shutil.rmtree(static)
    for folder in ("static", "templates"):
        (project.root / folder).symlink_to(tmp_path / "secret")
        assert problems_of(project) == [f"{folder}:1:1: {link}"]
        (project.root / folder).unlink()


def test_files_are_told_with_the_content(project: Project) -> None:
    """A file that is not UTF-8 is told together with the mistakes of the content."""
    put(project.root, {"static/own.js": b"// \xff", "content/facts/none.yaml": "title: T\n"})
    told = "\n".join(problems_of(project))
    assert "static/own.js:1:4: This is not UTF-8" in told
    assert "content/facts/none.yaml:1:1: The field 'facts' is missing." in told


def test_files_that_cannot_be_read(project: Project) -> None:
    """Each file and folder that may not be read is a problem, not an empty one."""
    put(project.root, {"static/a.txt": "x", "static/closed/b.txt": "x", "static/own.js": b"// \xff"})
    (project.root / "static/a.txt").chmod(0)
    (project.root / "static/closed").chmod(0)
    drop = "-dac_override,-dac_read_search"
    before = ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}", "--"] if os.geteuid() == 0 else []
    command = [*before, sys.executable, "-B", "build.py", "--no-search", "--project", str(project.root)]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True)
    (project.root / "static/closed").chmod(0o755)
    assert done.returncode == 1
    assert letter(done.stderr) == (
        "static/a.txt:1:1: This file cannot be read: Permission denied.\n    Check its permissions.\n"
        "static/closed:1:1: This folder cannot be read: Permission denied.\n    Check its permissions.\n"
        "static/own.js:1:4: This is not UTF-8: the byte 0xFF cannot stand here.\n    Save the file as UTF-8.\n"
        "3 problems. Nothing was written.\n"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "a\nb.epub",
            "books/a\\nb.epub:1:1: The name of this file is not UTF-8, or has characters in it that cannot be seen or typed.",
        ),
        ("pipe.epub", "books/pipe.epub:1:1: This is not a file that can be read."),
    ],
)
def test_downloads_that_cannot_be_published(name: str, message: str, project: Project) -> None:
    """What lies among the books is read as safely as other files; a link to another folder publishes nothing of it."""
    (project.root / "books").mkdir()
    if name.startswith("pipe"):
        os.mkfifo(project.root / "books" / name)
    else:
        (project.root / "books" / name).write_bytes(b"x")
    assert problems_of(project)[0].startswith(message)
    (project.root / "books").rename(project.root / "elsewhere")
    (project.root / "books").symlink_to("elsewhere")
    assert problems_of(project) == [
        "books:1:1: This is a symbolic link, which the build does not follow.\n    Put the file itself here."
    ]


def _image(form: str) -> bytes:
    """A picture with its thumbnail before it, as cameras write it."""
    small, picture = BytesIO(), BytesIO()
    Image.new("RGB", (8, 8)).save(small, form)
    exif = Image.Exif()
    exif[0x010E] = small.getvalue()
    Image.effect_noise((64, 64), 90).save(picture, form, exif=exif)
    return picture.getvalue()


def _archive() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.txt", "x" * 9_000)
    return packed.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
WHOLE = {
    "static/root/table.zip": _archive(),
    "static/book.epub": _archive(),
    "static/table.xlsx": _archive(),
    "static/root/report.pdf": PDF,
    "content/static/map.PNG": _image("PNG"),
    "static/photo.jpg": _image("JPEG"),
    "books/en.epub": _archive(),
    "books/en.pdf": PDF,
    "offline/site.zip": _archive(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_files_of_which_only_a_part_is_there(name: str, project: Project) -> None:
    """An archive, a picture or a PDF whose copy broke off is told: readers could not open it. Data behind the end does no harm."""
    content = WHOLE[name]
    put(project.root, {name: content + b"\0 and a film"})
    assert problems_of(project) == []
    put(project.root, {name: content[: len(content) * 3 // 4]})
    assert problems_of(project) == [
        f"{name}:1:1: This file is broken, or only a part of it is there.\n    Copy or save it again."
    ]


def test_an_archive_that_is_none(project: Project) -> None:
    """A page of a server that is saved as a .zip is told; that a picture has another ending is no harm, browsers look inside."""
    put(project.root, {"static/a.zip": "<!doctype html>", "static/a.png": _image("JPEG"), "static/b.jpg": "RIFF"})
    assert problems_of(project) == [
        "static/a.zip:1:1: This file is broken, or only a part of it is there.\n    Copy or save it again."
    ]


@pytest.mark.parametrize(
    "name",
    ["templates/pages/page.html", "content/static/own.css", "static/root/humans.txt", "static/reading/page.js", "content/geo/ground.geojson"],
)  # fmt: skip
def test_both_sides_of_a_change(name: str, project: Project) -> None:
    """Where version control has left both sides of a change in a template, a static file or a map, that is told, and where."""
    put(project.root, {name: "a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n"})
    if name.endswith(".geojson"):
        source = "source: {zh: 甲, en: A}\nlicence: {zh: 自由, en: Free}\nlicence_url: https://example.org/\n"
        put(project.root, {name.replace(".geojson", ".yaml"): source})
    assert problems_of(project) == [
        f"{name}:2:1: This line marks a merge conflict: '<<<<<<<'.\n"
        "    Keep the right version, and delete the lines <<<<<<<, ======= and >>>>>>>."
    ]


def test_what_is_no_side_of_a_change(project: Project) -> None:
    """A line of equals signs underlines a heading in a file that is published as it is."""
    put(project.root, {"static/root/humans.txt": "Writers\n=======\n", "static/own.css": "/*\n=======\n*/"})
    assert problems_of(project) == []
