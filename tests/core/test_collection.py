"""Collections: records in order, found by their id, gone through as a list and asked as a mapping."""

import pytest

import leadership_lib as ll
from leadership_lib.core import collection
from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.faults import RecordError
from leadership_lib.framework.concepts import Premise


def test_going_through_one_gives_the_records_and_a_dict_of_it_the_records_by_id():
    ids = ["professional_culture", "training_focus"]
    assert [gap.id for gap in ll.gaps][:1] == ids[:1]
    assert list(ll.gaps.keys()) == list(ll.gaps.ids)
    assert list(ll.gaps.values()) == list(ll.gaps)
    assert dict(ll.gaps) == dict(ll.gaps.items()) == {**ll.gaps} == {gap.id: gap for gap in ll.gaps}
    assert all(ll.gaps[key] is gap for key, gap in ll.gaps.items())


def test_an_id_and_its_record_are_in_it_and_nothing_else_is():
    gap = ll.gaps["training_focus"]
    assert "training_focus" in ll.gaps
    assert gap in ll.gaps
    assert all(gap in ll.gaps for gap in ll.gaps)
    assert Premise(id="training_focus", title="x", text="x", propositions=()) not in ll.gaps
    for other in (None, 0, ["training_focus"], {}, ll.features.at(0), "training", ll.gaps):
        assert other not in ll.gaps


def test_a_record_is_found_by_its_place_too():
    assert ll.gaps.at(0) is next(iter(ll.gaps))
    assert ll.gaps.at(-1) is list(ll.gaps)[-1]
    for place in (5, -6, "0", None, 0.0):
        with pytest.raises(UnknownKeyError, match="is no place in 5 gaps"):
            ll.gaps.at(place)
    with pytest.raises(UnknownKeyError, match=r"\.at\(2\)"):
        ll.gaps[2]


def test_get_gives_something_else_where_there_is_none():
    assert ll.gaps.get("training_focus") is ll.gaps["training_focus"]
    assert ll.gaps.get("training") is None
    assert ll.gaps.get("training", 3) == 3


def test_two_with_the_same_records_in_the_same_order_are_equal():
    same, turned = Collection("gaps", list(ll.gaps)), Collection("gaps", reversed(list(ll.gaps)))
    assert same == ll.gaps
    assert hash(same) == hash(ll.gaps)
    assert turned != ll.gaps
    assert ll.gaps != ll.features
    assert ll.gaps != list(ll.gaps)
    assert len({same, ll.gaps, turned}) == 2


def test_one_of_a_thing_is_not_called_several():
    gaps = list(ll.gaps)
    assert repr(Collection("points to settle", gaps[:1])).startswith("1 point to settle\n")
    assert repr(Collection("points to settle", gaps)).startswith("5 points to settle\n")
    assert repr(Collection("findings", [])) == "0 findings"
    assert "1 gap<" in Collection("gaps", gaps[:1])._repr_html_()


def test_what_is_known_of_every_table_of_a_file_is_not_repeated_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr(collection, "data_folder", lambda: tmp_path)
    (tmp_path / "gaps.toml").write_text('[one]\ntext = "One"\n[two]\ntitle = "Two"\ntext = "Too"\n', "utf-8")
    with pytest.raises(
        RecordError, match=r"\[two\] title: found 'Two'; this is known already: leave it out"
    ) as caught:
        Collection.from_toml("gaps.toml", Premise, known={"title": "A premise", "propositions": ["P01"]})
    assert len(caught.value.faults) == 1
    (tmp_path / "gaps.toml").write_text('[one]\ntext = "One"\n', "utf-8")
    (one,) = Collection.from_toml("gaps.toml", Premise, known={"title": "A premise", "propositions": ["P01"]})
    assert (one.id, one.title, one.text) == ("one", "A premise", "One")
