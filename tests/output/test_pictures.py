"""Pictures: SVG and print are one picture, nothing is cut off, and files are the same twice."""

import os
import re
import subprocess
import sys
import time
from itertools import combinations
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text as Words
from pictures import (
    BARE,
    FEATURES,
    FOUND,
    GAPS,
    LEAD,
    NOW,
    SIDES,
    edges,
    every,
    measured,
    overlap,
    stand_in,
    tree,
    within,
)

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.output.drawing.marks import Box, Dot, Text
from leadership_lib.role.role import Role

HOSTILE = (
    '<script>alert("&amp;")</script> ]]> $\\frac{1}{2}$ \x00\x1b\ud800\u202e 😀 ﬀ 漢字 ' + "W" * 250 + " ab-c" * 50
)


WIDTHS = (360, 420, 680, 720)


@pytest.fixture(params=WIDTHS)
def pictures(request):
    return list(every(request.param))


@pytest.fixture
def hostile(monkeypatch):
    """Every title that a picture takes from elsewhere becomes hostile."""

    def layer(key, era, rung, today=()):
        facts = {"title": HOSTILE, "nation": "England", "populations": ()}
        return SimpleNamespace(id=key, era=era, rung=rung, today=today, **facts)

    def things(name, keys):
        banks = (HOSTILE, "a" * 500)
        return Collection(name, (SimpleNamespace(id=key, title=HOSTILE, banks=banks) for key in keys))

    data = {
        "features": things("features", FEATURES),
        "gaps": things("gaps", GAPS),
        "layers": Collection("layers", (layer("a", "2017", 1, ("b",)), layer("b", "2026", 1))),
    }
    monkeypatch.setattr(concepts, "load", data.__getitem__)
    diagnosis = stand_in(Bounds(2, 2, 1, 2), short=SIDES, paid=0, needed=1e5, title=HOSTILE)
    role = Role(title=HOSTILE.replace("\ud800", ""))
    return [
        figures.profile(diagnosis, diagnosis),
        figures.bridges(diagnosis, diagnosis),
        figures.alignment(diagnosis, diagnosis),
        figures.layers(role),
        figures.profile(diagnosis, width=360),
        figures.layers(role, width=360),
    ]


def test_svg_is_a_labelled_picture_without_ids(pictures):
    for drawing in pictures:
        root = tree(drawing)
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == drawing.alt
        assert {element.tag for element in root.iter()} <= {
            "svg",
            "rect",
            "path",
            "polyline",
            "polygon",
            "circle",
            "text",
        }
        assert not [element for element in root.iter() if "id" in element.attrib]
        assert root.attrib["viewBox"] == f"0 0 {drawing.width:g} {drawing.height:g}"


def test_html_holds_the_picture_and_the_same_as_a_table():
    drawing = figures.profile(NOW)
    page = drawing._repr_html_()
    assert drawing.svg() in page
    assert "<summary>The same as a table</summary><table><caption>" in page
    assert page.count("<tr>") == 1 + len(FEATURES)
    assert repr(drawing) == drawing.alt
    assert drawing.alt.startswith(drawing.title)


def test_profile_is_small_and_quick():
    assert len(figures.profile(NOW, FOUND).svg().encode()) < 10_000
    assert len(figures.profile(BARE).svg().encode()) < 8000

    def run():
        start = time.process_time()
        figures.profile(NOW, FOUND).svg()
        return time.process_time() - start

    assert min(run() for _ in range(20)) < 0.003


def test_hostile_text_comes_out_as_text(hostile):
    for drawing in hostile:
        root = tree(drawing)
        assert root.find(".//script") is None
        shown = "".join("".join(element.itertext()) for element in root.iter("text")).replace(" ", "")
        expected = '<script>alert("&amp;")</script>]]>$\\frac{1}{2}$\ufffd\ufffd'
        assert expected in shown
        assert "W" * 250 in shown
        assert "<script" not in drawing._repr_html_()
        assert "\x1b" not in drawing._repr_html_()
        assert drawing.svg().encode("utf-8")


@pytest.mark.filterwarnings("ignore:Glyph")
def test_hostile_text_is_not_cut_off(hostile):
    for drawing in hostile:
        for text, box in measured(drawing):
            assert within(box, (0, 0, drawing.width, drawing.height)), text


def test_hostile_text_prints(hostile, tmp_path):
    for ending in ("png", "pdf", "svg"):
        assert hostile[0].save(tmp_path / f"a.{ending}").stat().st_size > 1000


@pytest.mark.filterwarnings("ignore:Glyph")
def test_everything_lies_on_the_sheet(pictures):
    for drawing in pictures:
        sheet = (0, 0, drawing.width, drawing.height)
        for text, box in measured(drawing):
            assert within(box, sheet), (drawing.title, text)
        for mark in drawing.marks:
            assert isinstance(mark, Text) or within(edges(mark), sheet), mark


def test_no_text_lies_on_another_or_on_the_edge_of_a_mark(pictures):
    for drawing in pictures:
        texts = list(measured(drawing))
        for (one, first), (other, second) in combinations(texts, 2):
            # Lines may share the room that accents and tails need.
            assert not overlap(first, second, 4), (drawing.title, one, other)
        for mark in drawing.marks:
            if isinstance(mark, Box | Dot):
                for text, box in texts:
                    assert within(box, edges(mark), 1) or not overlap(box, edges(mark), 3), (
                        drawing.title,
                        text,
                        mark,
                    )


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_stands_out_from_what_is_behind_it(pictures):
    for drawing in pictures:
        for n, mark in enumerate(drawing.marks):
            if isinstance(mark, Text):
                point = (mark.x, mark.y, mark.x, mark.y)
                under = [
                    box.fill
                    for box in drawing.marks[:n]
                    if isinstance(box, Box | Dot) and box.fill and within(point, edges(box))
                ]
                low, high = sorted((luminance(mark.colour), luminance((["#ffffff", *under])[-1])))
                assert (high + 0.05) / (low + 0.05) >= 4.5, mark


def near(one, other):
    return all(abs(float(a) - float(b)) <= 0.0501 for a, b in zip(one, other, strict=True))


def points(element):
    return [float(number) for number in re.split("[ ,]", element.attrib["points"])]


def test_svg_and_matplotlib_draw_the_same(pictures):
    for drawing in pictures:
        elements = list(tree(drawing))[1:]  # the first is the paper
        axes = drawing.figure().axes[0]
        assert len(elements) == len(axes.texts) + len(axes.patches) + len(axes.collections)
        # An axes names what was added to it first, and what is its own after that.
        for element, artist in zip(elements, axes.get_children(), strict=False):
            at = element.attrib
            assert artist.get_zorder() == 1  # so that both draw in the same order
            match artist:
                case Words():
                    assert (element.tag, element.text) == ("text", artist.get_text())
                    assert near((at["x"], at["y"], at["font-size"]), (*artist.get_position(), artist.get_size()))
                    side = {"left": "start", "center": "middle", "right": "end"}[artist.get_horizontalalignment()]
                    assert at.get("text-anchor", "start") == side
                    assert at.get("fill", "#1b1b1b") == artist.get_color()
                    assert not artist.get_parse_math()  # dollars are dollars
                case Rectangle():
                    size = (artist.get_width(), artist.get_height())
                    assert element.tag == "rect"
                    assert near((at["x"], at["y"], at["width"], at["height"]), (*artist.get_xy(), *size))
                case LineCollection():
                    assert element.tag == "path"
                    assert at["d"].count("m") == at["d"].count("l") == len(artist.get_segments())
                case Circle():
                    assert element.tag == "circle"
                    assert near((at["cx"], at["cy"], at["r"]), (*artist.get_center(), artist.get_radius()))
                case Polygon():
                    own = list(artist.get_xy().flat)
                    assert element.tag in ("polygon", "polyline")
                    assert near(points(element), own[: len(points(element))])
                case _:
                    pytest.fail(f"{artist} is no mark of ours")
            if not isinstance(artist, Words | LineCollection):
                assert (at["fill"] == "none") == (artist.get_facecolor()[3] == 0)
                assert ("stroke-dasharray" in at) == (artist.get_linestyle() != "solid")


SCRIPT = "import hashlib, pictures as t; print([hashlib.sha256(d.svg().encode()).hexdigest() for d in t.every(680)])"


def test_svg_is_the_same_from_run_to_run():
    def run(seed):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join([*sys.path]),
        }
        return subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, check=True).stdout

    first = run("1")
    assert first == run("2")
    assert len(eval(first)) == len(list(every(680)))


def test_a_picture_for_a_page_needs_no_matplotlib_and_print_no_pyplot(tmp_path):
    script = (
        "import sys, pictures as t\n"
        "for name in [n for n in sys.modules if n.partition('.')[0] == 'matplotlib']: del sys.modules[name]\n"
        "t.figures.profile(t.NOW)._repr_html_()\n"
        "assert 'matplotlib' not in sys.modules\n"
        f"t.figures.profile(t.NOW).save({str(tmp_path / 'a.png')!r})\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path])}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "PNG"])
def test_saved_files_are_the_same_twice_and_carry_no_date(tmp_path, ending, monkeypatch):
    first = figures.profile(NOW, FOUND).save(tmp_path / "new" / f"one.{ending}").read_bytes()
    time.sleep(1.1)  # dates in files count seconds
    # Another reader, with settings of their own.
    mine = {"savefig.bbox": "tight", "text.usetex": True, "font.size": 30, "pdf.fonttype": 3, "savefig.dpi": 50}
    with matplotlib.rc_context(mine):
        second = figures.profile(NOW, FOUND).save(tmp_path / f"two.{ending}").read_bytes()
    assert first == second
    for word in (b"CreationDate", b"ModDate", b"tIME", b"<dc:date", b"Creation Time"):
        assert word not in first


def test_png_is_fit_for_print_and_says_what_it_shows(tmp_path):
    from PIL import Image

    drawing = figures.profile(NOW)
    with Image.open(drawing.save(tmp_path / "a.png")) as image:
        assert image.size == (int(680 / 72 * 300), int(drawing.height / 72 * 300))
        assert image.info["Title"] == drawing.title
        assert image.info["Description"] == drawing.alt
        assert round(image.info["dpi"][0]) == 300


def test_saved_svg_stands_alone(tmp_path):
    drawing = figures.layers(LEAD)
    root = ElementTree.parse(drawing.save(tmp_path / "a.svg")).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [child.text for child in root[:2]] == [drawing.title, drawing.alt]


def test_what_cannot_be_saved_is_said_plainly(tmp_path):
    drawing = figures.layers()
    for name in ("picture.jpg", "picture", ""):
        with pytest.raises(Problem, match=r"end it in \.svg, \.png or \.pdf"):
            drawing.save(name)
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="cannot be written"):
        drawing.save(tmp_path / "file" / "a.svg")
    with pytest.raises(Problem, match="cannot be written"):
        drawing.save("a\0.svg")


@pytest.mark.parametrize("width", [0, -1, 359, 2001, float("nan"), float("inf")])
def test_a_width_that_makes_no_picture_is_refused(width):
    with pytest.raises(Problem, match="360 to 2000"):
        figures.profile(NOW, width=width)
