"""An expert panel: RAND/UCLA's published value, panels whose truth is known, and the thresholds that the checks have."""

import json
from pathlib import Path

import numpy as np
import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import data_folder
from leadership_lib.diagnosis.checks import autonomy, clarity, fairness, influence, load, purpose, wording
from leadership_lib.research import agreement
from leadership_lib.workshop import instrument
from leadership_lib.workshop.agreement import disagreement_index

PUBLISHED = json.loads((Path(__file__).parents[1] / "research" / "published_tables.json").read_text("utf-8"))


def counted(ratings) -> tuple[list[int], int]:
    return np.bincount(np.asarray(ratings, int), minlength=11).tolist(), 0


def drawn(seed: int, size: int, *centres: float, wide: float = 1.0) -> np.ndarray:
    """A panel in as many camps as there are centres."""
    dice = np.random.default_rng(seed)
    return np.clip(np.round(dice.normal(np.resize(centres, size), wide)), 0, 10)


def verdicts(panels) -> list[str]:
    return [one.verdict for one in ll.panel_decisions([{f"r{n}": counted(one) for n, one in enumerate(panels)}]).each]


# --- the index


def test_the_index_is_the_published_one_carried_from_1_to_9_onto_0_to_10():
    table = PUBLISHED["rand_ipras"]  # BMJ Open 2012;2:e001431, table 1: IPR 1.0, IPRAS 6.1
    carried = (np.array(table["ratings"]) - 1) / 0.8
    assert disagreement_index(carried) == pytest.approx(table["ipr"] / table["ipras_printed"])


@pytest.mark.parametrize("seed", range(30))
def test_a_panel_is_divided_here_where_it_is_divided_on_the_scale_of_the_manual(seed):
    ratings = np.random.default_rng(seed).integers(1, 10, size=9 + seed % 7)
    (there,) = agreement.rand_ucla(ratings[:, None], resamples=0)
    assert disagreement_index((ratings - 1) / 0.8) == pytest.approx(float(there))


# --- panels whose truth is known


@pytest.mark.parametrize("size", [9, 12, 15])
def test_panels_that_agree_are_found_so_and_divided_ones_are_never_taken_for_a_decision(size):
    many = range(300)
    assert verdicts(drawn(n, size, 8.7) for n in many).count("keep") >= 0.97 * 300
    assert verdicts(drawn(n, size, 1.3) for n in many).count("change") >= 0.97 * 300
    assert verdicts(drawn(n, size, 5.0) for n in many).count("open") >= 0.97 * 300
    assert set(verdicts(drawn(n, size, 1.3, 8.7, wide=0.7) for n in many)) == {"open"}


def test_panels_that_rate_at_random_decide_about_as_often_as_the_protocol_warns():
    panels = [np.random.default_rng(n).integers(0, 11, 12) for n in range(1_000)]
    assert 0.2 <= 1 - verdicts(panels).count("open") / 1_000 <= 0.3
    protocol = data_folder() / "workshop" / "panel_protocol.toml"
    assert "about one rule in four" in protocol.read_text("utf-8")


def test_one_dissenter_does_not_divide_a_panel():
    assert verdicts([[8, 8, 9, 9, 9, 8, 8, 9, 10, 8, 9, 0]]) == ["keep"]


# --- decisions


def test_the_second_round_decides_and_the_first_stands_beside_it():
    first, second = {"a": counted([1] * 6 + [9] * 6)}, {"a": counted([8] * 12)}
    (one,) = ll.panel_decisions([first, second]).each
    assert (one.verdict, one.medians) == ("keep", (5.0, 8.0))
    assert one.indices[0] > 1 > one.indices[1]
    frame = ll.panel_decisions([first, second]).to_frame()
    assert list(frame.columns[2:6]) == ["median_1", "index_1", "median_2", "index_2"]


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (counted([8] * 8), "8 ratings can be seen, and 9 are needed"),
        ((counted([8] * 10)[0], 5), "5 of 15 cannot say"),
        (counted([1] * 5 + [9] * 5), "divided"),
        (counted([5] * 10), "middle third"),
        (((), 3), "0 ratings"),
    ],
)
def test_what_stays_open_says_why(counts, says):
    (one,) = ll.panel_decisions([{"a": counts}]).each
    assert one.verdict == "open"
    assert says in one.because


def test_rounds_that_do_not_belong_together_are_refused():
    with pytest.raises(Problem, match="No round"):
        ll.panel_decisions([])
    with pytest.raises(Problem, match="different rules"):
        ll.panel_decisions([{"a": counted([8] * 9)}, {"b": counted([8] * 9)}])


# --- what is rated, and how


def test_the_panel_is_asked_about_the_lines_that_the_checks_draw():
    rules = {item.id: item.text for item in instrument.load(ll.panel_questions()).items}
    numbers = {
        "hours_nearly_paid": f"at least {100 * fairness.NEARLY:.0f} in 100",
        "objectives_stretch": f"up to {clarity.STRETCH:g} times",
        "hour_a_result": f"less than {clarity.LEAST_HOURS:g} paid hour",
        "means": f"at least {influence.SEVERAL}.",
        "tasks_laid_down": f"Up to {autonomy.FEW_TASKS} tasks laid down leave the way to the lead and are met; up to {autonomy.MANY_TASKS} are",
        "duties_a_result": f"more than {clarity.DUTIES_A_RESULT} duties to one result",
        "concrete_duties": f"said only of at least {clarity.SHOWN} duties",
        "vague_duties": f"fewer than {100 * clarity.FEW:.0f} in 100",
        "abstract_words": f"up to {wording.ABSTRACT} abstract ones",
        "silent_duties": f"Once {purpose.SHOWN} duties",
    }
    for key, said in numbers.items():
        assert said in rules[key], key
    named = {
        name.strip() for text in rules.values() for name in text[text.rindex("(") + 1 : text.rindex(")")].split(",")
    }
    assert named <= set(load().ids)


@pytest.mark.parametrize(
    ("fact", "value", "check", "answer"),
    [
        ("capacity.hours_to_zoom_out", 1, "autonomy.zoom_out_time", "met"),
        ("capacity.hours_to_zoom_out", 0.5, "autonomy.zoom_out_time", "partly"),
        ("reward.against_clinical_work", "the same", "fairness.against_clinical_work", "partly"),
        ("reward.against_clinical_work", "more", "fairness.against_clinical_work", "met"),
    ],
)
def test_the_lines_without_a_name_of_their_own_are_as_the_panel_is_told(fact, value, check, answer):
    assert ll.diagnose(ll.Role(title="Lead").with_({fact: value})).findings[check].answer == answer


def test_the_protocol_names_every_rule_and_the_calls_it_names_are_there(tmp_path):
    said = ll.write_panel_protocol(tmp_path / "protocol.md").read_text("utf-8")
    for item in instrument.load(ll.panel_questions()).items:
        assert item.title in said
    for call in ("panel_questions", "panel_decisions", "Workshop", "write_codebook"):
        assert hasattr(ll, call)
        assert call in said.replace("\\_", "_")
    assert ll.write_panel_protocol(tmp_path / "protocol.docx").stat().st_size > 5_000


def test_a_panel_is_held_on_the_pages_of_a_workshop_and_decided(work):
    workshop = ll.Workshop(
        ll.Role(title="Rules of the checks"), (), questions=ll.panel_questions(), rehearsal=True, address="127.0.0.1"
    )
    workshop.open()
    workshop.rehearse(12)
    workshop.reveal()
    workshop.next()
    workshop.rehearse()
    workshop.reveal()
    decided = ll.panel_decisions(workshop)
    assert len(decided.each) == 12
    assert all(len(one.medians) == 2 for one in decided.each)
    assert decided.each[0].title == "Paid hours that nearly suffice"
    assert decided.sentence.startswith("Of 12 rules the panel would keep")
    assert "Paid hours that nearly suffice" in decided._repr_html_()
