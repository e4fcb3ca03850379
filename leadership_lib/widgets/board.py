"""Board: what the studio shows of a role: how much is answered, what matters, and each finding with a judgement."""

from collections.abc import Iterator, Mapping

from leadership_lib.core.html import Markup, block, listing, table, tag
from leadership_lib.diagnosis.checks import Answer, Finding
from leadership_lib.diagnosis.checks.verdict import SETTLED
from leadership_lib.diagnosis.diagnosis import ALL_MET, URGENCY, Diagnosis
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.output.figures.bars import SIDES
from leadership_lib.redesign.session import Session
from leadership_lib.widgets import judging

#: How wide the picture on the board is, in pixels: on a telephone its letters are then as large as those around it.
BOARD = 360

#: What each answer is called where it heads some findings.
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
    before = session.first if session.value != session.baseline and session.baseline.stated() else None
    # Of an empty role nothing matters yet but that it is empty.
    points = now.points if session.value.stated() else ()
    first, *others = points or (now.first_line if now.most_urgent(1) else ALL_MET,)
    return block(
        tag("p", tag("b", first), " ", tag("span", said, class_="said"), class_="note"),
        links,
        Markup(figures.at_a_glance(now, before, width=BOARD).svg()),
        _part("more", "More: what else matters, the gaps, and what is in balance", *_more(now, others)),
        *_findings(now, faults),
    )


def _more(now: Diagnosis, others: list[str]) -> Iterator[Markup]:
    yield tag("p", now.first_line)
    yield listing(others)
    head = ["", "met", "partly", "not met", "open"]
    titles = concepts.load("gaps").titles | SIDES
    for caption, shares in (("Bridges over the gaps", now.bridges), ("In balance?", now.alignment.sides)):
        rows = ([titles[key], *map(str, (of.met, of.partly, of.not_met, of.open))] for key, of in shares.items())
        yield table(head, rows, caption)


def _findings(diagnosis: Diagnosis, faults: Mapping[str, str]) -> Iterator[Markup]:
    """Draw the findings, what is known to fall short first, those of each answer under one another."""
    for answer in URGENCY:
        if found := diagnosis.by_answer[answer]:
            head = HEADS.get(answer, answer.capitalize())
            items = (_finding(one, faults.get(judging.FIELD + one.id, "")) for one in found)
            yield _part(f"findings.{answer}", f"{head}: {len(found)}", tag("ol", *items))


def _part(key: str, summary: str, *content: Markup) -> Markup:
    # The page keeps open, by its key, what a person has opened while the board is drawn anew.
    return tag("details", tag("summary", tag("b", summary)), *content, data_key=key)


def _finding(finding: Finding, fault: str) -> Markup:
    # What is not stated says no more than what to ask; what is settled leaves nothing to try.
    reason = [] if finding.answer == "not stated" else [tag("p", finding.reason)]
    settled = finding.answer in SETTLED
    advice = [] if settled else [tag("p", finding.advice)]
    judged = judging.both(finding), judging.form(finding, fault)
    return tag("li", tag("b", finding.question), *reason, *advice, *judged)
