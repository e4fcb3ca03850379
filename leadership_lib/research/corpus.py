"""Corpus: many descriptions read at once into a coded table, and that table beside what people noted.

A document that cannot be read is named with its reason, and the rest is read.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import table, tag, wrap
from leadership_lib.core.pyodide import IN_BROWSER
from leadership_lib.core.text import counted
from leadership_lib.description import rules
from leadership_lib.description.file import ENDINGS
from leadership_lib.description.reading import Reading, read_description
from leadership_lib.research.portfolio.batches import Progress, connected, told_by
from leadership_lib.role.role import Role

#: The columns of a proposal, and of what people noted.
COLUMNS = ["document", "fact", "value", "sure", "words", "rule", "start", "end"]
NOTED = ["document", "fact", "words"]

#: What people are not asked to note: the words of which nothing was made.
LEFT_OVER = "other_words"

STATED, NOT_STATED = "stated", "not stated"

#: From so many documents on, a second process is worth its start.
MANY = 40


@dataclass(frozen=True, slots=True)
class _Read:
    """What one file comes to: its proposals and the roles they make, or why it could not be read."""

    document: str
    text: str = ""
    rows: tuple[dict[str, Any], ...] = ()
    sure: Role | None = None
    likely: Role | None = None
    problem: str = ""


@dataclass(frozen=True, repr=False)
class Corpus:
    """Descriptions that were read together.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row for each place that states a fact: ``document, fact, value, sure, words, rule, start, end``.
    unread : pandas.DataFrame
        One row for each file that could not be read: ``document, problem``.
    """

    _read: tuple[_Read, ...]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row for each place that states a fact."""
        return pd.DataFrame([row for one in self._read for row in one.rows], columns=COLUMNS)

    @property
    def unread(self) -> pd.DataFrame:
        """One row for each file that could not be read, with the reason."""
        faulty = [(one.document, one.problem) for one in self._read if one.problem]
        return pd.DataFrame(faulty, columns=["document", "problem"])

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents that were read, without their endings."""
        return tuple(one.document for one in self._read if not one.problem)

    @property
    def texts(self) -> dict[str, str]:
        """The text of each document as it was read, in which `start` and `end` are places."""
        return {one.document: one.text for one in self._read if not one.problem}

    def roles(self, taken: Literal["sure", "all"] = "sure") -> dict[str, Role]:
        """Return the role of each document, for `ll.diagnose_roles`; see `Reading.role` on what is taken."""
        if taken not in ("sure", "all"):
            raise Problem(f"Taken are 'sure' ones or 'all'; {taken!r} is neither.")
        made = ((one.document, one.sure if taken == "sure" else one.likely) for one in self._read)
        return {document: role for document, role in made if role is not None}

    def stated(self) -> pd.DataFrame:
        """Return for each document and fact whether the reader says that it is stated; *maybe* is no such saying."""
        said = self._said()
        cells = set(zip(said["document"], said["fact"], strict=True))
        facts = _counted()
        rows = [[(document, fact) in cells for fact in facts] for document in self.documents]
        return pd.DataFrame(rows, index=pd.Index(self.documents, name="document"), columns=facts)

    def _said(self) -> pd.DataFrame:
        return self.frame[self.frame["sure"].isin(["sure", "likely"]) & (self.frame["fact"] != LEFT_OVER)]

    def ratings(self, noted: Any) -> pd.DataFrame:
        """Return the reader and each coder as raters of every document and fact, for the coefficients of agreement.

        Parameters
        ----------
        noted
            What people noted: a CSV file or a frame with ``document, fact, words``, and ``coder`` where there are
            several.

        Returns
        -------
        pandas.DataFrame
            A row a rater, a column a document and fact: ``stated`` or ``not stated``; missing where a coder noted
            nothing at all in a document.
        """
        people = self._noted(noted)
        facts = _counted()
        units = pd.MultiIndex.from_product([self.documents, facts], names=["document", "fact"])
        marks = {True: STATED, False: NOT_STATED}
        rows: dict[str, list[str | None]] = {
            "reader": [marks[bool(cell)] for row in self.stated().to_numpy() for cell in row]
        }
        for coder, theirs in people.groupby("coder", sort=False):
            cells, seen = set(zip(theirs["document"], theirs["fact"], strict=True)), set(theirs["document"])
            rows[str(coder)] = [marks[one in cells] if one[0] in seen else None for one in units]
        return pd.DataFrame.from_dict(rows, orient="index", columns=units)

    def against(self, noted: Any) -> pd.DataFrame:
        """Return where the reader and the coders differ, and the words of each, to see what was missed and why.

        Parameters
        ----------
        noted
            As for `ratings`.

        Returns
        -------
        pandas.DataFrame
            One row a document and fact that somebody says is stated: ``document, fact, who`` (*both*, *reader alone*,
            *coders alone*), the ``reader`` and the ``coders`` with their words, and the ``rule``.
        """
        people = self._noted(noted).groupby(["document", "fact"], sort=False)["words"].agg(_in_one).rename("coders")
        said = self._said().groupby(["document", "fact"], sort=False)
        mine = said.agg({"words": _in_one, "rule": "first"}).rename(columns={"words": "reader"})
        both = mine.join(people, how="outer").reset_index()
        both = both[both["document"].isin(self.documents)]
        who = both["reader"].notna().astype(int) + 2 * both["coders"].notna().astype(int)
        both.insert(2, "who", who.map({1: "reader alone", 2: "coders alone", 3: "both"}))
        return both.fillna("").reset_index(drop=True)

    def _noted(self, noted: Any) -> pd.DataFrame:
        frame = (
            pd.read_csv(noted, dtype=str, keep_default_na=False) if isinstance(noted, str | os.PathLike) else noted
        )
        frame = needed(frame, pd.DataFrame, "What people noted is a CSV file or a frame")
        if missing := [name for name in NOTED if name not in frame]:
            raise Problem(f"What people noted has no column {missing[0]!r}; it needs {', '.join(NOTED)}.")
        frame = frame.assign(coder=frame.get("coder", "coder"))
        unknown = sorted(set(frame["fact"]) - set(rules.readable()))
        if unknown:
            raise Problem(f"What people noted has the fact {unknown[0]!r}, which a role has not; see data/README.md.")
        return frame

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        failed = f"; {counted(len(self.unread), 'file')} could not be read" if len(self.unread) else ""
        return f"Corpus({counted(len(self), 'document')}, {len(self.frame):,} places that state a fact{failed})"

    def _repr_html_(self) -> str:
        per = (
            self.frame.groupby("document").agg(facts=("fact", "nunique")).reindex(list(self.documents), fill_value=0)
        )
        rows = [[document, int(facts)] for document, facts in per["facts"].items()]
        failed = [tag("p", f"{one.document}: {one.problem}") for one in self.unread.itertuples()]
        return wrap(tag("p", repr(self)), table(["document", "facts found"], rows, "What was read"), *failed)


def read_corpus(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | Mapping[str, str],
    *,
    client: Any = None,
    progress: Progress | bool | None = None,
) -> Corpus:
    r"""Read many role descriptions: a coded table of which facts each states, with the words.

    Parameters
    ----------
    source
        A folder (every .txt, .md, .html, .docx, .odt and .pdf in it), paths, or a mapping of names to texts.
    client
        A Dask client, or a scheduler's address; by default all is done here, on every processor where there are many
        documents.
    progress
        Is told how many documents are done; True prints it, once a second, on the error stream.

    Returns
    -------
    Corpus

    Raises
    ------
    Problem
        The folder is not there, or has no description in it.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> corpus = ll.read_corpus({"a": "Job title: Lead\nSessions: 2 per week", "b": "Job title: Chair"})
    >>> corpus.roles()["a"].capacity.paid
    8.0
    """
    jobs = list(_jobs(source))
    told = told_by(progress, "documents")
    with _hands(client, len(jobs)) as spread:
        read = []
        for one in spread(_one, jobs):
            read.append(one)
            if told:
                told(len(read))
    return Corpus(tuple(read))


def example_corpus_folder() -> Path:
    """Return the folder of invented descriptions, with what a careful reader noted in them in ``noted.csv``."""
    return data_folder() / "corpus"


def _counted() -> list[str]:
    return [fact for fact in rules.readable() if fact != LEFT_OVER]


def _in_one(words: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(words))


def _jobs(source: Any) -> Iterator[tuple[str, str | Path]]:
    """Yield the name and the file or text of each document."""
    if isinstance(source, Mapping):
        yield from ((str(name), needed(text, str, "A text is needed")) for name, text in source.items())
        return
    if isinstance(source, str | os.PathLike):
        folder = Path(source)
        if not folder.is_dir():
            raise Problem(f"{str(source)!r} is no folder. Give a folder of descriptions, or a list of files.")
        source = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in ENDINGS]
        if not source:
            raise Problem(f"{str(folder)!r} has no description in it: a file that ends in {', '.join(ENDINGS)}.")
    paths = [Path(path) for path in needed(source, Iterable, "A folder, files or texts are needed")]
    ways: tuple[Callable[[Path], str], ...] = (lambda path: path.stem, lambda path: path.name)
    counts = [Counter(map(way, paths)) for way in ways]
    for path in paths:
        # The shortest name that no other document has.
        short = (way(path) for way, count in zip(ways, counts, strict=True) if count[way(path)] == 1)
        yield next(short, str(path)), path


def _one(job: tuple[str, str | Path]) -> _Read:
    """Read one document, wherever that runs."""
    name, source = job
    try:
        reading = read_description(source.encode() if isinstance(source, str) else source, name=name)
    except Problem as problem:
        return _Read(name, problem=str(problem))
    rows = tuple(rows_of(reading, [name]))
    return _Read(name, reading.documents[0].text, rows, reading.role(), reading.role("all"))


def rows_of(reading: Reading, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a row for each place that states a fact, as `Corpus.frame` has it; the documents are called as given."""
    for one in reading.proposals:
        for each in () if one.settled_elsewhere else one.evidence:
            found = {"document": names[each.document], "fact": one.fact, "value": each.value, "sure": one.sure}
            yield found | {"words": each.words, "rule": each.by, "start": each.start, "end": each.end}


def _hands(client: Any, documents: int) -> Any:
    """Return what maps a function over jobs in order: a cluster, every processor here, or this one."""
    if client is not None:
        return _cluster(client)
    processors = os.cpu_count() or 1
    if IN_BROWSER or processors == 1 or documents < MANY:
        return nullcontext(map)
    return _processors(processors)


@contextmanager
def _processors(number: int) -> Iterator[Callable[..., Iterator[Any]]]:
    # Imported here: a browser's Python has no processes.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(number) as pool:
        yield partial(pool.map, chunksize=8)


@contextmanager
def _cluster(client: Any) -> Iterator[Callable[..., Iterator[Any]]]:
    with connected(client) as opened:
        yield lambda function, jobs: (one.result() for one in opened.map(function, jobs, pure=False))
