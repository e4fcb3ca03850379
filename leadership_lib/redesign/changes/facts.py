"""What each kind of move changes: one function a kind, tied to its words by id.

A function looks at the facts of a role and returns those it would change, or None where it has nothing to change. It
never states a fact that no one knows: what it writes is a suggestion in words from the data, or what would have to be
agreed. It looks at no fact but those it names, so that a search knows which moves can meet.
"""

# ruff: noqa: D103 (what a change is for stands in moves.toml)

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from leadership_lib.diagnosis.checks.accountability import kinds_of
from leadership_lib.diagnosis.checks.layers import rung
from leadership_lib.diagnosis.checks.tensions import PARADOXES, parts
from leadership_lib.diagnosis.checks.titles import DIRECTED, claims_authority, decided, how_far
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import missing
from leadership_lib.diagnosis.checks.wording import countable
from leadership_lib.framework.words import phrases
from leadership_lib.redesign.changes.base import TIME, Change, Facts, Words, and_also, change_to, changes, paid_hours
from leadership_lib.role.parts import DecisionRight, Line
from leadership_lib.role.role import real

#: Weekly hours that are reckoned with where the paid hours are not stated: one session.
SESSION = 4


def _fill(move_id: str, wanted: Mapping[str, str]) -> None:
    """Register a move that fills what is missing: a text, or a list of one text."""

    def change(role: Facts, words: Words) -> Change | None:
        facts = {path: words[key] for path, key in wanted.items() if missing(role[path])}
        return change_to(role, {path: (text,) if path in LISTS else text for path, text in facts.items()})

    changes(move_id, *wanted)(change)


LISTS = ("capacity.support", "development.before", "development.during")

_fill("write_purpose_twice", {"purpose.for_peers": "for_peers", "purpose.for_organisation": "for_organisation"})
_fill("say_what_would_be_missing", {"purpose.without_it": "without_it"})
_fill("find_help", {"capacity.support": "support"})
_fill("name_a_translator", {"influence.who_explains": "translator"})
_fill("agree_a_way_back", {"appointment.way_back": "way_back"})
_fill("agree_recognition", {"reward.recognition": "recognition"})
_fill("prepare_the_holder", {"development.before": "before"})
_fill("find_a_mentor", {"development.during": "during"})


def _set(move_id: str, path: str, value: Any) -> None:
    """Register a move that sets one fact."""
    changes(move_id, path)(lambda role, words: change_to(role, {path: value}))


_set("keep_clinical_work", "capacity.keeps_clinical_work", True)
_set("say_it_excludes_practice", "accountability.excludes_clinical_practice", True)
_set("let_peers_choose", "appointment.peers_have_a_say", True)
_set("leave_latitude", "scope.without_asking", ("plan", "deliver", "evaluate"))
_set("let_pay_grow", "reward.grows_with_accountability", True)


def _add(move_id: str, path: str, key: str) -> None:
    """Register a move that adds one text to a list."""

    def change(role: Facts, words: Words) -> Change | None:
        there = real(role[path] or ())
        return None if words[key] in there else Change({path: (*there, words[key])})

    changes(move_id, path)(change)


for _means in ("give_figures", "give_a_seat", "pay_for_time_together", "give_a_fund"):
    _add(_means, "influence.means", "means")
for _reward in ("fund_a_course", "join_other_leads", "write_for_appraisal"):
    _add(_reward, "reward.not_money", "reward")


@changes("say_higher_purpose", "purpose.higher")
def say_higher_purpose(role: Facts, words: Words) -> Change | None:
    higher = role["purpose.higher"]
    if missing(higher):
        return Change({"purpose.higher": words["higher"]})
    return None if speaks_of("people_served", higher) else Change({"purpose.higher": and_also(higher, words["also"])})


@changes("set_a_boundary", "scope.boundaries")
def set_a_boundary(role: Facts, words: Words) -> Change | None:
    there = real(role["scope.boundaries"] or ())
    suggested = (words["first"], words["second"])[: max(0, ENOUGH_BOUNDARIES - len(there))]
    return Change({"scope.boundaries": (*there, *suggested)}) if suggested else None


#: How many boundaries hold even where the description also asks for "any other duty".
ENOUGH_BOUNDARIES = 2


@changes("own_up_to_demands", "reward.demands")
def own_up_to_demands(role: Facts, words: Words) -> Change | None:
    there = real(role["reward.demands"] or ())
    if any(speaks_of("demands", text) for text in there):
        return None
    return Change({"reward.demands": (*there, words["demand"])})


# --- hours and pay


def _level(move_id: str, path: str, other: str) -> None:
    """Register a move that brings the hours paid up to those expected, or those expected down to those paid."""

    def change(role: Facts, words: Words) -> Change | None:
        paid, needed = paid_hours(role), role["capacity.hours_expected"]
        if paid is None or needed is None or paid >= needed:
            return None
        return Change({path: needed if path == "capacity.hours_paid" else paid}, needed - paid)

    changes(move_id, path, reads=[other, *TIME])(change)


_level("fund_the_hours", "capacity.hours_paid", "capacity.hours_expected")
_level("shrink_the_work", "capacity.hours_expected", "capacity.hours_paid")


@changes("keep_time_to_zoom_out", "capacity.hours_to_zoom_out", reads=["capacity.hours_paid", *TIME])
def keep_time_to_zoom_out(role: Facts, words: Words) -> Change | None:
    paid = paid_hours(role)
    # An hour a week cannot come out of a post that has no more than that.
    if paid is not None and paid <= LEAST:
        return None
    return change_to(role, {"capacity.hours_to_zoom_out": max(LEAST, role["capacity.hours_to_zoom_out"] or 0)})


#: Hours a week that are kept free, at least.
LEAST = 1


def _paid(role: Facts) -> float:
    paid = paid_hours(role)
    return SESSION if paid is None else paid


@changes("find_cover", "capacity.backfill", reads=["capacity.hours_paid", *TIME])
def find_cover(role: Facts, words: Words) -> Change | None:
    if role["capacity.backfill"] == "found and funded":
        return None
    money_is_there = role["capacity.backfill"] == "money only"
    return Change({"capacity.backfill": "found and funded"}, 0 if money_is_there else _paid(role))


@changes("pay_more_than_a_session", "reward.against_clinical_work", reads=["capacity.hours_paid", *TIME])
def pay_more_than_a_session(role: Facts, words: Words) -> Change | None:
    steps = {"less": 2, "the same": 1}.get(role["reward.against_clinical_work"])
    return Change({"reward.against_clinical_work": "more"}, steps * _paid(role)) if steps else None


@changes("pay_level_with_managers", "reward.against_managers", reads=["capacity.hours_paid", *TIME])
def pay_level_with_managers(role: Facts, words: Words) -> Change | None:
    less = role["reward.against_managers"] == "less"
    return Change({"reward.against_managers": "the same"}, _paid(role)) if less else None


@changes("make_good_the_loss", "appointment.losses", rewords=True)
def make_good_the_loss(role: Facts, words: Words) -> Change | None:
    lost = real(role["appointment.losses"] or ())
    return Change({"appointment.losses": ()}, len(lost)) if lost else None


# --- influence


def _right(words: Words, over: Literal["people", "services", "resources", "plans"]) -> DecisionRight:
    return DecisionRight(
        what=words["what"].format(over=over), over=over, extent="decides with others", limit=words["limit"]
    )


@changes("give_a_decision", "influence.decision_rights")
def give_a_decision(role: Facts, words: Words) -> Change | None:
    rights = role["influence.decision_rights"] or ()
    if any(decided(right) and how_far(right) for right in rights):
        return None
    return Change({"influence.decision_rights": (*rights, _right(words, "plans"))})


@changes("make_the_title_true", "influence.decision_rights", reads=["title"])
def make_the_title_true(role: Facts, words: Words) -> Change | None:
    if role["title"] is None or not claims_authority(role["title"]):
        return None
    rights = role["influence.decision_rights"] or ()
    held = {right.over for right in rights if decided(right)}
    wanted = [over for over in DIRECTED if over not in held]
    added = (_right(words, over) for over in wanted)
    return Change({"influence.decision_rights": (*rights, *added)}, len(wanted)) if wanted else None


@changes("retitle", "title")
def retitle(role: Facts, words: Words) -> Change | None:
    title = role["title"]
    if title is None or not claims_authority(title):
        return None
    renamed, managerial = title, phrases("managerial_titles")
    while found := managerial.found_in(renamed):
        renamed = renamed.replace(found, words["lead"])
    return Change({"title": renamed})


@changes("answer_to_a_clinician", "accountability.lines", rewords=True)
def answer_to_a_clinician(role: Facts, words: Words) -> Change | None:
    lines: tuple[Line, ...] = role["accountability.lines"] or ()
    kept = tuple(line for line in lines if kinds_of(line) in ({"a clinical leader"}, set()) and line.to)
    if lines and kept == lines:
        return None
    # The line to a manager gives way, and what it was for goes with the new one; the manager can be a partner.
    replaced = next((line for line in lines if line not in kept), Line(answers_for="the role"))
    clinical = Line(to=words["to"], to_whom="a clinical leader", answers_for=replaced.answers_for)
    return Change({"accountability.lines": (clinical, *kept)})


@changes("answer_for_the_role", "accountability.lines")
def answer_for_the_role(role: Facts, words: Words) -> Change | None:
    lines: tuple[Line, ...] = role["accountability.lines"] or ()
    wrong = ("the role and clinical practice", "other people's practice", None)
    mended = tuple(replace(line, answers_for="the role") if line.answers_for in wrong else line for line in lines)
    return None if mended == lines else Change({"accountability.lines": mended})


@changes("strike_out_managing", "accountability.manages")
def strike_out_managing(role: Facts, words: Words) -> Change | None:
    manages = role["accountability.manages"] or ()
    kept = tuple(who for who in manages if who not in PEERS)
    return None if kept == manages else Change({"accountability.manages": kept})


#: Those who are peers, or may be: who employs clinical colleagues is not said.
PEERS = ("independent peers", "clinical colleagues")


@changes("name_partner_manager", "influence.partner_manager", "influence.partnership")
def name_partner_manager(role: Facts, words: Words) -> Change | None:
    named = {"influence.partner_manager": words["manager"]} if missing(role["influence.partner_manager"]) else {}
    return change_to(role, {**named, "influence.partnership": "equal"})


@changes("choose_for_leading", "appointment.selected_for")
def choose_for_leading(role: Facts, words: Words) -> Change | None:
    chosen = role["appointment.selected_for"] or ()
    wanted = tuple(reason for reason in ("leadership", "trust of peers") if reason not in chosen)
    return Change({"appointment.selected_for": (*chosen, *wanted)}) if len(wanted) == 2 else None


@changes("stay_next_door", "influence.works_across", reads=["layer"])
def stay_next_door(role: Facts, words: Words) -> Change | None:
    across, home = role["influence.works_across"], role["layer"]
    if across is None or home is None:
        return None
    near = tuple(layer for layer in across if abs(rung(layer) - rung(home)) <= 1)
    return None if near == across else Change({"influence.works_across": near})


# --- tensions


def _hold(paradox: str) -> None:
    """Register the move that names a paradox and puts a step at each pole."""
    named, approach, first, second = parts(paradox)

    def change(role: Facts, words: Words) -> Change | None:
        steps = {p: (words[key],) for p, key in ((first, "first"), (second, "second")) if missing(role[p])}
        return change_to(role, {named: True, approach: "hold both", **steps})

    changes(f"hold_{paradox}", named, approach, first, second)(change)


for _paradox in PARADOXES:
    _hold(_paradox)

_WARNINGS = tuple(f"tensions.{paradox}.warnings" for paradox in PARADOXES)


@changes("count_early_warnings", *_WARNINGS, rewords=True)
def count_early_warnings(role: Facts, words: Words) -> Change | None:
    facts = {}
    for path in _WARNINGS:
        seen = real(role[path] or ())
        if not seen or not all(map(countable, seen)):
            facts[path] = (*(warning for warning in seen if countable(warning)), words["warning"])
    return Change(facts, len(facts)) if facts else None
