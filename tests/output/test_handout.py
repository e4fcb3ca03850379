"""The handout: what moved, what got worse, what stays open and what comes next."""

import pytest
from renderings import same

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.output.documents.content import Bullets, Content
from leadership_lib.output.documents.handout import handout


def handout_of(before: Role, after: Role) -> tuple[Content, dict[str, list[str]]]:
    """Give a handout, and its lines by heading."""
    content = handout(ll.compare(before, after))
    parts, key = {}, ""
    for line in content.texts:
        if line in (
            "Before and after",
            "What moved, and why",
            "What got worse",
            "What stays open",
            "Three next steps",
        ):
            key = line
        parts.setdefault(key, []).append(line)
    return content, {key: lines[1:] for key, lines in parts.items()}


@pytest.mark.parametrize("case", list(ll.cases), ids=lambda case: case.id)
def test_the_handout_says_what_moved_what_is_open_and_what_next(case):
    content, parts = handout_of(case.as_found, case.redesigned)
    same(content)
    comparison = ll.compare(case.as_found, case.redesigned)
    table = parts["Before and after"]
    for diagnosis in (comparison.before, comparison.after):
        for bounds in (*diagnosis.profile.values(), *diagnosis.bridges.values()):
            assert str(bounds) in table
    assert table.count("As found") == table.count("Now") == 2
    assert any(" more." in line for line in parts["What moved, and why"])
    assert (parts["What got worse"] == ["Nothing got worse."]) == (not comparison.got_worse)
    after, open_ = comparison.after, parts["What stays open"]
    arise = 39 - len(after.by_answer["does not apply"])
    wanting = len(after.by_answer["not met"]) + len(after.by_answer["partly"])
    unknown = len(after.by_answer["not stated"]) + len(after.by_answer["for you to judge"])
    (line,) = [line for line in open_ if line.startswith("Questions ")] if wanting or unknown else [""]
    assert line.startswith(f"Questions not fully met, {wanting} of {arise}:") == bool(wanting)
    assert (f"{unknown} others are open." in line) == bool(wanting and unknown)
    assert line.startswith(f"Questions that are open, {unknown} of {arise}; the first: ") == (
        not wanting and unknown > 0
    )
    steps = parts["Three next steps"][:3]
    urgent = comparison.after.most_urgent(3)
    assert all(finding.question in step for finding, step in zip(urgent, steps, strict=False))
    assert "not a validated scale; there is no total score" in "\n".join(content.texts)
    assert f"now: {case.redesigned.title};" in content.texts[1]


def test_a_handout_says_what_got_worse():
    case = ll.cases["locality_clinical_lead"]
    _, parts = handout_of(case.redesigned, case.as_found)
    worse = ll.compare(case.redesigned, case.as_found).got_worse
    assert parts["What got worse"][-1] == f"And {len(worse) - 3} more."
    assert parts["What got worse"][0].startswith(f"{worse[0].check.question} From met to ")


def test_a_handout_of_nothing_changed_and_one_with_nothing_urgent(best):
    content, parts = handout_of(Role(), Role())
    assert parts["What moved, and why"] == ["No finding moved."]
    assert "0 facts changed" in content.texts[1]
    assert all("Ask first: " in step for step in parts["Three next steps"][:3])
    _, parts = handout_of(Role(), best)
    develop = [left.develop for left in ll.diagnose(best).residual]
    steps = [
        block for block in handout(ll.compare(Role(), best)).blocks if isinstance(block, Bullets) and block.numbered
    ]
    assert len(steps[0].items) == 3
    assert all(any(text in step for text in develop) for step in parts["Three next steps"][:3])
    assert not any(line.startswith("Questions ") for line in parts["What stays open"])


def test_a_handout_cuts_long_words_and_says_where_the_whole_is():
    content, _ = handout_of(Role(title="Lead " * 500), Role(title="W" * 5000))
    assert content.title.endswith("W…")
    assert len(content.title) < 100
    assert "Lead Lead…" in content.texts[1]
    assert "words that end in … stand there whole" in content.texts[-1]
