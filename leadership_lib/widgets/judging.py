"""Judging: a person's own answer beside each finding, with why; both stand on the board, neither over the other."""

from collections.abc import Mapping
from typing import Any, get_args

from leadership_lib.core.faults import Code, Fault, Said
from leadership_lib.core.html import Markup, tag
from leadership_lib.core.records import field_kinds
from leadership_lib.diagnosis.checks import Finding
from leadership_lib.diagnosis.checks import load as load_checks
from leadership_lib.role.parts import Judgement, RoleError
from leadership_lib.role.role import Role

#: How the field of a judgement is called: this, and the id of the check.
FIELD = "judgement."

#: What a person can answer, and what stands as the reason of one who agrees and writes none.
ANSWERS: tuple[str, ...] = get_args(field_kinds(Judgement)["answer"])
AGREED = "the reason given is right"

#: What is missing, by what is missing.
MISSING = {"answer": "Choose your answer first.", "because": "Say why, in a sentence."}


def judged(role: Role, check: str, entered: Any, machine: str) -> Role:
    """Return a role with what a person entered about a check; None, or nothing chosen, takes a judgement back.

    Parameters
    ----------
    role, check
        The role, and the id of the check.
    entered
        ``answer`` and ``because``.
    machine
        What the check answers.

    Raises
    ------
    RoleError
        There is no such check or answer, or no reason.
    """
    if entered is None:
        kept = [one for one in role.judgements or () if one.check != check]
        return role.with_(judgements=kept or None)
    given = entered if isinstance(entered, Mapping) else {}
    answer, because = given.get("answer") or "", given.get("because") or ""
    reason = because.strip() if isinstance(because, str) else ""
    reason = reason or (AGREED if answer == machine else "")
    if missing := next((name for name, value in (("answer", answer), ("because", reason)) if not value), None):
        raise RoleError("a judgement", [Fault((missing,), Code.RULE, Said("nothing"), Said(MISSING[missing]))])
    return role.judge(check, answer, reason)


def told(before: Role, after: Role, answers: Mapping[str, str]) -> str:
    """Say which judgement is another than before; nothing where none is.

    Parameters
    ----------
    before, after
        The role before and after.
    answers
        What each check answers now.
    """
    old, new = ({one.check: one for one in role.judgements or ()} for role in (before, after))
    said = [_told(check, new.get(check), answers) for check in {**old, **new} if old.get(check) != new.get(check)]
    return " ".join(said)


def _told(check: str, judgement: Judgement | None, answers: Mapping[str, str]) -> str:
    about = f"On {load_checks()[check].short}:"
    if judgement is None:
        return f"{about} your judgement is taken back."
    if judgement.answer == answers[check]:
        return f"{about} you agree, {judgement.answer}. Kept with the role."
    return f"{about} you say {judgement.answer}, the check says {answers[check]}. Both are kept with the role."


def both(finding: Finding) -> Markup:
    """Show a person's answer, and the check's where it is another."""
    if not (one := finding.judgement):
        return Markup()
    machine = f" The check says {finding.answer}." if finding.differs else ""
    say = "You say " if finding.differs else "You agree: "
    return tag("p", say, tag("b", one.answer), f", because “{one.because}”{machine}", class_="judged")


def form(finding: Finding, fault: str = "") -> Markup:
    """Draw the form that asks for a judgement, folded unless the check leaves its verdict to a person."""
    mine, question = finding.judgement, finding.question
    to_judge = finding.answer == "for you to judge"
    summary = (
        "Change your judgement" if mine else "Judge it yourself" if to_judge else "Agree, or disagree and say why"
    )
    chosen = mine.answer if mine else ""
    first = [] if mine else [tag("option", "choose", value="", selected=True)]
    options = [
        tag("option", _option(answer, finding.answer), value=answer, selected=answer == chosen)
        for answer in sorted(ANSWERS, key=lambda answer: answer != finding.answer)
    ]
    take_back = [tag("button", "Take it back", type="submit", value="none")] if mine else []
    body = tag(
        "form",
        tag("label", "Your answer ", tag("select", *first, *options, name_="answer")),
        tag("label", "Why? ", tag("textarea", mine.because if mine else "", name_="because", rows="2")),
        tag("p", fault, class_="fault") if fault else "",
        tag("div", tag("button", "Keep my judgement", type="submit"), *take_back, class_="row-buttons"),
        data_field=FIELD + finding.id,
        data_fault=bool(fault),
        aria_label=f"Your judgement: {question}",
    )
    name = tag("summary", summary, tag("span", f": {question}", class_="unseen"))
    opened = bool(fault) or (to_judge and not mine)
    return tag("details", name, body, class_="judge", data_key=FIELD + finding.id, open=opened)


def _option(answer: str, machine: str) -> str:
    if machine == "for you to judge":
        return answer
    return f"I agree: {answer}" if answer == machine else f"I disagree: {answer}"
