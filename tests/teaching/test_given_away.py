"""No exercise gives its best answer away: whoever sees only the options does little better than by drawing lots.

The exercises about gaps offer the same five titles each time, so only how often each is best could tell; the others are
tried by every rule that a tired test-taker uses, and by one that has learned from all other exercises.
"""

import math
import re
from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest

from leadership_lib.teaching import exercise
from leadership_lib.teaching.exercise import Exercise
from leadership_lib.teaching.feedback import Choice

SEEN = [it for kind in exercise.FILES if kind != "gaps" for it in exercise.load(kind)]

#: How much better than by lot a rule may do.
MARGIN = 0.10

#: Words of an absolute kind mark an option as one to avoid.
ABSOLUTE = {
    "always",
    "never",
    "everybody",
    "nobody",
    "nothing",
    "simply",
    "merely",
    "whatever",
    "forever",
    "any",
    "only",
}

_LITTLE = frozenset(
    re.findall(
        r"\w+", "a an the of to in on at and or for with by is are be it its as that this her his he she they not"
    )
)

Rule = Callable[[Exercise, Choice], float]


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", text.casefold())) - _LITTLE


def best(it: Exercise) -> set[str]:
    return {choice.id for choice in it.choices if choice.verdict == "best"}


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / max(len(part), 1)


def alike(it: Exercise, choice: Choice) -> float:
    return sum(share(words(str(choice)), words(str(other))) for other in it.choices if other is not choice)


def learned(it: Exercise, choice: Choice) -> float:
    """Weigh each word by how it stands in best and in other answers elsewhere; scenes with these options are left out."""
    options = {str(one) for one in it.choices}
    others = [one for seen in SEEN for one in seen.choices if not options & {str(each) for each in seen.choices}]
    count = {holds: [one for one in others if (one.verdict == "best") is holds] for holds in (True, False)}
    has = {holds: Counter(word for one in found for word in words(str(one))) for holds, found in count.items()}

    def weight(word: str) -> float:
        rate = {holds: (has[holds][word] + 0.5) / (len(count[holds]) + 1) for holds in count}
        return math.log(rate[True] / rate[False])

    return sum(weight(word) for word in words(str(choice)) if has[True][word] + has[False][word] > 1)


RULES: dict[str, Rule] = {
    "the longest": lambda it, choice: len(str(choice)),
    "the shortest": lambda it, choice: -len(str(choice)),
    "most like the others": alike,
    "least like the others": lambda it, choice: -alike(it, choice),
    "words of the question": lambda it, choice: share(words(str(choice)), words(it.question)),
    "words of the scene": lambda it, choice: share(words(str(choice)), words(it.scene)),
    "most parts": lambda it, choice: len(re.findall("[,;:]", str(choice))),
    "words of other best answers": learned,
}


def hits(rule: Rule) -> float:
    """Return how often the rule finds a best answer; where it finds several answers, it draws among them."""
    total = 0.0
    for it in SEEN:
        values = {choice.id: rule(it, choice) for choice in it.choices}
        top = {key for key, value in values.items() if value == max(values.values())}
        total += len(top & best(it)) / len(top)
    return total / len(SEEN)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_sees_only_options_does_little_better_than_lots(name):
    by_lot = sum(len(best(it)) / len(it.choices) for it in SEEN) / len(SEEN)
    assert hits(RULES[name]) <= by_lot + MARGIN


def test_the_measure_notices_an_answer_that_gives_itself_away():
    def knows(it: Exercise, choice: Choice) -> float:
        return choice.verdict == "best"

    assert hits(knows) == 1


@pytest.mark.parametrize("it", SEEN, ids=[it.id for it in SEEN])
def test_options_are_of_one_length_and_none_is_put_in_absolute_words(it):
    lengths = [len(str(choice)) for choice in it.choices]
    assert max(lengths) <= max(1.3 * min(lengths), min(lengths) + 25)
    assert ABSOLUTE & {word for choice in it.choices for word in words(str(choice))} == set()


def test_no_gap_is_best_so_often_that_one_could_choose_it_unseen():
    scenes = exercise.load("gaps")
    often = Counter(gap for it in scenes for gap in best(it))
    by_lot = sum(often.values()) / (len(scenes) * len(often))
    assert max(often.values()) / len(scenes) <= by_lot + MARGIN


def test_pairs_of_scenes_have_the_same_options_and_another_best_answer():
    same = [(a, b) for a, b in combinations(SEEN, 2) if {*map(str, a.choices)} == {*map(str, b.choices)}]
    assert len(same) >= 7
    assert [(a.id, b.id) for a, b in same if best(a) & best(b)] == []
