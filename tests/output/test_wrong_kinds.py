"""A public call that is given something else says so in a sentence."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role


@pytest.mark.parametrize(
    "call",
    [
        lambda: ll.figures.profile("x"),
        lambda: ll.figures.bridges(Role()),
        lambda: ll.figures.alignment(None),
        lambda: ll.figures.at_a_glance(ll.diagnose(Role()), "x"),
        lambda: ll.figures.layers(3),
        lambda: ll.figures.grid(Role()),
        lambda: ll.figures.one_page(3),
        lambda: ll.figures.one_page([3]),
        lambda: ll.figures.clusters(3),
        lambda: ll.figures.fails_together(3),
        lambda: ll.figures.trade_offs(3),
        lambda: ll.figures.before_after(3),
        lambda: ll.figures.sensitivity(3),
        lambda: ll.figures.board(3),
        lambda: ll.figures.board([3]),
        lambda: ll.figures.timeline(width="wide"),
        lambda: ll.figures.layers().save(3),
        lambda: ll.write_description(Role(), 3),
        lambda: ll.write_handout(Role(), "a.md"),
        lambda: ll.write_grid(Role(), "a.md"),
        lambda: ll.write_journal(3, "a.md"),
        lambda: ll.write_reflection(3, "a.md"),
        lambda: ll.Journal(3),
        lambda: ll.Reflection.from_journal(3),
        lambda: next(iter(ll.exercises)).answer(3),
    ],
)
def test_something_else_is_refused_in_a_sentence(call):
    with pytest.raises(Problem, match=r"[a-z]"):
        call()
