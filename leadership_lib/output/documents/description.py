"""The role description: a role, said in the order that people in HR expect; what is not stated is a visible gap."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Paradox
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table, count
from leadership_lib.output.documents.lines import Cell, Span, clash, emphasised, plain, strong
from leadership_lib.output.documents.wording import Saying, Section, Wording
from leadership_lib.output.documents.writing import write
from leadership_lib.role.role import DecisionRight, Objective, Role, Tension

#: Widths of the columns of a table of two columns, and of the table of rights, in hundredths.
_TWO, _FOUR = (31, 69), (31, 21, 21, 27)

#: The facts of a tension that stand in sentences, above its table.
_SAID = ("said_openly", "approach")


def write_description(role: Role, path: str | os.PathLike[str]) -> Path:
    """Write a role description that can be issued; what the role does not state is a visible gap.

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
        The role; a fact that it does not state becomes a gap to fill, and a fact that contradicts the statement on
        accountability a point to settle.
    """
    fixed = wording.load()
    *sections, last = fixed.sections
    parts = {section.title: tuple(_section(section, role, fixed)) for section in sections}
    body = (block for title, blocks in parts.items() for block in (Heading(title), *blocks))
    title = f"{fixed.title}: {role.title}" if role.title else fixed.title
    note = Paragraph((Span(wording.origin()), Span(fixed.basis)), "note")
    return Content(title, fixed.title, (*body, Heading(last.title), *_open(parts, fixed), note))


def _section(section: Section, role: Role, fixed: Wording) -> Iterator[Block]:
    opening = [strong(section.statement)] if section.statement else []
    opening += [Span(section.intro)] if section.intro else []
    if opening:
        yield Paragraph(tuple(opening), "lead")
    yield from _prose((saying, role[saying.fact]) for saying in section.says if not _tabled(role[saying.fact]))
    match section.id:
        case "relationships":
            yield from _also_measured(role, fixed)
        case "objectives":
            for number, objective in enumerate(role.objectives or (), 1):
                yield from _objective(number, objective, fixed)
        case "rights" if role.influence.decision_rights:
            yield _rights(role.influence.decision_rights, fixed)
        case "tensions":
            for paradox in concepts.load("paradoxes"):
                yield from _tension(paradox, getattr(role.tensions, paradox.id), fixed)


def _tabled(value: Any) -> bool:
    """Tell whether a fact is a list of things that each have facts of their own."""
    return isinstance(value, tuple) and any(isinstance(item, Objective | DecisionRight) for item in value)


def _prose(facts: Iterable[tuple[Saying, Any]], parent: str = "") -> Iterator[Block]:
    """Say facts one after another; sentences that need no label run on in one paragraph."""
    run: list[Span] = []
    for saying, value in facts:
        sentence, contradiction = saying.sentence(value), saying.contradiction(value)
        if sentence:
            run.append(Span(sentence))
        if contradiction:
            run.append(clash(contradiction))
        if sentence:
            continue
        if run:
            yield Paragraph(tuple(run))
            run = []
        yield from _labelled(saying.label, saying.answer(value, parent + saying.fact))
    if run:
        yield Paragraph(tuple(run))


def _labelled(label: str, lines: Cell) -> Iterator[Block]:
    if len(lines) == 1:
        yield Paragraph((strong(f"{label}:"), *lines[0]))
    else:
        yield Paragraph((strong(f"{label}:"),), "lead")
        yield Bullets(lines)


def _also_measured(role: Role, fixed: Wording) -> Iterator[Block]:
    others = dict.fromkeys(name for objective in role.objectives or () for name in objective.shared_with or ())
    if others:
        yield from _labelled(fixed.also_measured, tuple(map(plain, others)))


def _objective(number: int, objective: Objective, fixed: Wording) -> Iterator[Block]:
    grid = fixed.objective
    first, *others = ((saying.label, saying.answer(getattr(objective, saying.fact))) for saying in grid.says)
    yield Heading(grid.title.format(number=number), 2)
    yield Paragraph(emphasised(first[1])[0], "lead")
    yield Table(grid.caption.format(number=number), grid.head, tuple(_row(*other) for other in others), _TWO)


def _row(label: str, answer: Cell) -> tuple[Cell, Cell]:
    return (plain(label),), answer


def _rights(rights: tuple[DecisionRight, ...], fixed: Wording) -> Table:
    grid = fixed.right
    rows = (tuple(saying.answer(getattr(right, saying.fact)) for saying in grid.says) for right in rights)
    return Table(grid.caption, grid.head, tuple(rows), _FOUR)


def _tension(paradox: Paradox, tension: Tension, fixed: Wording) -> Iterator[Block]:
    """Say how one paradox is handled; the two poles go by their names."""
    grid, parent = fixed.tension, f"tensions.{paradox.id}."
    yield Heading(paradox.title, 2)
    yield Paragraph(plain(paradox.text), "lead")
    by_name = {saying.fact: saying for saying in grid.says}
    opening = _prose(((by_name[name], getattr(tension, name)) for name in _SAID), parent)
    yield from (replace(block, kind="lead") if isinstance(block, Paragraph) else block for block in opening)
    labels = dict(zip(tension.POLES, paradox.poles, strict=True))
    rows = (
        _row(labels.get(name, saying.label), saying.answer(getattr(tension, name), parent + name))
        for name, saying in by_name.items()
        if name not in _SAID
    )
    yield Table(grid.caption, grid.head, tuple(rows), _TWO)


def _open(parts: dict[str, tuple[Block, ...]], fixed: Wording) -> Iterator[Block]:
    """Count the points to settle and the gaps, section by section."""
    clashes = sum(count(blocks, "clash") for blocks in parts.values())
    gaps = {title: number for title, blocks in parts.items() if (number := count(blocks, "gap"))}
    if clashes:
        yield Paragraph((strong(_counted(fixed.clashes_one, fixed.clashes_other, clashes)),))
    if gaps:
        yield Paragraph(plain(_counted(fixed.gaps_one, fixed.gaps_other, sum(gaps.values()))), "lead")
        yield Bullets(tuple(plain(f"{title}: {number}") for title, number in gaps.items()))
    elif not clashes:
        yield Paragraph(plain(fixed.complete))


def _counted(one: str, other: str, number: int) -> str:
    return (one if number == 1 else other).format(count=number)
