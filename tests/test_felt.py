"""The faces of counties and parts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from projects import HOME, edit, problems_of, put

from chronicle.binding import bind_books
from chronicle.felt import draw_band, draw_tile
from chronicle.imaging import read_faces
from chronicle.model import Drawing, Piece
from chronicle.model.registers import COVER_ROOM
from chronicle.pictures import Colours, SharePicture, describe_share_picture, draw_share_picture
from chronicle.pipeline import build_site, load_site
from chronicle.reading import Project, read_site

FACE = Drawing(
    (
        Piece("red", "area", ((4, 40), (24, 8), (44, 40))),
        Piece("sand", "line", ((4, 44), (44, 44))),
        Piece("grass", "dot", ((24, 30),), 5),
    )
)


def test_a_tile_has_its_pieces_one_upon_the_other() -> None:
    """Areas, lines and dots are drawn in their order, in classes; it is decoration for a screen reader."""
    drawn = draw_tile(FACE)
    assert re.findall('class="([^"]+)"', drawn) == ["felt", "red area", "sand line", "grass dot"]
    assert '<polygon points="4,40 24,8 44,40"' in drawn and '<circle cx="24" cy="30" r="5"' in drawn
    assert 'aria-hidden="true"' in drawn and "style" not in drawn


def test_a_band_repeats_the_tile() -> None:
    """The tile is in a pattern of its own name, which fills the band whatever its width; the seams run from edge to edge."""
    drawn = draw_band("one", FACE)
    assert '<pattern id="felt-one"' in drawn and 'width="100%"' in drawn and 'fill="url(#felt-one)"' in drawn
    assert drawn.count('x2="100%"') == 2


def test_every_county_and_part_has_a_face_of_its_own() -> None:
    """In the real content no two texts share one, none is drawn for nothing, and each weighs less than 2 kB."""
    site, _ = read_site(Project(HOME))
    texts = [
        *(part.opening for part in site.parts),
        *(text for text in site.chapters if text.place and site.places[text.place].seat),
    ]
    assert all(text.drawing for text in texts)
    drawn = [text.drawing for text in site.texts if text.drawing]
    assert sorted([*drawn, site.settings.cover]) == sorted(site.drawings)
    assert all(len(draw_tile(one)) < 2000 for one in site.drawings.values())


@pytest.mark.parametrize(
    "piece",
    ["blue area 1,1 2,2 3,3", "red area 1,1 2,2", "red line 1,1", "red dot 1,1", "red dot 1,1,60", "red area 1,1 2,2 99,9", "red area 1,1 2,2 3,3; x", "M0 0"],
)  # fmt: skip
def test_what_is_no_piece_is_told(project: Project, piece: str) -> None:
    """Another colour, too few points, points outside the square, anything else: the line and what to write."""
    (project.root / "content/drawings.yaml").write_text(f'tree:\n  pieces: ["{piece}"]\n', encoding="utf-8")
    problems = [str(problem) for problem in read_site(project)[1]]
    assert len(problems) == 1 and problems[0].startswith("content/drawings.yaml:2:"), problems
    assert "grass area 4,40 24,8 44,40" in problems[0]


def test_a_drawing_has_a_piece(project: Project) -> None:
    """One without pieces is told where it is written, since nothing could be drawn on a cover."""
    put(project.root, {"content/drawings.yaml": "tree:\n  pieces: []\n"})
    edit(project.root / "content/site.yaml", "parts:", "cover: tree\nparts:", 1)
    (problem,) = problems_of(load_site, project)
    assert str(problem).startswith("content/drawings.yaml:2:")


def test_a_text_names_a_face_that_is_there(project: Project) -> None:
    """A face of which nothing is known is told where the text names it."""
    put(project.root, {"content/drawings.yaml": 'tree:\n  pieces: ["red dot 24,24,9"]\n'})
    edit(project.root / "content/chapters/part/one/zh.md", "title:", "drawing: tee\ntitle:", 1)
    (problem,) = problems_of(load_site, project)
    assert (problem.rule, problem.message, problem.hint) == (
        "unknown-drawing",
        "There is no drawing 'tee'.",
        "Did you mean 'tree'?",
    )


def test_a_face_is_on_the_share_picture() -> None:
    """It changes the picture, and what names the picture."""
    faces = read_faces()
    bare, drawn = SharePicture("Site", "Part", "Title"), SharePicture("Site", "Part", "Title", face=FACE)
    assert describe_share_picture(bare, faces, Colours()) != describe_share_picture(drawn, faces, Colours())
    assert draw_share_picture(bare, faces, Colours()) != draw_share_picture(drawn, faces, Colours())
    assert len(draw_share_picture(drawn, faces, Colours())) < 30_000


def test_a_drawing_fits_the_cover() -> None:
    """Wide or high, it stands on the lower edge of its room, in the middle, as large as it can be."""
    left, foot, width, height = COVER_ROOM
    wide, high = (
        Drawing((Piece("red", "area", points),))
        for points in (((0, 40), (48, 40), (24, 36)), ((20, 0), (28, 0), (24, 40)))
    )
    for drawing, expected in ((wide, width / 48), (high, height / 40)):
        scale, x, y = drawing.on_cover
        assert scale == pytest.approx(expected)
        assert y + scale * 40 == pytest.approx(foot) and x + scale * 24 == pytest.approx(left + width / 2)


def test_a_site_has_the_drawing_of_its_cover(project: Project, tmp_path: Path) -> None:
    """What `cover` names stands behind the plain on the home page, on share pictures and on the cover of a book; without it the plain is alone."""

    def look(name: str) -> tuple[list[str], bytes, str]:
        build_site(project, tmp_path / name, with_search=False)
        home = (tmp_path / name / "en/index.html").read_text("utf-8")
        shared = re.search(r'property="og:image" content="https?://[^/]+/([^"]+)"', home)
        (book,) = bind_books(project, forms=["epub"], only="en")
        with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
            cover = archive.read("book/cover.svg").decode()
        return (
            re.findall(r'class="(\w+ area)"', home),
            (tmp_path / name / shared[1]).read_bytes() if shared else b"",
            cover,
        )

    bare = look("bare")
    put(project.root, {"content/drawings.yaml": 'hill:\n  pieces: ["rose area 0,40 24,8 48,40"]\n'})
    edit(project.root / "content/site.yaml", "parts:", "cover: hill\nparts:", 1)
    classes, shared, cover = look("drawn")
    assert (bare[0], classes) == ([], ["rose area"])
    assert bare[1] and shared and bare[1] != shared
    assert bare[2].count("<polygon") == 0 and "<polygon" in cover and 'fill="#cf8a6c"' in cover
    edit(project.root / "content/site.yaml", "cover: hill", "cover: hil")
    assert [problem.rule for problem in problems_of(load_site, project)] == ["unknown-drawing"]
