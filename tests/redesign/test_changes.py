"""What each kind of move changes, by hand: the facts it puts in, what it leaves alone, and how much is paid for."""

import pytest
from examples import POLES

from leadership_lib import Role
from leadership_lib.redesign.changes import load
from leadership_lib.redesign.changes.atoms import PARTS, SOME, atoms
from leadership_lib.role.parts import DecisionRight, Line, Objective


class Words(dict):
    """Words that say which of them they are."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


WORDS = Words(what="<what> {over}", lead="Lead")
SHARED = {"people", "services", "resources"}
CLINICAL = Line(to="<to>", to_whom="a clinical leader", answers_for="the role")


def right(over, what="<what> {}"):
    return DecisionRight(what=what.format(over), over=over, extent="decides with others", limit="<limit>")


def fills(path, key, as_list=False):
    """Return what a move does that fills one fact: where it is not stated or said to be none, and nowhere else."""
    filled, known, none = ((f"<{key}>",), ["Known"], []) if as_list else (f"<{key}>", "Known", "none")
    return [({}, {path: filled}), ({path: none}, {path: filled}), ({path: known}, None)]


def sets(path, value, other):
    return [({}, {path: value}), ({path: other}, {path: value}), ({path: value}, None)]


def adds(path, key):
    mine = f"<{key}>"
    return [
        ({}, {path: (mine,)}),
        ({path: ["One", "none"]}, {path: ("One", mine)}),
        ({path: [mine, "One"]}, None),
    ]


def pays(path, level, steps):
    """Return what a move does that lifts pay, for all paid hours, or for one session where they are not stated."""
    return [
        ({}, None),
        ({path: "less"}, {path: level}, 4 * steps),
        ({path: "less", "capacity.hours_paid": 0}, {path: level}, 0),
        ({path: "less", "capacity.hours_paid": 12}, {path: level}, 12 * steps),
        ({path: "less", "capacity.time": {"amount": 2, "unit": "sessions", "per": "week"}}, {path: level}, 8 * steps),
        ({path: "more"}, None),
    ]


def holds(paradox):
    named, approach, first, second = (
        f"tensions.{paradox}.{part}" for part in ("said_openly", "approach", *POLES[paradox])
    )
    return [
        ({}, {named: True, approach: "hold both", first: ("<first>",), second: ("<second>",)}),
        (
            {named: False, approach: "avoid", first: ["A step"], second: []},
            {named: True, approach: "hold both", second: ("<second>",)},
        ),
        ({named: True, approach: "hold both", first: ["A step"], second: ["none"]}, {second: ("<second>",)}),
        ({named: True, approach: "hold both", first: ["A step"], second: ["Another"]}, None),
    ]


def of_each(given, wanted, count=1, **beside):
    """Return what a move does to the one or several objectives of a role, with other facts beside them."""
    given, wanted = (many if isinstance(many, list) else [many] for many in (given, wanted))
    return (
        {"objectives": given, **{path.replace("__", "."): value for path, value in beside.items()}},
        {
            "objectives": tuple(
                Objective(**{k: tuple(v) if isinstance(v, list) else v for k, v in w.items()}) for w in wanted
            )
        },
        count,
    )


def left(given, **beside):
    """Say that a move has nothing to change in an objective."""
    return ({"objectives": [given], **{path.replace("__", "."): value for path, value in beside.items()}}, None)


WARNINGS = [
    f"tensions.{paradox}.warnings"
    for paradox in (
        "professional_autonomy",
        "representative_executive",
        "interest_credibility",
        "cross_profession_trust",
    )
]
HOURS = {"capacity.hours_paid": 4, "capacity.hours_expected": 10}
DONE = {"capacity.hours_paid": 10, "capacity.hours_expected": 10}
ACROSS = {"layer": "locality", "influence.works_across": ["practice", "ccg", "stp"]}

CHANGES = {
    "say_higher_purpose": [
        ({}, {"purpose.higher": "<higher>"}),
        ({"purpose.higher": "none"}, {"purpose.higher": "<higher>"}),
        # It says for whom, or what it says stays, and for whom is added.
        ({"purpose.higher": "So that patients are seen within a week"}, None),
        ({"purpose.higher": "The board's plan."}, {"purpose.higher": "The board's plan; <also>"}),
    ],
    "write_purpose_twice": [
        ({}, {"purpose.for_peers": "<for_peers>", "purpose.for_organisation": "<for_organisation>"}),
        ({"purpose.for_peers": "Voice"}, {"purpose.for_organisation": "<for_organisation>"}),
        ({"purpose.for_peers": "Voice", "purpose.for_organisation": "Plan"}, None),
    ],
    "say_what_would_be_missing": fills("purpose.without_it", "without_it"),
    "find_help": fills("capacity.support", "support", as_list=True),
    "set_a_boundary": [
        ({}, {"scope.boundaries": ("<first>", "<second>")}),
        ({"scope.boundaries": []}, {"scope.boundaries": ("<first>", "<second>")}),
        # One boundary gives way where "any other duty" is asked for as well.
        ({"scope.boundaries": ["No complaints"]}, {"scope.boundaries": ("No complaints", "<first>")}),
        ({"scope.boundaries": ["No complaints", "No appraisals"]}, None),
    ],
    "name_a_translator": fills("influence.who_explains", "translator"),
    "agree_a_way_back": fills("appointment.way_back", "way_back"),
    "own_up_to_demands": [
        ({}, {"reward.demands": ("<demand>",)}),
        ({"reward.demands": ["none"]}, {"reward.demands": ("<demand>",)}),
        # When meetings are is no demand that anyone has owned up to.
        ({"reward.demands": ["Two evenings"]}, {"reward.demands": ("Two evenings", "<demand>")}),
        ({"reward.demands": ["Dealing with conflict between practices"]}, None),
    ],
    "agree_recognition": fills("reward.recognition", "recognition"),
    "prepare_the_holder": fills("development.before", "before", as_list=True),
    "find_a_mentor": fills("development.during", "during", as_list=True),
    "keep_clinical_work": sets("capacity.keeps_clinical_work", True, False),
    "strike_out_managing": [
        ({}, None),
        ({"accountability.manages": ["employed staff", "non-clinical staff"]}, None),
        ({"accountability.manages": ["independent peers"]}, {"accountability.manages": ()}),
        (
            {"accountability.manages": ["clinical colleagues", "employed staff"]},
            {"accountability.manages": ("employed staff",)},
        ),
    ],
    "answer_for_the_role": [
        ({}, None),
        ({"accountability.lines": [{"to": "The chair", "answers_for": "the role"}]}, None),
        (
            {
                "accountability.lines": [
                    {"to": "The chair", "answers_for": "the role and clinical practice"},
                    {"to": "The medical director", "answers_for": "professional matters"},
                    {"to": "The board"},
                ]
            },
            {
                "accountability.lines": (
                    Line(to="The chair", answers_for="the role"),
                    Line(to="The medical director", answers_for="professional matters"),
                    Line(to="The board", answers_for="the role"),
                )
            },
        ),
    ],
    "say_it_excludes_practice": sets("accountability.excludes_clinical_practice", True, False),
    "let_peers_choose": sets("appointment.peers_have_a_say", True, False),
    "leave_latitude": sets("scope.without_asking", ("plan", "deliver", "evaluate"), ["plan"]),
    "let_pay_grow": sets("reward.grows_with_accountability", True, False),
    **dict.fromkeys(
        ("give_figures", "give_a_seat", "pay_for_time_together", "give_a_fund"), adds("influence.means", "means")
    ),
    **dict.fromkeys(("fund_a_course", "join_other_leads", "write_for_appraisal"), adds("reward.not_money", "reward")),
    "fund_the_hours": [
        (HOURS, {"capacity.hours_paid": 10}, 6),
        (DONE, None),
        ({"capacity.hours_paid": 4}, None),
        ({"capacity.hours_expected": 4}, None),
        ({"capacity.hours_paid": 12, "capacity.hours_expected": 10}, None),
    ],
    "shrink_the_work": [
        (HOURS, {"capacity.hours_expected": 4}, 6),
        (DONE, None),
        ({"capacity.hours_paid": 4}, None),
        ({"capacity.hours_expected": 4}, None),
    ],
    "keep_time_to_zoom_out": [
        ({}, {"capacity.hours_to_zoom_out": 1}),
        ({"capacity.hours_to_zoom_out": 0.5}, {"capacity.hours_to_zoom_out": 1}),
        ({"capacity.hours_to_zoom_out": 1}, None),
        ({"capacity.hours_to_zoom_out": 2}, None),
        # An hour a week cannot come out of a post that has no more.
        ({"capacity.hours_paid": 1}, None),
        ({"capacity.hours_paid": 0.6, "capacity.hours_to_zoom_out": 0}, None),
        ({"capacity.time": {"amount": 8, "unit": "hours", "per": "quarter"}}, None),
        ({"capacity.hours_paid": 1.5}, {"capacity.hours_to_zoom_out": 1}),
    ],
    "find_cover": [
        ({}, {"capacity.backfill": "found and funded"}, 4),
        ({"capacity.backfill": "none", "capacity.hours_paid": 12}, {"capacity.backfill": "found and funded"}, 12),
        # The money is there already; what is left is to find the person.
        (
            {"capacity.backfill": "money only", "capacity.hours_paid": 12},
            {"capacity.backfill": "found and funded"},
            0,
        ),
        ({"capacity.backfill": "found and funded"}, None),
    ],
    "pay_more_than_a_session": [
        *pays("reward.against_clinical_work", "more", 2),
        ({"reward.against_clinical_work": "the same"}, {"reward.against_clinical_work": "more"}, 4),
    ],
    "pay_level_with_managers": [
        *pays("reward.against_managers", "the same", 1),
        ({"reward.against_managers": "the same"}, None),
    ],
    "make_good_the_loss": [
        ({}, None),
        ({"appointment.losses": ["A session", "The partnership"]}, {"appointment.losses": ()}, 2),
        ({"appointment.losses": []}, None),
    ],
    "give_a_decision": [
        ({}, {"influence.decision_rights": (right("plans"),)}),
        (
            {"influence.decision_rights": [{"what": "the plan", "extent": "recommends"}]},
            {"influence.decision_rights": (DecisionRight(what="the plan", extent="recommends"), right("plans"))},
        ),
        ({"influence.decision_rights": [{"extent": "recommends"}, {"extent": "decides"}]}, None),
        ({"influence.decision_rights": [{"extent": "decides with others", "limit": "10,000 pounds"}]}, None),
        (
            {"influence.decision_rights": [{"extent": "decides with others"}]},
            {"influence.decision_rights": (DecisionRight(extent="decides with others"), right("plans"))},
        ),
    ],
    "make_the_title_true": [
        ({}, None),
        ({"title": "Clinical Lead"}, None),
        (
            {"title": "Clinical Director"},
            {"influence.decision_rights": (right("people"), right("services"), right("resources"))},
            3,
        ),
        (
            {
                "title": "Clinical Director",
                "influence.decision_rights": [
                    {"over": "services", "extent": "decides"},
                    {"over": "people", "extent": "recommends"},
                ],
            },
            {
                "influence.decision_rights": (
                    DecisionRight(over="services", extent="decides"),
                    DecisionRight(over="people", extent="recommends"),
                    right("people"),
                    right("resources"),
                )
            },
            2,
        ),
        (
            {
                "title": "Clinical Director",
                "influence.decision_rights": [{"over": over, "extent": "decides"} for over in SHARED],
            },
            None,
        ),
    ],
    "retitle": [
        ({}, None),
        ({"title": "Clinical Director"}, {"title": "Clinical Lead"}),
        ({"title": "Director and Deputy Director"}, {"title": "Lead and Deputy Lead"}),
        # Only a title that claims something, and that is not laid down.
        ({"title": "Adviser"}, None),
        ({"title": "Clinical Lead"}, None),
        ({"title": "Dean and Director"}, None),
    ],
    "answer_to_a_clinician": [
        ({}, {"accountability.lines": (CLINICAL,)}),
        (
            {"accountability.lines": [{"to": "The manager", "to_whom": "a manager", "answers_for": "the role"}]},
            {"accountability.lines": (CLINICAL,)},
        ),
        # The line to a clinician stays, and so does one of which no one knows where it leads.
        (
            {
                "accountability.lines": [
                    {"to": "The medical director"},
                    {"to": "The operations manager"},
                    {"to": "Ann"},
                ]
            },
            {
                "accountability.lines": (
                    Line(to="<to>", to_whom="a clinical leader"),
                    Line(to="The medical director"),
                    Line(to="Ann"),
                )
            },
        ),
        ({"accountability.lines": [{"to": "Clinical Chair", "to_whom": "a clinical leader"}]}, None),
        ({"accountability.lines": [{"to": "The medical director"}]}, None),
    ],
    "name_partner_manager": [
        ({}, {"influence.partner_manager": "<manager>", "influence.partnership": "equal"}),
        (
            {"influence.partner_manager": "none", "influence.partnership": "equal"},
            {"influence.partner_manager": "<manager>"},
        ),
        (
            {"influence.partner_manager": "Ann", "influence.partnership": "manager leads"},
            {"influence.partnership": "equal"},
        ),
        ({"influence.partner_manager": "Ann", "influence.partnership": "equal"}, None),
    ],
    "choose_for_leading": [
        ({}, {"appointment.selected_for": ("leadership", "trust of peers")}),
        (
            {"appointment.selected_for": ["availability"]},
            {"appointment.selected_for": ("availability", "leadership", "trust of peers")},
        ),
        ({"appointment.selected_for": ["leadership"]}, None),
        ({"appointment.selected_for": ["availability", "trust of peers"]}, None),
    ],
    "stay_next_door": [
        (ACROSS, {"influence.works_across": ("practice", "ccg")}),
        ({**ACROSS, "influence.works_across": ["practice", "ccg"]}, None),
        ({**ACROSS, "layer": None}, None),
        ({"layer": "locality"}, None),
    ],
    **{
        f"hold_{paradox}": holds(paradox)
        for paradox in (
            "professional_autonomy",
            "representative_executive",
            "interest_credibility",
            "cross_profession_trust",
        )
    },
    "count_early_warnings": [
        ({}, dict.fromkeys(WARNINGS, ("<warning>",)), 4),
        (
            {
                WARNINGS[0]: ["Three papers late", "A bad feeling"],
                WARNINGS[1]: ["none"],
                WARNINGS[2]: ["Two in a row"],
                WARNINGS[3]: [],
            },
            {
                WARNINGS[0]: ("Three papers late", "<warning>"),
                WARNINGS[1]: ("<warning>",),
                WARNINGS[3]: ("<warning>",),
            },
            3,
        ),
        (dict.fromkeys(WARNINGS, ("Two in a row",)), None),
    ],
    "write_objectives": [
        of_each([], [{"text": f"<{key}>"} for key in ("first", "second", "third")]),
        (
            {"layer": "ccg"},
            {"objectives": tuple(Objective(text=f"<{k}>", layer="ccg") for k in ("first", "second", "third"))},
        ),
        left({"text": "One"}),
    ],
    "hand_on_objectives": [
        # Twelve hours, less two to zoom out, leave ten: five and five stay, and one goes.
        of_each(
            [{"hours": 5}, {"hours": 5}, {"hours": 1}],
            [{"hours": 5}, {"hours": 5}],
            capacity__hours_paid=12,
            capacity__hours_to_zoom_out=2,
        ),
        of_each([{"hours": 9}, {"hours": 5}, {"hours": 1}], [{"hours": 9}], 2, capacity__hours_paid=9),
        # The last one stays, however many hours it takes; one whose hours are not stated takes one at least.
        of_each([{"hours": 20}, {"text": "Plan"}], [{"hours": 20}], capacity__hours_paid=4),
        of_each([{"text": "Plan"}] * 3, [{"text": "Plan"}] * 2, capacity__hours_paid=2),
        left({"hours": 20}, capacity__hours_paid=4),
        left({"hours": 4}, capacity__hours_paid=4),
        left({"hours": 20}),
        ({"objectives": [], "capacity.hours_paid": 4}, None),
        ({"objectives": [{"hours": 2}, {"hours": 2}], "capacity.hours_paid": 4}, None),
    ],
    "measure_each_objective": [
        of_each({"text": "Plan"}, {"text": "Plan", "measure": "<measure>"}),
        of_each({"measure": "none"}, {"measure": "<measure>"}),
        of_each({"measure": "How it feels"}, {"measure": "How it feels; <also>"}),
        of_each([{"measure": "3 visits"}, {}, {}], [{"measure": "3 visits"}, *[{"measure": "<measure>"}] * 2], 2),
        left({"measure": "Number of visits"}),
        ({}, None),
    ],
    "date_each_objective": [
        of_each({}, {"by": "<by>", "milestones": ["<milestone>"]}),
        of_each({"by": "March", "milestones": []}, {"by": "March", "milestones": ["<milestone>"]}),
        of_each({"by": "none", "milestones": ["Half"]}, {"by": "<by>", "milestones": ["Half"]}),
        of_each({"by": "soon", "milestones": ["Half"]}, {"by": "soon; <also>", "milestones": ["Half"]}),
        left({"by": "March", "milestones": ["Half"]}),
    ],
    "bring_objectives_home": [
        of_each({"text": "Plan", "layer": "stp"}, {"text": "Plan; <also>", "layer": "ccg"}, layer="ccg"),
        of_each({"text": "Plan"}, {"text": "Plan; <also>", "layer": "ccg"}, layer="ccg"),
        of_each({"layer": "stp"}, {"layer": "ccg"}, layer="ccg"),
        left({"text": "Plan", "layer": "ccg"}, layer="ccg"),
        left({"text": "Plan", "layer": "practice"}, layer="ccg"),
        left({"text": "Plan", "layer": "stp"}),
    ],
    "say_who_has_to_act": [
        of_each({}, {"depends_on": ["the lead", "peers"]}),
        left({"depends_on": []}),
        left({"depends_on": ["managers"]}),
    ],
    "share_each_measure": [
        of_each({}, {"shared_with": ["<shared_with>"]}),
        of_each(
            {"depends_on": ["the lead", "peers"], "shared_with": []},
            {"depends_on": ["the lead", "peers"], "shared_with": ["<shared_with>"]},
        ),
        of_each({"depends_on": ["the team"]}, {"depends_on": ["the team"], "shared_with": ["<shared_with>"]}),
        left({"depends_on": ["the lead"]}),
        left({"depends_on": ["peers"], "shared_with": ["Ann"]}),
    ],
    "give_objectives_hours": [
        # Twelve hours, less two to zoom out and three that are spoken for, are seven: 3.5 for each of two.
        of_each(
            [{"hours": 3}, {}, {}],
            [{"hours": 3}, {"hours": 3.5}, {"hours": 3.5}],
            2,
            capacity__hours_paid=12,
            capacity__hours_to_zoom_out=2,
        ),
        # Ten hours in three parts are 3.33; rounded down to a quarter.
        of_each([{}, {}, {}], [{"hours": 3.25}] * 3, 3, capacity__hours_paid=10),
        of_each([{"hours": 4}, {}], [{"hours": 4}, {"hours": 0.5}], capacity__hours_paid=4),
        left({}),
        left({"hours": 3}, capacity__hours_paid=4),
    ],
    "cut_tasks": [
        ({}, None),
        ({"scope.prescribed_tasks": ["Report", "Sign"]}, None),
        ({"scope.prescribed_tasks": ["Report", "Sign", "Chair"]}, {"scope.prescribed_tasks": ("Report", "Sign")}),
        # A task whose way is laid down in its words goes first.
        (
            {"scope.prescribed_tasks": ["Submit the monthly return", "Report", "Sign"]},
            {"scope.prescribed_tasks": ("Report", "Sign")},
        ),
        ({"scope.prescribed_tasks": []}, None),
    ],
}
EVERY = [(kind, *example) for kind, examples in CHANGES.items() for example in examples]


def test_every_kind_of_move_has_examples():
    assert sorted(CHANGES) == sorted(load().ids)


@pytest.mark.parametrize(("kind", "facts", "wanted", "count"), [(*one, 1)[:4] for one in EVERY])
def test_a_move_changes_what_is_wanting_and_nothing_else(kind, facts, wanted, count):
    change = load()[kind].changer.change(Role().with_(facts), WORDS)
    assert (change and dict(change.facts)) == wanted
    assert change is None or change.paid_for == count


@pytest.mark.parametrize("kind", CHANGES)
def test_a_move_looks_at_and_writes_the_facts_of_its_examples(kind):
    changer = load()[kind].changer
    given = {f"{path}.unit" if path == "capacity.time" else path for facts, *_ in CHANGES[kind] for path in facts}
    wanted = {path for _, facts, *_ in CHANGES[kind] for path in facts or ()}
    assert {
        atom.split(".")[0].rstrip("#") if atom.startswith("objectives") else atom for atom in changer.writes
    } == wanted
    assert {
        atom.split(".")[0].rstrip("#") if atom.startswith("objectives") else atom for atom in changer.reads
    } >= given
    assert changer.writes <= changer.reads | {SOME}


def test_objectives_are_taken_apart_and_other_facts_are_not():
    assert atoms(["title", "capacity.hours_paid"]) == {"title", "capacity.hours_paid"}
    assert atoms(["objectives"]) == {SOME, *(f"objectives.{part}" for part in PARTS)}
    assert atoms(["objectives"], ["hours"]) == atoms(["objectives.hours"]) == {SOME, "objectives.hours"}
    assert atoms(["objectives"], []) == {SOME}
    # Only a move that names all of them may change how many objectives there are.
    assert SOME in load()["write_objectives"].changer.writes
    assert load()["measure_each_objective"].changer.writes == {"objectives.measure"}
    assert load()["measure_each_objective"].changer.reads == {SOME, "objectives.measure"}
    assert load()["cut_tasks"].changer.reads == {"scope.prescribed_tasks"}
