"""The role description: what a role states, in the order that people in HR expect, and what it leaves open.

It asserts only what is stated. What is not stated is left out; what a redesign proposes is marked as suggested; what
matters most among the rest is asked at the end, as `questions` puts it to a board.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks.verdict import SETTLED
from leadership_lib.diagnosis.questions import questions
from leadership_lib.framework import concepts
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table, count
from leadership_lib.output.documents.lines import Cell, Line, Span, plain, said, strong
from leadership_lib.output.documents.together import TOGETHER
from leadership_lib.output.documents.wording import Saying, Section, Wording, in_words
from leadership_lib.output.documents.writing import write
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role, words

#: Widths of the columns of the table of the post, in hundredths.
_TWO = (27, 73)

#: Lists of up to so many characters are said in one paragraph.
_SHORT = 230

#: The check that asks for the statement on accountability, and the fact that makes it.
_SAYS_SO, _EXCLUDES = "influence.says_so", "accountability.excludes_clinical_practice"

#: The path of a fact of one thing in a list, such as ``objectives[2].by``.
_PART = re.compile(r"(.+)\[(\d+)\]\.(\w+)")


def write_description(role: Role, path: str | os.PathLike[str]) -> Path:
    """Write a role description that can be issued, with a short list of what is still to be agreed.

    Parameters
    ----------
    role
        The role.
    path
        Where to, and as what; `documents.write` says what comes back and what can go wrong.
    """
    return write(description(needed(role, Role, "A role description needs a Role, such as case.as_found")), path)


def description(role: Role) -> Content:
    """Say a role as a description that can be issued.

    Parameters
    ----------
    role
        The role. What it does not state is left out, and asked at the end where it matters most.
    """
    fixed = wording.load()
    body = [block for section in fixed.sections for block in _section(section, role, fixed)]
    body += [*_open(role, count(body, "clash"), fixed), *_judged(role, fixed)]
    title = f"{fixed.title}: {role.title}" if role.title else fixed.title
    return Content(title, fixed.title, (*body, Paragraph(plain(wording.origin()), "note")))


def write_role(role: RoleSource, path: str | os.PathLike[str]) -> Path:
    """Write a role as participants read it: what it states, without questions, judgements or a redesign.

    Parameters
    ----------
    role
        A case or its id, a role, or a role's file.
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    """
    known, text = load_role(role), wording.load().participants
    blocks = (Paragraph(plain(text.lead), "lead"), *stated_blocks(known))
    return write(Content(text.title.format(role=known.title), text.subject, blocks), path)


def stated_blocks(role: Role) -> tuple[Block, ...]:
    """Say only what a role states: nothing proposed, no question, no judgement.

    Parameters
    ----------
    role
        The role.
    """
    fixed, found = wording.load(), list[Block]()
    for section in fixed.sections:
        blocks = [block for block in _section(section, role, fixed) if not count([block], "gap")]
        found += blocks if any(not isinstance(block, Heading) for block in blocks) else []
    return tuple(found)


def _section(section: Section, role: Role, fixed: Wording) -> Iterator[Block]:
    """Say one section; one in which nothing is stated is left out with its heading."""
    if section.caption:
        rows = tuple(((plain(one.label),), cell) for one in section.says if (cell := _cell(one, role)))
        blocks: list[Block] = [Table(section.caption, section.head, rows, _TWO)] if rows else []
    else:
        blocks = list(_prose(section, role, fixed))
    if section.id == "accountability":
        blocks = [*_proposed(role, fixed), *blocks]
    if section.id == "tensions":
        blocks += _tensions(role, fixed)
    if blocks and not section.caption:
        yield Heading(section.title)
    yield from blocks


def _cell(saying: Saying, role: Role) -> Cell | None:
    """Say a fact as the cell of a table; None where it is not stated."""
    if saying.fact in TOGETHER:
        line = TOGETHER[saying.fact](role)
        return None if line is None else (line,)
    value = role[saying.fact]
    return None if value is None else saying.answer(value)


def _prose(section: Section, role: Role, fixed: Wording) -> Iterator[Block]:
    """Say facts one after another; sentences that need no label run on in one paragraph."""
    run: list[Span] = []
    for saying in section.says:
        value = role[saying.fact]
        if value is None:
            continue
        if sentence := saying.sentence(value):
            run.append(strong(sentence) if saying.fact == _EXCLUDES and value else Span(sentence))
            continue
        if run:
            yield Paragraph(tuple(run))
            run = []
        label = None if saying.label == section.title else saying.label
        if saying.fact in fixed.things:
            items = (_thing(fixed, saying.fact, item, role) for item in value)
            yield from _labelled(
                label, tuple(filter(None, items)), numbered=fixed.things[saying.fact].numbered, most=0
            )
        else:
            yield from _labelled(label, saying.answer(value))
    if run:
        yield Paragraph(tuple(run))


def _labelled(label: str | None, lines: Cell, *, numbered: bool = False, most: int = _SHORT) -> Iterator[Block]:
    """Say lines under a label: one, or a few of up to so many characters, in a paragraph; others as a list."""
    if label and (len(lines) == 1 or sum(map(len, map(said, lines))) <= most):
        yield Paragraph((strong(f"{label}:"), *_run(lines)))
    elif lines:
        if label:
            yield Paragraph((strong(f"{label}:"),), "lead")
        yield Bullets(lines, numbered)


def _thing(fixed: Wording, path: str, item: Any, role: Role) -> Line:
    """Say an objective, a decision or a line of accountability in one item of a list, as far as it is stated."""
    thing = fixed.things[path]
    opening = getattr(item, thing.opens.fact) if thing.opens else None
    opened = [] if opening is None or thing.opens is None else [strong(thing.opens.words[opening])]
    lead = None if thing.lead is None else getattr(item, thing.lead)
    parts = [(saying, saying.label, getattr(item, saying.fact)) for saying in thing.says]
    spans = [*opened, *_led(lead, bold=not opened), *_parts(parts)]
    if role.accountability.excludes_clinical_practice:
        spans += (Span(saying.clash[value], "clash") for saying, _, value in parts if value in saying.clash)
    return tuple(spans)


def _led(lead: str | None, bold: bool) -> Iterator[Span]:
    for span in _run((in_words(lead),)) if lead is not None else ():
        yield strong(span.text) if bold and span.kind == "plain" else span


def _parts(parts: Iterable[tuple[Saying, str, Any]]) -> Iterator[Span]:
    """Say the parts of a thing that are stated, each closed by a full stop."""
    for saying, label, value in parts:
        if value is None:
            continue
        if sentence := saying.sentence(value):
            yield Span(sentence)
            continue
        yield Span(f"{label}:")
        yield from _run(saying.answer(value))


def _run(lines: Cell) -> Iterator[Span]:
    """Say lines one after another in a sentence."""
    for number, (*spans, last) in enumerate(lines, 1):
        yield from spans
        yield _ended(last, "." if number == len(lines) else ";")


def _ended(span: Span, stop: str = ".") -> Span:
    """Close words with a stop, unless they have one of their own or stand in brackets."""
    return span if span.kind != "plain" or span.text.endswith((".", "!", "?", ";")) else Span(span.text + stop)


def _proposed(role: Role, fixed: Wording) -> Iterator[Block]:
    """Offer the statement on accountability where the role does not make it and the question arises."""
    if role[_EXCLUDES] is not True and checks.load()[_SAYS_SO].answer(role) not in SETTLED:
        yield Paragraph((Span(fixed.proposed.format(statement=fixed.statement), "gap"),))


def _tensions(role: Role, fixed: Wording) -> Iterator[Block]:
    """Say how each paradox is handled, as far as that is stated; the two sides go by the names of the poles."""
    openly, approach, one, other, warnings = fixed.tension.says
    items = []
    for paradox in concepts.load("paradoxes"):
        tension = getattr(role.tensions, paradox.id)
        poles = zip((one, other), paradox.poles, tension.done, strict=True)
        parts = [(openly, openly.label, tension.said_openly), (approach, approach.label, tension.approach), *poles]
        spans = tuple(_parts([*parts, (warnings, warnings.label, tension.warnings)]))
        if spans:
            items.append((strong(f"{paradox.title}."), *spans))
    if items:
        yield Bullets(tuple(items))


def _open(role: Role, clashes: int, fixed: Wording) -> Iterator[Block]:
    """List what the description leaves open, what matters most first, and what only holds the place of a fact."""
    asked = tuple(_asked(role, fixed))
    held = tuple(_held(role, fixed))
    if clashes or asked or held:
        yield Heading(fixed.open.title)
    if clashes:
        yield Paragraph((strong((fixed.clashes_one if clashes == 1 else fixed.clashes_other).format(count=clashes)),))
    if asked:
        yield Paragraph(plain(fixed.open.lead), "lead")
        yield Bullets(asked, numbered=True)
    if held:
        yield Bullets(held)


def _asked(role: Role, fixed: Wording) -> Iterator[Line]:
    placeholders = {f"“{words}”" for words in role.unfilled.values()}
    for question in questions(role, for_="board"):
        known = (Span(fixed.open.said.format(said=text)) for text in question.said if text not in placeholders)
        yield *known, Span(question.title)


def _held(role: Role, fixed: Wording) -> Iterator[Line]:
    """Name the words that only hold the place of facts, and of which."""
    facts: dict[str, list[str]] = {}
    for path, held in role.unfilled.items():
        facts.setdefault(held, []).append(_named(path, fixed))
    for held, places in facts.items():
        yield plain(fixed.open.placeholder.format(words=held, facts="; ".join(places)))


def _named(path: str, fixed: Wording) -> str:
    """Return what a fact is called, and which thing of a list it belongs to."""
    found = _PART.fullmatch(path)
    if not found:
        return concepts.load("facts")[path].title
    thing, number, part = found.groups()
    fact = concepts.load("facts")[thing]
    return fixed.open.part.format(thing=fact.each, number=number, part=(fact.parts or {})[part])


def _judged(role: Role, fixed: Wording) -> Iterator[Block]:
    """Say what people have judged, with their reasons, beside what the words alone come to."""
    items = []
    for one in role.judgements or ():
        check = checks.load()[one.check]
        judged = fixed.judged.says.format(answer=one.answer.capitalize(), because=one.because)
        alone = fixed.judged.alone.format(answer=check.answer(role))
        items.append((strong(check.question), _ended(Span(judged)), Span(alone)))
    if items:
        yield Heading(fixed.judged.title)
        yield Bullets(tuple(items))


def stated(role: Role, fact: str) -> Line | None:
    """Say one fact of a role in a line, as the description says it; None where it is not stated."""
    saying, value = wording.load().saying(fact), role[fact]
    if saying is None or (value is None and saying.fact not in TOGETHER):
        return None
    if isinstance(value, tuple) and value and fact in wording.load().things:
        return tuple(_run(tuple(plain(words(item)) for item in value)))
    cell = _cell(saying, role)
    return None if cell is None else tuple(_run(cell))
