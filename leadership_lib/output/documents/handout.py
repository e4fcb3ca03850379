"""The handout: one page on what a redesign did, for a pair to take away from the table."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from leadership_lib.core.errors import needed
from leadership_lib.core.text import counted, joined
from leadership_lib.diagnosis.bounds import Bounds, Residual
from leadership_lib.diagnosis.checks.verdict import OPEN
from leadership_lib.diagnosis.comparison import Comparison
from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.framework import concepts
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Line, Span, cells, clean, plain, strong
from leadership_lib.output.documents.writing import write

#: How many of each are named, so that it stays one page; the others are counted.
_FEW = 3
#: How many characters there is room for: of a title in the heading and in a line, and of a sentence.
_HEADING, _TITLE, _SENTENCE = 44, 56, 200
#: A word of so many characters may be cut.
_WORD = 30

_UNTITLED = "a post without a title"
_TENSIONS = "The hold on tensions"
_OTHERS = "Those who run the organisation:"
_CAUTION = (
    "Each figure counts the questions that are met, and half of those partly met; a range says that some are open; "
    "what does not apply is not counted. These are structured prompts for judgement, not a validated scale; there is "
    "no total score."
)
_WHOLE = "What is only counted here is listed in the comparison; words that end in … stand there whole."


def write_handout(comparison: Comparison, path: str | os.PathLike[str]) -> Path:
    """Write one printed page: before and after, what moved and why, what stays open, three next steps.

    Parameters
    ----------
    comparison
        Two versions of a role, from `compare`.
    path
        Where to, and as what; `documents.write` says what comes back and what can go wrong.
    """
    needs = "A handout needs two versions of a role, compared: ll.compare(before, after)"
    return write(handout(needed(comparison, Comparison, needs)), path)


def handout(comparison: Comparison) -> Content:
    """Say on one page what changed between two versions of a role, and what is left to do.

    Parameters
    ----------
    comparison
        Two versions of a role, from `compare`.
    """
    before, after = comparison.before, comparison.after
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(comparison)),
        Paragraph(plain(_CAUTION)),
        Heading("Before and after"),
        _bounds("The five features of a great job: questions met", "Feature", before.profile, after.profile),
        _bounds("Bridges over the five gaps: questions met", "Gap", before.bridges, after.bridges),
        Heading("What moved, and why"),
        _listed(_moved(comparison), "No finding moved."),
        Heading("What got worse"),
        _listed(_worse(comparison), "Nothing got worse."),
        Heading("What stays open"),
        Bullets((*_unmet(after), *(_labelled(left.title, left.stays_open) for left in _weakest(after)))),
        Heading("Three next steps"),
        Bullets(tuple(_steps(after)), numbered=True),
        Paragraph((Span(_WHOLE), Span(wording.origin())), "note"),
    )
    title = _cut(after.role.title or _UNTITLED, _HEADING)
    return Content(f"Before and after: {title}", "Before and after", blocks, dense=True)


def _cut(text: str, room: int) -> str:
    """Keep as many whole words as there is room for, on one line."""
    line = clean(text).replace("\n", " ")
    if len(line) <= room:
        return line
    short = line[: room - 1]
    whole, _, broken = short.rpartition(" ")
    return (whole if len(broken) < _WORD else short) + "…"


def _title(diagnosis: Diagnosis) -> str:
    return _cut(diagnosis.role.title or _UNTITLED, _TITLE)


def _labelled(label: str, text: str) -> Line:
    return (strong(f"{label}:"), Span(_cut(text, _SENTENCE)))


def _opening(comparison: Comparison) -> Line:
    changed, moved, asked = len(comparison.changes), len(comparison.moved), len(comparison.after.findings)
    return (
        strong("As found:"),
        Span(f"{_title(comparison.before)};"),
        strong("now:"),
        Span(f"{_title(comparison.after)};"),
        Span(f"{counted(changed, 'fact')} changed and {moved} of {asked} findings moved."),
    )


def _bounds(caption: str, what: str, before: Mapping[str, Bounds], after: Mapping[str, Bounds]) -> Table:
    titles = concepts.load("features").titles | concepts.load("gaps").titles
    rows = (cells(titles[key], before[key], after[key]) for key in after)
    return Table(caption, (what, "As found", "Now"), tuple(rows), (50, 25, 25))


def _listed(lines: Iterable[Line], otherwise: str) -> Block:
    items = tuple(lines)
    return Bullets(items) if items else Paragraph(plain(otherwise))


def _more(items: Sequence[object]) -> str | None:
    """Count those beyond the first few."""
    return f"{len(items) - _FEW} more" if len(items) > _FEW else None


def _moved(comparison: Comparison) -> Iterator[Line]:
    """Say for each feature, and for the tensions, which way how many findings went and because of which facts."""
    for key, title in [*((f.id, f.title) for f in concepts.load("features")), (None, _TENSIONS)]:
        shifts = [shift for shift in comparison.moved if shift.check.feature == key]
        ways = [shift.direction for shift in shifts]
        counts = ", ".join(f"{ways.count(way)} {way}" for way in dict.fromkeys(ways))
        facts = (concepts.load("facts")[fact] for shift in shifts for fact in shift.because)
        names = tuple(dict.fromkeys((fact.topic or fact.title).lower() for fact in facts))
        if shifts:
            yield _labelled(title, f"{counts}, because of {joined([*names[:_FEW], *filter(None, [_more(names)])])}.")


def _worse(comparison: Comparison) -> Iterator[Line]:
    for shift in comparison.got_worse[:_FEW]:
        before, after = (f"{answer} met" if answer == "partly" else answer for answer in (shift.before, shift.after))
        told = comparison.after.findings[shift.check.id].told
        # Reasons about a title begin with it; it stands above already, and may be long.
        reason = told.removeprefix(f"{comparison.after.role.title}: ")
        yield strong(shift.check.question), Span(_cut(f"From {before} to {after}: {reason}", _SENTENCE))
    if more := _more(comparison.got_worse):
        yield plain(f"And {more}.")


def _unmet(after: Diagnosis) -> Iterator[Line]:
    """Name the questions that are known not to be met, and apart from them those that are open, most urgent first."""
    arise = len(after.findings) - len(after.by_answer["does not apply"])
    unmet = after.most_urgent(arise)
    known = [finding.question for finding in unmet if finding.answer not in OPEN]
    unknown = [finding.question for finding in unmet if finding.answer in OPEN]
    if known:
        more = _more(known)
        named = " ".join(known[:_FEW]) + (f" And {more}." if more else "")
        still = f" {len(unknown)} others are open." if unknown else ""
        yield strong(f"Questions not fully met, {len(known)} of {arise}:"), Span(named + still)
    elif unknown:
        yield strong(f"Questions that are open, {len(unknown)} of {arise}; the first:"), Span(unknown[0])


def _weakest(after: Diagnosis) -> tuple[Residual, ...]:
    """Find what design leaves open where least is met."""
    bounds = {**after.bridges, **after.tensions}
    return tuple(sorted(after.residual, key=lambda left: bounds[left.id].lower + bounds[left.id].upper)[:_FEW])


def _steps(after: Diagnosis) -> Iterator[Line]:
    urgent = after.most_urgent(_FEW)
    for finding in urgent:
        yield strong(finding.question), Span(_cut(finding.advice, _SENTENCE))
    for left in _weakest(after)[: _FEW - len(urgent)]:
        others = (Span(f"{_OTHERS} {_cut(left.executives, _SENTENCE)}"),) if left.executives else ()
        yield *_labelled(left.title, left.develop), *others
