"""The reflective record for an appraisal, and the whole journal, as documents; both end with what to take out."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table, count
from leadership_lib.output.documents.lines import Cell, Line, Span, clash, clean, plain, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.teaching.journal import appraisal
from leadership_lib.teaching.journal.entry import Entry, Latest, day, latest, notebook_title
from leadership_lib.teaching.journal.identifiers import CALLED, COULD_IT, Suspicion, find
from leadership_lib.teaching.journal.reflection import HasEntries, Reflection

#: Widths of the columns of the table of facts, and of the table of entries, in hundredths.
_TWO, _THREE = (31, 69), (24, 22, 54)


def reflection_content(record: Reflection) -> Content:
    """Say a reflection as a record for an appraisal; what it does not state is a visible gap.

    Parameters
    ----------
    record
        The reflection.
    """
    fixed = appraisal.load()
    first, *others = fixed.sections
    body = (
        Heading(fixed.sections[first]),
        _facts(record, [field for field in fixed.fields if field.section == first]),
        *(block for section in others for block in _section(record, section, fixed.sections[section])),
    )
    gaps = count(body, "gap")
    still = fixed.complete if not gaps else (fixed.gaps_one if gaps == 1 else fixed.gaps_other).format(count=gaps)
    labels = {field.id: field.title for field in fixed.fields}
    asked = [(labels[name], found) for name, found in record.suspicions.items()]
    title = f"{fixed.title}: {record.title}" if record.title else fixed.title
    blocks = (Paragraph(plain(fixed.intro), "lead"), *body, *_end(still, asked))
    return Content(title, fixed.title, blocks)


def _facts(record: Reflection, fields: Iterable[appraisal.Field]) -> Table:
    rows = tuple(((plain(field.title),), _answer(record, field)) for field in fields)
    return Table("The activity in short", ("what", "answer"), rows, _TWO)


def _section(record: Reflection, section: str, title: str) -> Iterator[Block]:
    yield Heading(title)
    for field in appraisal.fields():
        if field.section == section:
            answer = _answer(record, field)
            yield Heading(field.title, 2)
            yield Paragraph(answer[0]) if len(answer) == 1 else Bullets(answer)


def _answer(record: Reflection, field: appraisal.Field) -> Cell:
    lines = record.says(field.id)
    if lines is None and field.blank:
        return (plain(field.blank),)
    if lines is None or (field.id == "no_patient_data" and not record.no_patient_data):
        return ((Span(f"[To be filled in: {field.question}]", "gap"),),)
    if field.id == "credits":
        fixed = appraisal.load()
        needs = () if record.has_note else (Span(fixed.credit_needs_note),)
        number = f"{lines[0]} {'credit' if record.credits == 1 else 'credits'}."
        return ((strong(number), Span(fixed.credit_rule), *needs),)
    return tuple(map(plain, lines))


def journal_content(entries: Sequence[Entry]) -> Content:
    """Say everything that a journal keeps, notebook by notebook, and of each exercise the last answer.

    Parameters
    ----------
    entries
        The entries, in order.
    """
    fixed = appraisal.load()
    found = latest(entries)
    names = dict.fromkeys(one.entry.notebook for one in found)
    kept = [one.entry for one in found]
    asked = [(f"{day(entry.date)}, {entry.title}", find("\n".join(entry.lines))) for entry in kept]
    body = [
        block for name in names for block in _notebook(name, [one for one in found if one.entry.notebook == name])
    ]
    tried = fixed.last_answers if any(one.tries > 1 for one in found) else None
    still = tried if entries else fixed.nothing_kept
    return Content(fixed.journal, fixed.journal, (*body, *_end(still, asked)))


def _notebook(name: str, found: Sequence[Latest]) -> Iterator[Block]:
    title = notebook_title(name)
    yield Heading(title)
    head = ("what", "when", "what was written or chosen")
    yield Table(clean(f"Kept from “{title}”").replace("\n", " "), head, tuple(map(_row, found)), _THREE)


def _row(one: Latest) -> tuple[Cell, ...]:
    what = tuple(map(plain, one.entry.lines)) or (plain("nothing written"),)
    return (plain(one.entry.title),), (plain(one.when),), what


def _end(still: str | None, asked: Iterable[tuple[str, Sequence[Suspicion]]]) -> Iterator[Block]:
    """Ask about what could tell who a patient is, without saying it once more, and remind of the rest."""
    fixed = appraisal.load()
    if still:
        yield Paragraph(plain(still))
    yield Paragraph(plain(wording.origin()), "note")
    yield Heading(fixed.reminder_title)
    lines = tuple(_question(where, suspicion) for where, found in asked for suspicion in found)
    if lines:
        yield Bullets(lines)
    yield Paragraph((strong(fixed.reminder),))


def _question(where: str, suspicion: Suspicion) -> Line:
    question = f"something looks like {CALLED[suspicion.kind]}: {suspicion.why}. {COULD_IT}"
    return strong(f"{where}:"), clash(question)


def write_reflection(journal: HasEntries | Reflection, path: str | os.PathLike[str]) -> Path:
    """Write a record for an appraisal; what is not stated is a visible gap, and it ends with what to take out.

    Parameters
    ----------
    journal
        A reflection, or a journal, which fills in what it knows.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    if not isinstance(journal, Reflection):
        needed(getattr(journal, "entries", None), Sequence, "A record needs a Journal or a Reflection", journal)
        journal = Reflection.from_journal(journal)
    return write(reflection_content(journal), path)


def write_journal(journal: HasEntries | Sequence[Entry], path: str | os.PathLike[str]) -> Path:
    """Write everything that a journal keeps, notebook by notebook.

    Parameters
    ----------
    journal
        A journal, or its entries in order.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    needs = "A journal's document needs a Journal, or its entries"
    entries: Any = journal if isinstance(journal, Sequence) else getattr(journal, "entries", None)
    needed(entries, Sequence, needs, journal)
    return write(journal_content([needed(one, Entry, needs) for one in entries]), path)
