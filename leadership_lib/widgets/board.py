"""Board: what the studio shows of a role: how much is answered, what matters, and each finding with a judgement."""

from collections.abc import Iterator, Mapping
from typing import Any

from leadership_lib.core.html import Markup, block, listing, tag
from leadership_lib.diagnosis.checks import Answer, Finding
from leadership_lib.diagnosis.checks.verdict import SETTLED
from leadership_lib.diagnosis.diagnosis import ALL_MET, URGENCY, Diagnosis
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.redesign.session import Session
from leadership_lib.role.role import Role, words
from leadership_lib.role.suggestions import suggested
from leadership_lib.widgets import judging

#: How wide the pictures on the board are, in pixels: they fit beside the facts at 1366 x 768.
BOARD = 470

#: How many points stand on the board; what falls short besides stands among the findings.
POINTS = 5

#: Which findings are unfolded, and what each answer is called where it heads some.
OPEN: tuple[Answer, ...] = ("not met", "for you to judge")
HEADS: Mapping[Answer, str] = {
    "does not apply": "Does not apply to this post",
    "for you to judge": "For you to judge",
}

#: How the field is called that confirms a suggestion: this, and the path of the fact.
AGREED = "agreed."


def board(session: Session, said: str, links: Markup, faults: Mapping[str, str]) -> Markup:
    """Draw what the role looks like now.

    Parameters
    ----------
    session
        The role, and where it started.
    said
        What was changed last, in a sentence.
    links
        Documents that were written of the role as it is now.
    faults
        What is missing in judgements, by field.
    """
    now = session.diagnosis
    before = session.first if session.value != session.start else None
    picture = figures.at_a_glance(now, before, width=BOARD)
    points = now.points[:POINTS]
    return block(
        tag("p", tag("b", now.first_line), " ", tag("span", said, class_="said"), class_="note"),
        links,
        listing(points) if points else tag("p", ALL_MET) if not now.most_urgent(1) else "",
        *_suggestions(session.value),
        Markup(picture.svg()),
        *_findings(now, faults),
    )


def _findings(diagnosis: Diagnosis, faults: Mapping[str, str]) -> Iterator[Markup]:
    """Draw the findings, what is known to fall short first, those of each answer under one another."""
    for answer in URGENCY:
        if found := diagnosis.by_answer[answer]:
            head = HEADS.get(answer, answer.capitalize())
            items = (_finding(one, faults.get(judging.FIELD + one.id, "")) for one in found)
            yield _part(f"findings.{answer}", f"{head}: {len(found)}", *items, opened=answer in OPEN)


def _part(key: str, summary: str, *items: Markup, opened: bool) -> Markup:
    # The page keeps open, by its key, what a person has opened while the board is drawn anew.
    return tag("details", tag("summary", tag("b", summary)), tag("ol", *items), data_key=key, open=opened)


def _finding(finding: Finding, fault: str) -> Markup:
    # What is not stated says no more than what to ask; what is settled leaves nothing to try.
    reason = [] if finding.answer == "not stated" else [tag("p", finding.reason)]
    settled = finding.answer in SETTLED
    advice = [] if settled else [tag("p", finding.advice)]
    judged = judging.both(finding), judging.form(finding, fault)
    return tag("li", tag("b", finding.question), *reason, *advice, *judged)


def _suggestions(role: Role) -> Iterator[Markup]:
    """Draw what a move has written and no one has agreed to yet."""
    if paths := suggested(role):
        items = (_suggestion(path, role[path]) for path in paths)
        yield _part("suggested", f"Suggested, and not agreed yet: {len(paths)}", *items, opened=True)


def _suggestion(path: str, value: Any) -> Markup:
    title = concepts.load("facts")[path].title
    confirm = tag("button", "It is agreed", tag("span", f": {title}", class_="unseen"), type="submit")
    form = tag("form", confirm, data_field=AGREED + path, aria_label=f"Suggested: {title}")
    return tag("li", tag("b", f"{title}: "), words(value), form)
