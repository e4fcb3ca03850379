"""Advice, sentence by sentence: what is few, what is free, what needs money, what stays open and what to beware of."""

from types import SimpleNamespace

import leadership_lib as ll
from leadership_lib.redesign.advice import advise
from leadership_lib.redesign.cost import Cost

OPEN = ("purpose.higher", "influence.says_so", "fairness.backfill", "autonomy.support")
HIGHER, SAYS_SO, BACKFILL, SUPPORT = (ll.checks[check].question for check in OPEN)
PLAN = (
    "Design cannot close everything. Four things are left for development (P51): one gap; another gap; a paradox; "
    "and more."
)
LAST = (
    "A finding counts as closed once what is marked 'to be agreed' has been agreed and is true. Costs are "
    "assumptions; put in your own."
)


def move(title, pounds=0, caution=None, worsens=(), leaves_to_judge=()):
    return SimpleNamespace(
        id=title,
        title=title,
        cost=Cost(pounds=pounds),
        caution=caution,
        worsens=worsens,
        leaves_to_judge=leaves_to_judge,
    )


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


def said_of(wanting, moves, few, free, most, unknown=0, ask=(), post=None):
    return list(advise(wanting, unknown, ask, moves, post, few, free, most))


NOTHING = made([], ())
SAY, NAME, HELP, COVER = move("Say it"), move("Name it"), move("Find help", 500), move("Find cover", 2000)


def test_what_is_unknown_is_asked_and_is_nothing_to_mend():
    asked = "No answers fall short, and 38 questions are open. Ask first: How many hours? Who decides?"
    for most in (None, NOTHING):
        assert said_of((), [], most, most, most, 38, ["How many hours?", "Who decides?"]) == [asked]
    one = made([SAY], OPEN[:1], hours=1)
    assert said_of(OPEN[:1], [SAY], one, one, one, 7, ["Who decides?"])[1:] == [
        "One answer falls short, and seven questions are open. Ask first: Who decides?",
        PLAN,
        LAST,
    ]
    assert said_of(OPEN[:1], [SAY], None, None, None, 7, ["Who decides?"]) == [
        "No combination of these moves keeps to the limits.",
        "One answer falls short, and seven questions are open. Ask first: Who decides?",
    ]


def test_where_nothing_keeps_to_the_limits_or_nothing_is_open_it_says_no_more():
    assert said_of(OPEN, [SAY], None, None, None) == ["No combination of these moves keeps to the limits."]
    assert said_of((), [], NOTHING, NOTHING, NOTHING) == [
        "Every finding is met as it stands; what remains is a matter for development, not for design (P51)."
    ]


def test_where_no_move_closes_anything_it_says_what_stays_open():
    stay = "stay open whatever you change within these limits:"
    for count, first, second in (
        (1, "one finding that falls short", f"One finding {stay.replace('stay', 'stays', 1)} {HIGHER}"),
        (2, "two findings that fall short", f"Two findings {stay} {HIGHER} {SAYS_SO}"),
        (3, "three findings that fall short", f"Three findings {stay} {HIGHER} {SAYS_SO} {BACKFILL}"),
        (4, "four findings that fall short", f"Four findings {stay} {HIGHER} {SAYS_SO} {BACKFILL} And one more."),
    ):
        assert said_of(OPEN[:count], [SAY], NOTHING, NOTHING, NOTHING) == [
            f"Within these limits no move closes any of the {first}.".replace("any of the one", "the one"),
            second,
        ]


def test_what_a_person_has_to_judge_is_named_and_not_counted():
    ask = move("Ask who employs them", leaves_to_judge=OPEN[:1])
    judged = "Not counted, because someone has to judge the result: ask who employs them."
    assert judged in said_of(OPEN[:1], [SAY, ask], NOTHING, NOTHING, NOTHING)
    both = made([SAY, ask], OPEN[:1])
    assert judged not in said_of(OPEN[:1], [SAY, ask], both, both, both)


def test_one_change_that_closes_all_there_is():
    one = made([SAY], OPEN[:1], hours=1)
    assert said_of(OPEN[:1], [SAY], one, one, one) == [
        "One change, which costs no money, closes one of one finding: say it (1 hour; no one's yes).",
        PLAN,
        LAST,
    ]


def test_a_few_first_then_what_is_free_then_what_costs_money():
    few = made(
        [SAY, move("Name it", caution="Names pass."), move("Do it", caution="So do deeds.")], OPEN[:1], hours=2.5
    )
    free = made([SAY, NAME], OPEN[:2], hours=7.5, agreement=["a manager"])
    most = made([SAY, HELP, COVER], OPEN, hours=10)
    expected = [
        "Three changes, none of which costs money, close one of four findings: say it; name it; do it (2.5 hours; "
        "no one's yes).",
        "Where that can mislead: Names pass. So do deeds.",
        "Without money, two changes can close two of them, for 7.5 hours of people's work in the first year and the "
        "yes of a manager.",
        "The other two need money, £2,500 in the first year: find help (£500); find cover (£2,000).",
        PLAN,
        LAST,
    ]
    everything = (OPEN, [SAY, NAME, HELP, COVER], few, free, most)
    assert said_of(*everything) == said_of(*everything, post=Cost(hours=7.5)) == expected
    # Where the changes take more work than the post is paid for, that is said with them.
    expected[2] += " The post itself is paid for 7 hours."
    assert said_of(*everything, post=Cost(hours=7)) == expected


def test_where_nothing_is_free_it_begins_with_money():
    for few in (NOTHING, None):
        assert said_of(OPEN[:2], [HELP, COVER], few, few, made([HELP, COVER], OPEN[:2]))[:2] == [
            "Two findings need money, £2,500 in the first year: find help (£500); find cover (£2,000).",
            PLAN,
        ]
    assert said_of(OPEN[:1], [HELP], NOTHING, NOTHING, made([HELP], OPEN[:1]))[0] == (
        "One finding needs money, £500 in the first year: find help (£500)."
    )


def test_what_is_free_is_not_said_twice_and_one_other_is_one():
    few = made([SAY], OPEN[:2])
    said = said_of(OPEN[:3], [SAY, HELP], few, few, made([SAY, HELP], OPEN[:3]))
    assert said[1:] == ["The other one needs money, £500 in the first year: find help (£500).", PLAN, LAST]
    # What stays open is what none of the three closes, even if the dearest leaves out what a cheaper one closes.
    said = said_of(OPEN, [SAY], few, few, made([HELP], (OPEN[0], OPEN[2], OPEN[3])))
    assert said[1:3] == ["The other two need money, £500 in the first year: find help (£500).", PLAN]
    said = said_of(OPEN[:3], [SAY], few, few, few)
    assert said[1] == f"One finding stays open whatever you change within these limits: {BACKFILL}"


def test_beware_of_what_makes_something_worse():
    bad, mended, apart = (move(title, worsens=OPEN[2:3]) for title in ("Stay", "Mend", "Keep apart"))
    most = made([SAY, mended], OPEN[:1])
    by_itself = "Beware: by itself {!r} makes this worse: " + BACKFILL
    said = said_of(OPEN[:1], [SAY, mended, apart], most, most, most)
    assert said[1:3] == [
        by_itself.format("Mend") + " Together with the other changes it does not.",
        by_itself.format("Keep apart"),
    ]
    worse = made([SAY, bad], OPEN[:1], worsens=OPEN[2:3])
    assert said_of(OPEN[:1], [SAY, bad], worse, worse, worse)[1:3] == [
        by_itself.format("Stay"),
        f"The combination that closes most makes this worse: {BACKFILL}",
    ]
