"""Images that an editor puts beside a text: what becomes of them on a page, what goes wrong, and the cache."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import accessibility
import pytest
from html_validity import validity_messages
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Route, expect
from projects import append, letters, problems_of
from test_sites import main_of

from chronicle.imaging import make_photos
from chronicle.pipeline import build_site, load_site
from chronicle.reading import Project

FOLDER = "content/chapters/part/one"
CREDIT = "images:\n  photo.jpg: {credit: {zh: 某人摄, en: Photograph by somebody}}\n"


def photo(width: int = 1200, height: int = 800, colour: str = "#14592d") -> bytes:
    """Return a photograph as a camera would save it, with the place where it was taken."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle([0, 0, width // 2, height // 2], fill="#c8281e")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 16.0, 1.0)})
    content = BytesIO()
    image.save(content, "JPEG", exif=exif)
    return content.getvalue()


def add(project: Project, zh: str, en: str, matter: str = "", **files: bytes) -> None:
    """Put files beside the chapter, and Markdown at the ends of its halves; `photo_jpg` is the file photo.jpg."""
    folder = project.root / FOLDER
    for name, markdown in (("zh.md", zh), ("en.md", en)):
        text = (folder / name).read_text(encoding="utf-8")
        if name == "zh.md":
            text = text.replace("highlights:", f"{matter}highlights:")
        (folder / name).write_text(f"{text}\n\n{markdown}\n", encoding="utf-8")
    for name, content in files.items():
        (folder / ".".join(name.rsplit("_", 1))).write_bytes(content)


@pytest.fixture
def illustrated(project: Project) -> Project:
    """The tiny site with one photograph, its caption and its credit."""
    zh = "![绿地上的红块](photo.jpg)\n{2013}底的[某镇](place:town)，\n有{sheet.poor}。"
    en = (
        "![A red block on “green” & more](photo.jpg)\n[Some Town](place:town) at the end of {2013},\nwith {sheet.poor}."
    )
    add(project, zh, en, CREDIT, photo_jpg=photo())
    return project


def build(project: Project, **options: object) -> Path:
    output = project.root / "output"
    build_site(project, output, with_search=False, **options)
    return output


def page_of(output: Path, language: str) -> str:
    return main_of((output / language / "part/one/index.html").read_text(encoding="utf-8"))


def sums(output: Path) -> str:
    return (output / "SHA256SUMS").read_text(encoding="utf-8")


def test_an_image_becomes_a_figure(illustrated: Project) -> None:
    """Formats from the best on, sizes up to its own, its size, its text in each language, a larger view; the caption is running text."""
    output = build(illustrated)
    sources = "".join(
        f'<source type="image/{type_}" srcset="/images/part/one/photo-480.#.{ending} 480w, /images/part/one/photo-960.#.{ending} 960w, '
        f'/images/part/one/photo-1200.#.{ending} 1200w" sizes="(min-width: 48rem) 44rem, 100vw">'
        for type_, ending in (("avif", "avif"), ("webp", "webp"))
    )
    srcset = ", ".join(f"/images/part/one/photo-{width}.#.jpg {width}w" for width in (480, 960, 1200))
    figure = (
        '<figure class="image"><a href="/images/part/one/photo-1200.#.jpg" aria-label="{label}"><picture>'
        f'{sources}<img src="/images/part/one/photo-960.#.jpg" srcset="{srcset}" sizes="(min-width: 48rem) 44rem, 100vw" '
        'alt="{alt}" width="960" height="640" loading="lazy" decoding="async"></picture></a><figcaption>{caption}</figcaption></figure>'
    )
    zh, en = (re.sub(r"\.[0-9a-f]{10}\.", ".#.", page_of(output, language)) for language in ("zh", "en"))
    zh, en = (re.sub(r'(<figure class="image") id="land-[12]"', r"\1", html) for html in (zh, en))
    uses = '<a class="figure" href="#figure-sheet.poor"><data value="468000">{}</data></a>'
    assert (
        figure.format(
            label="绿地上的红块（查看大图）",
            alt="绿地上的红块",
            caption='<time datetime="2013">2013年</time>底的<a href="/zh/places/#town">某镇</a>，有'
            + uses.format("46.8万人")
            + "。\n<small>某人摄</small>",
        )
        in zh
    )
    assert (
        figure.format(
            label="A red block on “green” &amp; more (larger view)",
            alt="A red block on “green” &amp; more",
            caption='<a href="/en/places/#town">Some Town</a> at the end of <time datetime="2013">2013</time>,\nwith '
            + uses.format("468,000 people")
            + ".\n<small>Photograph by somebody</small>",
        )
        in en
    )
    assert validity_messages(output) == []


def test_every_file_that_a_page_names_is_there(illustrated: Project) -> None:
    """Each size and format is in the output, in SHA256SUMS, and nothing of the camera's is in any; the original is not there."""
    output = build(illustrated)
    named = set(re.findall(r"/(images/part/[^\s\",]+)", page_of(output, "zh")))
    there = {path.relative_to(output).as_posix() for path in (output / "images/part").rglob("*.*")}
    assert named == there and len(there) == 9
    original = (illustrated.root / FOLDER / "photo.jpg").read_bytes()
    for name in there:
        content = (output / name).read_bytes()
        assert f"{hashlib.sha256(content).hexdigest()}  {name}\n" in sums(output)
        assert b"Exif" in original and b"Exif" not in content and content != original
    assert "/images/*\n  Cache-Control: public, max-age=31536000, immutable" in (output / "_headers").read_text()


def test_the_original_is_published_where_asked_for(project: Project) -> None:
    """With publish_original the larger view is the file itself, byte for byte."""
    add(
        project,
        "![雪中的大棚](photo.jpg)",
        "![P](photo.jpg)",
        "images: {photo.jpg: {publish_original: true}}\n",
        photo_jpg=photo(),
    )
    output = build(project)
    link = re.search(r'<figure class="image" id="[a-z0-9-]+"><a href="/([^"]+)"', page_of(output, "en"))
    assert link and (output / link[1]).read_bytes() == photo()
    assert "figcaption" not in page_of(output, "en"), "no caption, no credit: no empty element"


def test_images_of_parts_pages_and_the_home_page(project: Project) -> None:
    """An image may lie beside any text; names may have capitals and end in .JPEG or .PNG."""
    root = project.root
    for language in ("zh", "en"):
        append(root / f"content/chapters/part/{language}.md", "\n\n![A](DSC_0012.JPEG)\n")
        home = root / f"content/pages/home/{language}.md"
        home.parent.mkdir(parents=True, exist_ok=True)
        home.write_text("---\ntitle: A\n---\n![A][one]\n\n[one]: plan.PNG\n", encoding="utf-8")
    (root / "content/chapters/part/DSC_0012.JPEG").write_bytes(photo(500, 300))
    (root / "content/pages/home/plan.PNG").write_bytes(photo(500, 300))
    output = build(project)
    assert re.search(r"/images/part/dsc_0012-500\.[0-9a-f]{10}\.avif", (output / "zh/part/index.html").read_text())
    assert re.search(r"/images/home/plan-500\.[0-9a-f]{10}\.avif", (output / "en/index.html").read_text())


def test_a_site_without_images_has_none(project: Project) -> None:
    """No figure, no folder but that of the share pictures."""
    output = build(project)
    assert "<figure" not in page_of(output, "zh")
    assert [path.name for path in (output / "images").iterdir()] == ["share"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("photo.gif", b"x", "'photo.gif' is not used: images are JPEG or PNG files.\n    Save it as .jpg or .png."),
        ("IMG.HEIC", b"x", "'IMG.HEIC' is not used: images are JPEG or PNG files.\n    Save it as .jpg or .png."),
        (
            "My photo (1).JPG",
            photo(9, 9),
            "'My photo (1).JPG' cannot be the name of an image.\n"
            "    Name it with the letters a-z, digits and single hyphens: my-photo-1.jpg",
        ),
        (
            "Brücke_2.jpeg",
            photo(9, 9),
            "'Brücke_2.jpeg' cannot be the name of an image.\n    Name it with the letters a-z, digits and single hyphens: brucke-2.jpeg",
        ),
        (
            "照片.png",
            photo(9, 9),
            "'照片.png' cannot be the name of an image.\n    Name it with the letters a-z, digits and single hyphens: photo.png",
        ),
        (
            "photo.jpg",
            b"GIF89a",
            "This is neither a JPEG nor a PNG.\n    Save it as JPEG or PNG; another ending is not enough.",
        ),
        (
            "unseen.jpg",
            photo(9, 9),
            "No text shows this image.\n    Show it, ![what it shows](unseen.jpg) in each language's file, or delete it.",
        ),
    ],
)
def test_files_that_cannot_be_used(project: Project, name: str, content: bytes, told: str) -> None:
    """Each is told of where it lies; what is shown of a broken one in a text is not complained of again."""
    shown = ("![雪中的大棚](photo.jpg)", "![A red block](photo.jpg)") if name == "photo.jpg" else ("", "")
    add(project, *shown)
    (project.root / FOLDER / name).write_bytes(content)
    assert letters(build, project) == [f"{FOLDER}/{name}:1:1: {told}"]


def test_an_image_that_lies_beside_no_text(project: Project) -> None:
    """Above the folders of texts nothing could show it."""
    (project.root / "content/chapters/photo.jpg").write_bytes(photo(9, 9))
    assert letters(build, project) == [
        "content/chapters/photo.jpg:1:1: 'photo.jpg' is misplaced: no file of this name is read here.\n"
        "    An image lies in the folder of the text that shows it."
    ]


def test_an_image_in_one_language_only(project: Project) -> None:
    """The halves are out of step."""
    add(project, "![雪中的大棚](photo.jpg)", "", photo_jpg=photo(9, 9))
    (problem,) = letters(build, project)
    message = "The other half has the image 'photo.jpg' (line 17) that is missing here."
    assert problem.startswith(f"{FOLDER}/en.md:10:1: {message}")


def test_a_figure_in_alternative_text_is_written_out(project: Project) -> None:
    """A reference there reads as in running text, and is not a typed digit."""
    add(project, "![有{sheet.poor}](photo.jpg)", "![With {sheet.poor}](photo.jpg)", photo_jpg=photo(9, 9))
    assert 'alt="With 468,000 people"' in page_of(build(project), "en")


# --- the cache -----------------------------------------------------------------------------------------------------
def test_the_same_bytes_with_and_without_the_cache(illustrated: Project) -> None:
    """Cold, warm, damaged, deleted, or made by two processes: the output is the same."""
    cold = sums(build(illustrated))
    folder = illustrated.root / ".cache/pictures"
    entries = sorted(folder.iterdir())
    assert len(entries) == 9 + 6, "nine forms of the photograph, three share pictures in each language"
    times = {path: path.read_bytes() for path in entries}
    assert sums(build(illustrated)) == cold
    for path in entries:
        path.write_bytes(times[path][:-1] + b"?")
    assert sums(build(illustrated)) == cold
    assert {path: path.read_bytes() for path in folder.iterdir()} == times, "damaged entries are made anew"
    shutil.rmtree(illustrated.root / ".cache")
    assert sums(build(illustrated, jobs=2)) == cold


def test_what_is_kept_is_not_made_again(illustrated: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first build decodes and encodes pictures; a second one decodes and encodes nothing."""
    done: list[str] = []
    for name in ("save", "resize"):
        act = getattr(Image.Image, name)
        monkeypatch.setattr(
            Image.Image, name, lambda *given, act=act, **named: done.append(act.__name__) or act(*given, **named)
        )
    build(illustrated)
    assert set(done) == {"save", "resize"}
    done.clear()
    build(illustrated)
    assert done == []


def test_where_the_cache_cannot_be_written(illustrated: Project) -> None:
    """A file in its place, as a folder that may not be written: everything works without it."""
    (illustrated.root / ".cache").write_text("", encoding="utf-8")
    assert (build(illustrated) / "images/part").is_dir()


def test_an_image_that_changes_during_a_build(illustrated: Project) -> None:
    """What was read and what is published are the same file, or nothing is written."""
    site, *_ = load_site(illustrated)
    images = [replace(image, digest="0" * 64) for text in site.texts for image in text.images.values()]
    assert letters(lambda: list(make_photos(images, illustrated.root))) == [
        f"{FOLDER}/photo.jpg:1:1: This image was changed while the site was being built.\n    Build again."
    ]


# --- in a browser --------------------------------------------------------------------------------------------------
def test_a_reader_sees_the_image(
    illustrated: Project, open_page: Callable[..., Page], serve: Callable[..., str]
) -> None:
    """It loads as AVIF in the size that the window needs, nothing moves while it does, it has its text, and a link to a larger view."""
    address = serve(build(illustrated))
    page = open_page(own=True, viewport={"width": 400, "height": 800})
    held: list[Route] = []
    page.route("**/*.avif", lambda route: held.append(route))
    image = page.get_by_role("img", name="A red block on “green” & more")
    with page.expect_request("**/*.avif"):
        page.goto(f"{address}en/part/one/")
        image.scroll_into_view_if_needed()
    # What is drawn while the page itself still arrives is not meant: two frames later it stands.
    page.evaluate("new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    page.evaluate(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))"
        ".observe({type: 'layout-shift'})"
    )
    expect(image).to_have_js_property("complete", False)
    for route in held:
        route.continue_()
    expect(image).to_have_js_property("complete", True)
    assert re.search(r"photo-480\.[0-9a-f]{10}\.avif$", image.evaluate("image => image.currentSrc"))
    assert image.evaluate("image => image.naturalWidth") > 0
    box = image.bounding_box()
    assert box and abs(box["width"] / box["height"] - 1.5) < 0.02 and box["width"] <= 400
    assert page.evaluate("window.shift") == 0
    page = open_page(f"{address}zh/part/one/", java_script_enabled=False, bypass_csp=True)
    with page.expect_response(re.compile(r"photo-1200\.[0-9a-f]{10}\.jpg")) as answer:
        page.get_by_role("link", name="绿地上的红块（查看大图）").click()
    assert answer.value.status == 200


def test_a_page_with_an_image_is_accessible(
    illustrated: Project, open_page: Callable[..., Page], serve: Callable[..., str]
) -> None:
    """axe finds nothing, light or dark."""
    address = serve(build(illustrated))
    page = open_page(f"{address}zh/part/one/", painted=False, bypass_csp=True)
    accessibility.check_by_day_and_night(page)


@pytest.mark.parametrize("folder", ["one/images", "images", "one/deeper/images"])
def test_an_image_in_a_folder_without_a_text(folder: str, project: Project) -> None:
    """It would be left out, so it is told; one in a folder of a text with a mistyped name is not."""
    path = project.root / "content/chapters/part" / folder / "photo.jpg"
    path.parent.mkdir(parents=True)
    Image.new("RGB", (800, 600)).save(path)
    if folder == "one/images":  # that a text shows it there is not another mistake
        for language, shown in (("zh", "雪里的大棚"), ("en", "A greenhouse in snow")):
            append(project.root / f"content/chapters/part/one/{language}.md", f"\n![{shown}](images/photo.jpg)\n")
    (problem,) = problems_of(load_site, project)
    assert (problem.where.path, problem.rule) == (f"content/chapters/part/{folder}/photo.jpg", "misplaced-file")
    assert problem.hint == "An image lies in the folder of the text that shows it."
    path.with_name("zh.md.txt").write_text("", encoding="utf-8")
    assert {one.where.path.rpartition("/")[2] for one in problems_of(load_site, project)} == {"zh.md.txt"}
