"""What the paper says is all there, in order, with its place, its source and its keys; data with a slip says so."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.core import collection
from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.faults import RecordError
from leadership_lib.framework.concepts import COLLECTIONS, Feature, Gap, Layer, Proposition
from leadership_lib.framework.words import Words, phrases

#: The table of DESIGN.md, section 1.
KINDS = {
    "context": [1, 2, 4, 53, 64],
    "aim": [5, 54, 55, 56],
    "scope": [6, 63],
    "gap": [7, 9, 10, 11, 14, 18, 24, 25, 26, 57, 58, 59, 60, 61],
    "paradox": [8, 27, 28, 29, 30, 62],
    "feature": [33, 34, 35, 36, 37],
    "case": [42, 43],
    "limit": [51],
    "evaluates a role": [
        3, 12, 13, 15, 16, 17, 19, 20, 21, 22, 23, 31, 32, 38, 39, 40, 41, 44, 45, 46, 47, 48, 49, 50, 52,
    ],
}  # fmt: skip

#: Counted by hand in the paper: how many of P01 to P64 each section has.
IN_SECTION = {1: 10, 2: 25, 3: 6, 4: 6, 5: 8, 6: 6, 7: 3}


def test_there_are_64_propositions_in_order():
    assert list(ll.propositions.ids) == [f"P{n:02}" for n in range(1, 65)]
    assert [p.id for p in ll.propositions] == list(ll.propositions.ids)
    places = [(p.section, p.paragraph) for p in ll.propositions]
    # P53 and after came later, from sentences that had no proposition of their own.
    for part in (places[:52], places[52:]):
        assert part == sorted(part)


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_are_those_of_the_design(kind):
    assert [p.id for p in ll.propositions if p.kind == kind] == [f"P{n:02}" for n in KINDS[kind]]


def test_every_proposition_has_a_kind():
    assert sorted(n for numbers in KINDS.values() for n in numbers) == list(range(1, 65))


def test_sections_follow_the_paper():
    counted = {n: sum(p.section == n for p in ll.propositions) for n in range(1, 8)}
    assert counted == IN_SECTION


@pytest.mark.parametrize(
    ("key", "section", "paragraph"),
    [
        ("P01", 1, 2),
        ("P03", 1, 4),
        ("P05", 1, 7),
        ("P06", 1, 10),
        ("P07", 2, 3),
        ("P08", 2, 4),
        ("P12", 2, 8),
        ("P15", 2, 12),
        ("P17", 2, 13),
        ("P19", 2, 15),
        ("P22", 2, 17),
        ("P23", 2, 17),
        ("P25", 2, 18),
        ("P26", 2, 19),
        ("P28", 3, 2),
        ("P29", 3, 4),
        ("P31", 3, 6),
        ("P32", 4, 1),
        ("P37", 4, 2),
        ("P40", 5, 3),
        ("P41", 5, 4),
        ("P43", 5, 6),
        ("P44", 5, 7),
        ("P46", 6, 2),
        ("P48", 6, 3),
        ("P50", 6, 4),
        ("P51", 7, 2),
    ],
)
def test_a_proposition_says_where_the_paper_has_it(key, section, paragraph):
    assert (ll.propositions[key].section, ll.propositions[key].paragraph) == (section, paragraph)
    assert ll.propositions[key].where == f"section {section}, paragraph {paragraph}"


def test_the_keys_are_those_of_the_design():
    assert ll.gaps.ids == (
        "professional_culture",
        "training_focus",
        "peer_relationships",
        "value_and_reward",
        "degrees_of_separation",
    )
    assert ll.paradoxes.ids == (
        "professional_autonomy",
        "representative_executive",
        "interest_credibility",
        "cross_profession_trust",
    )
    assert ll.features.ids == ("purpose", "influence", "clarity", "autonomy", "fairness")


@pytest.mark.parametrize(
    ("key", "propositions"),
    [
        ("professional_culture", ["P07", "P08", "P09", "P57", "P58"]),
        ("training_focus", ["P10", "P11", "P12", "P13", "P14", "P57", "P59"]),
        ("peer_relationships", ["P15", "P16", "P17", "P18", "P19", "P57", "P60"]),
        ("value_and_reward", ["P20", "P21", "P22", "P23", "P57", "P61"]),
        ("degrees_of_separation", ["P24", "P25", "P26", "P57"]),
    ],
)
def test_a_gap_holds_the_propositions_of_its_part_of_section_2(key, propositions):
    assert list(ll.gaps[key].propositions) == propositions
    assert all(ll.propositions[p].section == 2 for p in propositions)


def test_gaps_and_paradoxes_have_two_sides_and_something_that_stays_open():
    assert all(len(gap.banks) == 2 and gap.stays_open and gap.develop and gap.signs for gap in ll.gaps)
    assert all(gap.executives and gap.executives != gap.develop for gap in ll.gaps)
    assert all(len(p.poles) == 2 and p.false_fix and p.stays_open and p.develop for p in ll.paradoxes)
    assert {p.id: p.propositions for p in ll.paradoxes} == {
        "professional_autonomy": ("P08",),
        "representative_executive": ("P27", "P28"),
        "interest_credibility": ("P29", "P62"),
        "cross_profession_trust": ("P30",),
    }
    assert [f.propositions for f in ll.features] == [("P33",), ("P34",), ("P35",), ("P36",), ("P37",)]


# --- layers


def of_era(era: str) -> list[Layer]:
    """Give England's layers of an era: those of the paper, and what took their place."""
    return [layer for layer in ll.layers if (layer.era, layer.nation) == (era, "England")]


def test_the_six_layers_of_2017_stand_in_the_papers_order():
    assert [(layer.rung, layer.id) for layer in of_era("2017")] == [
        (1, "practice"),
        (2, "locality"),
        (3, "ccg"),
        (4, "ccg_cluster"),
        (5, "local_delivery_system"),
        (6, "stp"),
    ]


def test_every_layer_of_2017_has_its_counterpart_of_today():
    today = {layer.id: layer for layer in of_era("2026")}
    assert [layer.rung for layer in today.values()] == list(range(1, len(today) + 1))
    for layer in of_era("2017"):
        assert layer.today, layer.id
        assert set(layer.today) <= set(today), layer.id
    assert set(today) == {key for layer in of_era("2017") for key in layer.today}
    assert not any(layer.today for layer in today.values())


def test_the_layers_of_scotland_are_a_chain_of_their_own_of_today():
    scottish = [layer for layer in ll.layers if layer.nation == "Scotland"]
    assert [(layer.rung, layer.id) for layer in scottish] == [
        (1, "practice_scotland"),
        (2, "cluster_scotland"),
        (3, "partnership_scotland"),
        (4, "health_board_scotland"),
    ]
    assert {layer.era for layer in scottish} == {"2026"}
    # The paper is about England: none of its layers became one of Scotland's.
    assert not {layer.id for layer in scottish} & {key for layer in ll.layers for key in layer.today}
    assert {layer.nation for layer in ll.layers} == {"England", "Scotland", "Wales", "Northern Ireland", "any"}


def population(layer: str, year: int):
    (found,) = (p for p in ll.layers[layer].populations if p.year == year)
    return found


@pytest.mark.parametrize(
    ("layer", "year", "typical", "low", "high", "source"),
    [
        ("practice", 2017, 7_893, None, None, "GPO18"),  # July 2017: the mean list of 7,411 practices
        ("ccg", 2013, 266_000, None, None, "BMJ13"),  # 211 groups
        ("stp", 2016, None, 300_000, 3_000_000, "NHSE16"),  # the smallest and the largest of 44
        ("pcn", 2020, 48_020, 14_605, 263_827, "BJGP20"),
        ("neighbourhood", 2024, None, 50_000, 100_000, "HCL-NWL"),
        ("neighbourhood", 2025, 50_000, None, None, "MiP-10Y"),
        ("multi_neighbourhood", 2025, None, 250_000, None, "MiP-10Y"),
        ("icb", 2022, None, 500_000, 3_000_000, "KF-ICS22"),
        ("icb_cluster", 2025, 2_000_000, None, None, "HCL-1876"),  # the guide size of the model blueprint
    ],
)
def test_populations_are_those_of_their_sources(layer, year, typical, low, high, source):
    found = population(layer, year)
    assert (found.typical, found.low, found.high) == (typical, low, high)
    assert source in found.sources


@pytest.mark.parametrize(
    ("layer", "year", "total", "over"),
    [
        ("ccg", 2017, 7_411 * 7_893, 209),
        ("stp", 2017, 7_411 * 7_893, 44),
        ("practice_today", 2025, 63_890_000, 6_229),
        ("pcn", 2025, 63_890_000, 1_271),
        ("place", 2025, 63_890_000, 170),
        ("icb", 2025, 63_890_000, 42),
    ],
)
def test_a_derived_mean_is_the_sum_it_says_it_is(layer, year, total, over):
    found = population(layer, year)
    assert found.confidence == "derived"
    assert found.typical == pytest.approx(total / over, rel=0.025)


def test_dates_of_bodies_are_those_of_their_sources():
    assert (ll.layers["ccg"].since, ll.layers["ccg"].until) == ("1 April 2013", "1 July 2022")
    assert (ll.layers["pcn"].since, ll.layers["pcn"].until) == ("1 July 2019", None)
    assert (ll.layers["icb"].since, ll.layers["icb"].until) == ("1 July 2022", None)
    assert ll.layers["stp"].since == "March 2016"


def test_every_population_is_sane_and_cited():
    for layer in ll.layers:
        assert layer.sources or layer.id == "other", layer.id
        for p in layer.populations:
            sizes = [size for size in (p.low, p.typical, p.high) if size is not None]
            assert sizes, layer.id
            assert sizes == sorted(sizes), layer.id
            assert p.sources, layer.id
        assert layer.populations or "No sourced figure" in layer.caution, layer.id


# --- sources


def test_every_source_can_be_found_and_every_cited_source_is_there():
    for source in ll.sources:
        assert source.url or source.note, source.id
        assert source.url is None or re.fullmatch(r"https?://\S+", source.url), source.id
        assert source.title, source.id
        assert source.publisher, source.id
    cited = {s for layer in ll.layers for s in layer.sources} | {s.id for case in ll.cases for s in case.sources}
    assert cited <= set(ll.sources.ids)
    assert list(ll.sources.ids) == sorted(ll.sources.ids, key=lambda key: (key.casefold(), key))


def cited_in(data) -> set[str]:
    """Give every source that some data cites, however deep."""
    if isinstance(data, list):
        return {source for item in data for source in cited_in(item)}
    if not isinstance(data, dict):
        return set()
    return set(data.get("sources", ())) | cited_in([value for key, value in data.items() if key != "sources"])


def test_every_source_is_cited_somewhere_in_the_data(root):
    files = {*(root / "data").rglob("*.toml")} - {root / "data" / "templates" / "case.toml"}
    cited = cited_in([tomllib.loads(path.read_text("utf-8")) for path in files if path.name != "sources.toml"])
    assert set(ll.sources.ids) - cited == set(), "nothing cites them: use them or take them out"


def test_what_may_have_changed_is_said_for_every_body_of_today():
    told = {layer for update in ll.updates for layer in update.layers}
    today = {layer.id for layer in ll.layers if layer.era == "2026"}
    assert today - told == {"other"}
    assert all(re.search(r"20\d\d", update.last_seen) for update in ll.updates)


# --- collections


@pytest.mark.parametrize("name", [*COLLECTIONS, "checks", "cases"])
def test_a_collection_is_ordered_found_by_key_and_shown(name):
    things = getattr(ll, name)
    assert len(things) == len(list(things)) == len(things.ids) > 0
    assert [thing.id for thing in things] == list(things.ids)
    assert all(things[key].id == key and key in things for key in things.ids)
    assert "no such key" not in things
    frame = things.to_frame()
    assert frame.index.name == "id"
    assert list(frame.index) == list(things.ids)
    assert "title" in frame.columns
    assert list(frame["title"]) == [thing.title for thing in things]
    assert repr(things).splitlines()[0] == f"{len(things)} {name}"
    assert all(key in line for key, line in zip(things.ids, repr(things).splitlines()[1:], strict=True))
    page = things._repr_html_()
    assert all(f">{key}<" in page for key in things.ids)
    assert '<th scope="row">' in page
    assert "<caption>" in page
    assert getattr(ll, name) is things


def test_a_frame_has_a_column_for_every_field():
    frame = ll.propositions.to_frame()
    assert list(frame.columns) == ["section", "paragraph", "title", "kind"]
    assert frame.loc["P46", "section"] == 6
    assert frame["kind"].value_counts()["evaluates a role"] == 25


def test_a_collection_does_not_change():
    for attempt in (
        lambda: ll.gaps.__setitem__("x", 1),
        lambda: ll.gaps.__delitem__("training_focus"),
        lambda: setattr(ll.gaps["training_focus"], "title", "x"),
        lambda: ll.gaps["training_focus"].signs.append("x"),
        lambda: ll.checks["purpose.higher"].reasons.update(met="x"),
    ):
        with pytest.raises((TypeError, AttributeError)):
            attempt()


@pytest.mark.parametrize(
    ("name", "key", "near"),
    [
        ("gaps", "peer_relationship", "'peer_relationships'"),
        ("gaps", "reward", "'value_and_reward'"),
        ("features", "Purpose", "'purpose'"),
        ("propositions", "P65", "'P6"),
        ("layers", "clinical commissioning", "practice, locality, ccg"),
        ("checks", "measurable", "'clarity.measurable'"),
        ("cases", "locality_lead", "'locality_clinical_lead'"),
        ("features", 0, "purpose, influence, clarity, autonomy, fairness"),
        ("features", ["purpose"], "purpose"),
    ],
)
def test_a_wrong_key_names_the_near_misses(name, key, near):
    with pytest.raises(UnknownKeyError) as caught:
        getattr(ll, name)[key]
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, Problem)
    assert repr(key) in str(caught.value)
    assert near in str(caught.value)
    assert name in str(caught.value)


def test_the_library_knows_its_names():
    assert {"propositions", "gaps", "paradoxes", "features", "layers", "Role", "diagnose", "compare"} <= set(dir(ll))
    for name in dir(ll):
        assert getattr(ll, name) is not None
    with pytest.raises(AttributeError, match="'gap'"):
        _ = ll.gap


def test_hostile_text_in_data_is_escaped():
    hostile = "<script>alert('x')</script>"
    things = Collection("things", [Feature(id="<b>", title=hostile, text=hostile, propositions=())])
    page = things._repr_html_()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert hostile in repr(things)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("managerial_titles", "Locality Clinical Director", "Director"),
        ("managerial_titles", "Head of Primary Care", "Head of"),
        ("managerial_titles", "Directorate support GP", None),
        ("leading_titles", "Clinical Lead", "Lead"),
        ("leading_titles", "Co-Chair, Eastern locality", "Co-Chair"),
        ("leading_titles", "Leading GP", None),
        ("vague", "Help to transform services", "transform"),
        ("vague", "TRANSFORMATION of care", "TRANSFORMATION"),
        ("vague", "A visit within two days", None),
        ("countable", "Share of visits", "Share of"),
        ("countable", "A cultural change", None),
    ],
)
def test_word_lists_find_whole_words(words, text, found):
    assert phrases(words).found_in(text) == found


# --- data with a slip in it


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the framework that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(collection.data_folder(), copy)
    monkeypatch.setattr(collection, "data_folder", lambda: copy)
    return copy / "framework"


def spoilt(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stays_open =", "stay_open =", ["[professional_culture] stay_open", "'stays_open'"]),
        ("stays_open =", "# stays_open =", ["[professional_culture] stays_open", "needed"]),
        ('"P07", "P08"', '"P07x", "P08"', ["[professional_culture] propositions[1]", "'P07x'", "'P07'"]),
        ('title = "The culture of the profession"', 'title = ""', ["[professional_culture] title", "some text"]),
        ('title = "The culture of the profession"', "title = 3", ["[professional_culture] title", "3", "text"]),
        (
            'banks = ["One patient, soon"',
            'banks = ["One patient, soon", 3',
            ["[training_focus] banks[2]", "3", "text"],
        ),
        ("[professional_culture]", "training = 3\n[professional_culture]", ["[training]", "3", "table"]),
        ("[training_focus]", "[training_focus", ["the file", "line"]),
        ("[training_focus]", "[professional_culture]", ["the file", "line"]),
    ],
)
def test_a_slip_in_a_data_file_is_named_with_file_table_key_and_reason(data, old, new, said):
    spoilt(data / "gaps.toml", old, new)
    with pytest.raises(RecordError) as caught:
        Collection.from_toml("framework/gaps.toml", Gap)
    assert "data/framework/gaps.toml" in str(caught.value)
    for part in said:
        assert part in str(caught.value)


def test_several_slips_in_several_tables_are_named_together(data):
    spoilt(data / "gaps.toml", '"P07", "P08"', '"P7", "P08"')
    spoilt(data / "gaps.toml", 'title = "Peers, not staff"', 'titel = "Peers, not staff"')
    with pytest.raises(RecordError) as caught:
        Collection.from_toml("framework/gaps.toml", Gap)
    assert [fault.key for fault in caught.value.faults] == [
        "[professional_culture] propositions[1]",
        "[peer_relationships] titel",
        "[peer_relationships] title",
    ]


def test_a_missing_data_file_is_named(data):
    (data / "propositions.toml").unlink()
    with pytest.raises(RecordError, match=r"propositions\.toml"):
        Collection.from_toml("framework/propositions.toml", Proposition)


def test_a_proposition_outside_the_paper_is_refused(data):
    spoilt(data / "propositions.toml", "section = 7", "section = 8")
    with pytest.raises(RecordError, match=r"\[P51\] section: found 8"):
        Collection.from_toml("framework/propositions.toml", Proposition)


def test_a_table_cannot_rename_itself(data):
    spoilt(data / "gaps.toml", "[training_focus]\n", '[training_focus]\nid = "something_else"\n')
    with pytest.raises(RecordError, match="training_focus"):
        Collection.from_toml("framework/gaps.toml", Gap)


def test_a_word_list_with_a_slip_is_named(root):
    text = (root / "data" / "framework" / "words.toml").read_text("utf-8")
    with pytest.raises(RecordError, match=r"vaque.*did you mean 'vague'"):
        Words.from_toml(text.replace("vague =", "vaque ="), "words.toml")
