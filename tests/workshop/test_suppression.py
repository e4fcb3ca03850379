"""No one's answer can be worked out; and the test that says so catches the rules that leak."""

import random
from collections import Counter

import attack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadership_lib.workshop.suppression import SMALLEST, publish, renewed, settle

ITEMS = ("a", "b")


def shown_sets(block_of):
    """Every set of people about whom a reveal shows a table: the room and each block."""
    blocks = {label: frozenset(p for p, b in block_of.items() if b == label) for label in set(block_of.values())}
    return [frozenset(block_of), *blocks.values()]


def test_no_sum_of_what_was_ever_shown_speaks_of_few():
    """Two thousand histories: any mix of groups, people arriving between the rounds, any threshold."""
    dice = random.Random(16)
    revealed = 0
    for _ in range(2000):
        smallest = dice.randint(SMALLEST, 10)
        weights = [dice.random() ** 2 for _ in "gmnax"]
        groups = dice.choices("gmnax", weights, k=dice.randint(0, 40))
        people, before, shown = dict(enumerate(groups)), {}, []
        for arrivals in [0, *(dice.randint(0, 12) for _ in range(dice.randint(0, 4)))]:
            people |= {len(people) + i: dice.choice("gm") for i in range(arrivals)}
            before = settle(people, before, smallest)
            if before:
                assert min(Counter(before.values()).values()) >= smallest
                shown += shown_sets(before)
        if shown:
            revealed += 1
            assert attack.support(shown, smallest) is None
    assert revealed > 1000


def counted(values, block_of):
    """The answers that each block's table is made of, and the room's: a person and the round it was given in."""
    blocks = {
        label: frozenset(values[p] for p, b in block_of.items() if b == label) for label in set(block_of.values())
    }
    return [frozenset(values.values()), *blocks.values()]


@given(st.integers(SMALLEST, 7), st.integers(0, 30), st.randoms(use_true_random=False))
def test_between_any_two_reveals_a_block_moves_by_no_one_or_by_enough(smallest, people, dice):
    """People may change their answers, come later, and leave a round out."""
    groups = dict(enumerate(dice.choices("gmn", k=people)))
    answers, before, taken, shown, reveals = {}, {}, {}, [], []
    for number in (1, 2, 3, 4):
        groups |= {len(groups): dice.choice("gm") for _ in range(dice.randint(0, 6))}
        often = dice.random()
        for person in groups:
            if dice.random() < often:
                answers.setdefault(person, {})[number] = (person, number)
        block_of = settle({person: groups[person] for person in answers}, before, smallest)
        values, now, again = renewed(answers, block_of, taken, number, smallest)
        if not again:  # refused: nothing new is shown, and nothing is settled
            continue
        for earlier, those in reveals:
            for block in set(those.values()):
                moved = sum(values[p] != earlier[p] for p, b in those.items() if b == block)
                assert not 0 < moved < smallest
        before, taken = block_of, now
        reveals.append((values, block_of))
        shown += counted(values, block_of)
    assert not shown or attack.support(shown, smallest) is None


def test_the_move_of_one_is_kept_back_until_there_are_enough():
    """Six of each answer; then five of one and one of the other: the table of the other stays as it was."""
    block_of = settle(dict(enumerate("ggggggnnnnnn")))
    answers = {person: {1: "first"} for person in block_of}
    _, taken, again = renewed(answers, block_of, {}, 1)
    assert (taken, again) == ({"g": 1, "n": 1}, 12)
    for person in (0, 6, 7, 8, 9, 10):
        answers[person][2] = "second"
    values, taken, again = renewed(answers, block_of, taken, 2)
    assert (taken, again) == ({"g": 1, "n": 2}, 5)
    assert [values[person] for person in (0, 6, 11)] == ["first", "second", "first"]
    for person in (1, 2, 3, 4):
        answers[person][3] = "third"
    values, taken, again = renewed(answers, block_of, taken, 3)
    assert (taken, again) == ({"g": 3, "n": 2}, 5)
    assert [values[person] for person in (0, 1, 5)] == ["second", "third", "first"]


def only_small_groups_hidden(groups):
    sizes = Counter(groups.values())
    alone = [frozenset(p for p in groups if groups[p] == g) for g, n in sizes.items() if n >= SMALLEST]
    return [frozenset(groups), *alone]


@pytest.mark.parametrize(
    ("shown", "leak"),
    [
        (only_small_groups_hidden(dict(enumerate("ggggggggmmm"))), {8, 9, 10}),
        ([frozenset(range(12)), frozenset(range(13))], {12}),
        ([frozenset(range(12)), frozenset(range(1, 12))], {0}),
        ([frozenset(range(12)), frozenset(range(6)), frozenset(range(5, 12))], {5}),
    ],
    ids=["total less the shown group", "revealed again after one more", "one left before round two", "two groupings"],
)
def test_the_attack_finds_what_other_rules_leak(shown, leak):
    assert attack.support(shown, SMALLEST) == leak


def test_enumeration_of_small_worlds_agrees_with_the_rule():
    """Ten people, all 3^10 worlds: someone is known only where a whole block said the same, as the door says."""
    dice = random.Random(1)
    people = tuple(range(10))
    block_of = settle(dict(enumerate("gggggmmmmm")))
    for _ in range(2):
        said = {p: dice.choice([0, 0, 1, 2]) for p in people}
        tables = [(who, [sum(said[p] == c for p in who) for c in range(3)]) for who in shown_sets(block_of)]
        found = attack.bounds(people, tables, [frozenset([p]) for p in people])
        for person in people:
            mates = {said[p] for p in people if block_of[p] == block_of[person]}
            assert ((1, 1) in found[frozenset([person])]) == (len(mates) == 1)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from("gmn"), st.one_of(st.none(), st.integers(0, 10))), max_size=30))
def test_what_is_published_keeps_to_the_rule(people):
    groups = {i: group for i, (group, _) in enumerate(people)}
    values = {i: {"a": value, "b": None} for i, (_, value) in enumerate(people)}
    body = publish(values, settle(groups), ITEMS)
    if len(people) < SMALLEST:
        assert body["n"] is None
        assert body["items"] == {}
        return
    a, b = body["items"]["a"], body["items"]["b"]
    assert body["n"] == len(people)
    assert all(size >= SMALLEST for _, size in body["blocks"])
    assert b == {"unsure": len(people), "counts": None, "blocks": None}
    if a["counts"]:
        assert sum(a["counts"]) >= SMALLEST
        assert sum(a["counts"]) + a["unsure"] == len(people)
    if a["blocks"]:
        assert a["counts"]
        assert [sum(thirds) for thirds in a["blocks"]] == [size for _, size in body["blocks"]]
        assert all(sum(thirds[:3]) >= SMALLEST for thirds in a["blocks"])


@pytest.mark.parametrize(
    ("groups", "blocks"),
    [
        ("ggggggggmmm", {"g and m": 11}),
        ("gggggggggnnnnnmmm", {"g": 9, "m and n": 8}),
        ("ggggggmmmnnnaa", {"g": 6, "a and m and n": 8}),
        ("gggg", {}),
    ],
)
def test_small_groups_are_put_together(groups, blocks):
    assert Counter(settle(dict(enumerate(groups))).values()) == blocks


def test_no_group_can_take_the_name_of_those_who_come_later():
    """A group of that name would grow by newcomers whom anyone could subtract."""
    before = settle(dict.fromkeys(range(5), "came later (2)"))
    after = settle(dict.fromkeys(range(10), "came later (2)"), before)
    assert Counter(after.values()) == {"came later (2)": 5, "came later (3)": 5}


def test_it_needs_neither_server_nor_store(python):
    said = python(
        "import sys, leadership_lib.workshop.suppression; print('tornado' in sys.modules, 'sqlite3' in sys.modules)"
    )
    assert said.split() == ["False", "False"]
