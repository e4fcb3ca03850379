"""Review of what people write by hand in ``data/``: all that is wrong in it, file by file, at once.

A file that cannot be read says so where it is first used, and then only what keeps it from being read. Here every
file is looked at by itself: whether it can be read, what it lacks, and whether a slip of the hand is left in a text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import Code, Fault, Heading, Path, RecordError, Said
from leadership_lib.core.folders import data_folder
from leadership_lib.core.records import Record, parse_toml, read_text
from leadership_lib.core.validation import read_loosely, read_record
from leadership_lib.description import rule_review, rules
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts, sentences, theory
from leadership_lib.teaching import case, case_review, exercise, finder, notebooks

#: Slips of the hand in a text, and what shows each.
SLIPS = {
    "a space at the beginning or end": re.compile(r"^\s|\s$"),
    "two spaces, or a tab": re.compile(r"\s\s|\t"),
    "a word twice": re.compile(r"(?i)\b([a-z]+) \1\b"),
    "a space before a stop": re.compile(r" [,.;:?!](?![\w.])"),
    "something unfinished": re.compile(r"TODO|FIXME|XXX|lorem|\?\?"),
    "a character that is no text": re.compile("[\x00-\x1f\x7f\ufffd\u200b\ufeff]"),
}


class Reviewed(NamedTuple):
    """A file of ``data/``, and all that is wrong in it."""

    file: str
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        count = "1 thing" if len(self.faults) == 1 else f"{len(self.faults)} things"
        return "\n".join([f"{self.file}: {count} to put right", *(f"  - {fault}" for fault in self.faults)])


def review_data() -> list[Reviewed]:
    """Look through the framework, the cases, the exercises and the rules by which descriptions are read.

    Returns
    -------
    list of Reviewed
        Every file in which something is wrong; of the framework alone as long as that cannot be read, because all
        else names things of it.
    """
    framework = [found for found in _framework() if found.faults]
    return framework or [found for found in (*_cases(), *_exercises(), *_rules(), *_texts()) if found.faults]


def _framework() -> Iterator[Reviewed]:
    readers: dict[str, Callable[[], Any]] = {
        **{name: lambda name=name: concepts.load(name) for name in concepts.COLLECTIONS},  # type: ignore[misc]
        "checks": checks.load,
        "sentences": sentences.load,
        "theories": theory.load,
        "notebooks": notebooks.load,
        "case_page": case.words,
        "finder": finder.words,
    }
    for name, read in readers.items():
        try:
            read()
        except RecordError as error:
            if error.source in (None, f"data/framework/{name}.toml"):
                yield Reviewed(f"data/framework/{name}.toml", error.faults)
        except Problem as problem:
            yield Reviewed(f"data/framework/{name}.toml", (Fault((), Code.RULE, Said("a fault"), str(problem)),))


def _cases() -> Iterator[Reviewed]:
    for path in sorted((data_folder() / "cases").glob("*.toml")):
        yield Reviewed(f"data/cases/{path.name}", case_faults(path.stem, read_text(path, case.Case)))


def case_faults(case_id: str, text: str) -> tuple[Fault, ...]:
    """Return all that is wrong in the text of a case, what it still lacks included."""
    try:
        table = {"id": case_id, **parse_toml(text, case.Case)}
    except RecordError as error:
        return error.faults
    return tuple(_faults(case.Case, table, lambda it: (part(it) for part in case_review.PARTS)))


def _exercises() -> Iterator[Reviewed]:
    homes: dict[str, str] = {}
    for kind, name in exercise.FILES.items():
        faults: list[Fault] = []
        for key, table in _tables(f"exercises/{name}", exercise.Exercise, faults):
            known = {"id": key, "kind": kind}
            faults += (it.below(Heading(key)) for it in _faults(exercise.Exercise, {**table, **known}))
            if (first := homes.setdefault(key, name)) != name:
                already = f"{first} has a table of this name"
                faults.append(Fault((Heading(key),), Code.GIVEN_TWICE, Said("a name in use"), already))
        yield Reviewed(f"data/exercises/{name}", tuple(faults))


def _rules() -> Iterator[Reviewed]:
    for name in rules.files():
        faults: list[Fault] = []
        for key, table in _tables(f"description/{name}", rules.Rule, faults):
            found = _faults(rules.Rule, {**table, "id": key}, lambda it: [rule_review.review(it)])
            faults += (fault.below(Heading(key)) for fault in found)
        yield Reviewed(f"data/description/{name}", tuple(faults))


def _tables(file: str, kind: type[Record], faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give every table of a file; what keeps the file or a table from being read is noted."""
    try:
        tables = parse_toml(read_text(data_folder() / file, kind), kind)
    except RecordError as error:
        faults += error.faults
        return
    for key, table in tables.items():
        if isinstance(table, Mapping):
            yield key, table
        else:
            faults.append(Fault((Heading(key),), Code.WRONG_TYPE, table, kind))


def _faults(
    kind: type[Record], table: Mapping[str, Any], more: Callable[[Any], Iterable[Iterable[Fault]]] = lambda it: ()
) -> Iterator[Fault]:
    """Give all that is wrong in a table: what cannot be read, and what goes against a rule as far as one can tell."""
    found: list[Fault] = []
    record = read_record(kind, table, (), found)
    if found:
        record = read_loosely(kind, table)
    yield from found
    seen = {fault.path for fault in found}
    for part in (record._check() if found else (), *more(record)):
        yield from (fault for fault in _as_far_as_it_goes(part) if fault.path not in seen)


def _as_far_as_it_goes(part: Iterable[Fault]) -> Iterator[Fault]:
    """Go through what is found in a record that may be half read; where that stops the search, it has been noted."""
    try:
        yield from part
    except (Problem, AttributeError, TypeError, LookupError):
        return


def _texts() -> Iterator[Reviewed]:
    for path in sorted(data_folder().rglob("*.toml")):
        name = path.relative_to(data_folder()).as_posix()
        # Rules have patterns, and words as documents have them, slips and all.
        if path.parent.name == "description":
            continue
        try:
            table = parse_toml(path.read_text("utf-8"), Record)
        except RecordError as error:
            yield Reviewed(f"data/{name}", () if path.parent.name in ("cases", "exercises") else error.faults)
            continue
        yield Reviewed(f"data/{name}", tuple(_slips(table, ())))


def _slips(value: Any, path: Path) -> Iterator[Fault]:
    match value:
        case str():
            for slip, pattern in SLIPS.items():
                if path[-1:] != ("placeholders",) and (found := pattern.search(value)):
                    around = value[max(0, found.start() - 20) : found.end() + 20]
                    yield Fault(path, Code.RULE, around, f"{slip}: mend it")
        case Mapping():
            for key, inner in value.items():
                yield from _slips(inner, (*path, key))
        case list():
            for number, inner in enumerate(value):
                inner_path = path if path[-1:] == ("placeholders",) else (*path, number)
                yield from _slips(inner, inner_path)
