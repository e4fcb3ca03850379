"""What took the place of the words of 2017: no body and no seat is invented, and each entry of the file is whole."""

import re

import pytest

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.core import collection
from leadership_lib.core.faults import RecordError, worded
from leadership_lib.role import counterparts
from leadership_lib.role.counterparts import Counterpart, load
from leadership_lib.role.translation import translate


def said(text: str) -> str:
    """Return a text in today's words, in a role that is of 2017 by its layer."""
    return translate(Role(layer="ccg", purpose={"higher": text})).role.purpose.higher


# --- words


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("A CCG and an STP", "An ICB and an ICS"),
        ("What a clinical commissioning group (CCG) buys", "What an integrated care board (ICB) buys"),
        ("Three Clinical Commissioning Groups", "Three Integrated Care Boards"),
        ("Clinical commissioning groups meet", "Integrated care boards meet"),
        ("the CCGs' plans, the CCG's own, CCG-wide, ccg", "the ICBs' plans, the ICB's own, ICB-wide, ICB"),
        ("a CCG cluster of the CCG", "a cluster of ICBs of the ICB"),
        ("Monthly. CCG clusters meet, a CCG\ncluster too", "Monthly. Clusters of ICBs meet, a cluster of ICBs too"),
        ("STP footprints and the STP/CCG", "ICSs and the ICS/ICB"),
        ("a Sustainability and Transformation Plan", "an Integrated Care System"),
        ("a governing body, two governing bodies", "a board, two boards"),
        ("an accountable officer. Chief officers", "a chief executive. Chief executives"),
        ("a local delivery system", "a place-based partnership"),
        ("success, CCGish, eCCG, CCG_1, accountable", "success, CCGish, eCCG, CCG_1, accountable"),
        ("the former CCG, by March 2018", "the former CCG, by March 2018"),
        ("Clinical Chair of the CCG's", "Clinical Chair of the CCG's"),
        ("chair of the governing body of the CCG", "chair of the governing body of the CCG"),
    ],
)
def test_words(then, now):
    assert said(then) == now


# --- no body and no seat is invented


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Harnham Vale CCG", "[the ICB for Harnham Vale: name it]"),
        ("NHS Westhay CCG", "[the ICB for Westhay: name it]"),
        ("harnham vale ccg", "[the ICB for harnham vale: name it]"),
        ("The CCG", "[the ICB: name it]"),
        ("Isle of Marl & Westhay STP", "[the ICS for Isle of Marl & Westhay: name it]"),
        ("Harnham and Westhay CCGs", "[the ICBs for Harnham and Westhay: name them]"),
        ("North, East and West Marl CCG", "[the ICB for North, East and West Marl: name it]"),
        (
            "Marl Valley Clinical Commissioning Group (CCG)",
            "[the integrated care board for Marl Valley: name it] (ICB)",
        ),
        ("Marl locality, Harnham Vale CCG", "Marl locality, [the ICB for Harnham Vale: name it]"),
        ("Harnham Vale CCG Governing Body", "[the ICB board for Harnham Vale: name it]"),
        ("Practices of Harnham CCG cluster", "Practices of [the cluster of ICBs for Harnham: name it]"),
    ],
)
def test_an_organisation_of_2017_becomes_a_bracket_to_fill(then, now):
    translated = translate(Role(organisation=then))
    assert translated.role.organisation == now
    assert translated.to_fill == ("organisation",)
    assert translate(translated.role).changes == ()


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Attend Harnham Vale CCG meetings", "Attend [the ICB for Harnham Vale: name it] meetings"),
        (
            "Attend CCG meetings for the Westhay STP's plan",
            "Attend ICB meetings for [the ICS for Westhay: name it]'s plan",
        ),
        ("Speak for Westhay; CCG papers are late", "Speak for Westhay; ICB papers are late"),
        ("Chief officer of NHS Harnham CCG", "Chief executive of [the ICB for Harnham: name it]"),
        ("Clinical Chair of Harnham Vale CCG", "Clinical Chair of Harnham Vale CCG"),
        ("A seat on the CCG governing body", "A seat on the CCG governing body"),
        ("Elected governing body member", "Elected governing body member"),
    ],
)
def test_a_body_that_is_named_in_a_text_becomes_a_bracket_and_a_seat_stays(then, now):
    assert said(then) == now


@pytest.mark.parametrize(
    "title", ["GP Governing Body Locality Lead", "Governing Body GP", "CCG Governing Body Nurse", "CCG board member"]
)
def test_a_title_keeps_the_governing_body_and_it_has_no_counterpart(title):
    translated = translate(Role(title=title, organisation="NHS Westhay CCG"))
    assert translated.role.title == title
    assert "seat_on_the_governing_body" in [point.because.id for point in translated.without_counterpart]


@pytest.mark.parametrize(
    ("text", "rule", "year"),
    [
        ("Brayford Primary Care Trust", "primary_care_trust", "2013"),
        ("PCTs", "primary_care_trust", "2013"),
        ("the Strategic Health Authority", "strategic_health_authority", "2013"),
        ("PEC Chair", "professional_executive_committee", "2013"),
        ("Practice-based commissioning lead", "practice_based_commissioning", "2013"),
        ("NHS England area team", "area_team", "2017"),
    ],
)
def test_words_that_were_old_in_2017_are_named_as_such(text, rule, year):
    translated = translate(Role(title=text))
    (point,) = translated.without_counterpart
    assert translated.role == translated.before
    assert point.because.id == rule
    assert f"is older than {year}, and stays as it stands" in repr(translated)
    assert "nothing to translate" not in repr(translated)


@pytest.mark.parametrize("text", ["CSU", "Council of Members", "Clinical Vice Chair"])
def test_a_body_or_post_of_the_groups_is_named_in_a_role_of_any_time(text):
    translated = translate(Role(layer="pcn", other_words=[f"With the {text} and the chief officer"]))
    assert translated.role == translated.before
    (point,) = translated.without_counterpart
    assert point.said == (text,)
    assert point.because.ask


def test_the_training_hub_is_offered_as_what_a_workforce_and_education_network_has_become():
    (point,) = translate(Role(title="Chair, Marl Workforce and Education Network")).choices
    assert point.because.others == ("the training hub",)
    assert "it might be the training hub" in repr(point)


def test_a_line_that_leads_to_another_layer_than_the_roles_own_is_pointed_out():
    role = Role(title="Education Lead", organisation="Harnham Vale CCG", layer="ccg")
    translated = translate(role.with_(accountability={"lines": [{"to": "CCG Governing Body"}, {"to": "Dr Rowe"}]}))
    (apart,) = translated.apart
    assert (apart.path, apart.stands_at, apart.answers_at) == ("accountability.lines[1].to", "place", "icb")
    assert translated.role.accountability.lines[0].to == "ICB Board"
    assert "Does the role belong at the layer where it answers" in repr(translated)
    assert "Does the role belong" in translated._repr_html_()
    assert translate(role.with_({"layer": "stp", "accountability.lines": [{"to": "The CCG"}]})).apart == ()


# --- the file


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.id)
def test_every_entry_says_what_to_put_or_what_to_ask(rule):
    assert rule.now or rule.ask
    assert rule.sources
    assert all(source in ll.sources for source in rule.sources)
    assert not re.search("[—–]", f"{rule.why} {rule.ask} {rule.caution}")
    assert rule.why.endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in load() if rule.now and not rule.layer], ids=lambda rule: rule.id)
def test_what_is_put_is_not_itself_of_2017(rule):
    for now in counterparts.forms(rule.now):
        assert said(now) == now


def test_each_phrase_and_each_layer_of_2017_stands_in_one_place():
    phrases = [
        form.lower() for rule in load() for p in (*rule.then, *rule.ordinary) for form in set(counterparts.forms(p))
    ]
    assert sorted(phrases) == sorted(set(phrases))
    assert not any(set("()/") & set(phrase) for phrase in phrases)
    assert [rule.layer for rule in load() if rule.layer] == [layer.id for layer in ll.layers if layer.era == "2017"]


WHOLE = {"id": "x", "then": ["old"], "now": "new", "why": "Because.", "sources": ["KF-ICS22"], "confidence": "seen"}


@pytest.mark.parametrize(
    ("slip", "key", "reason"),
    [
        ({"now": None}, "now", "what to find out locally"),
        ({"then": []}, "then", "or else a `layer`"),
        ({"layer": "stp", "now": "icb"}, "then", "or else a `layer`"),
        ({"then": [], "layer": "stp", "now": "place"}, "now", "allowed is one of icb"),
        ({"might_be": ["newer"]}, "might_be", "without `now`"),
        ({"sources": ["KF-ICS"]}, "sources[1]", "KF-ICS22"),
        ({"confidence": "sure"}, "confidence", "seen"),
        ({"whence": "here"}, "whence", "did you mean"),
        ({"why": None}, "why", "needed"),
    ],
)
def test_a_slip_in_the_file_is_named_with_file_key_and_reason(slip, key, reason, tmp_path, monkeypatch):
    (tmp_path / "framework").mkdir()
    entry = {k: v for k, v in {**WHOLE, **slip}.items() if v is not None and k != "id"}
    text = "[x]\n" + "\n".join(f"{k} = {v!r}" for k, v in entry.items())
    (tmp_path / "framework" / "translations.toml").write_text(text, "utf-8")
    monkeypatch.setattr(collection, "data_folder", lambda: tmp_path)
    with pytest.raises(RecordError) as caught:
        load.__wrapped__()
    assert "data/framework/translations.toml" in str(caught.value)
    fault = next(fault for fault in caught.value.faults if fault.key == f"[x] {key}")
    assert reason in worded(fault).allowed


def test_an_entry_without_a_slip():
    rule = Counterpart.from_dict(WHOLE)
    assert rule.title == "old"
    assert rule.others == ()
