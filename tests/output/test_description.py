"""The role description: what is stated is said, and what is not is a gap."""

import re
from collections import Counter
from io import BytesIO
from typing import Literal, get_args, get_origin

import pytest
from docx import Document
from hypothesis import example, given
from renderings import RENDER, Page, as_page, cases, same
from strategies import roles

from leadership_lib import Role
from leadership_lib.framework import concepts
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Content, Table
from leadership_lib.output.documents.description import description
from leadership_lib.role.role import fact_kind, fact_paths

SECTIONS = [
    "The post",
    "Purpose",
    "Accountable to, and for what",
    "Key relationships",
    "Objectives",
    "Boundaries and latitude",
    "Decision rights",
    "Time and support",
    "Reward and recognition",
    "Tensions and how they are handled",
    "Development",
    "Term and review",
    "Still to be agreed",
]


STATEMENT = "The post holder is accountable for the role and not for clinical practice."


CONTRARY = {
    "accountability.for_what": "other people's practice",
    "accountability.excludes_clinical_practice": False,
    "accountability.manages_peers": True,
}


def literals(kind):
    """Give the choices of every ``Literal`` in a type."""
    if get_origin(kind) is Literal:
        yield get_args(kind)
    for inner in get_args(kind):
        yield from literals(inner)


def headings(kind: str, data: bytes) -> list[tuple[str, str]]:
    """Give level and text of every heading."""
    if kind == "docx":
        styles = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3"}
        paragraphs = Document(BytesIO(data)).paragraphs
        return [(styles[p.style.name], p.text) for p in paragraphs if p.style.name in styles]
    return (Page(data.decode()) if kind == "html" else as_page(data)).headings


@pytest.mark.parametrize("kind", RENDER)
@pytest.mark.parametrize("name", [*cases(), "empty"])
def test_the_sections_stand_in_the_order_that_hr_expects(kind, name):
    role = {**cases(), "empty": Role()}[name]
    found = headings(kind, RENDER[kind](description(role)))
    title = f"Role description: {role.title}" if role.title else "Role description"
    assert [text for level, text in found if level == "h1"] == [title] == [found[0][1]]
    assert [text for level, text in found if level == "h2"] == SECTIONS
    below = [f"Objective {n}" for n in range(1, len(role.objectives or ()) + 1)]
    assert [text for level, text in found if level == "h3"] == below + [p.title for p in concepts.load("paradoxes")]


def gaps(content: Content) -> Counter:
    spans = [span for block in content.blocks for line in block.lines() for span in line]
    assert all(span.text.startswith("[To be agreed: ") for span in spans if span.kind == "gap")
    return Counter(span.text for span in spans if span.kind == "gap")


def unstated(role: Role) -> Counter:
    """Give the question of everything that a role leaves out, down to the parts of an objective."""
    fixed = wording.load()
    says = {saying.fact: saying for section in fixed.sections for saying in section.says}
    tension = {saying.fact: saying for saying in fixed.tension.says}
    asked = []
    for path in fact_paths():
        if role[path] is None:
            saying = tension[path.rpartition(".")[2]] if path.startswith("tensions.") else says[path]
            asked.append(saying.question(path))
    for items, grid in ((role.objectives, fixed.objective), (role.influence.decision_rights, fixed.right)):
        asked += [s.ask for item in items or () for s in grid.says if getattr(item, s.fact) is None]
    return Counter(f"[To be agreed: {question}]" for question in asked)


@given(roles())
@example(Role())
def test_what_is_not_stated_is_a_gap_and_what_is_stated_never(role):
    content = description(role)
    assert gaps(content) == unstated(role)
    assert STATEMENT in "\n".join(content.texts)


def test_the_facts_questions_are_what_the_gaps_ask():
    own = {saying.fact for section in wording.load().sections for saying in section.says if saying.ask}
    said = "\n".join(description(Role()).texts)
    for fact in concepts.load("facts"):
        if fact.id not in own and not fact.id.endswith(".named"):
            assert f"[To be agreed: {fact.question}]" in said
    # Where the description itself is the answer, the question about a description would read oddly.
    assert own == {"accountability.excludes_clinical_practice", "accountability.manages_peers", "reward.demands"}


def test_every_fact_is_said_once_and_in_every_way_it_can_be():
    fixed = wording.load()
    says = [saying for section in fixed.sections for saying in section.says]
    tensions = [f"tensions.{p.id}.{saying.fact}" for p in concepts.load("paradoxes") for saying in fixed.tension.says]
    assert Counter([*(saying.fact for saying in says), *tensions]) == Counter(fact_paths())
    parts = [(fact_kind(s.fact), s) for s in says]
    parts += [(fact_kind(f"tensions.professional_autonomy.{s.fact}"), s) for s in fixed.tension.says]
    for kind, saying in parts:
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        choices = next(literals(inner), ())
        if kind is bool:
            needed = {"yes", "no"}
        elif inner is not kind or choices:
            needed = {choice for choice in choices if choice != "none"}
        else:
            needed = set() if kind is str or saying.names else {"one", "other"}
        assert set(saying.words) == needed, saying.fact
        may_be_none = kind is str or get_origin(kind) is tuple or "none" in choices or "one" in needed
        assert bool(saying.none) == may_be_none, saying.fact


def test_what_is_stated_as_none_is_said_in_a_sentence():
    nothing = {}
    for section in wording.load().sections:
        for saying in section.says:
            if saying.none:
                kind = fact_kind(saying.fact)
                value = [] if get_origin(kind) is tuple else 0 if "other" in saying.words else "none"
                nothing[saying.fact] = value
    content = description(Role().with_(nothing))
    whole = "\n".join(content.texts)
    assert "There is no cover in the practice." in whole
    assert "No hours are paid." in whole
    for section in wording.load().sections:
        for saying in section.says:
            assert (saying.none in whole) if saying.none else True, saying.fact
    same(content)


def test_figures_have_units_and_ids_have_titles():
    role = Role().with_({"capacity.hours_paid": 1, "capacity.hours_expected": 14.5, "layer": "pcn"})
    whole = "\n".join(description(role.with_({"appointment.length_months": 36})).texts)
    for words in (
        "paid for 1 hour a week.",
        "take 14.5 hours a week.",
        "for 36 months.",
        "Primary care network (PCN)",
    ):
        assert words in whole


@pytest.mark.parametrize("path", CONTRARY)
def test_a_contradiction_of_the_statement_is_shown_as_a_point_to_settle(path):
    content = description(Role().with_({path: CONTRARY[path]}))
    texts = "\n".join(content.texts)
    assert STATEMENT in texts
    assert texts.count("[To be settled: ") == 1
    assert "1 point contradicts" in texts
    same(content)


def test_no_contradiction_no_point_to_settle(best):
    for role in (Role(), best):
        assert "To be settled" not in "\n".join(description(role).texts)


def test_the_gaps_are_counted_section_by_section(best):
    for role in (*cases().values(), Role()):
        texts, number = description(role).texts, sum(unstated(role).values())
        tail = texts[texts.index("Still to be agreed") + 1 :]
        counted = [int(m.group(1)) for line in tail if (m := re.fullmatch(r".+: (\d+)", line))]
        assert sum(counted) == number
        assert any(line.startswith(f"{number} point") for line in tail) == bool(number)
    assert "Every point of this description is stated." in description(best).texts


def test_the_poles_of_a_tension_go_by_their_names(best):
    tables = [block for block in description(best).blocks if isinstance(block, Table)][-4:]
    for table, paradox in zip(tables, concepts.load("paradoxes"), strict=True):
        assert [row[0][0][0].text for row in table.rows] == [*paradox.poles, "Early warnings"]
