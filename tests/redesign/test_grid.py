"""Polarity grids: the same after TOML, changed by making another, carried into a role and back, shown whole."""

import dataclasses
import pickle

import pytest
from grids import FULL, HOSTILE, PARADOXES, Tags, everywhere, grids, typed
from hypothesis import example, given, settings
from hypothesis import strategies as st
from page_tables import rows, summaries
from renderings import RENDER
from strategies import AWKWARD, anything, roles, tables, texts

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.core.records import field_kinds
from leadership_lib.framework import concepts
from leadership_lib.output.documents.grid import grid_content as document
from leadership_lib.output.figures.polarity_grid import grid as draw
from leadership_lib.redesign.polarity import (
    PARTS,
    POLES,
    Answers,
    PolarityError,
    PolarityGrid,
    Pole,
    false_fixes,
    kind_of,
    label,
    load,
)

# --- TOML in, TOML out


@pytest.mark.slow
@settings(max_examples=150)
@given(grids())
@example(PolarityGrid())
@example(FULL)
def test_a_grid_is_the_same_after_toml_and_so_is_the_text(grid):
    text = grid.to_toml()
    again = PolarityGrid.from_toml(text)
    assert again == grid == pickle.loads(pickle.dumps(grid))
    assert again.to_toml() == text
    assert hash(again) == hash(grid)


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text)[:20])
def test_awkward_text_is_the_same_after_toml_wherever_it_stands(text):
    grid = everywhere(text)
    assert PolarityGrid.from_toml(grid.to_toml()) == grid
    assert set(typed(grid)) == {text}


def test_a_grid_is_saved_and_read_back(tmp_path):
    path = FULL.save(tmp_path / "new folder" / "grid.toml")
    assert PolarityGrid.from_file(path) == FULL
    assert [found.name for found in path.parent.iterdir()] == ["grid.toml"]
    with pytest.raises(PolarityError, match="no such file"):
        PolarityGrid.from_file(tmp_path / "none.toml")
    with pytest.raises(Problem, match="cannot be written"):
        FULL.save(tmp_path)
    path.write_text("[first]\nnam = 'x'\ngains = 'one'\n[[second]]\n", "utf-8")
    with pytest.raises(PolarityError) as caught:
        PolarityGrid.from_file(path)
    assert [fault.key for fault in caught.value.faults] == ["first.nam", "first.gains", "second"]
    assert "grid.toml" in str(caught.value)
    assert "did you mean 'name'?" in str(caught.value)


def test_nothing_in_a_grid_can_be_assigned():
    for thing, name in ((FULL, "title"), (FULL.first, "name"), (FULL, "new")):
        with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
            setattr(thing, name, None)


likely = st.sampled_from([*field_kinds(PolarityGrid), *field_kinds(Pole), "first.steps", "second.name", "first.", ""])


@pytest.mark.slow
@given(st.dictionaries(likely, anything() | st.dictionaries(likely, anything(), max_size=4), max_size=5) | tables())
def test_a_table_of_anything_gives_a_grid_or_names_every_fault(facts):
    for make in (PolarityGrid.from_dict, FULL.with_):
        try:
            assert isinstance(make(facts), PolarityGrid)
        except PolarityError as error:
            assert error.faults


@pytest.mark.slow
@given(anything(), st.text(max_size=40))
def test_anything_gives_a_grid_or_a_polarity_error(thing, text):
    for make, given_ in (
        (PolarityGrid.from_dict, thing),
        (FULL.with_, thing),
        (PolarityGrid.from_toml, text),
        (kind_of, thing),
    ):
        try:
            make(given_)
        except PolarityError as error:
            assert error.faults


# --- changing one by making another


def test_with_takes_a_table_a_path_or_a_pole():
    as_table = FULL.with_(first={"steps": ["One"]}, title=None)
    as_path = FULL.with_({"first.steps": ["One"], "title": None})
    as_pole = FULL.with_(first=dataclasses.replace(FULL.first, steps=("One",)), title=None)
    assert as_table == as_path == as_pole
    assert as_table.first.gains == FULL.first.gains
    assert as_table.title is None
    assert FULL.with_({"second": None}).second == Pole()
    assert FULL.with_() == FULL


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({"titel": "x"}, ["titel"]),
        ({"first.step": []}, ["first.step"]),
        ({"first": 3, "second.gains": "one"}, ["first", "second.gains"]),
        ({"title.first": "x", "title": "y"}, None),
        (3, ["a polarity grid"]),
    ],
)
def test_a_change_that_does_not_fit_is_refused(facts, keys):
    with pytest.raises(PolarityError) as caught:
        FULL.with_(facts)
    assert keys is None or [fault.key for fault in caught.value.faults] == keys


@pytest.mark.slow
@given(grids(), grids())
def test_a_change_can_be_taken_back(before, after):
    facts = {name: getattr(after, name) for name in field_kinds(PolarityGrid)}
    assert before.with_(facts) == after


# --- the four of the paper


@pytest.mark.parametrize("paradox", ll.paradoxes, ids=lambda paradox: paradox.id)
def test_a_paradox_comes_filled_in_as_far_as_the_paper_goes(paradox):
    grid = PolarityGrid.from_paradox(paradox.id)
    assert (grid.paradox, grid.title) == (paradox.id, paradox.title)
    assert grid.names == paradox.poles
    assert all(pole.gains for pole in grid.poles)
    assert grid.first.losses or grid.second.losses
    assert not grid.complete
    # Steps, warnings and who notices are the learner's; so is the fear, of which the paper does not speak.
    assert {getattr(pole, part) for pole in grid.poles for part in ("steps", "warnings", "noticed_by")} == {None}
    assert grid.deeper_fear is None
    # What is filled in gives nothing to settle but what is missing.
    assert {remark.kind for remark in grid.review()} <= {
        "missing_purpose",
        "missing_losses",
        "missing_steps",
        "missing_warnings",
        "nobody_notices",
        "missing_fear",
    }
    assert set(paradox.propositions) <= set(load().grids[paradox.id].propositions)


def test_the_data_and_the_code_have_the_same_keys():
    known = load()
    assert tuple(known.grids) == ll.paradoxes.ids == PARADOXES
    assert set(known.parts) == {*field_kinds(PolarityGrid), *field_kinds(Pole)} - {*POLES, "paradox"}
    assert tuple(known.questions) == tuple(field_kinds(Answers))
    assert all(question.title.endswith("?") for question in known.questions.values())
    assert all(part.question.endswith("?") for part in known.parts.values())
    for name in ("loaded", "abandons"):
        phrases = getattr(known, name)
        assert len(set(phrases)) == len(phrases)
        assert all(phrase == phrase.strip().lower() for phrase in phrases)


@pytest.mark.parametrize(
    "use", [PolarityGrid.from_paradox, false_fixes, lambda key: PolarityGrid.from_role(Role(), key)]
)
def test_a_wrong_paradox_has_near_misses(use):
    with pytest.raises(Problem, match="did you mean 'representative_executive'"):
        use("representative_executiv")
    for wrong in ("", None, ["x"], 3):
        with pytest.raises(Problem, match="professional_autonomy"):
            use(wrong)


# --- into a role, and out of one


@pytest.mark.parametrize("paradox", PARADOXES)
def test_steps_and_warnings_reach_the_checks_of_a_role(paradox, empty):
    assert ll.diagnose(empty).findings[f"tensions.{paradox}"].answer == "not stated"
    role = FULL.into(empty, paradox)
    found = ll.diagnose(role).findings
    assert found[f"tensions.{paradox}"].answer == "met"
    assert found["tensions.early_warnings"].answer == "partly"
    tension = getattr(role.tensions, paradox)
    assert tension.done == (FULL.first.steps, FULL.second.steps)
    assert tension.warnings == FULL.first.warnings + FULL.second.warnings
    assert set(role.stated()) == {f"tensions.{paradox}.{part}" for part in field_kinds(type(tension))}


def test_four_grids_give_early_warnings_for_all_four(empty):
    role = empty
    for paradox in PARADOXES:
        role = FULL.into(role, paradox)
    assert ll.diagnose(role).findings["tensions.early_warnings"].answer == "met"


def test_a_grid_that_leans_makes_a_role_that_leans(empty):
    role = FULL.with_({"second.steps": None}).into(empty, "interest_credibility")
    finding = ll.diagnose(role).findings["tensions.interest_credibility"]
    assert finding.answer == "partly"
    assert finding.verdict.because == "one_pole"


def test_a_false_fix_in_the_role_gives_way(empty):
    role = empty.with_({"tensions.representative_executive.approach": "split the roles"})
    assert FULL.into(role, "representative_executive").tensions.representative_executive.approach == "hold both"


@pytest.mark.slow
@given(roles(), st.sampled_from(PARADOXES))
def test_out_of_a_role_and_back_changes_nothing_but_that_it_is_held(role, paradox):
    grid = PolarityGrid.from_role(role, paradox)
    held = {f"tensions.{paradox}.said_openly": True, f"tensions.{paradox}.approach": "hold both"}
    assert grid.into(role, paradox) == role.with_(held)
    assert grid.names == concepts.load("paradoxes")[paradox].poles


@pytest.mark.slow
@given(grids(), roles(), st.sampled_from(PARADOXES))
def test_into_a_role_and_back_keeps_what_a_role_can_say(grid, role, paradox):
    told = grid.into(role, paradox)
    tension, before = getattr(told.tensions, paradox), getattr(role.tensions, paradox)
    again = PolarityGrid.from_role(told, paradox)
    for pole, made, known in zip(again.poles, grid.poles, before.done, strict=True):
        assert pole.steps == (known if made.steps is None else made.steps)
    every = [w for w in (grid.first.warnings, grid.second.warnings, grid.other_warnings) if w is not None]
    assert again.other_warnings == (sum(every, ()) if every else before.warnings)
    assert (tension.said_openly, tension.approach) == (True, "hold both")
    assert grid.into(told, paradox) == told
    others = [path for path in role.stated() if not path.startswith(f"tensions.{paradox}.")]
    assert all(told[path] == role[path] for path in others)


# --- shown


def test_the_page_has_a_table_that_can_be_spoken():
    page = Tags(FULL._repr_html_())
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert [head["scope"] for head in heads].count("col") == 3
    assert [head["scope"] for head in heads].count("row") == len(PARTS)
    assert [tag for tag, _ in page.tags].count("caption") == 1
    assert all(text in page.said for text in typed(FULL))
    assert "other_warnings" not in page.said
    assert PolarityGrid()._repr_html_().count("not stated") == 2 + 2 * len(PARTS)


def test_the_text_can_be_read_in_a_terminal():
    lines = repr(FULL.with_({"second.losses": None, "first.steps": []})).splitlines()
    assert lines[:6] == [
        "Doors and desks",
        "Greater purpose: Care that people would choose",
        "",
        "Open door",
        "  Gains:",
        "    - Whoever comes is heard",
    ]
    assert "  Losses when overdone: not stated" in lines
    assert "  Action steps: none" in lines
    assert lines[-1] == "2 points to settle."
    assert all(text in repr(FULL) for text in typed(FULL))
    assert repr(PolarityGrid()).startswith("A polarity without a title\n")


@pytest.mark.slow
@given(text=texts())
@example(text=HOSTILE)
@example(text='"><img src=x onerror=alert(1)>')
def test_what_a_person_typed_is_escaped(text):
    grid = everywhere(f"<b id=x>{text}</b>")
    kinds = (grid, grid.review(), false_fixes("interest_credibility", grid), draw(grid))
    for page in (thing._repr_html_() for thing in kinds):
        assert "<b id=x>" not in page
        assert "<script" not in page
    assert b"<b id=x>" not in RENDER["html"](document(grid))


# --- by hand


def test_a_grid_of_a_paradox_has_the_greater_purpose_that_is_known():
    known = {paradox: PolarityGrid.from_paradox(paradox).greater_purpose for paradox in PARADOXES}
    assert known["professional_autonomy"] == "Better care, and better health, for a whole population"
    assert known["interest_credibility"] is None


def test_what_a_role_states_of_a_paradox_is_its_grid(empty):
    paradox = ll.paradoxes["interest_credibility"]
    poles = {"staying_in_practice": ["Two sessions"], "staying_clear_of_interests": ["Declare it"]}
    facts = {**poles, "warnings": ["Two in a row"]}
    grid = PolarityGrid.from_role(empty.with_(tensions={paradox.id: facts}), paradox.id)
    assert grid == PolarityGrid(
        paradox=paradox.id,
        title=paradox.title,
        first=Pole(name=paradox.poles[0], steps=("Two sessions",)),
        second=Pole(name=paradox.poles[1], steps=("Declare it",)),
        other_warnings=("Two in a row",),
    )


@pytest.mark.parametrize(
    ("parts", "warnings"),
    [
        ({"first": {"warnings": ["One"]}}, ("One",)),
        ({"second": {"warnings": ["Two"]}}, ("Two",)),
        ({"other_warnings": ["Three"]}, ("Three",)),
        (
            {"first": {"warnings": ["One"]}, "second": {"warnings": ["Two"]}, "other_warnings": ["Three"]},
            ("One", "Two", "Three"),
        ),
        ({"first": {"warnings": []}}, ()),
        ({}, ("As it was",)),
    ],
)
def test_a_role_has_all_warnings_of_a_grid_and_keeps_its_own_where_the_grid_is_silent(empty, parts, warnings):
    before = empty.with_({"tensions.interest_credibility.warnings": ["As it was"]})
    tension = PolarityGrid.from_dict(parts).into(before, "interest_credibility").tensions.interest_credibility
    assert (tension.said_openly, tension.approach, tension.warnings) == (True, "hold both", warnings)
    assert tension.done == (None, None)


def test_a_page_has_every_part_under_its_name():
    one = FULL.with_({"first.steps": None, "other_warnings": ["Three in a row"]})
    page = one._repr_html_()
    assert "<h3>Doors and desks</h3>" in page
    assert "<div><b>Greater purpose:</b> <span>Care that people would choose</span></div>" in page
    assert "<div><b>Deeper fear:</b> <span>Nobody comes any more</span></div>" in page
    assert "<div><b>Early warnings of either pole:</b> <ul><li>Three in a row</li></ul></div>" in page
    assert "<caption>Two poles, both needed</caption>" in page
    assert "<caption>Points to settle</caption>" in page
    said = rows(page)
    assert said[0] == ["part", "Open door", "Quiet desk"]
    assert said[1] == [
        "Gains",
        "<ul><li>Whoever comes is heard</li><li>Bad news travels fast</li></ul>",
        "<ul><li>Work is finished</li></ul>",
    ]
    assert said[len(PARTS) + 1] == ["where", "what", "what to try"]
    assert [cells[0] for cells in said[len(PARTS) + 2 :]] == [remark.where for remark in one.review()]
    assert summaries(page) == [(False, f"{len(one.review())} points to settle")]
    assert "<p>Nothing to settle.</p>" in FULL._repr_html_()
    assert repr(FULL.with_(deeper_fear=None)).splitlines()[-1] == "1 point to settle."
    assert "<h3>A polarity without a title</h3>" in PolarityGrid()._repr_html_()


def test_the_lines_of_a_grid_in_their_order():
    grid = PolarityGrid.from_dict(
        {"first": {"name": "Door", "gains": ["A", "B"]}, "deeper_fear": "Silence", "other_warnings": ["x"]}
    )
    assert repr(grid).splitlines() == [
        "A polarity without a title",
        "Greater purpose: not stated",
        "",
        "Door",
        "  Gains:",
        "    - A",
        "    - B",
        *(f"  {label(part)}: not stated" for part in PARTS[1:]),
        "",
        grid.names[1],
        *(f"  {label(part)}: not stated" for part in PARTS),
        "",
        "Deeper fear: Silence",
        "Early warnings of either pole:",
        "  - x",
        "",
        f"{len(grid.review())} points to settle.",
    ]


@pytest.mark.parametrize(
    "part", ["greater_purpose", "deeper_fear", "first.gains", "second.noticed_by", "second.name"]
)
def test_a_grid_is_complete_only_with_every_part(part):
    assert FULL.complete
    assert not FULL.with_({part: None}).complete
    assert FULL.with_({"title": None, "other_warnings": None}).complete
