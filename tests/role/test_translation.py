"""A role of 2017 in today's layers and words: what changes, what is left to choose, what has no counterpart."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import facts, roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.core.records import Record, field_kinds, optional
from leadership_lib.framework.concepts import LayerId
from leadership_lib.role import translation
from leadership_lib.role.translation import translate
from leadership_lib.teaching import case

#: Pieces that a text of 2017 is made of, and some that only look like it.
PIECES = (
    *(
        "CCG",
        "CCGs",
        "a CCG",
        "A ccg's",
        "the CCG cluster",
        "CCG clusters",
        "clusters of CCGs",
        "STP",
        "an STP",
        "STPs",
    ),
    *("clinical commissioning group", "Clinical Commissioning Groups", "Sustainability & Transformation Plans"),
    *("governing body", "governing bodies", "Chief officer", "an accountable officer", "local delivery systems"),
    *("locality", "Localities", "NHS England", "Clinical Chair", "Clinical Chair of the CCG", "member practices"),
    *(
        "ICB",
        "the former CCG",
        "board",
        "success",
        "ſtp",
        "İCB",
        ".",
        ",",
        "\n",
        " ",
        "March 2018",
        "of the",
        "chair",
    ),
)


@pytest.fixture(scope="module")
def locality() -> translation.Translation:
    return translate(ll.load_role("locality_clinical_lead"))


def leaves(value, path=""):
    """Give every fact of a role that is no record and no list of records, with its kind."""
    for name, kind in field_kinds(type(value)).items():
        kind, inner = optional(kind)[0], getattr(value, name)
        where = f"{path}.{name}"
        if isinstance(inner, Record):
            yield from leaves(inner, where)
        elif isinstance(inner, tuple) and inner and isinstance(inner[0], Record):
            for number, item in enumerate(inner, 1):
                yield from leaves(item, f"{where}[{number}]")
        else:
            yield where, kind, inner


# --- the locality case, by hand


def test_the_locality_lead_stands_in_a_network_today(locality):
    role = locality.role
    assert role.layer == "pcn"
    assert role.organisation == "[the ICB for Marl Valley and District: name it]"
    assert role.accountability.lines[0].to == "Chief executive of the ICB"
    assert role.influence.works_across == ("practice_today", "place", "icb_cluster", "icb")
    assert [objective.layer for objective in role.objectives] == ["icb", "place", "pcn", None]
    assert role.objectives[0].text == "Champion transformation and drive engagement with the ICS across the locality."
    assert role.objectives[1].text == "Ensure that practices deliver the ICB's savings plan."
    assert role.objectives[1].by == "March 2018"
    assert role.scope.prescribed_tasks[:2] == (
        "Attend the board's seminar each month",
        "Attend the ICS primary care group each month",
    )


def test_each_change_says_where_what_and_why(locality):
    assert locality.before == ll.load_role("locality_clinical_lead")
    change = {change.path: change for change in locality.changes}["accountability.lines[1].to"]
    assert (change.before, change.after) == ("Chief officer of the CCG", "Chief executive of the ICB")
    assert [rule.id for rule in change.because] == ["chief_officer", "ccg"]
    assert all(rule.why and rule.sources and rule.confidence for rule in change.because)
    assert "name of its own" in change.because[1].caution
    assert [change.path for change in locality.changes] == [
        *(
            "organisation",
            "layer",
            "purpose.for_organisation",
            "accountability.lines[1].to",
            "influence.works_across",
        ),
        *("objectives[1].text", "objectives[1].layer", "objectives[2].text", "objectives[2].layer"),
        *(
            "objectives[3].layer",
            "scope.prescribed_tasks[1]",
            "scope.prescribed_tasks[2]",
            "scope.prescribed_tasks[5]",
        ),
    ]


def test_what_has_several_counterparts_is_a_choice(locality):
    choices = {point.because.id: point for point in locality.choices}
    assert list(choices) == ["locality", "layer_locality", "layer_ccg", "layer_ccg_cluster"]
    layer = choices["layer_ccg"]
    assert layer.where == ("influence.works_across", "objectives[2].layer")
    assert layer.because.now == "place"
    assert layer.because.others == (ll.layers["icb"].title,)
    assert layer.because.ask


def test_the_word_locality_is_left_to_the_reader(locality):
    assert locality.role.title == "Locality Clinical Director"
    (point,) = (point for point in locality.choices if point.because.id == "locality")
    assert point.said == ("Locality",)
    assert point.where == ("title", "influence.decision_rights[1].what", "objectives[1].text")
    assert point.because.now is None
    assert "neighbourhood" in point.because.others


def test_a_clinical_chair_has_no_counterpart_and_stays_whole():
    before = case.load()["locality_clinical_lead"].redesigned
    translated = translate(before)
    assert translated.role.accountability == before.accountability
    point, seat = translated.without_counterpart
    assert (seat.said, seat.where) == (("vote on the governing body",), ("influence.means[4]",))
    assert point.said == ("Clinical Chair", "Clinical Chair of the CCG")
    assert point.where == ("appointment.review", "accountability.lines[1].to")
    assert "medical director" in point.because.ask
    # What still shows 2017 is said again, for as long as it stands there.
    assert translate(translated.role).without_counterpart == translated.without_counterpart


def test_a_member_practice_and_nhs_england():
    translated = translate(Role(layer="ccg", purpose={"for_peers": "Tells NHS England what member practices say"}))
    assert translated.role.purpose == translated.before.purpose
    assert [point.because.id for point in translated.without_counterpart] == ["member_practices"]
    assert [point.because.id for point in translated.choices] == ["layer_ccg", "nhs_england"]


# --- words


def test_every_kind_of_text_is_read():
    before = Role().with_(
        {
            "influence.decision_rights": [{"what": "the CCG's fund", "limit": "with the STP"}],
            "influence.means": ["A seat at the CCG"],
            "objectives": [{"milestones": ["Two CCGs agree"], "shared_with": ["CCG planner"], "by": "March 2018"}],
            "tensions.interest_credibility.warnings": ["The CCG asks twice"],
        }
    )
    translated = translate(before)
    assert [change.path for change in translated.changes] == [
        "influence.decision_rights[1].what",
        "influence.decision_rights[1].limit",
        "influence.means[1]",
        "objectives[1].milestones[1]",
        "objectives[1].shared_with[1]",
        "tensions.interest_credibility.warnings[1]",
    ]
    assert "CCG" not in translated.role.to_toml()


# --- layers


def test_layers_that_have_become_one_are_named_once_and_without_the_roles_own():
    across = ["ccg", "local_delivery_system", "stp", "icb", "practice"]
    translated = translate(Role(layer="ccg", influence={"works_across": across}))
    assert translated.role.layer == "place"
    assert translated.role.influence.works_across == ("icb", "practice_today")


def test_a_layer_of_today_that_the_role_itself_has_come_to_stand_at():
    translated = translate(Role(layer="stp", influence={"works_across": ["icb", "pcn"]}))
    assert translated.role.influence.works_across == ("pcn",)
    assert [rule.id for rule in translated.changes[1].because] == ["layer_stp"]


@pytest.mark.parametrize("layer", [layer.id for layer in ll.layers if layer.era == "2017"])
def test_every_layer_of_2017_becomes_one_of_todays(layer):
    translated = translate(Role(layer=layer))
    assert translated.role.layer in ll.layers[layer].today
    assert bool(translated.choices) == (len(ll.layers[layer].today) > 1)


# --- a role of today


@pytest.mark.parametrize("role", [c.as_found for c in case.load() if c.era == "2026"], ids=lambda role: role.title)
def test_a_role_of_today_comes_back_equal_and_the_report_says_so(role):
    translated = translate(role)
    assert translated.role == role
    assert translated.changes == translated.choices == translated.without_counterpart == ()
    assert "nothing to translate" in repr(translated)
    assert "nothing to translate" in translated._repr_html_()


def test_ordinary_words_are_left_alone_in_a_role_of_today(empty):
    facts = {"title": "Locality lead", "organisation": "The member practices and their governing body"}
    translated = translate(Role(layer="pcn", accountability={"to": "Chief officer"}, **facts))
    assert translated.role == translated.before
    assert translated.choices == translated.without_counterpart == ()
    assert translate(empty).role == empty
    assert "A role without a title" in repr(translate(empty))


@pytest.mark.parametrize("era", ["2017", "2030", 2026, None])
def test_there_is_no_way_back(era, empty):
    with pytest.raises(Problem, match="the bodies of 2017 are gone"):
        translate(empty, era)


def test_a_case_and_its_id_will_do_for_the_role():
    assert (
        translate("locality_clinical_lead")
        == translate(ll.cases["locality_clinical_lead"])
        == translate(ll.load_role("locality_clinical_lead"))
    )


@pytest.mark.parametrize("thing", [None, 3, {"title": "x"}, "locality_lead"])
def test_something_that_is_no_role(thing):
    with pytest.raises(Problem, match="is neither"):
        translate(thing)


# --- what it does to a diagnosis


@pytest.mark.parametrize("role", [r for c in case.load() for r in (c.as_found, c.redesigned)], ids=repr)
def test_no_finding_of_a_case_moves(role):
    """The cases' layers keep their order from practice outwards, and no check reads the names of bodies."""
    assert ll.compare(role, translate(role).role).moved == ()


def test_a_finding_moves_where_layers_change_their_order():
    """In 2017 a cluster (rung 4) stood below a footprint (6); today a cluster of boards (7) stands above a board (6)."""
    before = Role(layer="ccg_cluster", objectives=[{"layer": "stp"}])
    (shift,) = ll.compare(before, translate(before).role).moved
    assert (shift.check.id, shift.before, shift.after) == ("clarity.own_layer", "not met", "met")


@pytest.mark.parametrize(
    "facts",
    [
        # The list of vague words has integrat*; the list of bodies keeps it from finding the name of one.
        {"objectives": [{"text": "Meet the sustainability and transformation partnership"}]},
        # An accountable officer is a manager, as is the chief executive whose title takes the place of that one.
        {"title": "Accountable Officer"},
        {"title": "CCG lead", "objectives": [{"text": "Meet the CCG and the STP"}]},
    ],
)
def test_words_that_move_no_finding(facts):
    """No word list of the checks tells the new names from the old."""
    role = Role(layer="practice").with_(facts)
    assert translate(role).role != role
    assert ll.compare(role, translate(role).role).moved == ()


# --- any role at all


#: The findings that read a layer, and those that the two word lists above can move.
MAY_MOVE = {"clarity.own_layer", "clarity.translation"} | {
    *("clarity.concrete", "influence.truer_title", "influence.title_authority")
}


def old_roles() -> st.SearchStrategy[Role]:
    """Any role, with texts put together from the words of 2017."""
    text = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join).filter(str.strip)
    some = {
        "title": text,
        "organisation": text,
        "accountability.lines": st.fixed_dictionaries({"to": text}).map(lambda line: [line]),
        "scope.boundaries": st.lists(text, max_size=3),
        "objectives": st.lists(
            st.fixed_dictionaries({"text": text, "layer": st.sampled_from(ll.layers.ids)}), max_size=2
        ),
    }
    return st.builds(
        lambda first, more: Role().with_({**first, **more}), facts(), st.fixed_dictionaries({}, optional=some)
    )


@given(roles() | old_roles())
def test_translating_again_changes_nothing(role):
    first = translate(role)
    again = translate(first.role)
    assert again.role == first.role
    assert again.changes == ()
    # What stays for the reader may be said again, but nothing new is.
    for now, before in ((again.choices, first.choices), (again.without_counterpart, first.without_counterpart)):
        assert set(now) <= set(before)
    if not (first.choices or first.without_counterpart):
        assert "nothing to translate" in again.summary


@given(roles() | old_roles())
def test_nothing_changes_but_layers_and_text_and_every_change_is_told(role):
    translated = translate(role)
    told = {f".{change.path}": change for change in translated.changes}
    seen = set()
    for (path, kind, old), (same, _, new) in zip(leaves(role), leaves(translated.role), strict=True):
        assert path == same
        if old == new:
            continue
        assert kind in (str, tuple[str, ...], LayerId, tuple[LayerId, ...])
        parts = [path] if path in told else [f"{path}[{n}]" for n, o in enumerate(old, 1) if o != new[n - 1]]
        assert parts
        assert set(parts) <= set(told)
        seen |= set(parts)
        assert all(told[part].because for part in parts)
    assert seen == set(told)


@given(roles() | old_roles())
def test_a_finding_that_moves_reads_a_layer_or_a_word_list_or_rests_on_words_that_changed(role):
    translated = translate(role)
    made = ll.compare(role, translated.role)
    changed = {text for change in translated.changes for text in (change.before, change.after)}
    for shift in made.moved:
        quotes = [
            quote for side in (made.before, made.after) for quote in side.findings[shift.check.id].verdict.quotes
        ]
        rests = any(quote.words.strip() in str(text) for quote in quotes for text in changed)
        assert shift.check.id in MAY_MOVE or rests, shift


@given(roles() | old_roles())
def test_no_layer_of_2017_is_left(role):
    now = translate(role).role
    objectives = [objective.layer for objective in now.objectives or ()]
    for layer in filter(None, [now.layer, *objectives, *(now.influence.works_across or ())]):
        assert ll.layers[layer].era == "2026"


@given(roles() | old_roles())
def test_the_report_can_always_be_read(role):
    translated = translate(role)
    assert repr(translated)
    page = translated._repr_html_()
    assert "<script>" not in page
    assert bool(translated.changes) == ("it says now" in page)


def test_what_is_typed_is_escaped():
    page = translate(Role(title="<script>CCG</script>", organisation="CCG & <b>"))._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;ICB" in page
    assert "&lt;b&gt;" in page


def test_a_translation_cannot_be_changed(locality):
    with pytest.raises(FrozenInstanceError):
        locality.role = None


def test_the_report_reads_aloud(locality):
    text = repr(locality)
    assert text.startswith(
        "Locality Clinical Director: 13 changed, 1 bodies to name, 4 to choose, 1 accountability at another layer.\n"
    )
    assert '- accountability.lines[1].to: "Chief officer of the CCG" is now "Chief executive of the ICB"' in text
    assert '(influence.works_across) became "Cluster of integrated care boards"; it might also be' in text
    chair = repr(translate(Role(layer="ccg", title="Clinical Chair")).without_counterpart[0])
    assert chair.startswith('"Clinical Chair" (title) stays as it stands. Practices elected')
    assert "Ask: Which clinical leader" in chair
