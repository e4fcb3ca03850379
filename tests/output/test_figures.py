"""Pictures: SVG and print are one picture, nothing is cut off, and every figure is there as words and as data."""

import os
import re
import subprocess
import sys
import time
from itertools import combinations, pairwise
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text as Words
from pictures import (
    BARE,
    FEATURES,
    FOUND,
    GAPS,
    LEAD,
    NOW,
    QUALITY_LEAD,
    QUARTERS,
    SIDES,
    edges,
    every,
    measured,
    overlap,
    stand_in,
    tree,
    within,
)

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis.diagnosis import Bounds
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.output.drawing.marks import Box, Dot, Line, Table, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import clean, text_width, wrapped
from leadership_lib.output.figures import ladder
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

    class Titles(dict):
        def __iter__(self):
            return iter(self.values())

    def layer(key, era, rung, today=()):
        facts = {"title": HOSTILE, "nation": "England", "populations": ()}
        return SimpleNamespace(id=key, era=era, rung=rung, today=today, **facts)

    thing = SimpleNamespace(title=HOSTILE, banks=(HOSTILE, "a" * 500))
    data = {
        "features": Titles.fromkeys(FEATURES, thing),
        "gaps": Titles.fromkeys(GAPS, thing),
        "layers": Titles(a=layer("a", "2017", 1, ("b",)), b=layer("b", "2026", 1)),
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


# What a page gets


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
    assert len(figures.profile(NOW, FOUND).svg().encode()) < 8000
    assert len(figures.profile(BARE).svg().encode()) < 8000

    def run():
        start = time.perf_counter()
        figures.profile(NOW, FOUND).svg()
        return time.perf_counter() - start

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


# Nothing cut off, nothing on top of something else


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


# SVG and print are one picture


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


# Saving


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


# What the bars say: 1 to 3 of 4 is solid to a quarter and hatched from there to three quarters


def bars(drawing):
    """Give each bar of a profile or alignment: its track, its solid and its hatched part; legend signs are 20 wide."""
    found = []
    for box in (mark for mark in drawing.marks if isinstance(mark, Box) and mark.width not in (20, 96)):
        if box.fill == "#ffffff" and not box.hatch:
            found.append({"track": box})
        else:
            found[-1]["hatched" if box.hatch else "solid"] = box
    return found


def decks(drawing):
    """Give the parts of the decks of bridges in the order in which they are laid down, as start, length and look."""
    parts = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.height == 8 and mark.width != 20]
    return [(part.x, part.width, "open" if part.dash else "hatched" if part.hatch else "solid") for part in parts]


def test_a_bar_is_as_long_as_its_bounds():
    for bar in bars(figures.profile(stand_in(QUARTERS))):
        track, solid, hatched = bar["track"], bar["solid"], bar["hatched"]
        assert (solid.x, solid.width) == pytest.approx((track.x, track.width / 4))
        assert (hatched.x, hatched.width) == pytest.approx((track.x + track.width / 4, track.width / 2))
        assert {box.y for box in bar.values()} == {track.y}
        assert {box.height for box in bar.values()} == {track.height}


def test_bars_of_the_profile_are_where_a_ruler_says():
    # 680 wide, 14 margin: beside labels the track is what is left, and the same for all five.
    tracks = [bar["track"] for bar in bars(figures.profile(stand_in(QUARTERS), width=420))]
    assert len(tracks) == 5
    assert {track.x for track in tracks} == {14}
    assert {track.height for track in tracks} == {17}


def test_the_deck_runs_from_bank_to_bank():
    # 680 less two margins of 14 is 652; each bank takes 7 in 100 of that, 45.64; the span is 652 - 91.28 = 560.72.
    exact = [(480.18, 140.18, "open"), (199.82, 280.36, "hatched"), (59.64, 140.18, "solid")]
    drawn = decks(figures.bridges(stand_in(QUARTERS)))
    assert len(drawn) == 15
    for part, expected in zip(drawn, exact * 5, strict=True):
        assert part[:2] == pytest.approx(expected[:2])
        assert part[2] == expected[2]


def test_a_bridge_that_is_finished_or_not_begun_has_one_part():
    for bounds, look in ((Bounds(4), "solid"), (Bounds(not_stated=4), "hatched"), (Bounds(not_met=4), "open")):
        drawn = decks(figures.bridges(stand_in(bounds)))
        assert [part[2] for part in drawn] == [look] * 5
        assert all(part[:2] == pytest.approx((59.64, 560.72)) for part in drawn)


def test_a_pier_stands_under_every_eighth_that_is_built():
    # A quarter of 560.72 is built: piers at one eighth and two, and none where the role does not say.
    piers = [
        mark.x + 2 for mark in figures.bridges(stand_in(QUARTERS)).marks if isinstance(mark, Box) and mark.width == 4
    ]
    assert piers == pytest.approx([59.64 + 70.09, 59.64 + 140.18] * 5)


def test_columns_stand_on_one_base_line():
    drawing = figures.alignment(stand_in(QUARTERS, Bounds(4), Bounds(0, 2)))
    one, two, three = bars(drawing)
    assert {bar["track"].y + bar["track"].height for bar in (one, two, three)} == {one["track"].y + 165}
    base = one["track"].y + 165
    assert (one["solid"].y, one["solid"].height) == pytest.approx((base - 41.25, 41.25))
    assert (one["hatched"].y, one["hatched"].height) == pytest.approx((base - 123.75, 82.5))
    assert two["solid"].height == pytest.approx(165)
    assert "hatched" not in two
    assert three["solid"].height == pytest.approx(82.5)
    assert any(isinstance(m, Line) and m.points[0][1] == m.points[1][1] == base and not m.dash for m in drawing.marks)


def test_nothing_met_is_drawn_as_nothing():
    for draw in (figures.profile, figures.alignment):
        assert all(set(bar) == {"track"} for bar in bars(draw(stand_in(Bounds(not_met=4)))))
        assert all(set(bar) == {"track", "hatched"} for bar in bars(draw(stand_in(Bounds(not_stated=4)))))


def test_what_was_found_before_is_thinner_and_named():
    drawing = figures.profile(stand_in(QUARTERS), stand_in(Bounds(2, not_met=2)))
    now, before = bars(drawing)[:2]
    assert now["track"].height > before["track"].height
    assert before["solid"].width == pytest.approx(before["track"].width / 2)
    assert now["solid"].fill != before["solid"].fill
    texts = [mark.text.replace("\xa0", " ") for mark in drawing.marks if isinstance(mark, Text)]
    assert texts.count("now 1 to 3 of 4") == texts.count("as found 2 of 4") == 5


def test_a_marker_shows_where_the_deck_ended():
    drawing = figures.bridges(stand_in(QUARTERS), stand_in(Bounds(2, not_met=1, not_stated=1)))
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    assert len(dots) == 6  # five bridges and the legend
    assert dots[0].x == pytest.approx(340)  # the middle of the picture


def test_the_side_that_falls_short_is_marked_in_words():
    texts = [mark.text for mark in figures.alignment(NOW).marks if isinstance(mark, Text)]
    assert texts.count("falls short") == 1
    assert "Falls short, now: capacity to deliver." in figures.alignment(NOW).alt


def test_hours_are_drawn_to_scale_where_they_are_stated():
    # The line is 652 - 16 = 636 long from 22, and 14.5 hours are its whole length.
    drawing = figures.alignment(NOW)
    paid, needed = [mark for mark in drawing.marks if isinstance(mark, Dot)][-2:]
    assert (paid.shape, paid.x) == ("circle", pytest.approx(22 + 636 * 8 / 14.5))
    assert (needed.shape, needed.x) == ("diamond", pytest.approx(658))
    assert "Hours a week, now: paid 8, needed 14.5." in drawing.alt
    assert not any(isinstance(mark, Dot) for mark in figures.alignment(BARE).marks)
    assert "paid not stated, needed not stated" in figures.alignment(BARE).alt


# The same figures as words, as data and in the picture

FIGURES = re.compile(
    r"(now|as found) (\S+(?: to \S+)? of \d+) checks "
    r"\((\d+) met, (\d+) partly, (\d+) not met, (\d+) not stated\)"
)


@pytest.mark.parametrize("draw", [figures.profile, figures.bridges, figures.alignment])
@pytest.mark.parametrize("before", [None, FOUND])
def test_words_data_and_picture_agree(draw, before):
    drawing = draw(NOW, before)
    rows = [row for row in drawing.table.rows if row[-1] != ""]
    told = [(when, count, *map(int, parts)) for when, count, *parts in FIGURES.findall(drawing.alt)]
    assert told == [row[1:] for row in rows]
    shown = " ".join(mark.text for mark in drawing.marks if isinstance(mark, Text)).replace("\xa0", " ")
    for title, when, count, *_ in rows:
        assert f"{title}: now " in drawing.alt
        assert (f"{when} {count}" if before else f"{count} checks") in shown
    assert "not a validated scale" in drawing.alt
    assert "not a validated scale" in shown


def test_figures_are_those_that_were_given():
    rows = figures.profile(NOW).table.rows
    assert rows[0][1:] == ("now", "3 to 5 of 7", 2, 2, 1, 2)
    assert rows[1][1:] == ("now", "1 to 3 of 4", 1, 0, 1, 2)
    assert rows[3][1:] == ("now", "0.5 of 7", 0, 1, 6, 0)
    assert [row[0] for row in rows] == [feature.title for feature in concepts.load("features")]


# Layers


def test_layers_stand_in_order_and_every_link_is_drawn():
    drawing = figures.layers(LEAD)
    known = [layer for layer in concepts.load("layers") if layer.nation == "England"]
    frames = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert len(frames) == len(known) == len(drawing.table.rows)
    for era, x in (("2017", 14), ("2026", max(box.x for box in frames))):
        stack = [box for box in frames if box.x == x]
        assert len(stack) == sum(layer.era == era for layer in known)
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(stack))
    links = [mark for mark in drawing.marks if isinstance(mark, Line) and mark.points[0][0] != mark.points[1][0]]
    assert len(links) == sum(len(layer.today) for layer in known)


def test_a_role_is_marked_on_its_layers():
    drawing = figures.layers(LEAD)
    texts = [mark.text for mark in drawing.marks if isinstance(mark, Text)]
    assert (texts.count("its own layer"), texts.count("works across")) == (1, 3)
    assert [row[1] for row in drawing.table.rows if row[4] == "its own layer"] == [
        concepts.load("layers")["locality"].title
    ]
    assert sum(isinstance(mark, Dot) for mark in drawing.marks) == 4
    assert not any(isinstance(mark, Dot) for mark in figures.layers().marks)


def test_a_practice_stands_at_the_foot_of_the_ladder():
    for practice in ("practice", "practice_today"):
        frames = [mark for mark in figures.layers(Role(layer=practice)).marks if isinstance(mark, Box)]
        (own,) = (box for box in frames if box.fill == "#005eb8")
        assert own.y == max(box.y for box in frames if box.x == own.x)


def test_a_role_in_scotland_stands_in_scotlands_layers_alone():
    drawing = figures.layers(QUALITY_LEAD)
    scottish = [layer.title for layer in concepts.load("layers") if layer.nation == "Scotland"]
    assert [row[1] for row in drawing.table.rows] == scottish
    assert [row[1] for row in drawing.table.rows if row[4] == "its own layer"] == ["GP cluster in Scotland"]
    frames = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert len(frames) == len(scottish) == 4
    # One stack, in the middle, with no links; a practice at its foot.
    assert all(box.x + box.width / 2 == pytest.approx(drawing.width / 2) for box in frames)
    assert all(mark.points[0][0] == mark.points[1][0] for mark in drawing.marks if isinstance(mark, Line))
    assert drawing.table.rows[0][1] == "General practice in Scotland"
    assert "the paper's own, of 2017, are England's" in drawing.alt
    assert "another nation" not in drawing.alt
    assert all("Scotland" not in row[1] for row in figures.layers().table.rows)


def test_a_role_that_states_only_what_it_works_across_stands_in_that_nation():
    drawing = figures.layers(Role(influence={"works_across": ["cluster_scotland"]}))
    assert [row[1] for row in drawing.table.rows if row[4] == "works across"] == ["GP cluster in Scotland"]


def test_a_layer_of_another_nation_is_said_and_not_lost():
    role = QUALITY_LEAD.with_({"influence.works_across": ["practice_scotland", "pcn"]})
    drawing = figures.layers(role)
    said = "It works across layers of another nation too: Primary care network (PCN) (England)."
    assert said in drawing.alt
    assert said in " ".join(mark.text for mark in drawing.marks if isinstance(mark, Text))


def test_what_a_role_does_not_state_is_said():
    assert "The role does not state its own layer or what it works across." in figures.layers(Role()).alt
    assert "does not state" not in figures.layers(LEAD).alt
    assert "does not state" not in figures.layers().alt


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ({"typical": 7893}, "about 7,893 (2017)"),
        ({"low": 600_000, "high": 2_000_000}, "600,000 to 2 million (2017)"),
        ({"low": 250_000}, "250,000 or more (2017)"),
        ({"high": 1_500_000}, "up to 1.5 million (2017)"),
    ],
)
def test_people_are_told_as_far_as_known(size, said):
    known = {"typical": None, "low": None, "high": None, "year": 2017} | size
    assert ladder.people(SimpleNamespace(populations=(SimpleNamespace(**known),))) == said


def test_the_cases_can_be_drawn():
    for case in ("locality_clinical_lead", "pcn_clinical_director"):
        role = ll.load_role(case)
        diagnosis = ll.diagnose(role)
        for drawing in (
            *(draw(diagnosis) for draw in (figures.profile, figures.bridges, figures.alignment)),
            figures.layers(role),
        ):
            assert role.title in drawing.title
            assert tree(drawing).tag == "svg"


# Text and hatching

SIZES = st.floats(1, 40)


@given(st.text(max_size=200), SIZES, st.floats(1, 600), st.booleans())
def test_wrapping_fits_and_loses_nothing(text, size, width, bold):
    lines = wrapped(text, size, width, bold)
    assert all(len(line) == 1 or text_width(line, size, bold) <= width + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(line == line.strip(" ") and line for line in lines)


@given(
    st.text(st.characters(max_codepoint=0x17F, exclude_categories=["C", "Z"]), min_size=1, max_size=40), st.booleans()
)
def test_text_is_never_wider_than_estimated(text, bold):
    font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
    width, _, _ = RendererAgg(10, 10, 72).get_text_width_height_descent(text, font, ismath=False)
    assert width <= text_width(text, 100, bold) + 1


@given(st.text(max_size=100))
def test_clean_text_can_stand_in_xml(text):
    root = ElementTree.Element("text", label=clean(text))
    root.text = clean(text)
    again = ElementTree.fromstring(ElementTree.tostring(root, encoding="utf-8"))
    assert again.text in (clean(text), None)
    assert again.attrib["label"] == clean(text)


PLACES = st.floats(-50, 700)
LENGTHS = st.floats(0, 300)


@given(PLACES, PLACES, LENGTHS, LENGTHS, st.sampled_from(["/", "\\", "x"]))
def test_hatching_lies_within_its_box(x, y, width, height, hatch):
    box = Box(x, y, width, height, hatch=hatch)
    slopes = set()
    for (left, one), (right, other) in box.hatching:
        assert within((left, min(one, other), right, max(one, other)), edges(box), 1e-9)
        assert abs(one - other) == pytest.approx(right - left, abs=1e-9)
        slopes.add("/" if one > other else "\\")
    if width > 1 and height > 1 and max(width, height) > 20:
        assert slopes == set("/\\" if hatch == "x" else hatch)


def test_hatching_by_hand():
    # Lines on which x + y is a multiple of 7, inside the square from (0, 0) to (10, 10): 7 and 14.
    assert Box(0, 0, 10, 10, hatch="/").hatching == (((0, 7), (7, 0)), ((4, 10), (10, 4)))
    assert Box(0, 0, 10, 10).hatching == ()
    assert Box(0, 0, 0, 10, hatch="x").hatching == ()


def test_a_legend_goes_on_in_a_new_line():
    sheet = Sheet(360, "Signs")
    sheet.legend(*[(Dot(0, 0, 5), "something to explain")] * 3)
    dots = [mark for mark in sheet.marks if isinstance(mark, Dot)]
    assert len({dot.y for dot in dots}) > 1
    assert all(mark.x + text_width(mark.text, mark.size) <= 346 for mark in sheet.marks if isinstance(mark, Text))


def test_a_drawing_is_a_value():
    def drawing():
        return Drawing(320, 100, (Text(1, 2, "a\nb"),), "t\x00", "a", Table(("h",), (("\x01", 1),)))

    assert drawing() == drawing()
    assert drawing().marks[0].text == "a b"
    assert (drawing().title, drawing().table.rows) == ("t\ufffd", (("\ufffd", 1),))
