"""Polarity grids: the same after TOML, reviewed with reasons, carried into a role and back, drawn and written whole."""

import dataclasses
import errno
import os
import pickle
from html.parser import HTMLParser
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pictures import measured, overlap, within
from renderings import READ, RENDER, expected
from strategies import AWKWARD, anything, roles, stated, tables, texts

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.core.records import field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Phrases
from leadership_lib.output import documents
from leadership_lib.output.documents.content import clean as fit
from leadership_lib.output.documents.grid import grid as document
from leadership_lib.output.drawing import Text, clean
from leadership_lib.output.figures.polarity_grid import grid as draw
from leadership_lib.redesign.polarity import (
    PARTS,
    POLES,
    Answers,
    Difficulty,
    PolarityError,
    PolarityGrid,
    Pole,
    false_fixes,
    kind_of,
    label,
    load,
)
from leadership_lib.role.role import Tensions, words
from leadership_lib.widgets.problem_or_polarity import ProblemOrPolarity

PARADOXES = tuple(field_kinds(Tensions))
FULL = PolarityGrid.from_dict(
    {
        "title": "Doors and desks",
        "greater_purpose": "Care that people would choose",
        "deeper_fear": "Nobody comes any more",
        "first": {
            "name": "Open door",
            "gains": ["Whoever comes is heard", "Bad news travels fast"],
            "losses": ["Nothing is finished"],
            "steps": ["An open hour on Tuesdays", "A walk round the building"],
            "warnings": ["Three papers in a row are late"],
            "noticed_by": "The secretary",
        },
        "second": {
            "name": "Quiet desk",
            "gains": ["Work is finished"],
            "losses": ["People stop coming"],
            "steps": ["Two mornings a week without meetings"],
            "warnings": ["Fewer than five visits in a month", "No question at two meetings"],
            "noticed_by": "The porter",
        },
    }
)
LONG = "W" * 400 + " and a very long text " * 60
HOSTILE = "<script>alert('&')</script> $x^2$ {0} | a | *b* \x00\x1b\u202e 漢字 🧑‍⚕️ </style></table>"


def grids():
    """Any valid grid."""

    def parts(cls, **more):
        known = {name: stated(optional(kind)[0]) for name, kind in field_kinds(cls).items() if name not in more}
        return st.fixed_dictionaries({}, optional={**known, **more})

    poles = parts(Pole)
    return parts(PolarityGrid, first=poles, second=poles).map(PolarityGrid.from_dict)


def everywhere(text):
    """Give a grid that says one text wherever a text can stand."""
    pole = {"name": text, "noticed_by": text, **{part: [text, text] for part in PARTS[:-1]}}
    around = dict.fromkeys(("title", "greater_purpose", "deeper_fear"), text)
    return PolarityGrid.from_dict({**around, "first": pole, "second": pole, "other_warnings": [text]})


def typed(grid):
    """Give every text of a grid."""

    def every(value):
        match value:
            case str():
                yield value
            case dict():
                for key, inner in value.items():
                    # Which paradox it is nobody types.
                    yield from every(inner) if key != "paradox" else ()
            case list():
                for inner in value:
                    yield from every(inner)

    return list(every(grid.to_dict()))


def pointed_out(grid):
    return [remark.id for remark in grid.review()]


# --- TOML in, TOML out


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


@given(st.dictionaries(likely, anything() | st.dictionaries(likely, anything(), max_size=4), max_size=5) | tables())
def test_a_table_of_anything_gives_a_grid_or_names_every_fault(facts):
    for make in (PolarityGrid.from_dict, FULL.with_):
        try:
            assert isinstance(make(facts), PolarityGrid)
        except PolarityError as error:
            assert error.faults


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
        (3, ["the changes"]),
    ],
)
def test_a_change_that_does_not_fit_is_refused(facts, keys):
    with pytest.raises(PolarityError) as caught:
        FULL.with_(facts)
    assert keys is None or [fault.key for fault in caught.value.faults] == keys


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


@pytest.mark.parametrize("use", [PolarityGrid.from_paradox, false_fixes, lambda key: PolarityGrid.of(Role(), key)])
def test_a_wrong_paradox_has_near_misses(use):
    with pytest.raises(Problem, match="did you mean 'representative_executive'"):
        use("representative_executiv")
    for wrong in ("", None, ["x"], 3):
        with pytest.raises(Problem, match="professional_autonomy"):
            use(wrong)


# --- the review


def test_a_full_grid_has_nothing_to_settle():
    assert FULL.complete
    assert pointed_out(FULL) == []
    assert "Nothing to settle." in repr(FULL)
    assert "Nothing to settle." in FULL._repr_html_()


ONE_POINT = [
    ({"first.name": None}, "first.name.missing_name"),
    ({"second.name": "none"}, "second.name.missing_name"),
    ({"second.name": "Bureaucracy"}, "second.name.loaded_name"),
    ({"first.name": "Clinical RESISTANCE"}, "first.name.loaded_name"),
    ({"first.name": "Managers' interference"}, "first.name.loaded_name"),
    ({"second.name": " open\nDOOR "}, "second.name.same_names"),
    ({"first.gains": None}, "first.gains.missing_gains"),
    ({"second.gains": []}, "second.gains.missing_gains"),
    ({"second.losses": None}, "second.losses.missing_losses"),
    ({"first.steps": None}, "first.steps.one_pole_only"),
    ({"second.steps": ["none"]}, "second.steps.one_pole_only"),
    ({"second.warnings": None}, "second.warnings.missing_warnings"),
    ({"first.warnings": ["Three in a row", "People are cross"]}, "first.warnings[2].not_countable"),
    ({"second.noticed_by": None}, "second.noticed_by.nobody_notices"),
    ({"first.noticed_by": "None."}, "first.noticed_by.nobody_notices"),
    ({"greater_purpose": None}, "greater_purpose.missing_purpose"),
    ({"greater_purpose": "A neutral outsider in charge"}, "greater_purpose.abandons_pole"),
    ({"deeper_fear": None}, "deeper_fear.missing_fear"),
    ({"other_warnings": ["Three in a row"]}, "other_warnings[1].untied_warning"),
    *(
        ({"second.steps": ["A plan", step]}, "second.steps[2].abandons_pole")
        for step in (
            "Split the roles",
            "Splitting the two between us",
            "Separate the roles",
            "Appoint two people",
            "Appointing two leads",
            "Leave practice",
            "Leaving the\npartnership by June",
            "Stop representing the members",
            "Get rid of the open hour",
            "Getting rid of it",
            "Replace the lead",
            "Abolish the open hour",
        )
    ),
]


@pytest.mark.parametrize(("change", "point"), ONE_POINT, ids=lambda value: str(value)[:50])
def test_one_weak_spot_gives_one_point(change, point):
    grid = FULL.with_(change)
    assert pointed_out(grid) == [point]
    (remark,) = grid.review()
    missing = ("missing", "one_pole", "nobody")
    assert grid.complete is not remark.kind.startswith(missing)
    assert remark.path in str(change)
    assert remark.text[-1] in ".?"
    assert remark.advice[-1] in ".?"
    assert str(remark) == f"{remark.where}: {remark.text} {remark.advice}"
    assert str(remark.text) in fit("\n".join(document(grid).texts)).replace("\n", " ")


def test_every_saying_of_the_review_has_an_example():
    seen = {grid.kind for change, _ in ONE_POINT for grid in FULL.with_(change).review()} | {"missing_steps"}
    assert seen == set(load().remarks)


def test_a_point_says_where_it_is_in_plain_words():
    grid = FULL.with_({"first.warnings": ["Three in a row", "They are cross"], "second.steps": None})
    first, second = grid.review()
    assert first.where == "First pole (Open door), early warnings, number 2"
    assert first.text == "Nobody can measure 'They are cross'."
    assert second.where == "Second pole (Quiet desk), action steps"
    assert "Open door" in second.text
    loaded = FULL.with_({"first.name": "Petty  bureaucracy"}).review()["first.name.loaded_name"]
    assert "'Petty bureaucracy' takes sides: 'bureaucracy'" in loaded.text


def test_no_steps_at_all_is_not_one_pole_only():
    grid = FULL.with_({"first.steps": [], "second.steps": None})
    assert pointed_out(grid) == ["first.steps.missing_steps", "second.steps.missing_steps"]


def test_several_points_keep_their_place():
    grid = FULL.with_({"first.name": "Silo", "second.name": "Silo", "second.steps": ["Replace it"]})
    assert pointed_out(grid) == [
        "first.name.loaded_name",
        "second.name.loaded_name",
        "second.name.same_names",
        "second.steps[1].abandons_pole",
    ]
    assert len(PolarityGrid().review()) == 14


@pytest.mark.parametrize(
    "said",
    [
        "Say which of the two roles I speak in",
        "Two people from each practice meet the board",
        "A right of reply for each practice",
        "A pharmacist and a nurse share the chair",
        "Practice and board each see the plan first",
    ],
)
def test_a_step_that_holds_both_is_left_alone(said):
    assert pointed_out(FULL.with_({"first.steps": [said]})) == []


def test_word_lists_look_for_whole_words():
    assert Phrases(load().loaded).found_in("Failsafe") == "Failsafe"
    assert Phrases(load().loaded).found_in("Bossanova and turfing") is None


@given(grids())
def test_any_grid_can_be_reviewed_and_shown(grid):
    remarks = grid.review()
    assert len(set(remarks.ids)) == len(remarks)
    assert all(remark.kind in load().remarks for remark in remarks)
    missing = {remark.kind for remark in remarks if remark.kind.startswith(("missing", "one_pole", "nobody"))}
    assert grid.complete is not bool(missing)
    assert repr(grid)
    assert grid._repr_html_()
    assert remarks._repr_html_()


# --- into a role, and out of one


@pytest.mark.parametrize("paradox", PARADOXES)
def test_steps_and_warnings_reach_the_checks_of_a_role(paradox, empty):
    assert ll.diagnose(empty).findings[f"tensions.{paradox}"].answer == "not stated"
    role = FULL.into(empty, paradox)
    found = ll.diagnose(role).findings
    assert found[f"tensions.{paradox}"].answer == "met"
    assert found["tensions.early_warnings"].answer == "partly"
    tension = getattr(role.tensions, paradox)
    assert tension.first_pole_steps == FULL.first.steps
    assert tension.second_pole_steps == FULL.second.steps
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


@given(roles(), st.sampled_from(PARADOXES))
def test_out_of_a_role_and_back_changes_nothing_but_that_it_is_held(role, paradox):
    grid = PolarityGrid.of(role, paradox)
    held = {f"tensions.{paradox}.named": True, f"tensions.{paradox}.approach": "hold both"}
    assert grid.into(role, paradox) == role.with_(held)
    assert grid.names == concepts.load("paradoxes")[paradox].poles


@given(grids(), roles(), st.sampled_from(PARADOXES))
def test_into_a_role_and_back_keeps_what_a_role_can_say(grid, role, paradox):
    told = grid.into(role, paradox)
    tension, before = getattr(told.tensions, paradox), getattr(role.tensions, paradox)
    again = PolarityGrid.of(told, paradox)
    assert again.first.steps == (before.first_pole_steps if grid.first.steps is None else grid.first.steps)
    assert again.second.steps == (before.second_pole_steps if grid.second.steps is None else grid.second.steps)
    every = [w for w in (grid.first.warnings, grid.second.warnings, grid.other_warnings) if w is not None]
    assert again.other_warnings == (sum(every, ()) if every else before.warnings)
    assert (tension.named, tension.approach) == (True, "hold both")
    assert grid.into(told, paradox) == told
    others = [path for path in role.stated() if not path.startswith(f"tensions.{paradox}.")]
    assert all(told[path] == role[path] for path in others)


# --- a problem or a polarity; false fixes


def test_every_set_of_answers_has_a_kind():
    for said in product(("yes", "no", "unsure", None), repeat=4):
        kind = kind_of(dict(zip(load().questions, said, strict=True)))
        if "no" in said[:2]:
            assert kind.answer == "problem"
        elif set(said) == {"yes"}:
            assert kind.answer == "polarity"
        else:
            assert kind.answer == "undecided"
        assert kind.reason.endswith(".")
        assert repr(kind) == f"{kind.answer}: {kind.reason}"
        assert kind.reason in kind._repr_html_().replace("&#x27;", "'")


def test_a_reason_is_that_of_the_answers_that_decide():
    questions = load().questions
    assert kind_of({}).reason == " ".join(question.unsure for question in questions.values())
    answers = dict.fromkeys(questions, "yes")
    assert kind_of({**answers, "both_good": "no"}).reason == questions["both_good"].no
    assert kind_of({**answers, "ongoing": "no", "both_good": "no"}).reason == questions["ongoing"].no
    assert kind_of({**answers, "swings_back": None}).reason == questions["swings_back"].unsure


def test_wrong_answers_are_all_named():
    with pytest.raises(PolarityError) as caught:
        kind_of({"ongoin": "yes", "both_good": "maybe", "interdependent": True})
    assert {fault.key for fault in caught.value.faults} == {"ongoin", "interdependent", "both_good"}
    assert "did you mean 'ongoing'?" in str(caught.value)
    assert "yes, no, unsure" in str(caught.value)


@pytest.mark.parametrize("paradox", ll.paradoxes, ids=lambda paradox: paradox.id)
def test_every_paradox_has_false_fixes(paradox):
    fixes, mine = false_fixes(paradox.id), false_fixes(paradox.id, FULL)
    assert fixes.ids == mine.ids
    assert len(fixes) >= 1
    for fix, own in zip(fixes, mine, strict=True):
        assert set(fix.leans_on) <= set(paradox.poles)
        assert fix.leans_on
        assert fix.text == paradox.false_fix
        leant = [pole for pole in FULL.poles if pole.name in own.leans_on]
        assert own.brings_back == tuple(loss for pole in leant for loss in pole.losses)
        assert own.title in str(own)
    assert fixes._repr_html_()


def test_what_the_known_false_fixes_bring_back():
    (split,) = false_fixes("representative_executive")
    assert split.leans_on == ("Represent peers", "Deliver the organisation's aims")
    assert "boss doctor" in split.brings_back[0]
    leaving = false_fixes("interest_credibility")["leave_practice"]
    assert leaving.leans_on == ("Stay clear of interests",)
    assert "credibility" in str(leaving)
    outsider = false_fixes("cross_profession_trust")["neutral_outsider"]
    assert outsider.brings_back == ()
    assert str(outsider).endswith("does not say yet what is lost")
    for fix in (
        "Split the two between different people",
        "Leave practice",
        "Leave the room",
        "Appoint a neutral outsider",
    ):
        assert pointed_out(FULL.with_({"first.steps": [fix]})) == ["first.steps[1].abandons_pole"]


# --- shown


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.said = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said += data


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


# --- the picture

PICTURED = {
    "full": FULL,
    "empty": PolarityGrid(),
    "hostile": everywhere(HOSTILE),
    "long": everywhere(LONG),
    "uneven": FULL.with_({"first.name": LONG, "second.gains": [], "other_warnings": ["Three in a row"]}),
    **{paradox: PolarityGrid.from_paradox(paradox) for paradox in PARADOXES},
}


@pytest.fixture(params=PICTURED)
def pictured(request):
    return PICTURED[request.param]


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("width", [360, 420, 680])
def test_nothing_in_the_picture_is_cut_off_or_overlaps(pictured, width):
    drawing = draw(pictured, width=width)
    sheet = (0, 0, drawing.width, drawing.height)
    assert drawing.width == width
    found = [box for _, box in measured(drawing)]
    assert all(within(box, sheet) for box in found)
    # Each line is held against those near it; a long text has thousands.
    found.sort(key=lambda box: box[1])
    near = [(one, other) for n, one in enumerate(found) for other in found[n + 1 : n + 9]]
    # Lines may share the room that accents and tails need.
    assert [pair for pair in near if overlap(*pair, slack=4)] == []
    frames = [(m.x, m.y, m.x + m.width, m.y + m.height) for m in drawing.marks if hasattr(m, "height")]
    assert [pair for pair in combinations(frames, 2) if overlap(*pair)] == []
    # Whatever stands in a frame stands in it whole.
    for box in found:
        inside = [frame for frame in frames if overlap(box, frame, slack=3)]
        assert len(inside) <= 1
        assert all(within(box, frame, slack=1) for frame in inside)


def shown(drawing):
    return "".join(mark.text for mark in drawing.marks if isinstance(mark, Text)).replace(" ", "")


def test_picture_alternative_and_table_have_every_text(pictured):
    for width in (420, 680):
        drawing = draw(pictured, width=width)
        cells = [cell for row in drawing.table.rows for cell in row]
        for text in typed(pictured):
            one = clean(words(text))
            assert one.replace(" ", "") in shown(drawing).replace("\xa0", "")
            assert one.rstrip(".") in drawing.alt
            assert one in cells or text == pictured.title
    assert drawing.alt.count("not stated") == list(cells).count("not stated")


@settings(max_examples=25)
@given(grids())
def test_any_grid_can_be_drawn(grid):
    drawing = draw(grid, width=420)
    assert drawing.svg()
    told = [clean(words(text)).rstrip(".") for text in typed(grid)]
    assert all(text in drawing.alt for text in told)


def test_the_picture_prints(tmp_path):
    for ending in ("svg", "png", "pdf"):
        assert draw(PICTURED["hostile"]).save(tmp_path / f"grid.{ending}").stat().st_size > 1000


def test_gains_stand_above_the_poles_and_losses_below():
    drawing = draw(FULL)
    place = {mark.text: (mark.x, mark.y) for mark in reversed(drawing.marks) if isinstance(mark, Text)}
    order = (
        "Greater purpose",
        "Whoever comes is heard",
        "Open door",
        "Nothing is finished",
        "Deeper fear",
        "Action steps",
    )
    heights = [place[text][1] for text in order]
    assert heights == sorted(heights)
    for left, right in (
        ("Whoever comes is heard", "Work is finished"),
        ("Nothing is finished", "People stop coming"),
    ):
        assert place[left][0] < drawing.width / 2 < place[right][0]
        assert place[left][1] == place[right][1]


# --- the document


def test_the_three_formats_say_the_same_and_all_of_it(pictured):
    content = document(pictured)
    for kind, render in RENDER.items():
        assert READ[kind](render(content)) == expected(content, kind), kind
    whole = "\n".join(content.texts)
    assert [text for text in typed(pictured) if fit(text) not in whole and fit(words(text)) not in whole] == []
    assert all(remark.text in fit(whole) or fit(remark.text) in whole for remark in pictured.review())
    assert "leadership-lib" in whole


@settings(max_examples=25)
@given(grids())
def test_any_grid_can_be_written(grid):
    content = document(grid)
    for kind in ("html", "md"):
        assert READ[kind](RENDER[kind](content)) == expected(content, kind), kind


def test_what_is_missing_is_a_gap_to_fill():
    content = document(PolarityGrid())
    whole = "\n".join(content.texts)
    asked = [load().parts[part].question for part in PARTS]
    assert all(whole.count(f"[To be agreed: {question}]") == 2 for question in asked)
    assert whole.count("[To be agreed:") == 2 * len(PARTS) + 2
    assert content.title == "Polarity grid"
    assert "Nothing: every part is stated" in "\n".join(document(FULL).texts)
    assert label("gains") in whole


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_grid_is_written_to_a_file(ending, tmp_path):
    path = ll.write_grid(FULL, tmp_path / f"grid.{ending}")
    assert path.read_bytes() == RENDER[ending](document(FULL))


# --- the form


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def press(form, action, argument=None):
    form.act(action, argument)
    return form.state["notice"]


def files(folder):
    return {path.name for path in folder.iterdir() if path.name[0] != "."} if folder.exists() else set()


def test_each_paradox_has_a_grid_of_its_own_under_a_name(work):
    form = ll.GridForm("representative_executive", name="my grid")
    form.edit([("deeper_fear", "Nobody speaks for us")])
    other = ll.GridForm("interest_credibility", name="my grid")
    assert other.value == PolarityGrid.from_paradox("interest_credibility")
    other.act("start")
    other.edit([("deeper_fear", "Nobody believes us")])
    assert ll.GridForm("representative_executive", name="my grid").value.deeper_fear == "Nobody speaks for us"
    assert files(work) == {f"my_grid.{p}.grid.toml" for p in ("representative_executive", "interest_credibility")}
    assert PolarityGrid.from_file(work / "my_grid.interest_credibility.grid.toml").paradox == "interest_credibility"


def test_another_paradox_is_opened_in_the_form(work):
    form = ll.GridForm("representative_executive", name="my grid")
    form.edit([("deeper_fear", "Nobody speaks for us")])
    offered = form.state["choices"]["open"]
    assert len(offered) == 3
    assert not press(form, "open", offered[1])
    assert form.value.title == offered[1]
    assert [group["title"] for group in form.groups][1:] == list(form.value.names)
    assert form.values["title"] == offered[1]
    assert "undo" in form.state["off"]
    assert "deeper_fear" not in form.values
    press(form, "open", ll.paradoxes["representative_executive"].title)
    assert form.values["deeper_fear"] == "Nobody speaks for us"
    before = form.value
    assert "there are" in press(form, "open", "no such paradox")
    assert form.value == before


def test_a_file_with_the_grid_of_another_paradox_is_refused_and_left(work):
    path = work / "x.interest_credibility.grid.toml"
    content = PolarityGrid.from_paradox("representative_executive").save(path).read_bytes()
    with pytest.raises(Problem, match=r"Voice of one's peers.*not of.*Rename"):
        ll.GridForm("interest_credibility", name="x")
    form = ll.GridForm("representative_executive", name="x")
    assert "Rename" in press(form, "open", ll.paradoxes["interest_credibility"].title)
    assert form.value.paradox == "representative_executive"
    with pytest.raises(Problem, match="This form"):
        form.value = PolarityGrid.from_paradox("interest_credibility")
    assert path.read_bytes() == content


def test_two_windows_on_one_grid_keep_what_each_has_written(work):
    first, second = (ll.GridForm(name="ours") for _ in range(2))
    first.edit([("deeper_fear", "Silence")])
    second.edit([("first.steps", ["An open hour"])])
    assert (second.value.deeper_fear, second.value.first.steps) == ("Silence", ("An open hour",))
    assert second.values["deeper_fear"] == "Silence"
    assert "another window" in second.state["notice"]
    # A step back takes back what was done here, and nothing of the other's.
    second.act("undo")
    assert second.value == ll.GridForm(name="ours").value
    assert (second.value.deeper_fear, second.value.first.steps) == ("Silence", None)


def test_what_is_typed_into_one_part_is_one_step_and_what_changes_nothing_is_none(work):
    form = ll.GridForm(name="ours")
    start = form.value
    for end in range(1, 8):
        form.edit([("deeper_fear", "Silence"[:end])])
    form.edit([("deeper_fear", "Silence")])
    form.edit([("first.name", "Peers")])
    form.edit([("first.steps", 3)])
    form.act("undo")
    assert form.value == start.with_(deeper_fear="Silence")
    form.act("undo")
    assert form.value == start
    assert form.state["off"] == ["undo"]
    form.act("start")
    assert form.state["off"] == ["undo"]
    form.act("undo")
    assert form.value == start


def test_the_points_stand_above_the_picture_under_the_names_of_the_poles(work):
    form = ll.GridForm(name="ours")
    assert form.board.index(load().parts["deeper_fear"].question) < form.board.index("<svg")
    form.edit([("first.name", "Peers"), ("first.steps", ["Replace it"])])
    assert form.state["titles"][1] == "Peers"
    page = Tags(form.board).said
    assert page.index("The tension") < page.index("Peers") < page.index("gives up a pole")
    assert all(load().parts["gains"].question in str(form.groups[n]) for n in (1, 2))


def test_a_grid_is_written_as_word_and_as_a_page_with_a_link(work, monkeypatch):
    form = ll.GridForm(name="ours")
    for action, ending in (("word", ".docx"), ("page", ".html")):
        name = f"ours_representative_executive_grid{ending}"
        assert name in press(form, action)
        assert (work / name).exists()
        link = next(attributes for tag, attributes in Tags(form.board).tags if tag == "a")
        assert link["download"] == name
    (work / "ours_representative_executive_grid.html").unlink()
    monkeypatch.setattr(documents, "WORD", False)
    assert "python-docx" in press(form, "word")
    assert (work / "ours_representative_executive_grid.html").exists()
    form.edit([("deeper_fear", "Silence")])
    assert "download" not in form.board


def test_a_grid_that_cannot_be_saved_is_told_until_it_is(work, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    form = ll.GridForm(name="ours")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        form.edit([("deeper_fear", "Silence")])
        assert "No space left" in form.state["notice"]
        assert "No space left" in press(form, "word")
    form.edit([("first.steps", 3)])
    assert "No space left" in form.state["notice"]
    # What changes nothing still tries again.
    form.edit([("deeper_fear", "Silence")])
    assert form.state["notice"] == ""
    assert ll.GridForm(name="ours").value.deeper_fear == "Silence"


def test_a_fault_is_told_to_somebody_who_sees_a_form(work):
    form = ll.GridForm()
    form.edit([("title", 3), ("first.steps", ["x", 3]), ("paradox", "interest_credibility"), ("nonsense", "x")])
    assert form.state["faults"] == {"title": "3; allowed is text", "first.steps": "line 2 3; allowed is text"}
    assert form.value.paradox == "representative_executive"


def test_a_grid_counts_in_the_journal_once_it_is_filled_in(work):
    form = ll.GridForm(name="my grid", notebook="03_hold_the_paradox")
    assert len(ll.Journal().entries) == 0
    form.edit([("deeper_fear", "Silence")])
    form.edit([("deeper_fear", "Silence, for good")])
    (entry,) = ll.Journal().entries
    assert (entry.kind, entry.activity) == ("grid", "my grid")
    assert "my_grid.representative_executive.grid.toml" in str(entry)
    with pytest.raises(Problem, match="activity"):
        ll.GridForm(notebook="03_hold_the_paradox")


# --- problem or polarity?


def test_four_answers_are_answered_back_and_kept(work):
    form = ProblemOrPolarity("03_hold_the_paradox", "problem or polarity, my own")
    assert "4 of the four" in form.state["said"]
    form.edit([("text", "Access <b>or</b> continuity"), ("answers.ongoing", "yes"), ("answers.interdependent", "no")])
    assert "a problem to solve" in form.state["said"]
    assert load().questions["interdependent"].no in form.board
    form.edit([("answers.interdependent", "yes"), ("answers.both_good", "yes")])
    assert "1 of the four" in form.state["said"]
    form.edit([("answers.swings_back", "yes")])
    assert form.value.kind.answer == "polarity"
    assert "Say which of the four is nearest" in form.board
    form.edit([("paradox", "representative_executive")])
    assert "Split the two between different people" in form.board
    assert "boss doctor" in form.board
    assert form.value.tempting.ids == ("split_the_roles",)
    again = ProblemOrPolarity("03_hold_the_paradox", "problem or polarity, my own")
    assert again.value == form.value
    assert again.values["answers.swings_back"] == "yes"
    (entry,) = ll.Journal().entries
    assert "a polarity to hold" in str(entry)
    assert "representative_executive" not in str(entry)


def test_what_was_answered_to_a_question_in_other_words_stays_in_the_journal(work):
    where = "03_hold_the_paradox", "problem or polarity, my own"
    ll.Journal().replace(*where, {"Is it going on, as one asked last year?": "yes"}, kind="answer")
    form = ProblemOrPolarity(*where)
    form.edit([("answers.ongoing", "no")])
    (entry,) = ll.Journal().entries
    assert entry.what["Is it going on, as one asked last year?"] == "yes"
    assert entry.what[load().questions["ongoing"].title] == "no"


def test_without_a_place_it_works_and_keeps_nothing(work):
    form = ProblemOrPolarity()
    form.edit([("answers.ongoing", "perhaps"), ("nonsense", "x")])
    assert set(form.state["faults"]) == {"answers.ongoing", "nonsense"}
    form.value = Difficulty(answers=Answers(ongoing="no"))
    assert "a problem to solve" in form.board
    assert files(work) == set()


def test_what_was_answered_can_be_taken_back(work):
    form = ProblemOrPolarity("03_hold_the_paradox", "own")
    form.edit([("text", "x")])
    form.edit([("text", None)])
    assert len(ll.Journal().entries) == 0


@given(st.dictionaries(st.sampled_from(tuple(load().questions)), st.sampled_from(["yes", "no", "unsure", None])))
def test_every_set_of_answers_is_shown(answers):
    form = ProblemOrPolarity()
    for paradox in (None, *PARADOXES):
        form.value = Difficulty(text=HOSTILE, answers=Answers(**answers), paradox=paradox)
        assert "<script>" not in form.board
        assert form.state["said"]
