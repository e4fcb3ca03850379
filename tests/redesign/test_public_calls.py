"""Every public call of redesign takes what people have at hand, and refuses anything else in a sentence."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.redesign import polarity

CASE = "locality_clinical_lead"
PARADOX = "interest_credibility"

#: What is no role, nor anything that one is read from.
NO_ROLE = [None, 7, 0.5, b"role", [CASE], {"title": "Lead"}, Role, object, "no_such_case", "no/such/file.toml"]

#: What is no move, nor the id of one.
NO_MOVE = [7, 0.5, object, Role(), [None], [["retitle", 7]], "no_such_move", [""], {"retitle": 1, 2: 3}]


@pytest.fixture(scope="module")
def locality() -> Role:
    return ll.load_role(CASE)


@pytest.fixture(scope="module")
def offered(locality) -> ll.Moves:
    return ll.moves(locality)


@pytest.fixture
def sources(locality, tmp_path):
    return [locality, ll.cases[CASE], CASE, locality.save(tmp_path / "role.toml"), str(tmp_path / "role.toml")]


@pytest.fixture
def refuses():
    def check(call):
        with pytest.raises(Problem) as caught:
            call()
        said = str(caught.value)
        assert said.strip()
        assert "Error" not in said

    return check


# --- a role, a case, its id or a path


def test_moves_and_a_frontier_are_those_of_the_role_however_it_is_given(sources, offered):
    for source in sources:
        assert ll.moves(source) == offered
        assert ll.frontier(source, ["retitle"]).role == offered.role
        assert ll.Moves(source, offered) == offered


def test_a_session_and_a_grid_take_a_role_however_it_is_given(sources, locality):
    grid = ll.PolarityGrid.from_role(locality, PARADOX)
    for source in sources:
        session = ll.Session(source)
        assert session.value == locality
        session.set(source)
        assert not session.can_undo
        assert ll.PolarityGrid.from_role(source, PARADOX) == grid
        assert grid.into(source, PARADOX) == grid.into(locality, PARADOX)


@pytest.mark.parametrize("wrong", NO_ROLE, ids=repr)
def test_what_is_no_role_is_refused(wrong, refuses):
    for call in (
        ll.moves,
        ll.frontier,
        ll.Session,
        ll.Session(Role()).set,
        lambda role: ll.Moves(role, []),
        lambda role: ll.PolarityGrid.from_role(role, PARADOX),
        lambda role: ll.PolarityGrid().into(role, PARADOX),
    ):
        refuses(lambda call=call: call(wrong))


# --- moves, in any way they can be named


def test_any_iterable_of_moves_or_of_their_ids_is_searched(locality, offered):
    some = list(offered)[:5]
    ids = [move.id for move in some]
    expected = ll.frontier(locality, offered[:5])
    for given in (some, tuple(some), iter(some), set(ids), ids[::-1], some[::-1], [*some[:2], *ids[2:]], {*ids}):
        found = ll.frontier(locality, given)
        assert found.moves == offered[:5]
        assert [point.moves for point in found] == [point.moves for point in expected]
    assert ll.frontier(locality, offered["retitle"]).moves.ids == ("retitle",)
    assert ll.frontier(locality, []).moves.ids == ()


def test_moves_that_are_given_keep_the_costs_they_have(locality, offered):
    own = offered.with_cost("retitle", pounds=700).and_own("ask", "Ask", {"title": "Adviser"}, hours=1)
    found = ll.frontier(locality, [own["ask"], own["retitle"], "cut_tasks"])
    assert found.moves.ids == ("cut_tasks", "retitle", "ask")
    assert found.moves["retitle"].cost.pounds == 700


def test_a_move_stands_for_its_id(locality, offered):
    move = offered["retitle"]
    assert offered[[move]] == offered[["retitle"]]
    assert offered.without(move) == offered.without("retitle")
    assert offered.apply(move) == offered.apply("retitle") == move.make(locality)
    assert offered.with_cost(move, hours=9) == offered.with_cost("retitle", hours=9)
    assert list(offered.faults([move])) == []
    assert move in offered


@pytest.mark.parametrize("wrong", NO_MOVE, ids=repr)
def test_what_is_no_move_is_refused(wrong, locality, offered, refuses):
    refuses(lambda: ll.frontier(locality, wrong))
    refuses(lambda: ll.frontier(locality, limits=wrong))
    refuses(lambda: ll.Moves(locality, wrong))


@pytest.mark.parametrize("wrong", [None, 0.5, object, Role(), [None], "no_such_move", [""]], ids=repr)
def test_what_names_no_move_is_refused(wrong, offered, refuses):
    for call in (
        offered.__getitem__,
        offered.without,
        offered.apply,
        offered.aimed_at,
        lambda moves: offered.with_cost(moves, hours=1),
        lambda moves: list(offered.faults(moves)),
    ):
        refuses(lambda call=call: call(wrong))


def test_moves_of_another_role_are_refused(offered, refuses):
    other = ll.load_role("pcn_clinical_director")
    move = ll.moves(other)[0]
    for call in (
        lambda: ll.frontier(other, offered),
        lambda: ll.frontier(other, list(offered)[:20]),
        lambda: ll.frontier(other, [move, offered["retitle"]]),
        lambda: ll.Moves(other, offered),
        lambda: offered[[move]],
        lambda: offered.apply(move),
        lambda: offered.without(move),
    ):
        with pytest.raises(Problem, match="another role"):
            call()


@pytest.mark.parametrize("wrong", [7, "", " ", None, object], ids=repr)
def test_a_move_of_ones_own_has_a_name_a_title_and_facts(wrong, offered, refuses):
    refuses(lambda: offered.and_own(wrong, "Title", {"title": "Lead"}))
    refuses(lambda: offered.and_own("own", wrong, {"title": "Lead"}))
    refuses(lambda: offered.and_own("own", "Title", wrong))
    refuses(lambda: offered.and_own("own", "Title", {"no_such_fact": wrong}))
    refuses(lambda: offered.and_own("own", "Title", {"title": "Lead"}, hours=str(wrong)))
    refuses(lambda: offered["retitle"].change(wrong))
    refuses(lambda: offered["retitle"].make(wrong))


# --- limits and points


@pytest.mark.parametrize(
    "wrong",
    [
        {"pounds": "none"},
        {"hours": [1]},
        {"changes": 1.5},
        {"costs": "hours"},
        {"costs": [7]},
        {"include": "retitle"},
        {"include": [7]},
        {"exclude": ["no_such_move"]},
        {"no_agreement": ["the cat"]},
        {"allow_worse": "yes"},
        {"money": 0},
    ],
    ids=repr,
)
def test_limits_that_are_none_are_refused(wrong, locality, refuses):
    refuses(lambda: ll.frontier(locality, ["retitle"], **wrong))
    refuses(lambda: ll.frontier(locality, ["retitle"]).within(**wrong))


@pytest.mark.parametrize("wrong", [None, 7, "retitle", object, []], ids=repr)
def test_a_frontier_is_made_of_moves_and_limits(wrong, offered, refuses):
    refuses(lambda: ll.Frontier(wrong, ll.Limits()))
    refuses(lambda: ll.Frontier(offered[:1], wrong))
    refuses(lambda: ll.Limits().allowed(wrong))


def test_a_point_is_asked_for_by_its_place(locality, refuses):
    found = ll.frontier(locality, ["retitle"])
    for wrong in ("retitle", None, 0.5, object):
        refuses(lambda wrong=wrong: found[wrong])


# --- sessions


@pytest.mark.parametrize("wrong", [7, "", [], object, {"title": 7}, {7: "title"}], ids=repr)
def test_a_session_refuses_what_it_cannot_do_and_stays_as_it_is(wrong, locality, refuses):
    session = ll.Session(locality)
    refuses(lambda: session.change(wrong))
    refuses(lambda: session.keep_version(wrong))
    refuses(lambda: session.open_version(wrong))
    assert session.value == locality
    assert not session.can_undo
    assert not session.versions


@pytest.mark.parametrize("wrong", [7, 0.5, [], b"file", object], ids=repr)
def test_a_session_is_kept_in_a_file(wrong, refuses):
    refuses(lambda: ll.Session(CASE, wrong))


# --- polarity grids


def test_points_of_a_review_and_false_fixes_are_tables_too():
    points = ll.PolarityGrid.from_paradox(PARADOX).review()
    assert list(points.to_frame().index) == [point.id for point in points]
    fixes = polarity.false_fixes(PARADOX)
    assert list(fixes.to_frame()["title"]) == [fix.title for fix in fixes]


@pytest.mark.parametrize("wrong", [7, None, "", [], object, "no_such_paradox"], ids=repr)
def test_grids_and_false_fixes_are_those_of_a_paradox(wrong, locality, refuses):
    for call in (
        ll.PolarityGrid.from_paradox,
        polarity.false_fixes,
        polarity.label,
        lambda paradox: ll.PolarityGrid.from_role(locality, paradox),
        lambda paradox: ll.PolarityGrid().into(locality, paradox),
    ):
        refuses(lambda call=call: call(wrong))


@pytest.mark.parametrize("wrong", [7, "a grid", ["a"], Role()], ids=repr)
def test_a_grid_and_answers_are_refused_where_they_are_none(wrong, refuses):
    refuses(lambda: polarity.false_fixes(PARADOX, wrong))
    refuses(lambda: polarity.kind_of(wrong))
    refuses(lambda: ll.PolarityGrid(first=wrong))
    refuses(lambda: ll.PolarityGrid().with_(wrong))
