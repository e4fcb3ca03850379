"""Examples by hand: for every check, roles with each answer it can give.

In `EXAMPLES` a key is the answer; where a check has several reasons for one answer, the reason follows in brackets.
The value is what the role states, and it states nothing else. Nothing at all is the example for *not stated*.
"""

PARADOXES = ("professional_autonomy", "representative_executive", "interest_credibility", "cross_profession_trust")

VISIT = {"text": "Every practice offers a home visit within two days"}
NURSES = {"text": "A shared rota for the practice nurses"}
VAGUE = {"text": "Drive transformation and champion engagement across the patch"}


def right(extent: str, over: str = "plans") -> dict:
    return {"what": "the year's plan", "over": over, "extent": extent}


ALL_THREE = [right("decides", "people"), right("decides with others", "services"), right("decides", "resources")]


def line(to_whom: str | None = None, to: str | None = None, answers_for: str | None = None) -> dict:
    """Return one line of accountability, with what is stated of it."""
    stated = {"to": to, "to_whom": to_whom, "answers_for": answers_for}
    return {name: value for name, value in stated.items() if value}


def lines(*some: dict) -> dict:
    """Return some lines of accountability as facts."""
    return {"accountability.lines": list(some)}


#: What is done for each pole of each paradox, by the paradox.
POLES = {
    "professional_autonomy": ("keeping_autonomy", "changing_together"),
    "representative_executive": ("representing_peers", "serving_the_organisation"),
    "interest_credibility": ("staying_in_practice", "staying_clear_of_interests"),
    "cross_profession_trust": ("rooted_in_one", "leading_for_all"),
}


def tension(paradox: str, first: list | None = None, second: list | None = None, **facts) -> dict:
    """Return the facts of one paradox: what is done for its two poles, and whatever else is stated."""
    poles = dict(zip(POLES[paradox], (first, second), strict=True))
    stated = {**facts, **{name: done for name, done in poles.items() if done is not None}}
    return {f"tensions.{paradox}.{name}": value for name, value in stated.items()}


EXAMPLES: dict[str, dict[str, dict]] = {
    # Purpose
    "purpose.higher": {
        "met": {"purpose.higher": "People in the valley keep a clinician who knows them"},
        "partly": {"purpose.higher": "To be the best network in the county"},
        "partly (anyones)": {"purpose.higher": "To transform outcomes for the population through excellence"},
        "partly (in_passing)": {"scope.population": "41,000 people in six villages"},
        "not met": {"purpose.higher": "none"},
    },
    "purpose.both_clients": {
        "met": {"purpose.for_peers": "Their voice", "purpose.for_organisation": "Their plan, carried out"},
        "partly": {"purpose.for_peers": "Their voice"},
        "not met": {"purpose.for_peers": "none", "purpose.for_organisation": "None "},
        "not met (one_half)": {"purpose.for_peers": "Their voice", "purpose.for_organisation": "none"},
        "not met (split)": {
            "purpose.for_peers": "Their voice",
            "purpose.for_organisation": "Their plan, carried out",
            "tensions.representative_executive.approach": "split the roles",
        },
        "does not apply": {"organisation": "Marlshire Local Medical Committee", "purpose.for_peers": "Their voice"},
    },
    "purpose.necessity": {
        "met": {"purpose.without_it": "No practice would hear of a pathway before it starts"},
        "not met": {"purpose.without_it": "none"},
    },
    # Influence
    "influence.title_authority": {
        "met": {"title": "Clinical Lead", "influence.decision_rights": [right("decides")]},
        "met (real)": {"title": "Clinical Director", "influence.decision_rights": ALL_THREE},
        "met (claims_no_more)": {
            "title": "Medical Secretary",
            "influence.decision_rights": [right("is consulted")],
        },
        "partly (in_part)": {"title": "Clinical Director", "influence.decision_rights": ALL_THREE[:1]},
        "partly (heard_only)": {"title": "Clinical Lead", "influence.decision_rights": [right("is consulted")]},
        "partly (too_little)": {
            "title": "Lead GP",
            "accountability.manages": ["employed staff"],
            "influence.decision_rights": [{**right("decides", "people"), "what": "hiring of salaried GPs"}],
        },
        "not met (nothing)": {"title": "Clinical Lead", "influence.decision_rights": []},
        "not met (claims)": {
            "title": "Clinical Director",
            "influence.decision_rights": [right("recommends", "people")],
        },
        "not stated": {"title": "Clinical Director"},
        "not stated (extent_not_stated)": {"title": "Lead GP", "influence.decision_rights": [{"what": "the rota"}]},
    },
    "influence.truer_title": {
        "met": {"title": "Locality Clinical Lead"},
        "met (real)": {"title": "Director of Primary Care", "influence.decision_rights": ALL_THREE},
        "partly": {"title": "GP Adviser"},
        "partly (too_little)": {
            "title": "Lead GP",
            "accountability.manages": ["employed staff"],
            "influence.decision_rights": [{**right("decides", "people"), "what": "hiring of salaried GPs"}],
        },
        "not met": {
            "title": "Locality Clinical Director",
            "complete": True,
            "influence.decision_rights": [right("recommends")],
        },
        "not met (not_known)": {
            "title": "Locality Clinical Director",
            "influence.decision_rights": [right("recommends")],
        },
        "not stated": {"title": "Locality Clinical Director"},
        "not stated (extent_not_stated)": {
            "title": "Medical Director",
            "influence.decision_rights": [{"what": "the budget", "over": "resources"}],
        },
        "does not apply": {"title": "Associate Dean"},
        "does not apply (senior)": {"title": "Clinical Chair"},
    },
    "influence.not_a_boss": {
        "not met": {"accountability.manages": ["independent peers"]},
        "not met (who_employs)": {"accountability.manages": ["clinical colleagues"]},
        "for you to judge (nobody_managed)": {"accountability.manages": []},
        "does not apply": {"accountability.manages": ["employed staff"]},
    },
    "influence.answers_for_role": {
        "met": lines(line(answers_for="the role")),
        "partly (for_what_unsaid)": lines(line(to="Clinical Chair")),
        "partly (set_apart)": lines(
            line(to="Head of Service"), line(to="Medical Director", answers_for="professional matters")
        ),
        "not met": lines(line(answers_for="the role and clinical practice")),
    },
    "influence.answers_to_clinician": {
        "met": lines(line("a clinical leader")),
        "partly": lines(line("a mixed board")),
        "partly (two_lines)": lines(line("a manager"), line("a clinical leader")),
        "not met": lines(line("a manager")),
        "not met (nobody)": lines(line("nobody")),
        "not stated (who_is_that)": lines(line(to="Somebody or other")),
    },
    "influence.says_so": {
        "met": {"accountability.excludes_clinical_practice": True},
        "not met": {"accountability.excludes_clinical_practice": False},
        "not met (contrary)": lines(line(answers_for="the role and clinical practice")),
        "not met (whole)": {"complete": True},
    },
    "influence.reach": {
        "met": {
            "objectives": [{**VISIT, "depends_on": ["peers"]}],
            "influence.means": ["A page of figures", "Paid time to meet"],
        },
        "does not apply (own_hands)": {
            "objectives": [{**VISIT, "depends_on": ["the lead", "the team"]}],
            "accountability.manages": ["employed staff"],
            "influence.decision_rights": [],
        },
        "partly": {
            "objectives": [{**VISIT, "depends_on": ["peers"]}, {**VAGUE, "depends_on": ["other bodies"]}],
            "influence.means": ["A page of figures"],
        },
        "not met": {"objectives": [{**VISIT, "depends_on": ["managers"]}], "influence.means": []},
        "not met (no_objectives)": {"objectives": [], "influence.means": ["A page of figures"]},
        "not stated": {"objectives": [{**VISIT, "depends_on": ["peers"]}]},
    },
    "influence.shared_measures": {
        "met": {"objectives": [{**VISIT, "depends_on": ["peers"], "shared_with": ["The locality manager"]}]},
        "does not apply (own_hands)": {
            "objectives": [{**VISIT, "depends_on": ["the lead", "the team"]}],
            "accountability.manages": ["employed staff"],
            "influence.decision_rights": [],
        },
        "partly": {
            "objectives": [
                {**VISIT, "depends_on": ["peers"], "shared_with": ["The locality manager"]},
                {**VAGUE, "depends_on": ["peers"], "shared_with": []},
            ]
        },
        "not met": {"objectives": [{**VISIT, "depends_on": ["peers"], "shared_with": []}]},
        "not met (no_objectives)": {"objectives": []},
        "not met (not_known)": {
            "objectives": [
                {**VISIT, "depends_on": ["peers"], "shared_with": []},
                {**VAGUE, "depends_on": ["peers"]},
            ]
        },
        "not stated": {"objectives": [{**VISIT, "depends_on": ["peers"]}]},
    },
    "influence.credibility": {
        "met": {"capacity.keeps_clinical_work": True, "appointment.peers_have_a_say": True},
        "partly": {"capacity.keeps_clinical_work": True, "appointment.peers_have_a_say": False},
        "not met": {"capacity.keeps_clinical_work": False, "appointment.peers_have_a_say": False},
        "not met (not_known)": {"capacity.keeps_clinical_work": False},
    },
    "influence.partnership": {
        "met": {"influence.partner_manager": "The locality manager", "influence.partnership": "equal"},
        "partly": {"influence.partner_manager": "The locality manager", "influence.partnership": "manager leads"},
        "not met": {"influence.partner_manager": "none"},
        "not met (superior)": lines(line(to="Operations Manager")),
    },
    # Clarity
    "clarity.selection": {
        "met": {"appointment.selected_for": ["special interest", "trust of peers"]},
        "partly (elected)": {"appointment.how": "elected"},
        "partly (nominated)": {"appointment.how": "nominated"},
        "not met": {"complete": True, "appointment.selected_for": ["special interest", "availability"]},
        "not met (not_known)": {"appointment.selected_for": ["special interest", "availability"]},
    },
    "clarity.concrete": {
        "met": {"objectives": [VISIT, {**VAGUE, "measure": "Number of practices taking part"}]},
        "partly": {"objectives": [VISIT, VAGUE]},
        "not met (abstract)": {"objectives": [{**VAGUE, "measure": "none"}]},
        "not met (no_objectives)": {"objectives": []},
        "for you to judge": {"objectives": [{"text": "Be there for the practices", "measure": "none"}]},
    },
    "clarity.measurable": {
        "met": {"objectives": [{**NURSES, "measure": "Visits made within 2 days"}]},
        "met (most)": {
            "objectives": [
                {**NURSES, "measure": text} for text in ("Visits in 2 days", "9 surgeries", "How it feels")
            ]
        },
        "partly": {
            "objectives": [{**NURSES, "measure": "Visits made within 2 days"}, {**NURSES, "measure": "How it feels"}]
        },
        "not met": {"objectives": [{**NURSES, "measure": "How it feels"}]},
        "not met (not_known)": {"objectives": [{**NURSES, "measure": "How it feels"}, NURSES]},
        "not met (none_shown)": {"objectives": [NURSES]},
        "not met (no_objectives)": {"objectives": []},
        "not stated": {"objectives": [{"by": "March 2027"}]},
    },
    "clarity.milestones": {
        "met": {"objectives": [{**VISIT, "by": "March 2019", "milestones": ["Four practices by June 2018"]}]},
        "met (most)": {
            "objectives": [
                {**VISIT, "by": by, "milestones": ["Four practices by June 2018"]}
                for by in ("March 2019", "May 2019", "none")
            ]
        },
        "partly": {"objectives": [{**VISIT, "by": "March 2019", "milestones": []}]},
        "partly (no_date)": {"objectives": [{**VISIT, "by": "soon", "milestones": ["Four practices by June 2018"]}]},
        "not met": {"objectives": [{**VISIT, "by": "none", "milestones": []}]},
        "not met (not_known)": {"objectives": [{**VISIT, "by": "none"}]},
        "not met (none_shown)": {"objectives": [VISIT]},
        "not met (no_objectives)": {"objectives": []},
        "not stated": {"objectives": [{"measure": "Visits made within 2 days"}]},
        "not met (no_date)": {"objectives": [{**VISIT, "by": "soon"}]},
        "not stated (no_date)": {"objectives": [{"by": "soon"}]},
    },
    "clarity.own_layer": {
        "met": {"layer": "locality", "objectives": [{**VISIT, "layer": "locality"}, {**VISIT, "layer": "practice"}]},
        "met (most)": {
            "layer": "locality",
            "objectives": [{**VISIT, "layer": layer} for layer in ("locality", "practice", "stp")],
        },
        "partly": {"layer": "locality", "objectives": [{**VISIT, "layer": "locality"}, {**VAGUE, "layer": "stp"}]},
        "not met": {"layer": "locality", "objectives": [{**VAGUE, "layer": "stp"}]},
        "not met (not_known)": {"layer": "locality", "objectives": [{**VAGUE, "layer": "stp"}, NURSES]},
        "not met (no_objectives)": {"layer": "locality", "objectives": []},
        "not stated": {"objectives": [{"text": "A page of figures each March", "layer": "locality"}]},
    },
    "clarity.boundaries": {
        "met": {"scope.boundaries": ["Not responsible for complaints"]},
        "not met": {"scope.boundaries": []},
    },
    "clarity.achievable": {
        "met": {
            "objectives": [{**VISIT, "hours": 6}, {**VISIT, "hours": 4}],
            "capacity.hours_paid": 12,
            "capacity.hours_to_zoom_out": 2,
        },
        "partly": {"objectives": [{**VISIT, "hours": 15}], "capacity.hours_paid": 12},
        "not met": {"objectives": [{**VISIT, "hours": 15.5}], "capacity.hours_paid": 12},
        "partly (kept)": {"capacity.hours_paid": 9, "capacity.protected": "Mondays, in the rota"},
        "not met (no_time)": {"objectives": [VISIT, VAGUE], "capacity.hours_paid": 1.5},
        "not stated": {"objectives": [VISIT], "capacity.hours_paid": 12},
    },
    "clarity.translation": {
        "met": {
            "layer": "locality",
            "influence.works_across": ["practice", "stp"],
            "influence.who_explains": "The planning manager, one page a meeting",
        },
        "met (in_words)": {"influence.who_explains": "The planning manager, one page a meeting"},
        "not met": {"layer": "locality", "influence.works_across": ["stp"], "influence.who_explains": "none"},
        "not stated": {"layer": "locality", "influence.works_across": ["stp"]},
        "does not apply": {"layer": "locality", "influence.works_across": ["practice", "ccg"]},
    },
    # Autonomy
    "autonomy.latitude": {
        "met": {"scope.without_asking": ["evaluate", "plan", "deliver"]},
        "partly": {"scope.without_asking": ["deliver"]},
        "partly (decides)": {"influence.decision_rights": [{"what": "the rota", "extent": "decides"}]},
        "not met": {"scope.without_asking": []},
    },
    "autonomy.not_prescribed": {
        "met": {"scope.prescribed_tasks": ["Report twice a year", "Sign the returns"]},
        "met (free)": {"scope.prescribed_tasks": []},
        "partly": {"scope.prescribed_tasks": ["Report", "Sign the returns", "Fill the log"]},
        "not met": {"scope.prescribed_tasks": [f"Return no. {n}" for n in range(7)]},
    },
    "autonomy.decides": {
        "met": {"influence.decision_rights": [right("is consulted"), right("decides")]},
        "partly": {"influence.decision_rights": [right("recommends")]},
        "partly (settled_with_others)": {"influence.decision_rights": [right("decides with others")]},
        "not met": {"influence.decision_rights": []},
        "not met (of_a_group)": {
            "influence.decision_rights": [{"what": "plans agreed by the board", "extent": "decides with others"}]
        },
        "not stated (extent_not_stated)": {"influence.decision_rights": [{"what": "the agenda"}]},
    },
    "autonomy.zoom_out_time": {
        "met": {"capacity.hours_to_zoom_out": 1},
        "met (protected)": {"capacity.protected": "Thursday afternoons", "capacity.protection_kept": True},
        "partly": {"capacity.hours_to_zoom_out": 0.5},
        "partly (protected)": {"capacity.protected": "Thursday afternoons"},
        "not met": {"capacity.hours_to_zoom_out": 0},
        "not met (not_kept)": {"capacity.protection_kept": False},
    },
    "autonomy.support": {
        "met": {"capacity.support": ["An administrator for half a day a week"]},
        "partly (no_hands)": {"capacity.support": ["A shared project manager", "Supervision by the chair"]},
        "not met": {"capacity.support": []},
    },
    "autonomy.way_back": {
        "met": {"appointment.way_back": "The practice holds the sessions open", "appointment.losses": []},
        "partly": {
            "appointment.way_back": "The practice holds the sessions open",
            "appointment.losses": ["A session"],
        },
        "partly (no_word_of_loss)": {"appointment.way_back": "The practice holds the sessions open"},
        "not met": {"appointment.way_back": "none", "appointment.losses": ["A session"]},
        "not met (not_known)": {"appointment.way_back": "none"},
        "not met (loss)": {"appointment.losses": ["A session"]},
    },
    # Fairness
    "fairness.funded_hours": {
        "met": {"capacity.hours_paid": 20, "capacity.hours_expected": 20},
        "partly": {"capacity.hours_paid": 16, "capacity.hours_expected": 20},
        "not met": {"capacity.hours_paid": 9, "capacity.hours_expected": 20},
        "partly (kept)": {"capacity.hours_paid": 9, "capacity.protected": "Mondays, in the rota"},
        "not stated": {"capacity.hours_paid": 9},
    },
    "fairness.backfill": {
        "met": {"capacity.backfill": "found and funded"},
        "partly": {"capacity.backfill": "money only"},
        "not met": {"capacity.backfill": "none"},
        "does not apply": {"appointment.contract": "One post, 80/20 clinical and leading"},
        "does not apply (whole_time)": {"capacity.hours_paid": 37.5},
    },
    "fairness.against_clinical_work": {
        "met": {"reward.against_clinical_work": "more"},
        "partly": {"reward.against_clinical_work": "the same"},
        "not met": {"reward.against_clinical_work": "less"},
    },
    "fairness.against_managers": {
        "met": {"reward.against_managers": "the same", "reward.grows_with_accountability": True},
        "partly": {"reward.against_managers": "less", "reward.grows_with_accountability": True},
        "partly (level_for_now)": {"reward.against_managers": "more", "reward.grows_with_accountability": False},
        "not met": {"reward.against_managers": "less", "reward.grows_with_accountability": False},
        "partly (grows_only)": {"reward.grows_with_accountability": True},
        "not met (flat)": {"reward.grows_with_accountability": False},
        "not met (below)": {"reward.against_managers": "less"},
    },
    "fairness.not_money": {
        "met": {"reward.not_money": ["A course", "A day each quarter with other leads"]},
        "partly": {"reward.not_money": ["A course"]},
        "not met": {"reward.not_money": []},
        "not stated (part_of_pay)": {"reward.not_money": ["NHS pension", "Mileage"]},
    },
    "fairness.demands_recognised": {
        "met": {"reward.demands": ["Public scrutiny"], "reward.recognition": "A yearly hearing of the results"},
        "partly": {"reward.demands": ["Public scrutiny"], "reward.recognition": "none"},
        "not met": {"reward.demands": [], "reward.recognition": "none"},
        "not met (not_known)": {"reward.demands": []},
    },
    # Tensions
    **{
        f"tensions.{paradox}": {
            "met": tension(
                paradox, ["A monthly open hour"], ["A yearly plan"], said_openly=True, approach="hold both"
            ),
            "partly (one_pole)": tension(paradox, [], ["A yearly plan"], said_openly=True),
            "partly (no_steps)": tension(paradox, [], [], said_openly=True),
            "partly (unnamed)": tension(paradox, ["A monthly open hour"], approach="hold both"),
            "not met (hidden)": tension(paradox, said_openly=False),
            "not met (false_fix)": tension(paradox, said_openly=True, approach="choose one pole"),
            "not met (whole)": {"complete": True},
        }
        for paradox in PARADOXES
    },
    "tensions.early_warnings": {
        "met": {f"tensions.{paradox}.warnings": ["Two papers in a row without a line"] for paradox in PARADOXES},
        "partly": {
            f"tensions.{paradox}.warnings": ["Two papers in a row without a line" if n else "A bad feeling"]
            for n, paradox in enumerate(PARADOXES)
        },
        "not met": {f"tensions.{paradox}.warnings": [] for paradox in PARADOXES},
        "not met (not_known)": {f"tensions.{PARADOXES[0]}.warnings": []},
    },
    "tensions.development": {
        "met": {"development.before": ["A month's handover"], "development.during": ["A mentor"]},
        "met (several)": {"development.during": ["A mentor", "Three days with other leads"]},
        "partly": {"development.before": [], "development.during": ["A mentor"]},
        "not met": {"development.before": [], "development.during": []},
        "not met (not_known)": {"development.before": []},
    },
}
EXAMPLES["tensions.interest_credibility"] |= {
    "partly (interests_only)": {"accountability.conflict_policy": "Interests are published each quarter"},
    "does not apply": {"appointment.profession": "Registered nurse"},
}
for _paradox in ("representative_executive", "cross_profession_trust"):
    EXAMPLES[f"tensions.{_paradox}"]["does not apply (peers)"] = {"organisation": "Marlshire Local Medical Committee"}

#: What is asked of clinicians alone, and by which name a manager's post is told that it is not asked.
OF_CLINICIANS = {
    "purpose.both_clients": "manager",
    "influence.truer_title": "manager",
    "influence.answers_for_role": "does_not_apply",
    "influence.says_so": "does_not_apply",
    "influence.credibility": "does_not_apply",
    "autonomy.way_back": "does_not_apply",
    "fairness.backfill": "manager",
    "fairness.against_clinical_work": "does_not_apply",
    **{f"tensions.{paradox}": "manager" for paradox in PARADOXES},
}
for _check, _reason in OF_CLINICIANS.items():
    EXAMPLES[_check][f"does not apply ({_reason})"] = {"title": "Operations Manager"}


def answer_of(example: str) -> str:
    """Return the answer that an example's name stands for."""
    return example.partition(" (")[0]


def reason_of(example: str) -> str:
    """Return the name of the reason that an example's name stands for."""
    answer, _, reason = example.partition(" (")
    return reason.rstrip(")") or answer.replace(" ", "_")


#: Every fact there is, such that every check is met.
