"""What is asked comes from data, every fault of it is named, and an answer is read or refused in words."""

import tomllib

import pytest

from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import RecordError
from leadership_lib.core.folders import data_folder
from leadership_lib.framework import concepts
from leadership_lib.workshop import instrument
from leadership_lib.workshop.pages import words
from leadership_lib.workshop.rehearsal import cast

ASKED = instrument.load()


def test_every_feature_every_gap_and_every_paradox_is_asked():
    for kind, home in (("feature", "features"), ("gap", "gaps"), ("tension", "paradoxes")):
        assert tuple(one.id for one in ASKED.items if one.kind == kind) == concepts.load(home).ids
    for item in ASKED.items:
        if item.kind == "tension":
            assert (item.low, item.high) == concepts.load("paradoxes")[item.id].poles


def test_the_door_says_what_a_unanimous_group_shows():
    assert any("whole group answers alike" in line for line in ASKED.consent)
    assert any("{smallest}" in line for line in ASKED.consent)


def test_it_survives_the_way_into_the_store_and_back():
    assert instrument.Instrument.from_dict(ASKED.to_dict()) == ASKED


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"items": [{"kind": "feature", "id": "purpos"}]}, "items[1].title"),
        ({"items": [{"kind": "feature", "id": "purpose"}] * 2}, "items[2].id"),
        ({"items": [{"kind": "own", "id": "why", "title": "a", "text": "b", "low": "c", "high": "d"}]}, "id"),
        ({"items": [{"kind": "mood", "id": "a"}]}, "items[1].kind"),
        ({"items": []}, "items"),
        ({"ends": {"feature": ["a", "b"], "gap": ["one"]}}, "ends.gap"),
        ({"longest": 5}, "longest"),
        ({"consent": []}, "consent"),
        ({"consent": ["{who}"]}, "consent[1]"),
        ({"next": {}}, "next.split"),
    ],
)
def test_a_fault_names_file_key_and_reason(tmp_path, change, key):
    import tomli_w

    facts = tomllib.loads((data_folder() / "workshop" / "instrument.toml").read_text("utf-8")) | change
    path = tmp_path / "mine.toml"
    path.write_text(tomli_w.dumps(facts), "utf-8")
    with pytest.raises(RecordError) as caught:
        instrument.load(path)
    assert "mine.toml" in str(caught.value)
    assert key in str(caught.value)


def test_a_question_of_ones_own_is_asked(tmp_path):
    import tomli_w

    own = {"kind": "own", "id": "mood", "title": "Mood", "text": "How is it?", "low": "bad", "high": "good"}
    facts = tomllib.loads((data_folder() / "workshop" / "instrument.toml").read_text("utf-8")) | {"items": [own]}
    (tmp_path / "mine.toml").write_text(tomli_w.dumps(facts), "utf-8")
    assert instrument.load(tmp_path / "mine.toml").ids == ("mood",)


@pytest.mark.parametrize("raw", [11, -1, "3; drop", "1_0", "١", True, 3.0, [1], {"a": 1}, "9" * 5000, "NaN"])
def test_what_is_no_number_from_0_to_10_is_refused_in_words(raw):
    with pytest.raises(Problem, match="allowed is a whole number"):
        ASKED.read({"purpose": raw})


def test_not_sure_is_an_answer_and_the_sentence_is_one_line():
    values, why = ASKED.read({"purpose": "10", "clarity": "unsure", "why": "  a\n\tb\x00c\ud800 "})
    assert (values["purpose"], values["clarity"], values["fairness"]) == (10, None, None)
    assert why == "a b c"
    with pytest.raises(Problem, match="281 characters"):
        ASKED.read({"why": "x" * 281})


def test_the_other_words_are_there():
    assert words().says["gone"]
    assert {len(centre) for centre in cast().centres.values()} == {3}
    assert instrument.groups()["gp"].language
    assert instrument.languages()["manager"]
