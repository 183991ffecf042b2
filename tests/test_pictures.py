"""Making pictures: lines of type, cards, and what editors' images are published as."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st
from PIL import Image, ImageCms, ImageDraw

from chronicle.colours import read_colours
from chronicle.imaging import read_faces
from chronicle.model import Image as Photo
from chronicle.pages import localize_site, make_pages
from chronicle.pictures import (
    Colours,
    SharePicture,
    UnusableImage,
    check_original,
    choose_colours,
    describe_share_picture,
    draw_shapes,
    draw_share_picture,
    encode_photo,
    inspect_photo,
    missing_glyphs,
    photos as photos_module,
    plan_variants,
)
from chronicle.pictures.setting import Type, cut_lines, wrap
from chronicle.pictures.share import HEIGHT, MARGIN, WIDTH, Line, lay_out_share_picture
from chronicle.pipeline import load_site
from chronicle.reading import Project
from chronicle.scripts import has_han
from chronicle.shapes import LOOKS, Box

FACES = read_faces()
TITLE = Type(FACES.title, 60, chinese=True)


@pytest.fixture(scope="module")
def real_cards() -> dict[str, SharePicture]:
    """The cards of the real content."""
    pages = make_pages(localize_site(*load_site(Project(Path(__file__).parent.parent))))
    return {page.path: page.picture for page in pages if page.picture and not page.kind.is_parallel}


# --- lines of type -------------------------------------------------------------------------------------------------
def test_lines_are_few_and_even() -> None:
    """The second line is not one lonely word or character."""
    assert wrap(TITLE, "Beijing and Inner Mongolia hand in hand", 1000) == [
        "Beijing and Inner",
        "Mongolia hand in hand",
    ]
    assert wrap(TITLE, "内蒙古三年行动的头一年里做了什么事", 1000) == ["内蒙古三年行动的头", "一年里做了什么事"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    """Nothing sticks out, whatever is written."""
    lines = wrap(TITLE, "W" * 60, 500)
    assert "".join(lines) == "W" * 60 and max(map(TITLE.width, lines)) <= 500


@given(text=st.text(alphabet="易地搬迁，。：“”《》—…· Aohan'’s-2013%(),", max_size=80), width=st.integers(200, 1100))
@hypothesis_settings(max_examples=60)
def test_any_text_is_wrapped_well(text: str, width: int) -> None:
    """No line is wider than asked for, and none is lost."""
    lines = wrap(TITLE, text, width)
    assert all(TITLE.width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(("text", "dots"), [("字" * 80, "……"), ("word " * 80, "...")])
def test_what_has_no_room_ends_in_dots(text: str, dots: str) -> None:
    """The last line that fits says that there would be more."""
    kind = Type(FACES.title, 60, has_han(text))
    lines = cut_lines(kind, wrap(kind, text, 500), 2, 500)
    assert len(lines) == 2 and lines[1].endswith(dots) and kind.width(lines[1]) <= 500


# --- cards ---------------------------------------------------------------------------------------------------------
def boxes(card: SharePicture) -> list[tuple[Line, tuple[float, float, float, float]]]:
    """Return each line of a card with what its letters cover."""
    placed = []
    for line in lay_out_share_picture(card, FACES):
        left, top, right, bottom = line.type.box(line.text)
        placed.append((line, (line.left + left, line.base + top, line.left + right, line.base + bottom)))
    return placed


def assert_fits(card: SharePicture) -> None:
    """Every line lies within the margins, and no two overlap."""
    placed = boxes(card)
    for line, (left, top, right, bottom) in placed:
        assert left >= MARGIN - 12 and right <= WIDTH - MARGIN + 8, line.text
        assert top >= 40 and bottom <= HEIGHT - 60, line.text
    for number, (line, one) in enumerate(placed):
        for other, two in placed[number + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (line.text, other.text)


def test_every_card_of_the_content_fits(real_cards: dict[str, SharePicture]) -> None:
    """On no card of the real content is anything cut off, drawn over something else, or without its letters."""
    assert len(real_cards) > 100
    for card in real_cards.values():
        assert_fits(card)
        assert missing_glyphs(card, FACES) == ""
        shown = "".join(line.text for line in lay_out_share_picture(card, FACES)).replace(" ", "")
        assert card.title.replace(" ", "") in shown, "no title is shortened"
        assert card.figure.replace(" ", "") in shown, "no figure is left out"


@given(
    title=st.text(alphabet="易地搬迁，：“”《》— Aohan’s-2013", min_size=1, max_size=120),
    label=st.text(alphabet="克什克腾旗， people moved", max_size=90),
    figure=st.sampled_from(["", "28527人", "more than 7,300 mu (about 487 hectares)", "6000—10000元", "9" * 40]),
)
@hypothesis_settings(max_examples=40)
def test_any_card_fits(title: str, label: str, figure: str) -> None:
    """However long its texts, nothing leaves a card or covers another text."""
    assert_fits(SharePicture("The Chifeng Chronicle", "Banners, counties and districts", title, figure, label))


def test_half_a_figure_is_not_shown() -> None:
    """A figure that has no room is left out with its label: shortened it would be a wrong one."""
    card = SharePicture("Site", "", "Title", "9" * 60, "what is counted")
    assert [line.text for line in lay_out_share_picture(card, FACES)] == ["Site", "Title"]


def test_letters_that_no_font_has_are_told() -> None:
    """Each once, in their order; Han, Latin, Greek and Cyrillic letters and the marks of both languages are there."""
    assert missing_glyphs(SharePicture("가", "", "赤峰ᠮ가", "1"), FACES) == "ᠮ가"
    assert (
        missing_glyphs(
            SharePicture("Ærøskøbing’s “Zürich” – lǜ mǎ, Ωμ, Россия…", "", "《筑梦》——“旗”·2013—2020％，。"), FACES
        )
        == ""
    )


def test_a_card_is_a_small_png_and_always_the_same() -> None:
    """1200 × 630 pixels, few colours, the same bytes each time, other bytes for other words."""
    card = SharePicture("赤峰脱贫纪事", "精准施策", "易地搬迁", "28527人", "搬迁的贫困人口")
    content = draw_share_picture(card, FACES, Colours())
    image = Image.open(BytesIO(content))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert content == draw_share_picture(card, FACES, Colours()) and len(content) < 30_000
    assert content != draw_share_picture(SharePicture("赤峰脱贫纪事", "精准施策", "易地搬迁"), FACES, Colours())


def test_what_is_seen_on_a_card_names_it() -> None:
    """The description that a card's address follows from has its words and colours, and nothing of the program: no names of its own."""
    card = SharePicture("Site", "Part", "A title", "28", "label")
    seen = describe_share_picture(card, FACES, Colours())
    assert [line[5] for line in seen[3:]] == ["Site", "Part", "A title", "28", "label"]  # type: ignore[index]
    assert not re.search("SharePicture|Colours|Line|object", repr(seen))
    assert seen != describe_share_picture(card, FACES, Colours(sand="#000000"))


def test_share_pictures_have_the_colours_of_the_style_sheet() -> None:
    """The colours of the light theme count; what is not named stays."""
    styles = ":root { --paper: #FFF; --peak-behind: #123456; } @media (prefers-color-scheme: dark) { :root { --paper: #000000; } }"
    light, _ = read_colours(styles)
    colours = choose_colours(light)
    assert (colours.paper, colours.peak_behind, colours.ink) == ("#ffffff", "#123456", Colours().ink)
    image = Image.open(BytesIO(draw_share_picture(SharePicture("S", "", "T"), FACES, colours))).convert("RGB")
    assert image.getpixel((5, 5)) == (255, 255, 255)


# --- editors' images -----------------------------------------------------------------------------------------------
SECRETS = (b"SECRET", b"Exif", b"GPS", b"ICC_PROFILE", b"http://ns.adobe.com")


def camera_photo() -> bytes:
    """Return a JPEG as a telephone makes it: lying on its side, with the place where it was taken, a comment and a profile."""
    image = Image.new("RGB", (1200, 800), (20, 90, 60))
    ImageDraw.Draw(image).rectangle([0, 0, 600, 400], fill=(200, 40, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 16.0, 1.0), 3: "E", 4: (118.0, 53.0, 1.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return save(image, "JPEG", exif=exif, comment=b"SECRET comment", icc_profile=profile, quality=95)


def save(image: Image.Image, format_: str, **options: object) -> bytes:
    content = BytesIO()
    image.save(content, format_, **options)
    return content.getvalue()


def published(content: bytes) -> dict[tuple[str, int], Image.Image]:
    """Return (format, width) → picture for every published form of an image."""
    shape = inspect_photo(content)
    photo = Photo("content/x/photo.jpg", "x", "0" * 64, shape.width, shape.height, shape.transparent, {}, False)
    plan = plan_variants(photo)
    made = encode_photo(content, plan.all)
    assert made == encode_photo(content, plan.all), "the same bytes each time"
    for variant, one in zip(plan.all, made, strict=True):
        picture = Image.open(BytesIO(one))
        assert (picture.format, picture.size) == (variant.format, (variant.width, variant.height))
        assert not any(secret in one for secret in SECRETS), variant.path
    return {(one.format, one.width): Image.open(BytesIO(file)) for one, file in zip(plan.all, made, strict=True)}


def near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 14 for a, b in zip(picture.convert("RGB").getpixel(place), colour, strict=True))


def test_a_photo_is_published_upright_and_without_what_the_camera_wrote() -> None:
    """800 wide once turned: 480 and 800 in three formats, never larger; no place, camera, comment or profile in any of them."""
    content = camera_photo()
    assert all(secret in content for secret in (b"SECRET", b"Exif", b"ICC_PROFILE"))
    forms = published(content)
    assert sorted(forms) == [(one, width) for one in ("AVIF", "JPEG", "WEBP") for width in (480, 800)]
    for picture in forms.values():
        width, height = picture.size
        assert near(picture, (width * 3 // 4, height // 4), (200, 40, 30)), "what was top left is top right"
        assert near(picture, (width // 4, height // 4), (20, 90, 60))


def test_a_large_photo_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many forms an image has, its own pixels are made smaller once: forty million of them take half a second each time."""
    sizes: list[tuple[int, int]] = []
    resize = Image.Image.resize
    monkeypatch.setattr(Image.Image, "resize", lambda self, *given: sizes.append(self.size) or resize(self, *given))
    content = save(Image.new("RGB", (3000, 300), "#345678"), "JPEG")
    photo = Photo("content/x/photo.jpg", "x", "0" * 64, 3000, 300, False, {}, False)
    encode_photo(content, plan_variants(photo).all)
    assert sorted(sizes) == [(2400, 240)] * 3 + [(3000, 300)]


def test_a_wide_photo_has_three_sizes_and_a_larger_view() -> None:
    """480, 960 and 1600 wide, and 2400 in the format that every browser knows."""
    forms = published(save(Image.new("RGB", (3000, 300), "#345678"), "JPEG"))
    assert {width for format_, width in forms if format_ == "AVIF"} == {480, 960, 1600}
    assert {width for format_, width in forms if format_ == "JPEG"} == {480, 960, 1600, 2400}


def test_what_shines_through_does_so_still() -> None:
    """A PNG with transparency is a PNG for browsers that know neither AVIF nor WebP, its edges not darkened; one without is a JPEG."""
    image = Image.new("RGBA", (700, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse([50, 50, 650, 250], fill=(200, 60, 30, 255))
    forms = published(save(image, "PNG"))
    assert {format_ for format_, _ in forms} == {"AVIF", "WEBP", "PNG"}
    for picture in forms.values():
        clear, full = (
            picture.convert("RGBA").getpixel((2, 2)),
            picture.convert("RGBA").getpixel((picture.width // 2, picture.height // 2)),
        )
        assert clear[3] == 0 and full[3] == 255
    small = forms["PNG", 480].convert("RGBA")
    edge = [small.getpixel((x, 103)) for x in range(30, 60)]
    assert all(abs(red - 200) < 20 for red, _, _, alpha in edge if 20 < alpha < 235)
    opaque = save(Image.new("RGBA", (300, 200), (1, 2, 3, 255)), "PNG")
    assert {format_ for format_, _ in published(opaque)} == {"AVIF", "WEBP", "JPEG"}


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "RGBA", "CMYK"])
def test_every_kind_of_pixels(mode: str) -> None:
    """Grey, palette, 16 bits, print colours: all come out as the colour that is seen."""
    grey = Image.new("L", (300, 200), 128)
    if mode == "I;16":
        image = Image.new("I;16", (300, 200), 128 * 256)
    else:
        image = {"1": Image.new("1", (300, 200), 1), "P": grey.quantize(4)}.get(mode) or grey.convert("RGB").convert(
            mode
        )
    forms = published(save(image, "JPEG" if mode == "CMYK" else "PNG"))
    expected = (255, 255, 255) if mode == "1" else (128, 128, 128)
    assert all(near(picture, (150, 100), expected) for picture in forms.values())


def test_colours_of_another_profile_are_brought_to_srgb() -> None:
    """An image in the colours of another screen looks the same without its profile."""
    srgb = ImageCms.createProfile("sRGB")
    lab = ImageCms.createProfile("LAB")
    other = ImageCms.ImageCmsProfile(BytesIO(swapped_profile()))
    seen = ImageCms.profileToProfile(Image.new("RGB", (300, 200), (200, 40, 30)), other, srgb)
    content = save(Image.new("RGB", (300, 200), (200, 40, 30)), "PNG", icc_profile=swapped_profile())
    assert lab and not near(seen, (1, 1), (200, 40, 30))
    assert all(near(picture, (150, 100), seen.getpixel((1, 1))) for picture in published(content).values())
    broken = save(Image.new("RGB", (300, 200), (200, 40, 30)), "PNG", icc_profile=b"no profile")
    assert all(near(picture, (150, 100), (200, 40, 30)) for picture in published(broken).values())


def swapped_profile() -> bytes:
    """Return the sRGB profile with the colour tags of red and green exchanged: a screen that shows one for the other."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmp!").replace(b"gXYZ", b"rXYZ").replace(b"tmp!", b"gXYZ")


def truncated() -> bytes:
    return camera_photo()[:5000]


def moving() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    return save(frames[0], "PNG", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"GIF89a not an image", "This is neither a JPEG nor a PNG"),
        (lambda: b"", "This file is empty"),
        (lambda: save(Image.new("RGB", (9, 9)), "GIF"), "This is neither a JPEG nor a PNG"),
        (truncated, "This image is broken, or only a part of it is there"),
        (moving, "This image moves"),
    ],
)
def test_what_no_picture_can_be_made_from(make: Callable[[], bytes], message: str) -> None:
    """The reason is told, and what to do."""
    with pytest.raises(UnusableImage) as caught:
        inspect_photo(make())
    assert str(caught.value).startswith(message) and caught.value.hint


def test_images_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """An image of too many bytes or pixels is told of before it is decoded."""
    content = save(Image.new("RGB", (400, 300)), "PNG")
    monkeypatch.setattr(photos_module, "MAX_PIXELS", 100_000)
    with pytest.raises(UnusableImage, match=r"This image has 400 × 300 pixels, more than 0 million"):
        inspect_photo(content)
    with pytest.raises(UnusableImage, match=r"This image is 61\.0 MB large; an image has at most 60 MB"):
        inspect_photo(b"x" * 61_000_000)


def test_a_long_screenshot_is_narrowed() -> None:
    """No published form is longer than every format allows: a screenshot of 1,080 × 20,000 pixels is published narrower."""
    photo = Photo("content/pages/home/long.png", "home", "0" * 64, 1080, 20_000, False, {}, False)
    heights = {one.height for one in plan_variants(photo).all}
    assert max(heights) <= 16_383 and {one.width for one in plan_variants(photo).all} == {480, 884}


def test_a_picture_that_is_only_a_line() -> None:
    """A picture of one pixel by sixty thousand is refused, whichever way it lies."""
    for size in ((1, 60_000), (60_000, 1)):
        with pytest.raises(UnusableImage, match="it is more than 50 times as long as wide"):
            inspect_photo(save(Image.new("RGB", size), "PNG"))


@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_what_stands_behind_the_end_of_a_picture(format_: str) -> None:
    """A file that is to be published itself ends with its picture: nothing else is hidden behind it."""
    content = save(Image.new("RGB", (9, 9)), format_)
    check_original(content)
    with pytest.raises(UnusableImage, match="goes on behind the end of its picture"):
        check_original(content + b"<script>alert(1)</script>")


def test_a_telephone_s_jpeg_of_several_pictures() -> None:
    """Some cameras put a second picture into the file (MPO); the first is the photograph."""
    first, second = Image.new("RGB", (300, 200), "#c8281e"), Image.new("RGB", (30, 20), "blue")
    content = save(first, "MPO", save_all=True, append_images=[second])
    assert all(near(picture, (150, 100), (200, 40, 30)) for picture in published(content).values())


def test_a_tall_drawing_takes_no_more_than_its_own_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes of a list of 300 bars are not drawn larger first, which would take 600 MB."""
    made: list[int] = []
    new = Image.new
    colours = dict.fromkeys(
        [colour for look in LOOKS.values() for colour in (look.fill, look.stroke)] + ["paper"], "#fff"
    )
    monkeypatch.setattr(
        Image, "new", lambda mode, size, *more: made.append(size[0] * size[1]) or new(mode, size, *more)
    )
    bars = [Box(0, 40.0 * row, 300, 10, "bar s1") for row in range(300)]
    for height in (300, 12_000):
        made.clear()
        with Image.open(BytesIO(draw_shapes(bars, 400, height, FACES, colours))) as picture:
            assert picture.size == (800, 2 * height)
        assert max(made) == 800 * 2 * height * (4 if height == 300 else 1)
