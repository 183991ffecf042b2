"""The map: reading boundaries, placing names, drawing places that are links."""

from __future__ import annotations

import json
import math
import re
from itertools import pairwise

import pytest

from chronicle.geography import (
    MapPlace,
    boundary_canvas,
    draw_locator,
    draw_map,
    lay_out_locator,
    locator_canvas,
    parse_boundaries,
    parse_lines,
    seat_canvas,
)
from chronicle.geography.geojson import ring_area
from chronicle.geography.lines import Line, simplify
from chronicle.geography.outlines import label_point
from chronicle.geography.placing import break_name, place_free_names, place_names, text_width
from chronicle.shapes import Box, Label

SQUARE = [[118, 41], [119, 41], [119, 42], [118, 42], [118, 41]]


def collection(*geometries: object, place: str = "east") -> str:
    """Return GeoJSON with a feature for each geometry."""
    features = [{"type": "Feature", "properties": {"place": place}, "geometry": geometry} for geometry in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features})


def polygon(*rings: object) -> dict[str, object]:
    """Return a Polygon of GeoJSON."""
    return {"type": "Polygon", "coordinates": list(rings)}


def test_polygons_with_holes_and_pieces_are_read() -> None:
    """A Polygon is one piece, a MultiPolygon several; each has its outer ring and its holes; heights are left out."""
    hole = [[118.2, 41.2, 7], [118.4, 41.2, 7], [118.4, 41.4, 7], [118.2, 41.2, 7]]
    text = collection({"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [SQUARE]]})
    polygons, where, problems = parse_boundaries(text, "counties.geojson")
    assert problems == []
    assert [len(rings) for rings in polygons["east"]] == [2, 1]
    assert polygons["east"][0][1][0] == (118.2, 41.2)
    assert where["east"].line == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "FeatureCollection",\n "features": [}', "counties.geojson:2:15: This is not valid JSON: Expecting value."),
        ("[]", "1:1: This is not a GeoJSON FeatureCollection with features in it."),
        ('{"type": "FeatureCollection", "features": []}', "This is not a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [3]}', "1:1: Feature 1 does not say which place it is."),
        ("[" * 100_000, "Values are nested too deeply here."),
        (collection(None), "The boundary of 'east' cannot be drawn: it has no geometry."),
        (collection(polygon()), "a polygon has no rings."),
        (collection({"type": "Polygon"}), "a polygon has no rings."),
        (collection({"type": "MultiPolygon", "coordinates": []}), "it has no coordinates."),
        (collection(polygon(SQUARE[:3])), "a ring has fewer than 4 positions."),
        (collection(polygon(SQUARE[:4])), "a ring does not end where it began."),
        (collection(polygon([[118, 41], [119, 41], [118, 41], [118, 41]])), "a ring encloses nothing."),
        (collection(polygon([*SQUARE[:4], ["118", "41"]])), "a position is not a longitude and a latitude."),
        (collection(polygon([[13170000, 5100000], *SQUARE])), "1.317e+07, 5.1e+06 is not a longitude and latitude in degrees."),
        (collection(polygon([[float("nan"), 41], *SQUARE])), "a position is not a longitude and a latitude."),
        (collection(polygon([["9" * 400, 41], *SQUARE])), "a position is not a longitude and a latitude."),
        (collection(polygon([[0, 41], *SQUARE])).replace("[0, 41]", f"[{'9' * 400}, 41]"), "a position is not a longitude and a latitude."),
        (collection(polygon([[0, 41], *SQUARE])).replace("[0, 41]", f"[{'9' * 5000}, 41]"), "a position is not a longitude and a latitude."),
        (collection(polygon([[0, 41], *SQUARE])).replace("[0, 41]", "[1e400, 41]"), "a position is not a longitude and a latitude."),
        (collection(polygon(*[SQUARE] * 5000)), "it has 5000 rings, at most 2000 are allowed: join or leave out the smallest."),
        (collection(*[polygon(SQUARE)] * 20_000), "This has 20000 features, at most 1000 are allowed."),
        (collection(polygon(SQUARE), polygon(SQUARE)), "The place 'east' has two features."),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(text: str, message: str) -> None:
    """Broken JSON, other geometries, open rings, projected coordinates and the like are problems, told with their place."""
    problems = parse_boundaries(text, "counties.geojson")[2]
    assert len(problems) == 1
    assert message in str(problems[0])
    assert problems[0].hint


def test_places_are_found_in_one_pass() -> None:
    """Each place is told where the file first names it, however many there are."""
    features = [{"properties": {"place": f"place-{number}"}, "geometry": polygon(SQUARE)} for number in range(1000)]
    text = json.dumps({"type": "FeatureCollection", "features": features}, indent=1)
    polygons, where, problems = parse_boundaries(text, "counties.geojson")
    assert (len(polygons), problems) == (1000, [])
    lines = text.split("\n")
    for place, here in where.items():
        assert lines[here.line - 1][here.column - 1 :].startswith(f'"place": "{place}"')


def test_a_name_is_placed_among_many_holes() -> None:
    """The largest polygon may have two thousand rings: its name is placed at once."""
    holes = [
        tuple((x + dx, y + dy) for dx, dy in ((0.1, 0.1), (0.4, 0.1), (0.4, 0.4), (0.1, 0.1)))
        for x in range(40)
        for y in range(50)
    ]
    outer = ((0.0, 0.0), (40.0, 0.0), (40.0, 50.0), (0.0, 50.0), (0.0, 0.0))
    x, y, _ = label_point((outer, *holes[:1999]))
    assert contains((outer, *holes[:1999]), x, y)


def test_a_degree_of_longitude_is_shorter_by_the_cosine() -> None:
    """At 60° north, a square in degrees is drawn twice as high as wide."""
    ring = ((10.0, 59.0), (12.0, 59.0), (12.0, 61.0), (10.0, 61.0), (10.0, 59.0))
    canvas = boundary_canvas({"one": ((ring,),)})
    assert (canvas.height - 4) / (canvas.width - 4) == pytest.approx(2)
    assert canvas.width <= 340


def test_corners_are_rounded_and_repeated_ones_dropped() -> None:
    """Corners closer than a tenth of a unit are one; what is too small to be seen is a dot, so that its name has a place."""
    fine = tuple((118 + step / 100_000, 41.0) for step in range(100))
    ring = (*fine, (119.0, 41.0), (119.0, 42.0), fine[0])
    speck = ((119.0, 42.0), (119.00001, 42.0), (119.00001, 42.00001), (119.0, 42.0))
    canvas = boundary_canvas({"large": ((ring,),), "speck": ((speck,),)})
    assert canvas.spots["large"].path.count(" ") < 12
    assert re.fullmatch(r"M[\d.]+ [\d.]+h\.1v\.1Z", canvas.spots["speck"].path)


def contains(rings: tuple, x: float, y: float) -> bool:
    """Tell whether a point lies inside a polygon, by the rule of even and odd crossings to its right."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


@pytest.mark.parametrize(
    "rings",
    [
        (((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)),),
        (((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)), ((1, 1), (1, 8), (8, 8), (8, 1), (1, 1))),
        (((0, 0), (10, 0), (10, 2), (2, 2), (2, 8), (10, 8), (10, 10), (0, 10), (0, 0)),),
        (((0, 0), (20, 0), (0, 1), (0, 0)),),
    ],
    ids=["square", "with a hole in the middle", "like a C", "a sliver"],
)
def test_a_name_stands_inside(rings: tuple) -> None:
    """The point of a name lies inside the polygon and in none of its holes."""
    x, y, room = label_point(rings)
    assert contains(rings, x, y)
    assert room > 0


def test_the_name_of_a_square_stands_in_its_middle() -> None:
    """Where there is the same room at many heights, the middle one is taken."""
    x, y, _ = label_point((((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)),))
    assert x == pytest.approx(5)
    assert y == pytest.approx(5, abs=0.5)


def test_the_area_of_a_ring_does_not_depend_on_its_direction() -> None:
    """Clockwise or not, a square of two by two has the area four."""
    ring = ((1, 1), (3, 1), (3, 3), (1, 3), (1, 1))
    assert ring_area(ring) == ring_area(ring[::-1]) == 4


SEATS = {"north": (119.0, 43.0), "west": (118.0, 42.1), "centre": (119.0, 42.0), "beside": (119.02, 42.0)}


def test_seats_stand_to_scale() -> None:
    """A degree of latitude is the longer by one over the cosine; the bar is fifty kilometres; each whole degree is drawn and named."""
    canvas = seat_canvas(SEATS)
    north, west, centre = (canvas.spots[key] for key in ("north", "west", "centre"))
    assert centre.seat
    degree = centre.seat[1] - north.y
    assert (centre.seat[0] - west.x) / degree == pytest.approx(math.cos(math.radians(42.5)), abs=0.001)
    assert canvas.bar == pytest.approx(degree * 50 / 111.2)
    assert [shape.text for shape in canvas.grid if isinstance(shape, Label)] == ["118°E", "119°E", "42°N", "43°N"]
    assert canvas.width == 340


def test_the_scale_stands_below_what_the_degrees_are_called() -> None:
    """Neither lies on the map: below it are the longitudes in a row, and the scale in the next."""
    canvas = seat_canvas(SEATS)
    ground = next(shape for shape in canvas.grid if isinstance(shape, Box))
    assert ground.height == canvas.height
    longitudes = [shape for shape in canvas.grid if isinstance(shape, Label) and shape.text.endswith("E")]
    assert all(ground.height < one.y for one in longitudes)
    drawn = draw_map(canvas, {key: MapPlace(key, f"/{key}/", key) for key in SEATS}, "Map", "50 km")
    assert 'y="100%" dy="1.1em" class="quiet" text-anchor="middle">118°E<' in drawn
    assert 'y="100%" dy="2.4em" class="quiet" text-anchor="end">50 km<' in drawn


def test_seats_that_nearly_coincide_are_moved_apart() -> None:
    """Both are circles of their own, in the direction in which they lie, each with a line to its true seat; no other is moved."""
    canvas = seat_canvas(SEATS)
    centre, beside = canvas.spots["centre"], canvas.spots["beside"]
    assert math.dist((centre.x, centre.y), (beside.x, beside.y)) == pytest.approx(20, abs=0.1)
    assert centre.x < beside.x and centre.y == beside.y
    assert [key for key, spot in canvas.spots.items() if spot.seat] == ["centre", "beside"]
    assert centre.seat and beside.seat
    assert centre.seat[0] - centre.x == pytest.approx(beside.x - beside.seat[0])
    places = {key: MapPlace(key, f"/{key}/", key) for key in SEATS}
    assert draw_map(canvas, places, "Map").count('class="leader"') == 2


def test_seats_at_the_same_point_are_moved_apart() -> None:
    """Two places with one seat stand side by side."""
    canvas = seat_canvas({"one": (118.0, 42.0), "other": (118.0, 42.0), "far": (119.0, 43.0)})
    assert canvas.spots["other"].x - canvas.spots["one"].x == pytest.approx(20, abs=0.1)


def test_arrows_point_to_places_outside_the_map() -> None:
    """A place outside is named at the edge at which one leaves the middle of the map for it; names keep clear of that."""
    outside = {"Northtown": (118.5, 50.0), "Eastville": (130.0, 42.5), "Lowest": (110.0, 34.5)}
    canvas = seat_canvas(SEATS, outside)
    arrows = {shape.text: shape for shape in canvas.grid if isinstance(shape, Label) and shape.text[-1] not in "EN"}
    assert list(arrows) == ["↑ Northtown", "Eastville →", "↙ Lowest"]
    north, east, lowest = arrows.values()
    assert north.y < 20 and east.x > canvas.width - 5 and east.anchor == "end"
    assert lowest.y > canvas.height - 20 or lowest.x < 5


def test_names_stand_beside_their_places_and_apart() -> None:
    """Even where two seats are almost one, no name covers another, none leaves the map, and each is near its own circle."""
    canvas = seat_canvas(SEATS)
    places = {key: MapPlace(f"New {key} Banner", f"/{key}/", key, "1,000", "count", 9.0) for key in SEATS}
    boxes = {key: box for key, (_, box) in place_names(canvas, places, list(places)).items()}
    for key, (left, top, right, bottom) in boxes.items():
        assert left >= 0 and right <= canvas.width and top >= 0 and bottom <= canvas.height, key
        spot = canvas.spots[key]
        assert left - 20 <= spot.x <= right + 20 and top - 20 <= spot.y <= bottom + 20, key
        for other, (start, above, end, below) in boxes.items():
            assert other == key or right <= start or end <= left or bottom <= above or below <= top, (key, other)


def test_a_crowded_map_shows_the_names_that_have_room() -> None:
    """Of two hundred places each is a link with a circle; names cover neither each other nor circles nor leave the map; others are told when they are pointed at."""
    seats = {f"place-{n}": (100.0 + 0.3 * (n % 14), 30.0 + 0.3 * (n // 14)) for n in range(200)}
    canvas = seat_canvas(seats)
    places = {key: MapPlace(f"P{key[6:]}", f"/{key}/", key, "1,000", "step-1") for key in seats}
    names = place_free_names(canvas, places, list(places), {}, 1)
    roomy = place_free_names(canvas, places, [key for key in places if key not in names], names, 1.2)
    assert 5 < len(names) < len(places) / 2 and not names.keys() & roomy.keys()
    boxes = [box for _, box in names.values()]
    radius = 6 * canvas.crowding
    assert 2 < radius < 6
    circles = [(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius) for spot in canvas.spots.values()]
    for box in boxes:
        left, top, right, bottom = box
        assert left >= 0 and right <= canvas.width and top >= 0 and bottom <= canvas.height
        for start, above, end, below in [one for one in (*boxes, *circles) if one != box]:
            assert right <= start or end <= left or bottom <= above or below <= top
    drawn = draw_map(canvas, places, "Map")
    assert drawn.count("<a ") == 200
    assert drawn.count("<title>") == 200 - len(names) - len(roomy)
    assert drawn.count('class="name roomy"') == sum(len(break_name(places[key].name, 84)) for key in roomy)


def test_degrees_are_told_in_the_language() -> None:
    """The labels of degrees are what the language writes behind a number."""
    letters = {"north": "N", "south": "S", "east": "O", "west": "W"}
    canvas = seat_canvas({"one": (-1.0, -1.0), "other": (1.0, 1.0)}, tell=lambda way, one: f"{one}° {letters[way]}")
    texts = {shape.text for shape in canvas.grid if isinstance(shape, Label)}
    assert texts == {"1° W", "0° O", "1° O", "1° S", "0° N", "1° N"}


def test_the_grid_and_the_scale_bar_fit_the_area() -> None:
    """Of a large area the labels of degrees do not touch each other; the bar can be read, and is no longer than the map of a town."""
    canvas = seat_canvas({"west": (80.0, 30.0), "east": (120.0, 45.0)})
    labels = [shape for shape in canvas.grid if isinstance(shape, Label)]
    assert [label.text for label in labels] == [
        "70°E",
        "80°E",
        "90°E",
        "100°E",
        "110°E",
        "120°E",
        "130°E",
        "30°N",
        "40°N",
    ]
    assert canvas.bar_km == 500 and canvas.bar > 20
    town = seat_canvas({"west": (119.0, 42.0), "east": (119.1, 42.05)})
    assert town.bar_km == 5 and 20 <= town.bar <= town.width / 2
    assert seat_canvas({"one": (119.0, 42.0), "other": (119.0, 42.0)}).bar == 0


def test_a_locator_of_very_many_places_names_only_its_own() -> None:
    """All others are one shape."""
    seats = {f"place-{n}": (100.0 + 0.3 * (n % 14), 30.0 + 0.3 * (n // 14)) for n in range(200)}
    drawn = draw_locator(
        lay_out_locator(locator_canvas(seats), {key: f"County {key}" for key in seats}), "place-13", "W"
    )
    assert re.findall(r"<text[^>]*>([^<]+)", drawn) == ["County", "place-13"]
    assert drawn.count("<circle") == 1 and drawn.count("z") >= 200 and len(drawn) < 8_000


def test_a_locator_shows_one_place_among_all() -> None:
    """It has a mark and a name for each, one of them set off, and is one picture for a screen reader."""
    drawn = draw_locator(
        lay_out_locator(locator_canvas(SEATS), {key: key.title() for key in SEATS}), "west", "Where West lies"
    )
    named = re.findall(r'class="(\w+)"[^>]*>(\w+)</text>', drawn)
    assert named[0] == ("here", "West")
    assert sorted(named[1:]) == [("there", "Beside"), ("there", "Centre"), ("there", "North")]
    assert len(re.findall(r'<circle[^>]* class="there"', drawn)) == 3
    assert len(re.findall(r'<circle[^>]* class="here"', drawn)) == 1
    assert 'role="img" aria-label="Where West lies"' in drawn and "<a" not in drawn


def test_a_locator_leaves_out_names_that_have_no_room() -> None:
    """Where many seats are almost one, the place itself is named, and of the others as many as stand apart."""
    seats = {f"place-{number}": (119.0 + number / 1000, 42.0) for number in range(30)} | {"far": (121.0, 43.0)}
    drawn = draw_locator(
        lay_out_locator(locator_canvas(seats), {key: "A Long Name Here" for key in seats}), "place-29", "Where"
    )
    assert drawn.count('class="here"') >= 2
    assert 4 < drawn.count("<text") < 24


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("敖汉旗", ["敖汉旗"]),
        ("阿鲁科尔沁旗", ["阿鲁科尔沁旗"]),
        ("察哈尔右翼中旗", ["察哈尔右", "翼中旗"]),
        ("Linxi", ["Linxi"]),
        ("Bairin Right Banner", ["Bairin Right", "Banner"]),
        ("Yuanbaoshan District", ["Yuanbaoshan", "District"]),
        ("New Bairin Right Front Banner", ["New Bairin Right", "Front Banner"]),
        ("Unbreakablylongname", ["Unbreakablylongname"]),
        ("", []),
    ],
)
def test_long_names_are_broken(words: str, lines: list[str]) -> None:
    """A name wider than a tile breaks at a space or between Han characters, into two lines of about the same length."""
    assert list(break_name(words, 73)) == lines
    assert text_width("敖汉旗") == 36


def test_a_place_is_a_link_with_its_name_as_text() -> None:
    """Name and figure are text in a link, large enough for a finger; whatever comes from content is escaped."""
    places = {
        "north": MapPlace("A <b>", "/en/a/", "A <b>: 3", "3", "step-5"),
        "west": MapPlace("B", "/en/b/", "B: not reported", look="gap"),
    }
    drawn = draw_map(seat_canvas(SEATS), places, 'Map: "Rate"', "50 km")
    assert 'aria-label="Map: &#34;Rate&#34;"' in drawn
    assert '<a href="/en/a/" class="step-5" aria-label="A &lt;b&gt;: 3">' in drawn
    assert '<a href="/en/b/" class="gap" aria-label="B: not reported">' in drawn
    assert ">A &lt;b&gt;</text>" in drawn and ">3</text>" in drawn and ">50 km</text>" in drawn
    assert drawn.count('r="15" class="reach"') == 2
    assert "style" not in drawn


def test_an_area_has_its_circle_on_it() -> None:
    """With boundaries a rate colours the area; a count is a circle on it, and the name stands inside."""
    ring = ((118.0, 41.0), (119.0, 41.0), (119.0, 42.0), (118.0, 42.0), (118.0, 41.0))
    drawn = draw_map(
        boundary_canvas({"one": ((ring,),)}), {"one": MapPlace("One", "/", "One", "5", "count", 7.0)}, "Map"
    )
    assert drawn.index("<path") < drawn.index('r="7"') < drawn.index(">One</text>")


def river(*points: object, kind: str = "LineString") -> str:
    """Return a file with one feature."""
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": list(points)}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def test_lines_are_read() -> None:
    """A feature is a line or several; heights and properties are passed over, but for the place that the line is."""
    lines, problems = parse_lines(river([118, 42, 600], [119, 42]), "ground.geojson")
    assert [(one.points, one.place) for one in lines] == [(((118.0, 42.0), (119.0, 42.0)), "")] and not problems
    named = river([118, 42], [119, 42]).replace('"properties": {}', '"properties": {"place": "laoha", "name": "Laoha"}')
    assert [one.place for one in parse_lines(named, "ground.geojson")[0]] == ["laoha"]
    several = river([[118, 42], [119, 42]], [[118, 43], [119, 43]], kind="MultiLineString")
    assert len(parse_lines(several, "ground.geojson")[0]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This is not valid JSON"),
        ("[]", "This is not a GeoJSON FeatureCollection with features in it."),
        (river([118, 42]), "The line of feature 1 cannot be drawn: a line has fewer than 2 positions."),
        (river([42, 118], [43, 119]), "42, 118 is not a longitude and latitude in degrees."),
        (river([[118, 42]], kind="Polygon"), "its geometry is 'Polygon', not a LineString or MultiLineString."),
        (river(*[[118, 42]] * 5001), "a line has 5001 positions, at most 5000 are allowed: simplify it."),
    ],
)
def test_lines_that_cannot_be_drawn_are_told(text: str, message: str) -> None:
    """What is no line in degrees is one problem, at its feature."""
    lines, problems = parse_lines(text, "ground.geojson")
    assert not lines and len(problems) == 1
    assert message in str(problems[0]) and problems[0].hint


def test_lines_have_no_more_corners_than_can_be_seen() -> None:
    """A corner stays if it is further from the line than the detail, also on a line that ends where it began."""
    assert simplify([(0, 0), (5, 0.5), (10, 0), (10, 10)], 1) == [(0, 0), (10, 0), (10, 10)]
    assert simplify([(0, 0), (9, 0), (0, 0)], 1) == [(0, 0), (9, 0), (0, 0)]
    assert simplify([(0, 0)] * 3, 1) == [(0, 0)] * 2


def test_lines_lie_below_the_places() -> None:
    """They are to the scale of the seats, above the ground and below all else; lines beside the map are left out."""
    canvas = seat_canvas(SEATS, lines=[Line(((118.0, 42.1), (119.0, 43.0))), Line(((10.0, 42.0), (11.0, 42.0)))])
    west, north = canvas.spots["west"], canvas.spots["north"]
    start, end = (round(west.x), round(west.y)), (round(north.x), round(north.y))
    assert canvas.lines == f"M{start[0]} {start[1]}l{end[0] - start[0]}{end[1] - start[1]}"
    drawn = draw_map(canvas, {key: MapPlace(key, f"/{key}/", key) for key in SEATS}, "Map")
    assert (
        drawn.index('class="ground"')
        < drawn.index('class="ground-lines"')
        < drawn.index('class="grid"')
        < drawn.index("<a ")
    )
    assert not seat_canvas(SEATS).lines


def test_a_locator_has_lines_with_less_detail() -> None:
    """They are its lowest layer, with few corners, since every text has a locator."""
    zigzag = Line(tuple((118 + step / 40, 42.3 + step % 2 / 60) for step in range(40)), "Zigzag")
    canvas = locator_canvas(SEATS, [zigzag])
    assert len(canvas.lines) < 20 < len(seat_canvas(SEATS, lines=[zigzag]).lines)
    drawn = draw_locator(lay_out_locator(canvas, {key: key for key in SEATS}), "west", "West")
    assert drawn.index('class="ground-lines"') < drawn.index("<circle")
    assert "Zigzag" not in drawn


def test_a_line_is_named_once_where_it_is_straight() -> None:
    """The name stands along the line and is readable from below, far from places; no other name covers it or is struck through; a line too short for its name has none."""
    bent = Line(((118.0, 43.0), (118.1, 42.6), (118.05, 42.8), (119.2, 42.3)), "Long River")
    canvas = seat_canvas(SEATS, lines=[bent, Line(((118.3, 42.0), (118.35, 42.05)), "Brook")])
    (name,) = canvas.names
    assert name.name == "Long River" and 25 < name.turn < 40
    assert all(math.dist((name.x, name.y), (spot.x, spot.y)) > 50 for spot in canvas.spots.values())
    places = {key: MapPlace(key.title(), f"/{key}/", key) for key in SEATS}
    for _, (left, top, right, bottom) in place_names(canvas, places, list(places)).values():
        assert not any(left < x < right and top < y < bottom for x, y in canvas.course)
    assert draw_map(canvas, places, "Map").count("Long River") == 1
