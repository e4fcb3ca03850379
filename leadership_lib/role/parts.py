"""The parts of a role: groups of facts, each of which can be not stated, and what a person has judged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from leadership_lib.core.faults import RecordError
from leadership_lib.core.records import Between, OneOf, Record
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import LayerId
from leadership_lib.framework.words import placeholder

Hours = Annotated[float, Between(0, 100, "hours a week")]
Comparison = Literal["less", "the same", "more"]

#: Hours that one of each unit of time is: a session or a programmed activity about four, a whole-time post 37.5.
HOURS: Mapping[str, float] = {
    "hours": 1,
    "sessions": 4,
    "programmed activities": 4,
    "days": 7.5,
    "whole-time equivalent": 37.5,
}
WEEKS: Mapping[str, float] = {"week": 1, "month": 52 / 12, "quarter": 13, "year": 52}


class RoleError(RecordError):
    """Facts that do not make a role."""


@lru_cache(10_000)
def holds_the_place(text: str) -> bool:
    """Tell whether a text only holds the place of a fact: "TBC", "to be agreed with the board", "see advert", "?"."""
    plain = text.strip(" .!()[]{}<>*_'\"\n")
    # Blanks hold no place: they are a slip of the hand, and said to be one.
    held = not plain or any(map(placeholder().fullmatch, (plain, text.strip())))
    return bool(text.strip()) and held


class Part(Record, what="a role", error=RoleError, stands_for_nothing=holds_the_place):
    """A part of a role, and the whole.

    Attributes
    ----------
    WAS : mapping
        What fields were called in files of version 0.1, and are called now.
    """

    WAS: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def _carried(cls, table: Mapping[str, Any]) -> Mapping[str, Any]:
        return {cls.WAS.get(name, name): value for name, value in table.items()} if cls.WAS else table


class Purpose(Part):
    """What the role is for, seen by each of its two clients (P33, P40, P42)."""

    higher: str | None = None
    for_peers: str | None = None
    for_organisation: str | None = None
    without_it: str | None = None


class Appointment(Part):
    """Who can be the holder, how they come to the role, on which terms, and how they leave it (P03, P16, P17)."""

    WAS: ClassVar[Mapping[str, str]] = {"given_up": "losses"}

    profession: str | None = None
    eligibility: tuple[str, ...] | None = None
    how: Literal["elected", "selected", "nominated", "sole applicant"] | None = None
    selected_for: tuple[Literal["special interest", "availability", "leadership", "trust of peers"], ...] | None = (
        None
    )
    peers_have_a_say: bool | None = None
    joint_holders: str | None = None
    employer: str | None = None
    contract: str | None = None
    length_months: Annotated[float, Between(0, 240, "months")] | None = None
    review: str | None = None
    funded_by: str | None = None
    funded_until: str | None = None
    way_back: str | None = None
    losses: tuple[str, ...] | None = None


class Line(Part):
    """One line of accountability: to whom, what sort of person that is, and for what (P49)."""

    to: str | None = None
    to_whom: Literal["a clinical leader", "a mixed board", "a manager", "nobody"] | None = None
    answers_for: (
        Literal["the role", "professional matters", "the role and clinical practice", "other people's practice"]
        | None
    ) = None


class Accountability(Part):
    """Who the lead answers to and for what, and who answers to the lead (P48 to P50)."""

    lines: tuple[Line, ...] | None = None
    excludes_clinical_practice: bool | None = None
    manages: (
        tuple[Literal["employed staff", "independent peers", "clinical colleagues", "non-clinical staff"], ...] | None
    ) = None
    conflict_policy: str | None = None

    @classmethod
    def _carried(cls, table: Mapping[str, Any]) -> Mapping[str, Any]:
        # Version 0.1 had one line, in the part itself, and did not say who employs the colleagues that are managed.
        now = dict(table)
        names = {"to": "to", "to_whom": "to_whom", "for_what": "answers_for"}
        if line := {new: now.pop(old) for old, new in names.items() if old in now}:
            now.setdefault("lines", [line])
        if isinstance(manages := now.get("manages_peers"), bool):
            del now["manages_peers"]
            now.setdefault("manages", ["clinical colleagues"] if manages else [])
        return now


class DecisionRight(Part):
    """Something the lead may decide, alone or with others, and its limit (P45)."""

    what: str | None = None
    over: Literal["people", "services", "resources", "plans"] | None = None
    extent: Literal["decides", "decides with others", "recommends", "is consulted"] | None = None
    limit: str | None = None


class Influence(Part):
    """By what means the lead reaches people they cannot direct (P15, P16, P18, P19)."""

    WAS: ClassVar[Mapping[str, str]] = {"translator": "who_explains"}

    decision_rights: tuple[DecisionRight, ...] | None = None
    means: tuple[str, ...] | None = None
    partner_manager: str | None = None
    partnership: Literal["equal", "manager leads", "clinician leads"] | None = None
    works_across: tuple[LayerId, ...] | None = None
    who_explains: str | None = None


class Objective(Part):
    """One result the role is for: what, how anyone will know, by when, at which layer, with whom (P12, P41)."""

    text: str | None = None
    measure: str | None = None
    by: str | None = None
    milestones: tuple[str, ...] | None = None
    layer: LayerId | None = None
    depends_on: tuple[Literal["the lead", "the team", "peers", "managers", "other bodies"], ...] | None = None
    shared_with: tuple[str, ...] | None = None
    hours: Hours | None = None


class Scope(Part):
    """How large the role is, where it ends, what is laid down and what is left to the lead (P36, P38, P39, P44)."""

    WAS: ClassVar[Mapping[str, str]] = {"latitude": "without_asking"}

    population: str | None = None
    staff: str | None = None
    budget: str | None = None
    boundaries: tuple[str, ...] | None = None
    prescribed_tasks: tuple[str, ...] | None = None
    without_asking: tuple[Literal["plan", "deliver", "evaluate"], ...] | None = None


class Time(Part):
    """Time as the description gives it: how many of which unit, in which span."""

    amount: Annotated[float, Between(0, 2000, "")] | None = None
    unit: Literal["hours", "sessions", "programmed activities", "days", "whole-time equivalent"] | None = None
    per: Literal["week", "month", "quarter", "year"] | None = None

    @property
    def hours_a_week(self) -> float | None:
        """What that comes to in hours a week; None where something is not stated."""
        if self.amount is None or self.unit is None:
            return None
        if self.unit == "whole-time equivalent":
            return self.amount * HOURS["whole-time equivalent"]
        return None if self.per is None else self.amount * HOURS[self.unit] / WEEKS[self.per]


class Capacity(Part):
    """Time and help (P13, P16, P20, P32)."""

    time: Time = Time()
    hours_paid: Hours | None = None
    hours_expected: Hours | None = None
    hours_to_zoom_out: Hours | None = None
    protected: str | None = None
    protection_kept: bool | None = None
    backfill: Literal["found and funded", "money only", "none"] | None = None
    keeps_clinical_work: bool | None = None
    support: tuple[str, ...] | None = None

    @property
    def paid(self) -> float | None:
        """Paid hours a week: as counted, or else worked out from the time as the description gives it."""
        return self.time.hours_a_week if self.hours_paid is None else self.hours_paid


class Pay(Part):
    """Pay as the description gives it: how much, for what, and in which band."""

    amount: Annotated[float, Between(0, 10_000_000, "pounds")] | None = None
    per: Literal["hour", "session", "programmed activity", "day", "month", "year", "weekly session a year"] | None = (
        None
    )
    band: str | None = None


class Reward(Part):
    """Pay in both directions, and everything that is not pay (P20 to P23)."""

    pay: Pay = Pay()
    against_clinical_work: Comparison | None = None
    against_managers: Comparison | None = None
    grows_with_accountability: bool | None = None
    not_money: tuple[str, ...] | None = None
    demands: tuple[str, ...] | None = None
    recognition: str | None = None


class Development(Part):
    """How the holder is prepared for the role and goes on learning in it (P31)."""

    before: tuple[str, ...] | None = None
    during: tuple[str, ...] | None = None


class Tension(Part):
    """How one paradox is handled; what is done for each pole has a name of its own (P27 to P31).

    Attributes
    ----------
    POLES : tuple of str
        The facts that say what is done for each pole, in the order of the framework's paradox.
    """

    POLES: ClassVar[tuple[str, str]]

    said_openly: bool | None = None
    approach: Literal["hold both", "split the roles", "choose one pole", "avoid"] | None = None
    warnings: tuple[str, ...] | None = None

    @property
    def done(self) -> tuple[tuple[str, ...] | None, ...]:
        """What is done for each pole."""
        return tuple(getattr(self, name) for name in self.POLES)

    @classmethod
    def _carried(cls, table: Mapping[str, Any]) -> Mapping[str, Any]:
        was = {"named": "said_openly", "first_pole_steps": cls.POLES[0], "second_pole_steps": cls.POLES[1]}
        return {was.get(name, name): value for name, value in table.items()}


class ProfessionalAutonomy(Tension):
    """The system counts on people whom no one can order."""

    POLES = ("keeping_autonomy", "changing_together")

    keeping_autonomy: tuple[str, ...] | None = None
    changing_together: tuple[str, ...] | None = None


class RepresentativeExecutive(Tension):
    """The lead is the voice of peers and acts for the organisation."""

    POLES = ("representing_peers", "serving_the_organisation")

    representing_peers: tuple[str, ...] | None = None
    serving_the_organisation: tuple[str, ...] | None = None


class InterestCredibility(Tension):
    """The lead has interests to declare, and a practice to be credible by."""

    POLES = ("staying_in_practice", "staying_clear_of_interests")

    staying_in_practice: tuple[str, ...] | None = None
    staying_clear_of_interests: tuple[str, ...] | None = None


class CrossProfessionTrust(Tension):
    """The lead belongs to one profession and leads for several."""

    POLES = ("rooted_in_one", "leading_for_all")

    rooted_in_one: tuple[str, ...] | None = None
    leading_for_all: tuple[str, ...] | None = None


class Tensions(Part):
    """The four paradoxes of section 3, each under its id."""

    professional_autonomy: ProfessionalAutonomy = ProfessionalAutonomy()
    representative_executive: RepresentativeExecutive = RepresentativeExecutive()
    interest_credibility: InterestCredibility = InterestCredibility()
    cross_profession_trust: CrossProfessionTrust = CrossProfessionTrust()


class Judgement(Record, what="a judgement", error=RoleError):
    """A person's answer to a check, with the reason; it stands beside the machine's answer and never over it.

    Attributes
    ----------
    check : str
        The id of the check, such as ``clarity.concrete``.
    answer : str
        The person's answer.
    because : str
        Why.
    """

    check: Annotated[str, OneOf(concepts.check_ids)]
    answer: Literal["met", "partly", "not met", "not stated", "does not apply"]
    because: str
