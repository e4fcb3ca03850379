"""Examples by hand of what is answered by the words of a description: its duties, and sentences without a fact of their own.

A key is an answer and, in brackets, the reason, as in `examples.EXAMPLES`; the value is what the role states, and it
states nothing else.
"""

from examples import NURSES, PARADOXES, VAGUE, VISIT, line, lines, right, tension

#: Duties in which nothing can be found done or not.
ABSTRACT = ["Champion transformation", "Drive engagement", "Foster excellence", "Promote innovation"]

#: Duties that can be found done or not.
PLAIN = ["Chair the monthly meeting", "Write the report in March", "Visit each practice twice a year"]


def duties(*some: str) -> dict:
    """Return duties as facts."""
    return {"duties": list(some)}


def says(*some: str) -> dict:
    """Return sentences of a description as facts."""
    return {"other_words": list(some)}


IN_WORDS: dict[str, dict[str, dict]] = {
    "purpose.higher": {
        "partly (in_passing)": duties("Work with residents on the clinic's opening hours"),
        "not met (not_shown)": duties(*ABSTRACT, "Chair the monthly meeting"),
    },
    "purpose.both_clients": {
        "partly": duties("Bring the concerns of practices to the meeting"),
        "partly (both_in_passing)": duties("Represent practices", "Sign the network's business plan"),
        "met (in_its_duties)": {
            "purpose.for_peers": "Practices are heard before the plan is written",
            **duties("Sign the network's business plan"),
        },
    },
    "purpose.necessity": {
        "met (required)": says("Each network must have a named nurse"),
        "partly": duties("Be the only link to the hospice"),
        "partly (undecided)": {"influence.decision_rights": [right("decides")]},
    },
    "influence.title_authority": {
        "met (in_words)": {
            "title": "Clinical Lead",
            **duties("Approves the rota of the hub", "Signs off the protocol"),
        },
        "met (leads_in_words)": {"title": "Clinical Lead", **duties("Leads the falls clinic")},
        "partly (one_phrase)": {"title": "Clinical Lead", **duties("Approves the rota of the hub")},
        "partly (some_in_words)": {"title": "Clinical Director", **duties("Approves the rota of the hub")},
        "partly (denied)": {"title": "Clinical Lead", **says("The post holds no budget and has no vote")},
        "not met (denied)": {"title": "Clinical Director", **says("The post is advisory only and has no vote")},
    },
    "influence.truer_title": {
        "partly (some_in_words)": {"title": "Federation Director", **duties("Approves the rota of the hub")},
        "not met (denied)": {"title": "Federation Director", **says("The post is advisory only and has no vote")},
    },
    "influence.not_a_boss": {
        "met (in_words)": duties("Advises practices on the recall of patients"),
        "met (staff_only)": {
            "accountability.manages": ["employed staff"],
            **says("Clinicians are employed by the practices"),
        },
        "partly (both)": says("Line manages the hub's two nurses", "Works with independent contractors as peers"),
        "not met (boss_in_words)": duties("Performance manage the clinicians of the member practices"),
    },
    "influence.answers_for_role": {
        "met (in_words)": {
            **lines(line(to="Clinical Chair")),
            **says("Accountable for this role", "Reports in March as to the performance of the hub"),
        },
        "partly (one_phrase)": {**lines(line(to="Clinical Chair")), **says("Accountable for this role")},
        "met (elsewhere)": {
            **lines(line(to="Clinical Chair")),
            **says("Your appraisal stays with the practice that employs you"),
        },
        "partly (in_words)": says("Accountable for this role"),
        "partly (set_apart)": says("Professionally accountable to the Medical Director of the board"),
        "not met (practice_in_words)": says("Accountable for clinical practice in the hub"),
    },
    "influence.says_so": {
        "met (in_words)": says("Accountable for the role and not for clinical practice"),
        "partly": says("The review is not part of contract monitoring"),
        "not met (unsaid)": lines(line(to="The locality manager")),
        "not met (contrary)": says("Accountable for clinical practice in the hub"),
    },
    "influence.reach": {
        "met (several)": {
            "influence.means": ["A page of figures", "A seat at the planning table"],
            "influence.decision_rights": [right("decides")],
            **says("Works with nine practices"),
        },
        "met (hold)": says("Works with nine practices", "Twelve hours a month, funded, for the practices to meet"),
        "partly (in_words)": says("Works with nine practices", "Holds a forum in the spring"),
    },
    "influence.shared_measures": {"partly (in_words)": says("Jointly accountable with the trust for the waits")},
    "influence.credibility": {
        "met (in_words)": says("A practising GP in a practice in the cluster"),
        "met (works)": {"capacity.keeps_clinical_work": True},
        "met (chosen)": {"appointment.peers_have_a_say": True},
        "partly": {"appointment.eligibility": ["Registered nurse"]},
    },
    "influence.partnership": {
        "met (in_words)": says(
            "Runs the locality in equal partnership with the business manager", "The two co-lead with one budget"
        ),
        "partly (one_phrase)": says("Runs the locality in equal partnership with the business manager"),
        "partly (works_with)": says("Works with the locality manager on the rota"),
    },
    "clarity.selection": {
        "met (in_words)": {"appointment.eligibility": ["Has led a merger of two practices"]},
        "partly (one_phrase)": says("We are looking for a leader of nine practices"),
        "partly (with_people)": {"appointment.eligibility": ["Able to hear and settle a conflict"]},
        "not met (not_asked)": {
            "appointment.eligibility": ["A doctor", "On the register", "Two years in Marl", "Drives"]
        },
        "partly": {"appointment.eligibility": ["Desirable: has led colleagues"]},
    },
    "clarity.concrete": {
        "partly (duties)": duties(*PLAIN),
        "partly (duties_abstract)": {"objectives": [VISIT], **duties(*ABSTRACT)},
        "not met (abstract)": duties(*ABSTRACT),
    },
    "clarity.measurable": {
        "partly (duties)": duties(*PLAIN),
        "partly (few_results)": {"objectives": [VISIT], **duties(*PLAIN, *PLAIN)},
        "not met (none_shown)": duties(*ABSTRACT),
    },
    "clarity.milestones": {
        "partly (duties)": duties(*PLAIN[1:], "Chair the forum by June"),
        "not met (none_shown)": duties(*ABSTRACT),
    },
    "clarity.own_layer": {
        "partly (in_words)": {"objectives": [NURSES]},
        "partly (above)": duties("Visit the practices", "Carry out the national plan"),
        "partly (few_results)": {"layer": "icb", "objectives": [VISIT], **duties(*PLAIN, *PLAIN)},
    },
    "clarity.boundaries": {
        "met (in_words)": says("Not responsible for complaints", "Does not include contract monitoring"),
        "partly (one_limit)": says("Not responsible for complaints"),
        "partly (endless)": {
            "scope.boundaries": ["Does not assess clinicians"],
            **duties("Any other duties that may be asked for"),
        },
        "not met (no_end)": duties("Any other duties that may be asked for"),
    },
    "clarity.achievable": {
        "met (counted_out)": {
            "capacity.hours_paid": 4,
            **says("Forty hours a year for meetings, sixty for visits: how the time is expected to be used"),
        },
        "partly (weighed)": {"capacity.hours_paid": 4, **says("The first year will take longer than that")},
    },
    "clarity.translation": {
        "partly (carries)": duties("Feeds back to the practices after each board"),
        "partly (spans)": duties("Sits on the regional group for urgent visits"),
    },
    "autonomy.latitude": {
        "met (in_words)": duties("Plans the year", "Evaluates the pilot in March", "The approach is up to you"),
        "partly (some_in_words)": duties("Plans the year"),
    },
    "autonomy.not_prescribed": {
        "met (left_open)": says("The approach is up to you", "The split of the hours is a guide: it is a guide only"),
        "partly (one_phrase)": says("The approach is up to you"),
        "partly (laid_down)": duties("Sends a monthly return to the contract team"),
        "partly (some_shown)": duties(*(f"Visits practice {n} in March" for n in range(3))),
    },
    "autonomy.decides": {
        "met (in_words)": duties("Approves the rota of the hub", "Authorises leave at the hub"),
        "partly (one_phrase)": duties("Approves the rota of the hub"),
        "partly (with_others)": duties("Jointly settles the rota"),
        "partly (some_authority)": {
            "influence.decision_rights": [{"what": "the rota"}],
            **duties("Approves the rota of the hub"),
        },
        "not met (none_to_decide)": {"complete": True, **duties("Visits the practices in March")},
        "not met (denied)": says("The post is advisory only and has no vote"),
    },
    "autonomy.zoom_out_time": {
        "partly (some_time)": says("One leadership day each month"),
    },
    "autonomy.support": {
        "met (in_words)": says("An administrator is provided for one day a week", "An analyst helps in March"),
        "partly (one_phrase)": says("An administrator is provided for one day a week"),
        "partly (general_words)": says("Will have access to HR"),
    },
    "autonomy.way_back": {
        "met (kept)": says("The two sessions are held open by the practice"),
        "partly (leaving_only)": says("Three months' notice on either side"),
        "partly (leaving_and_loss)": {
            "appointment.losses": ["A session"],
            **says("Three months' notice on either side"),
        },
    },
    "fairness.funded_hours": {
        "met (counted_out)": says(
            "Forty hours a year for meetings, sixty for visits: how the time is expected to be used"
        ),
        "partly (extra)": says("Additional sessions can be claimed in winter"),
        "partly (weighed)": says("The first year will take longer than that"),
        "not met (unpaid)": says("Time to read papers isn't paid"),
    },
    "fairness.backfill": {
        "partly (promised)": says("Locum costs are met by the network"),
        "not met (refused)": says("There is no backfill for this post"),
    },
    "fairness.against_clinical_work": {
        "met (on_top)": says("The salaried GP scale and a leadership allowance"),
        "partly (in_words)": says("Paid at the usual sessional rate"),
    },
    "fairness.not_money": {"partly (in_words)": says("A place on a leadership course each year")},
    "fairness.demands_recognised": {"partly (in_words)": says("Works in public, and under pressure")},
    "tensions.professional_autonomy": {
        "partly (served)": duties("Reduce variation in referrals", "Topics are chosen by the cluster, by consent"),
    },
    "tensions.representative_executive": {
        "partly (served)": duties("Represent practices on the board", "Sign the network's corporate plan each year"),
    },
    "tensions.interest_credibility": {
        "partly (served)": says(
            "Any conflict of interest is declared at the start", "Three clinical sessions a week"
        ),
        "met (rule)": {
            "capacity.keeps_clinical_work": True,
            "accountability.conflict_policy": "Leaves the room when her own practice is on the agenda",
        },
        "partly (interests_only)": says("Any conflict of interest is declared at the start of each meeting"),
    },
    "tensions.cross_profession_trust": {
        "partly (served)": duties("Leads nurses, pharmacists and social workers in one team of nine"),
    },
    "tensions.early_warnings": {"partly (reviewed)": says("A quarterly review with two practices")},
    "tensions.development": {
        "met (in_words)": says("A month's handover", "A mentor for the first year"),
        "partly (general_words)": says("A mentor for the first year"),
    },
}

#: What serves the second pole of each paradox, in words of the description.
OTHER_POLE = {
    "professional_autonomy": duties("Reduce variation in referrals"),
    "representative_executive": duties("Sign the network's corporate plan each year"),
    "interest_credibility": says("Any conflict of interest is declared at the start"),
    "cross_profession_trust": duties("Leads nurses, pharmacists and social workers in one team of nine"),
}

for _paradox in PARADOXES:
    IN_WORDS[f"tensions.{_paradox}"]["met (one_entered)"] = {
        **tension(_paradox, ["A monthly open hour"], said_openly=True),
        **OTHER_POLE[_paradox],
    }
    IN_WORDS[f"tensions.{_paradox}"]["not met (whole)"] = {"complete": True, "title": "Clinical Lead"}

__all__ = ["ABSTRACT", "IN_WORDS", "PLAIN", "VAGUE", "duties", "says"]
