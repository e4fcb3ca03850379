"""Rating a role, and the checks beside it."""

import pytest

import leadership_lib as ll
from leadership_lib.role.role import Role
from leadership_lib.teaching.journal.journal import Journal


def test_the_checks_answer_only_when_all_five_are_rated():
    rating = ll.Rating(ll.load_role("pcn_clinical_director"))
    rating.edit([(feature, 5) for feature in ll.features.ids[:4]])
    assert "checks met" not in rating.board
    rating.edit([("fairness", 3)])
    assert "checks met" in rating.board
    assert rating.value == {"purpose": 5, "influence": 5, "clarity": 5, "autonomy": 5, "fairness": 3}
    rating.edit([("fairness", None)])
    assert "checks met" not in rating.board


def rated(role: Role, *ratings: int) -> ll.Rating:
    rating = ll.Rating(role)
    rating.value = dict(zip(ll.features.ids, ratings, strict=True))
    return rating


def test_the_board_names_the_feature_where_rating_and_checks_lie_farthest_apart():
    role = ll.load_role("pcn_clinical_director")
    profile = ll.diagnose(role).profile
    within = [round(10 * (profile[f].lower + profile[f].upper) / 2) for f in ll.features.ids]
    assert "fits what the description says or leaves open" in rated(role, *within).board
    for number, feature in enumerate(ll.features):
        said = rated(role, *within[:number], 10, *within[number + 1 :]).state["said"]
        if profile[feature.id].upper < 1:
            assert f"differ most at {feature.title}: you feel more of it (10 of 10)" in said
            assert "less" not in said
    said = rated(role, 0, *within[1:]).state["said"]
    assert "differ most at Purpose: you feel less of it (0 of 10) than is stated" in said


def test_ratings_are_kept_and_come_back():
    place = {"notebook": "04_design_a_great_job", "activity": "how it feels"}
    rating = ll.Rating(Role(), **place)
    for feature, given in (("purpose", 3), ("clarity", 8), ("purpose", 4)):
        rating.edit([(feature, given)])
    again = ll.Rating(Role(), **place)
    assert again.value == {"purpose": 4, "clarity": 8}
    assert again.values == again.value
    assert len(Journal().entries) == 1
    again.value = {}
    assert ll.Rating(Role(), **place).value == {}
    assert len(Journal().entries) == 0


def test_what_is_no_feature_changes_nothing():
    rating = ll.Rating(Role(), notebook="04_design_a_great_job", activity="how it feels")
    rating.edit([("weather", 3), ("purpose", 4)])
    assert rating.value == {"purpose": 4}


@pytest.mark.parametrize("wrong", [-1, 11, "5", True, 2.5, None])
def test_only_whole_numbers_from_nought_to_ten_are_ratings(wrong):
    rating = ll.Rating(Role())
    rating.edit([("purpose", wrong)])
    assert rating.value == {}
