"""Advice, sentence by sentence: what is few, what is free, what needs money, what stays open and what to beware of."""

from types import SimpleNamespace

import leadership_lib as ll
from leadership_lib.redesign.advice import advise
from leadership_lib.redesign.cost import Cost

OPEN = ("purpose.higher", "influence.says_so", "fairness.backfill", "autonomy.support")
HIGHER, SAYS_SO, BACKFILL, SUPPORT = (ll.checks[check].question for check in OPEN)
PLAN = (
    "What no design closes is a matter for development (P51), in four parts: one gap; another gap; a paradox; "
    "and more."
)
LAST = (
    "A finding counts as closed once what is marked 'to be agreed' has been agreed and is true. Costs are "
    "assumptions; put in your own."
)


def move(title, pounds=0, caution=None, worsens=()):
    return SimpleNamespace(id=title, title=title, cost=Cost(pounds=pounds), caution=caution, worsens=worsens)


def made(moves, closes, worsens=(), **cost):
    parts = ("One gap", "Another gap", "A paradox", "Another paradox")
    return SimpleNamespace(
        moves=moves,
        ids=tuple(one.id for one in moves),
        closes=closes,
        worsens=worsens,
        cost=Cost(pounds=sum(one.cost.pounds for one in moves), **cost),
        residual=[SimpleNamespace(title=title) for title in parts],
    )


SAY, NAME, HELP, COVER = move("Say it"), move("Name it"), move("Find help", 500), move("Find cover", 2000)


def test_where_nothing_keeps_to_the_limits_or_nothing_is_open_it_says_no_more():
    assert list(advise(OPEN, [SAY], None, None, None)) == ["No combination of these moves keeps to the limits."]
    nothing = made([], ())
    assert list(advise((), [], nothing, nothing, nothing)) == [
        "Every finding is met as it stands; what is left is a matter for development, not for design (P51)."
    ]


def test_where_no_move_closes_anything_it_says_what_stays_open():
    nothing = made([], ())
    stay = "stay open whichever of these moves are made within the limits:"
    for count, first, second in (
        (1, "one open finding", f"One finding {stay.replace('stay', 'stays', 1)} {HIGHER}"),
        (2, "two open findings", f"Two findings {stay} {HIGHER} {SAYS_SO}"),
        (3, "three open findings", f"Three findings {stay} {HIGHER} {SAYS_SO} {BACKFILL}"),
        (4, "four open findings", f"Four findings {stay} {HIGHER} {SAYS_SO} {BACKFILL} And one more."),
    ):
        assert list(advise(OPEN[:count], [SAY], nothing, nothing, nothing)) == [
            f"Within these limits no move closes any of the {first}.",
            second,
        ]


def test_one_change_that_closes_all_there_is():
    one = made([SAY], OPEN[:1], hours=1)
    assert list(advise(OPEN[:1], [SAY], one, one, one)) == [
        "One change, which costs no money, closes one of one finding: say it (1 hours; nobody's yes).",
        PLAN,
        LAST,
    ]


def test_a_few_first_then_what_is_free_then_what_costs_money():
    few = made(
        [SAY, move("Name it", caution="Names pass."), move("Do it", caution="So do deeds.")], OPEN[:1], hours=2.5
    )
    free = made([SAY, NAME], OPEN[:2], hours=7.5, agreement=["a manager"])
    most = made([SAY, HELP, COVER], OPEN, hours=10)
    assert list(advise(OPEN, [SAY, NAME, HELP, COVER], few, free, most)) == [
        "Three changes, none of which costs money, close one of four findings: say it; name it; do it (2.5 hours; "
        "nobody's yes).",
        "Where that can mislead: Names pass. So do deeds.",
        "Without money, two changes can close two of them, for 7.5 hours of people's work in the first year and the "
        "yes of a manager.",
        "The other two need money, 2,500 pounds in the first year: find help (500); find cover (2,000).",
        PLAN,
        LAST,
    ]


def test_where_nothing_is_free_it_begins_with_money():
    nothing = made([], ())
    for few in (nothing, None):
        assert list(advise(OPEN[:2], [HELP, COVER], few, few, made([HELP, COVER], OPEN[:2])))[:2] == [
            "Two findings need money, 2,500 pounds in the first year: find help (500); find cover (2,000).",
            PLAN,
        ]
    assert next(advise(OPEN[:1], [HELP], nothing, nothing, made([HELP], OPEN[:1]))) == (
        "One finding needs money, 500 pounds in the first year: find help (500)."
    )


def test_what_is_free_is_not_said_twice_and_one_other_is_one():
    few = made([SAY], OPEN[:2])
    said = list(advise(OPEN[:3], [SAY, HELP], few, few, made([SAY, HELP], OPEN[:3])))
    assert said[1:] == ["The other one needs money, 500 pounds in the first year: find help (500).", PLAN, LAST]
    # What stays open is what none of the three closes, even if the dearest leaves out what a cheaper one closes.
    said = list(advise(OPEN, [SAY], few, few, made([HELP], (OPEN[0], OPEN[2], OPEN[3]))))
    assert said[1:3] == ["The other two need money, 500 pounds in the first year: find help (500).", PLAN]
    said = list(advise(OPEN[:3], [SAY], few, few, few))
    assert said[1] == f"One finding stays open whichever of these moves are made within the limits: {BACKFILL}"


def test_beware_of_what_makes_something_worse():
    bad, mended, apart = (move(title, worsens=OPEN[2:3]) for title in ("Stay", "Mend", "Keep apart"))
    most = made([SAY, mended], OPEN[:1])
    by_itself = "Beware: by itself {!r} makes this worse: " + BACKFILL
    said = list(advise(OPEN[:1], [SAY, mended, apart], most, most, most))
    assert said[1:3] == [
        by_itself.format("Mend") + " Together with the other changes it does not.",
        by_itself.format("Keep apart"),
    ]
    worse = made([SAY, bad], OPEN[:1], worsens=OPEN[2:3])
    assert list(advise(OPEN[:1], [SAY, bad], worse, worse, worse))[1:3] == [
        by_itself.format("Stay"),
        f"The combination that closes most makes this worse: {BACKFILL}",
    ]
