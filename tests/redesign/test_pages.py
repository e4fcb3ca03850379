"""What a person sees of moves, combinations and a frontier, worked out by hand on two findings and three moves."""

import pytest
from page_tables import rows

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.redesign.changes import load
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.frontier import frontier
from leadership_lib.redesign.moves import Moves


def test_a_cost_is_said_in_words():
    assert str(Cost()) == "0 hours, no money, no one's yes"
    assert str(Cost(hours=1, pounds=1234.4)) == "1 hour, £1,234, no one's yes"
    both = Cost(hours=2.5, agreement=["the holder", "a manager"])
    assert str(both) == repr(both) == "2.5 hours, no money, the yes of the holder and a manager"


def test_costs_are_kept_in_hundredths_and_agreements_in_one_order():
    cost = Cost(hours=0.126, pounds=0.333, agreement=["a manager", "the holder", "a manager"])
    assert (cost.hours, cost.pounds, cost.agreement) == (0.13, 0.33, ("the holder", "a manager"))
    sum_ = Cost.from_several([cost, Cost(hours=1, pounds=2, agreement=["the holder"]), Cost()])
    assert (sum_.hours, sum_.pounds, sum_.agreement) == (1.13, 2.33, ("the holder", "a manager"))


def test_a_move_of_one_s_own_is_shown_whole(three):
    move = three["cover"]
    assert str(move) == "Find cover"
    assert repr(move).splitlines() == [
        "Find cover",
        "  costs 2 hours, £1,000, the yes of a manager: Your own figure.",
        "  by itself closes fairness.backfill",
    ]
    assert rows(move._repr_html_()) == [
        ["", "cover"],
        ["why", "Your own."],
        ["what it costs in the first year", "2 hours, £1,000, the yes of a manager"],
        ["how that was assumed", "Your own figure."],
        ["by itself it", "<ul><li>closes fairness.backfill</li></ul>"],
        ["where it can mislead", ""],
        ["the paper", ""],
    ]
    assert move.row() == {
        "id": "cover",
        "title": "Find cover",
        "hours": 2,
        "pounds": 1000,
        "agreement": ("a manager",),
        "closes": ("fairness.backfill",),
        "improves": (),
        "worsens": (),
        "assumed": "Your own figure.",
        "sources": (),
        "caution": None,
        "propositions": (),
    }


def test_a_move_of_the_catalogue_says_how_its_cost_was_assumed_and_where_it_misleads(offered):
    move, kind = offered["fund_the_hours"], load()["fund_the_hours"]
    # Ten hours of work and four of them paid: six hours a week are to be found.
    assumed = f"{kind.cost.assumed} Here: 6 x {kind.cost.each}."
    assert (move.why, move.caution, move.propositions) == (kind.why, kind.caution, kind.propositions)
    assert (move.assumed, move.sources) == (assumed, kind.cost.sources)
    assert move.cost.pounds == kind.cost.pounds + 6 * kind.cost.pounds_each
    assert move.cost.hours == kind.cost.hours + 6 * kind.cost.hours_each
    assert move.cost.agreement == kind.cost.agreement
    said = dict(rows(move._repr_html_()))
    assert said["how that was assumed"] == " ".join([assumed, *(f"[{source}]" for source in kind.cost.sources)])
    assert said["where it can mislead"] == kind.caution
    assert said["the paper"] == ", ".join(kind.propositions)
    assert repr(move).splitlines()[-1] == f"  but: {kind.caution}"
    assert offered["retitle"].assumed == load()["retitle"].cost.assumed


def test_a_move_that_helps_by_half_or_harms_says_so(two_open):
    own = Moves(two_open, []).and_own(
        "half", "Half", {"capacity.backfill": "money only", "purpose.without_it": "none"}
    )
    assert (own["half"].closes, own["half"].improves) == ((), ("fairness.backfill",))
    assert repr(own["half"]).splitlines()[-1] == (
        "  by itself improves fairness.backfill; makes worse purpose.necessity"
    )
    assert rows(own["half"]._repr_html_())[4][1] == (
        "<ul><li>improves fairness.backfill</li><li>makes worse purpose.necessity</li></ul>"
    )
    idle = Moves(two_open, []).and_own("idle", "Idle", {"organisation": "Another"})
    assert repr(idle["idle"]).splitlines()[-1] == "  by itself moves nothing"


def test_moves_are_a_list_and_a_table(three):
    assert repr(three).splitlines() == [
        "3 moves",
        "  say       Say it (1 hour, no money, no one's yes)",
        "  say_else  Say it otherwise (1 hour, no money, no one's yes)",
        "  cover     Find cover (2 hours, £1,000, the yes of a manager)",
    ]
    assert repr(three[[]]) == "0 moves"
    page = three._repr_html_()
    assert rows(page)[0] == ["move", "hours", "pounds", "whose yes", "by itself it closes", "and makes worse", "key"]
    assert rows(page)[3] == [
        'Find cover<div class="unstated">Your own figure.</div>',
        "2",
        "1,000",
        "a manager",
        "1",
        "0",
        "<code>cover</code>",
    ]
    assert "<caption>3 moves</caption>" in page
    assert '<p class="unstated">Costs are assumptions about the first year; change those you know better.</p>' in page
    frame = three.to_frame()
    assert frame.index.name == "id"
    assert list(frame["pounds"]) == [0, 0, 1000]
    assert list(three[[]].to_frame().columns) == []


def test_a_combination_says_what_it_costs_and_closes(two_open, three):
    last = frontier(two_open, three)[-1].first
    assert repr(last).splitlines()[0] == "2 changes: 3 hours, £1,000, the yes of a manager; closes 2 of 2 findings"
    assert repr(last).splitlines()[1:] == ["  Say it", "  Find cover"]
    page = last._repr_html_()
    assert f"<p>{repr(last).splitlines()[0].replace(chr(39), '&#x27;')}</p>" in page
    assert "<ul><li>Say it</li><li>Find cover</li></ul>" in page
    assert (last.closes, last.improves, last.worsens, last.still_open) == (
        ("purpose.higher", "fairness.backfill"), (), (), ()
    )  # fmt: skip
    assert last.open == 2
    half = Moves(two_open, []).and_own(
        "half", "Half", {"capacity.backfill": "money only", "purpose.without_it": "none"}
    )
    point = frontier(two_open, half, include=["half"], allow_worse=True)[0].first
    assert (point.improves, point.worsens) == (("fairness.backfill",), ("purpose.necessity",))
    assert point.still_open == ("purpose.higher", "purpose.necessity", "fairness.backfill")
    assert repr(point).splitlines() == [
        "1 change: 0 hours, no money, no one's yes; closes 0 of 2 findings",
        "  Half",
        "  makes worse: purpose.necessity",
    ]


def test_a_frontier_has_a_row_for_each_number_of_findings_closed(two_open, three):
    best = frontier(two_open, three)
    assert [(p.closed, p.ways, p.cost.hours, p.cost.pounds, len(p.moves)) for p in best] == [
        (0, 1, 0, 0, 0),
        (1, 2, 1, 0, 1),
        (2, 2, 3, 1000, 2),
    ]
    assert best.summary == "3 best points (5 combinations) among the 8 of 3 moves"
    page = best._repr_html_()
    assert "<h3>What would help most: Locality Clinical Lead</h3>" in page
    assert '<p class="unstated">3 best points (5 combinations) among the 8 of 3 moves.</p>' in page
    assert (
        "<caption>For each number of findings closed, the way that costs the least money and then the fewest hours"
        "</caption>" in page
    )
    assert rows(page) == [
        ["findings closed", "pounds", "hours", "whose yes", "changes", "other ways to the same", "the changes"],
        ["0 of 2", "0", "0", "", "0", "0", ""],
        ["1 of 2", "0", "1", "", "1", "1", "<details><summary>1 change</summary><ul><li>Say it</li></ul></details>"],
        [
            "2 of 2",
            "1,000",
            "3",
            "a manager",
            "2",
            "1",
            "<details><summary>2 changes</summary><ul><li>Say it</li><li>Find cover</li></ul></details>",
        ],
    ]
    said = repr(best).splitlines()
    assert said[0] == f"Frontier: {best.summary}"
    assert said[1] == (
        "- One change, which costs no money, closes one of two findings: say it (1 hour; no one's yes)."
    )
    assert repr(best[1]).endswith("  Say it\n  (1 more ways to the same)")
    assert repr(best[0]) == "0 changes: 0 hours, no money, no one's yes; closes 0 of 2 findings"
    nameless = frontier(ll.Role(), [])
    assert "<h3>What would help most: a role without a title</h3>" in nameless._repr_html_()
    assert frontier(two_open, three, hours=0).summary == "1 best point (1 combinations) among the 8 of 3 moves"


def test_a_frontier_is_a_table_for_those_who_go_on_with_it(two_open, three):
    frame = frontier(two_open, three).to_frame()
    assert frame.index.name == "point"
    assert frame.to_dict("list") == {
        "closes": [0, 1, 2],
        "hours": [0, 1, 3],
        "pounds": [0, 0, 1000],
        "agreement": [(), (), ("a manager",)],
        "changes": [0, 1, 2],
        "ways": [1, 2, 2],
        "moves": [(), ("say",), ("say", "cover")],
        "worsens": [(), (), ()],
    }


def test_a_table_without_points_has_the_same_columns(two_open, three):
    none = frontier(two_open, three, include=["say", "say_else"], hours=0)
    assert len(none) == 0
    assert list(none.to_frame().columns) == list(frontier(two_open, three).to_frame().columns)
    assert list(three[["say"]].to_frame()["hours"]) == [1]


def test_several_of_a_kind_are_parted_by_commas(two_open):
    facts = {
        "purpose.higher": "Care for people",
        "capacity.backfill": "found and funded",
        "purpose.without_it": "none",
    }
    facts["capacity.support"] = []
    many = Moves(two_open, []).and_own("many", "Many", facts, agreement=["a manager", "the holder"])
    assert repr(many["many"]).splitlines()[-1] == (
        "  by itself closes purpose.higher, fairness.backfill; makes worse purpose.necessity, autonomy.support"
    )
    assert rows(many._repr_html_())[1][3] == "the holder, a manager"
    best = frontier(two_open, many, allow_worse=True)
    assert repr(best[-1].first).splitlines()[-1] == "  makes worse: purpose.necessity, autonomy.support"
    assert rows(best._repr_html_())[-1][3] == "the holder, a manager"


def test_your_own_figures_have_no_source(offered):
    dear = offered.with_cost("fund_the_hours", pounds=1)["fund_the_hours"]
    assert (dear.sources, dear.assumed) == ((), "Your own figure.")
    assert offered["fund_the_hours"].sources


def test_moves_are_equal_by_what_they_are(three):
    assert three == three[:]
    assert three != three[:2]
    assert three != list(three)


def test_what_has_to_be_made_and_cannot_be_is_named(two_open, three):
    with pytest.raises(Problem) as caught:
        frontier(two_open, three, include=["cover"], no_agreement=["a manager"])
    assert str(caught.value) == "'Find cover' has to be made and cannot be: see the limits."


def test_what_is_limited_is_weighed():
    assert ll.Limits().weighed == {"hours", "pounds", "agreement"}
    assert ll.Limits(costs=[], changes=0).weighed == {"changes"}
    assert ll.Limits(costs=["agreement"], hours=0, pounds=5).weighed == {"agreement", "hours", "pounds"}
