"""Tensions: whether each paradox is named and held at both poles, and whether people are prepared for it."""

from functools import partial
from typing import Any

from leadership_lib.core.records import field_kinds
from leadership_lib.diagnosis.checks.base import judges, judges_facts
from leadership_lib.diagnosis.checks.clarity import countable
from leadership_lib.diagnosis.checks.verdict import Answer, Verdict, there_is, together, verdict
from leadership_lib.framework import concepts
from leadership_lib.role.role import Role, Tension, Tensions

PARADOXES = tuple(field_kinds(Tensions))
PARTS = ("named", "approach", "first_pole_steps", "second_pole_steps")


def _held(paradox: str, role: Role) -> Verdict:
    tension: Tension = getattr(role.tensions, paradox)
    poles = concepts.load("paradoxes")[paradox].poles
    figures: dict[str, Any] = {"first": poles[0], "second": poles[1]}
    steps = [there_is(tension.first_pole_steps), there_is(tension.second_pole_steps)]
    if tension.approach not in (None, "hold both"):
        return verdict("not met", "false_fix", approach=tension.approach, **figures)
    if tension.named is False:
        return verdict("not met", "hidden", **figures)
    if tension.named is None and "met" not in steps:
        return verdict("not stated", **figures)
    # A false fix may still come to light, and a step not yet stated may still be there.
    settled = tension.approach is not None and tension.named is not None
    figures |= {"at_least": None if settled else "not met", "at_most": "partly" if "not met" in steps else "met"}
    if tension.named is None:
        return verdict("partly", "unnamed", **figures)
    if steps == ["met", "met"]:
        return verdict("met", **figures)
    return verdict("partly", "one_pole" if "met" in steps else "no_steps", **figures)


for _paradox in PARADOXES:
    judges(f"tensions.{_paradox}", *(f"tensions.{_paradox}.{part}" for part in PARTS))(partial(_held, _paradox))


@judges("tensions.early_warnings", *(f"tensions.{paradox}.warnings" for paradox in PARADOXES))
def early_warnings(role: Role) -> Verdict:
    answers: list[Answer] = []
    for paradox in PARADOXES:
        warnings = getattr(role.tensions, paradox).warnings
        seen = there_is(warnings)
        answers.append("partly" if seen == "met" and not all(map(countable, warnings)) else seen)
    return verdict(together(answers), good=answers.count("met"))


judges_facts("tensions.development", "development.during", "development.before")
