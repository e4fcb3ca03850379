"""Many roles on one page, and the layers over time: every cell and every count is there, and nothing is made up."""

import re
from collections import Counter
from itertools import combinations

import pytest
from examples import EXAMPLES
from pictures import edges, measured, overlap, tree, within
from strategies import AWKWARD

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.output.drawing.marks import Box, Dot, Line, Text
from leadership_lib.output.figures import body_history as lanes
from leadership_lib.role.role import Role
from leadership_lib.teaching import case

LEAD, DIRECTOR = (case.read(key) for key in ("locality_clinical_lead", "pcn_clinical_director"))
BLUE, INK, PAPER = "#005eb8", "#1b1b1b", "#ffffff"


def role(n):
    """Give a role that states some facts and not others, another one for each number."""
    made = Role(title=f"Role {n}")
    for place, examples in enumerate(EXAMPLES.values()):
        if (n + place) % 3:
            made = made.with_(list(examples.values())[(n * 7 + place) % len(examples)])
    return made.with_(title=f"Role {n}")


@pytest.fixture(scope="module")
def twelve():
    """Twelve roles under labels of their own, two cases among them."""
    return {"A locality's lead": LEAD, "A network's director": DIRECTOR} | {f"Post {n}": role(n) for n in range(10)}


def texts(drawing):
    return [mark.text for mark in drawing.marks if isinstance(mark, Text)]


# One page: every cell


def test_every_answer_of_every_role_is_in_the_table(twelve):
    drawing = figures.one_page(twelve)
    head, rows = drawing.table
    assert [row[0] for row in rows] == [check.question for check in ll.checks]
    assert head[2:-2] == tuple(f"{n}. {label}" for n, label in enumerate(twelve, 1))
    for column, one in enumerate(twelve.values(), 2):
        found = ll.diagnose(getattr(one, "as_found", one))
        assert [row[column] for row in rows] == [finding.answer for finding in found.findings]
    for row in rows:
        answers = Counter(row[2:-2])
        assert row[-2:] == (answers["met"], answers["not met"])


def signs(drawing, count):
    """Count the signs in the cells by shape and filling: a disc, a half diamond, a cross, a dash, a ?, a point."""
    _, rows = drawing.table
    groups = len({row[1] for row in rows})
    # Beside the cells, each sign stands once in the legend, and met and not met over the counts of each group.
    heads = 1 + (groups if count > 1 else 0)
    discs = sum(isinstance(m, Dot) and (m.shape, m.fill) == ("circle", BLUE) for m in drawing.marks)
    points = sum(isinstance(m, Dot) and m.radius == 1.6 for m in drawing.marks)
    asked = texts(drawing).count("?")
    diamonds = sum(isinstance(m, Dot) and (m.shape, m.fill) == ("diamond", PAPER) for m in drawing.marks)
    halves = sum(isinstance(m, Line) and m.fill == BLUE for m in drawing.marks)
    strokes = sum(isinstance(m, Line) and m.thick == 2.2 for m in drawing.marks)
    dashes = sum(isinstance(m, Line) and m.thick == 2 for m in drawing.marks)
    assert diamonds == halves
    return {
        "met": discs - heads,
        "partly": diamonds - 1,
        "not met": strokes / 2 - heads,
        "not stated": dashes - 1,
        "for you to judge": asked - 1,
        "does not apply": points - 1,
    }


@pytest.mark.parametrize("count", [1, 2, 12])
def test_every_cell_has_the_sign_of_its_answer(twelve, count):
    drawing = figures.one_page(dict(list(twelve.items())[:count]))
    answers = Counter(cell for row in drawing.table.rows for cell in row[2:-2])
    assert sum(answers.values()) == 39 * count
    assert signs(drawing, count) == {answer: answers[answer] for answer in ANSWERS}


def test_a_row_ends_with_how_many_meet_and_fail_it(twelve):
    drawing = figures.one_page(twelve)
    by_line = {}
    for mark in drawing.marks:
        if isinstance(mark, Text):
            by_line.setdefault(round(mark.y), []).append(mark)
    drawn = [
        [int(mark.text) for mark in sorted(line, key=lambda mark: mark.x)]
        for line in by_line.values()
        if len(line) == 2 and all(mark.text.isdigit() for mark in line)
    ]
    # A question of one line shares no base line with its counts, so they stand alone at their height.
    assert drawn == [list(row[-2:]) for row in drawing.table.rows]


def test_a_nought_stands_out_on_black(twelve):
    drawing = figures.one_page(twelve)
    black = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.fill == INK]
    noughts = sum(count == 0 for row in drawing.table.rows for count in row[-2:])
    assert len(black) == noughts > 0
    assert sum(isinstance(mark, Text) and mark.colour == PAPER for mark in drawing.marks) == noughts
    assert "A nought on black" in " ".join(texts(drawing))


# One page: words


def test_the_text_alternative_is_short_and_says_it_all(twelve):
    drawing = figures.one_page(twelve)
    assert drawing.alt.startswith("Twelve roles on one page: 39 checks put to each.")
    for column, label in enumerate(drawing.table.head[2:-2], 2):
        answers = Counter(row[column] for row in drawing.table.rows)
        told = ", ".join(f"{answers[a]} {a}" for a in ANSWERS)
        assert f"{label}: {told}." in drawing.alt
    arises = {row[0]: 12 - row.count("does not apply") for row in drawing.table.rows}
    every = "Every role to which it applies meets"
    for what, wanted in (("No role meets", lambda row: 0), (every, lambda row: arises[row[0]])):
        named = [row[0] for row in drawing.table.rows if arises[row[0]] and row[-2] == wanted(row)]
        assert (f"{what}: {' '.join(named)}" in drawing.alt) if named else (what not in drawing.alt)
    both = sum(bool(row[-2] and row[-1]) for row in drawing.table.rows)
    assert f"{both} of the 39 checks are met by one role and not met by another." in drawing.alt
    assert f"{both} of the 39 checks" in " ".join(texts(drawing))
    assert len(re.findall(r"\. ", drawing.alt)) < 60
    assert "not a validated scale" in drawing.alt


def test_what_every_role_meets_is_said_and_needs_no_nought(best):
    drawing = figures.one_page([best, best])
    assert f"Every role to which it applies meets: {next(iter(ll.checks)).question}" in drawing.alt
    assert drawing.alt.count("?") == 39
    assert "No role meets" not in drawing.alt


def test_that_every_check_tells_roles_apart_is_said(best):
    worst = {
        finding.id: Role().with_(next(facts for answer, facts in EXAMPLES[finding.id].items() if "not met" in answer))
        for finding in ll.diagnose(best).findings
    }
    drawing = figures.one_page([best, *worst.values()])
    assert all(row[-2] and row[-1] for row in drawing.table.rows)
    told = "Each of the 39 checks is met by at least one role and not met by at least one other."
    assert told in drawing.alt
    assert told in " ".join(texts(drawing))
    assert "nought" not in " ".join(texts(drawing))


def test_one_role_is_not_counted_against_others(best):
    drawing = figures.one_page(best)
    assert drawing.title == "One role on one page: 39 checks put to each"
    assert "met by one role" not in drawing.alt
    assert "how many" not in texts(drawing)
    assert drawing.table.head[2:-2] == (f"1. {best.title}",)


# One page: what it is given


def test_it_takes_cases_roles_and_diagnoses_alike():
    by_case = figures.one_page([LEAD])
    assert by_case.table.head[2] == f"1. {LEAD.title}"
    by_role, found = figures.one_page([LEAD.as_found]), figures.one_page(iter([ll.diagnose(LEAD.as_found)]))
    assert by_role == found
    assert by_role.table.rows == by_case.table.rows
    assert figures.one_page({"My label": LEAD}).table.head[2] == "1. My label"


def test_titles_alike_or_empty_survive():
    same = [Role(title="Clinical Lead"), Role(title="Clinical Lead"), Role(), Role()]
    head = figures.one_page(same).table.head
    untitled = "A role without a title"
    assert head[2:-2] == ("1. Clinical Lead", "2. Clinical Lead", f"3. {untitled}", f"4. {untitled}")
    assert figures.one_page({"": Role(), " \n": Role()}).table.head[2:-2] == (f"1. {untitled}", f"2. {untitled}")


def test_hostile_labels_come_out_as_text():
    hostile = ["<script>alert(1)</script> & \x00", '"></svg><b>', "$\\frac{1}{2}$", "W" * 300, *AWKWARD]
    drawing = figures.one_page({label: Role() for label in hostile})
    root = tree(drawing)
    assert root.find(".//script") is None
    shown = "".join("".join(part.itertext()) for part in root.iter("text"))
    assert "1. <script>alert(1)</script> & \ufffd" in shown
    page = drawing._repr_html_()
    assert "<script" not in page
    assert "</svg><b>" not in page
    assert "\x00" not in page
    for text, box in measured(figures.one_page({label: Role() for label in hostile[:4]})):
        assert within(box, (0, 0, drawing.width, drawing.height)), text


@pytest.mark.parametrize("wrong", [[], {}, "a role", [Role(), "a role"], [None]])
def test_what_is_no_role_is_refused(wrong):
    with pytest.raises(Problem, match=r"at least one role|neither"):
        figures.one_page(wrong)


@pytest.mark.parametrize("width", [0, 359, 2001, float("nan"), float("inf")])
def test_a_width_that_makes_no_picture_is_refused(width):
    for draw in (lambda: figures.one_page([Role()], width=width), lambda: figures.timeline(width=width)):
        with pytest.raises(Problem, match="360 to 2000"):
            draw()


def test_more_roles_than_a_page_holds_are_refused_with_the_number_it_holds():
    with pytest.raises(Problem, match=r"at most (\d+) roles; 200 were given") as caught:
        figures.one_page([Role()] * 200)
    most = int(re.search(r"at most (\d+)", str(caught.value)).group(1))
    assert figures.one_page([Role()] * most).width <= 2000
    with pytest.raises(Problem, match="at most"):
        figures.one_page([Role()] * (most + 1))


@pytest.mark.parametrize(("count", "width"), [(1, 856), (12, 856), (12, 360), (40, 856), (40, 1366)])
def test_nothing_lies_on_anything_else_or_off_the_sheet(count, width):
    drawing = figures.one_page(
        {f"Clinical lead of locality number {n}": role(n % 5) for n in range(count)}, width=width
    )
    sheet = (0, 0, drawing.width, drawing.height)
    found = list(measured(drawing))
    assert all(within(box, sheet) for _, box in found)
    assert all(isinstance(mark, Text) or within(edges(mark), sheet) for mark in drawing.marks)
    for (one, first), (other, second) in combinations(found, 2):
        assert not overlap(first, second, 4), (one, other)
    # Where the roles do not fit, the picture grows, and is never narrower than asked for.
    grows = (count, width) in {(12, 360), (40, 856)}
    assert drawing.width > width if grows else drawing.width == width
    assert drawing.width <= 1366


def test_twelve_roles_fit_a_sheet_of_paper(twelve):
    drawing = figures.one_page(twelve)
    # A4 with margins of a centimetre is 538 by 785 points: letters of 11 are then at least 6.5 high.
    assert 11 * min(538 / drawing.width, 785 / drawing.height) >= 6.5


# Counts

#: Id, date, count and one source of each, copied by hand from the published pages.
PUBLISHED = [
    ("practices_2013", "2013", 8044, "BMJO24"),
    ("practices_2013_04", "2013-04", 8106, "GPO22"),
    ("practices_2017_07", "2017-07", 7411, "GPO18"),
    ("practices_2018_01", "2018-01", 7254, "RCGP25"),
    ("practices_2018_07", "2018-07", 7148, "GPO18"),
    ("practices_2022_06", "2022-06", 6495, "GPO22"),
    ("practices_2023", "2023", 6419, "BMJO24"),
    ("practices_2025_07", "2025-07", 6229, "RCGP25"),
    ("ccgs_2012", "2012-03", 227, "Pulse-227"),
    ("ccgs_2013", "2013-04", 211, "HSJ-DI17"),
    ("ccgs_2017", "2017-spring", 209, "HSJ-DI17"),
    ("ccgs_2019", "2019", 191, "HSJ-191"),
    ("ccgs_2020", "2020-21", 135, "RCPsych"),
    ("ccgs_2021", "2021-22", 106, "RCPsych"),
    ("ccgs_sharing_2016", "2016-autumn", 52, "HSJ-DI17"),
    ("ccgs_sharing_2017", "2017-spring", 83, "HSJ-DI17"),
    ("footprints_2016", "2016-03", 44, "NHSE16"),
    ("footprints_2019", "2019", 42, "HSJ-191"),
    ("pcns_2019", "2019-10", 1259, "HSJ-PCN"),
    ("pcns_2020", "2020-01", 1250, "BJGP20"),
    ("pcns_2023", "2023-09", 1271, "LG23"),
    ("icbs_2022", "2022-07-01", 42, "NHSE-ICB"),
    ("icb_teams_2025", "2025-09", 26, "WMS25"),
]

#: Counts whose article is not yet a source: they come in once it is, and not before.
UNSOURCED = [
    ("2014-10", 7875, "/1596510"),
    ("2015-04", 7816, "/1753248"),
    ("2018-12", 7017, "/1521040"),
    ("2019-09", 6876, "/1596510"),
    ("2022-03", 6522, "/1753248"),
]


@pytest.mark.parametrize(("key", "date", "count", "source"), PUBLISHED)
def test_a_count_is_the_published_one(key, date, count, source):
    found = ll.counts[key]
    assert (found.date, found.count) == (date, count)
    assert source in found.sources


@pytest.mark.parametrize(("date", "count", "article"), UNSOURCED)
def test_a_count_comes_in_only_with_its_source(date, count, article):
    sources = [source.id for source in ll.sources if (source.url or "").endswith(article)]
    found = [c for c in ll.counts if (c.date, c.count) == (date, count)]
    assert bool(found) == bool(sources)
    assert all(set(sources) & set(c.sources) for c in found)


def test_every_count_is_checked_here():
    known = {(date, count) for _, date, count, _ in PUBLISHED} | {(date, count) for date, count, _ in UNSOURCED}
    assert {(c.date, c.count) for c in ll.counts} <= known


def test_a_figure_from_memory_stays_out_and_the_newest_count_says_so():
    boards = [c for c in ll.counts if c.layer == "icb"]
    assert [c.count for c in boards] == [42]
    assert "36 boards" in boards[-1].caution
    assert "left out" in boards[-1].caution
    # Counts from trade press are second hand.
    assert {c.id for c in ll.counts if c.confidence == "seen_second_hand"} >= {"pcns_2023", "ccgs_2017"}


def test_counts_stand_in_order_of_time_where_their_dates_say():
    for body in {c.body for c in ll.counts}:
        years = [c.year for c in ll.counts if c.body == body]
        assert years == sorted(years)
    for c in ll.counts:
        assert int(c.year) == int(c.date[:4]), c.id
    assert ll.counts["ccgs_2013"].year == pytest.approx(2013 + 3.5 / 12, abs=0.01)  # the middle of April
    assert ll.counts["ccgs_2020"].year == 2020.75  # the middle of the year from April 2020
    assert ll.counts["icbs_2022"].year == 2022.5


def test_counts_are_those_of_englands_layers_while_they_existed():
    for c in ll.counts:
        layer = concepts.load("layers")[c.layer]
        assert layer.nation == "England"
        until = lanes.year_of(layer.until)
        assert until is None or c.year <= until, c.id


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2013", "2013"),
        ("2013-04", "April 2013"),
        ("2017-spring", "spring 2017"),
        ("2020-21", "2020/21"),
        ("2022-07-01", "1 July 2022"),
    ],
)
def test_a_date_of_a_count_is_said_in_words(date, words):
    assert lanes.said(date) == words


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("1 April 2013", 2013.25),
        ("1 July 2022", 2022.5),
        ("March 2016", 2016 + 2.5 / 12),
        ("by September 2025", 2025 + 8.5 / 12),
        ("May 2022 (teams); 3 July 2025 (contract announced)", 2022 + 4.5 / 12),
        ("2019", 2019.5),
        ("in due course", None),
        (None, None),
    ],
)
def test_a_date_in_words_has_its_place_among_the_years(words, year):
    assert lanes.year_of(words) == (None if year is None else pytest.approx(year))


# The timeline


@pytest.mark.parametrize("width", [360, 480, 680, 856, 1200, 2000])
def test_every_count_is_drawn_once_told_and_in_the_table(width):
    drawing = figures.timeline(width=width)
    shown = Counter(texts(drawing))
    for figure, times in Counter(f"{c.count:,}" for c in ll.counts).items():
        assert shown[figure] == times
    assert len(drawing.table.rows) == len(ll.counts)
    assert Counter(row[4] for row in drawing.table.rows) == Counter(c.count for c in ll.counts)
    for c in ll.counts:
        assert f"{c.count:,} ({lanes.said(c.date)}, {c.series})" in drawing.alt


@pytest.mark.parametrize("width", [360, 480, 680, 856, 1200, 2000])
def test_no_figure_lies_on_another_or_off_the_sheet(width):
    drawing = figures.timeline(width=width)
    found = list(measured(drawing))
    assert all(within(box, (0, 0, drawing.width, drawing.height)) for _, box in found)
    for (one, first), (other, second) in combinations(found, 2):
        assert not overlap(first, second, 3), (one, other)


def test_only_counts_of_one_series_are_joined():
    drawing = figures.timeline()
    (joined,) = (m for m in drawing.marks if isinstance(m, Line) and m.stroke == BLUE and m.thick == 2)
    own = [c for c in ll.counts if c.series == "GPonline"]
    assert len(joined.points) == len(own) >= 4
    # A point lies as far along as its year: the first and the last give the scale.
    (x0, y0), (x1, y1) = joined.points[0], joined.points[-1]
    for (x, y), c in zip(joined.points, own, strict=True):
        assert (x - x0) / (x1 - x0) == pytest.approx((c.year - own[0].year) / (own[-1].year - own[0].year))
        assert (y - y0) / (y1 - y0) == pytest.approx((c.count - own[0].count) / (own[-1].count - own[0].count))
    said = " ".join(texts(drawing))
    assert "not from 0" in said
    assert all(f"counted by {series}" in said for series in ("GPonline", "BMJ Open", "RCGP"))


def bars(drawing):
    """Give the solid bars, from left to right, as when they begin and end: 1 July 2022 is a common edge."""
    return [m for m in drawing.marks if isinstance(m, Box) and m.fill == BLUE and m.height == 22]


def test_bars_run_from_when_a_body_began_to_when_it_ended():
    drawing = figures.timeline()
    ccg, cluster, stp, pcn, icb, team = bars(drawing)
    end = ccg.x + ccg.width
    year = ccg.width / (2022.5 - 2013.25)  # 1 April 2013 to 1 July 2022
    assert cluster.x + cluster.width == pytest.approx(end)
    assert icb.x == pytest.approx(end)  # the boards began on the day on which the groups ended
    assert pcn.x == pytest.approx(end - 3 * year)  # 1 July 2019
    assert stp.x == pytest.approx(ccg.x + (2016 + 2.5 / 12 - 2013.25) * year)
    for bar in (pcn, icb, team):  # what is still there goes on as far as anybody has looked
        assert bar.x + bar.width == pytest.approx(end + (lanes.NEWEST - 2022.5) * year)


def test_what_nobody_has_looked_up_is_hatched_for_bodies_of_today_alone():
    drawing = figures.timeline()
    hatched = [m for m in drawing.marks if isinstance(m, Box) and m.hatch and m.height == 22]
    assert len(hatched) == 3  # networks, boards and teams
    assert {box.x for box in hatched} == {bars(drawing)[-1].x + bars(drawing)[-1].width}


def test_what_may_be_overtaken_is_said_in_words_on_the_picture():
    for width in (360, 856):
        drawing = figures.timeline(width=width)
        said = " ".join(texts(drawing))
        for words in ("May have been overtaken", "June 2026", "Mergers began", "Health Bill", "merger decisions"):
            assert words in said
            assert words in drawing.alt
        for key in ("practices_2025_07", "pcns_2023", "icbs_2022", "icb_teams_2025"):
            assert ll.counts[key].caution in drawing.alt
            assert ll.counts[key].caution.replace(" ", "") in said.replace(" ", "")
        # The sign stands over the words and beside each of the four bodies.
        assert texts(drawing).count("!") == 5


def test_the_paper_is_marked():
    drawing = figures.timeline()
    assert "the paper, about 2017" in texts(drawing)
    (band,) = (m for m in drawing.marks if isinstance(m, Line) and m.fill == "#e4eef8")
    (left, _), (right, _) = band.points[:2]
    (year,) = (m for m in drawing.marks if isinstance(m, Text) and m.text == "2017")
    assert year.bold
    assert left < year.x < right
    assert "The paper is of about 2017." in drawing.alt


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_both_pictures_print(tmp_path, twelve, ending):
    for name, drawing in (("page", figures.one_page(twelve)), ("time", figures.timeline())):
        assert drawing.save(tmp_path / f"{name}.{ending}").stat().st_size > 5000
