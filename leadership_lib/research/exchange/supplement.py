"""Supplement: one file with all that a reader needs to check a study, and the check."""

import csv
import io
import json
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from itertools import dropwhile, zip_longest
from math import isclose
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

import leadership_lib
from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.files import save, target_of, zipped
from leadership_lib.core.html import listing, tag, wrap
from leadership_lib.core.records import Record
from leadership_lib.core.text import counted, joined
from leadership_lib.core.untrusted import MOST_BYTES, Unfit, archive_of, part_of
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.figures import fails_together
from leadership_lib.research import agreement
from leadership_lib.research.coding.codebook import write_codebook
from leadership_lib.research.coding.codes import Codes
from leadership_lib.research.coding.reader import read_codes
from leadership_lib.research.portfolio.export import write_tables
from leadership_lib.research.portfolio.intervals import Options
from leadership_lib.research.portfolio.loading import diagnose_roles
from leadership_lib.research.portfolio.portfolio import TABLES, Portfolio
from leadership_lib.research.portfolio.provenance import Provenance, framework_hash
from leadership_lib.research.portfolio.role_rows import write_roles

MANIFEST = "manifest.json"

#: The packages whose version a figure may depend on.
PACKAGES = ("numpy", "pandas")

#: How many differences a sentence names.
NAMED = 3

Tables = dict[str, Callable[[], pd.DataFrame]]


class _Words(Record, what="the words of a supplement"):
    """What is written around the figures, from ``data/research/supplement.toml``."""

    readme: tuple[str, ...]
    roles: str
    rules: str
    silence: str
    intervals: str
    coding: str
    limits: str
    references: tuple[str, ...]
    references_coding: tuple[str, ...]


@cache
def _words() -> _Words:
    return one_record("research/supplement.toml", _Words)


def write_supplement(
    roles: Portfolio,
    path: str | PathLike[str],
    *,
    codes: Codes | None = None,
    tables: Mapping[str, pd.DataFrame] | None = None,
    figures: Mapping[str, Drawing] | None = None,
    **options: Any,
) -> Path:
    """Write all that a reader needs to check a study into one zip file; `verify_supplement` checks it.

    In it are the data, every table with its provenance, figures, the codebook, a paragraph on the methods, versions,
    seed and settings, and the SHA-256 of every file.

    Parameters
    ----------
    roles
        What `diagnose_roles` made, with the roles kept.
    path
        Where to; it ends in ``.zip``.
    codes
        What `read_codes` read, if people coded.
    tables, figures
        More of your own, by name; the check knows whether they were changed, and does not make them anew.
    **options
        ``confidence``, ``resamples`` and ``seed`` of the intervals.

    Returns
    -------
    Path
        The file. The same study gives the same bytes on one day.

    Raises
    ------
    Problem
        The roles were not kept, a name is no name of a file, a table is too large, or it cannot be written.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> many = ll.diagnose_roles(ll.cases)
    >>> ll.research.write_supplement(many, "my_work/supplement.zip", seed=1)  # doctest: +SKIP
    """
    target = target_of(path, "supplement", (".zip",))
    many = needed(roles, Portfolio, "A supplement is made of what ll.diagnose_roles made")
    if len(many.roles) != len(many):
        raise Problem("The roles themselves were not kept, so no one could check them: read them with keep=True.")
    asked = Options.from_given(options)
    settings = {"confidence": asked.confidence, "resamples": asked.resamples, "seed": asked.seed}
    about = Provenance(many.source, settings)
    made = _tables(many, codes, settings) | {"faults": lambda: many.faults}
    mine = dict(tables or {})
    if bad := [name for name in (*mine, *(figures or {})) if not name.isidentifier() or name in made]:
        raise Problem(f"{bad[0]!r} is no name for a table or figure of yours: letters, digits and _, and not taken.")
    with TemporaryDirectory() as folder:
        top = Path(folder)
        write_roles(many, top / "data" / "roles.csv")
        if codes is not None:
            write_roles(codes.roles, top / "data" / "coded_roles.csv")
            write_tables([codes.frame], top / "data" / "codes.csv", about)
        for name, table in {**{key: make() for key, make in made.items()}, **mine}.items():
            write_tables([table], top / "tables" / f"{name}.csv", about)
        for name, drawing in {"fails_together": fails_together(made["fails_together"]()), **(figures or {})}.items():
            drawing.save(top / "figures" / f"{name}.svg")
        write_codebook(top / "codebook.md")
        save(top / "methods.md", _methods(many, codes, asked))
        save(top / "README.md", _readme(about, target.name, codes))
        files = {one.relative_to(top).as_posix(): one.read_bytes() for one in sorted(top.rglob("*")) if one.is_file()}
    if large := [name for name, content in files.items() if len(content) > MOST_BYTES]:
        raise Problem(
            f"{large[0]} is larger than {MOST_BYTES // 1_000_000} MB. Write fewer roles, or deposit it apart."
        )
    return save(target, zipped({**files, MANIFEST: _manifest(about, files)}))


@dataclass(frozen=True, repr=False)
class Verification:
    """What a check of a supplement came to.

    Attributes
    ----------
    changed : tuple of str
        What was changed, added or lost since it was written.
    otherwise : tuple of str
        What this version makes otherwise from the same data.
    tables : int
        How many tables were made anew.
    hash : str
        The SHA-256 of the manifest, and so of the whole: the one to cite.
    written_by, checked_by : str
        The two versions.
    """

    changed: tuple[str, ...]
    otherwise: tuple[str, ...]
    tables: int
    hash: str
    written_by: str
    checked_by: str

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.changed and not self.otherwise

    @property
    def sentence(self) -> str:
        """What differs, in a sentence."""
        versions = f"written with {self.written_by}, checked with {self.checked_by}"
        if self.same:
            return f"Nothing differs: no file was changed, and {self.tables} tables come out the same ({versions})."
        more = len(self.changed) + len(self.otherwise) - NAMED
        first = [*self.changed, *self.otherwise][:NAMED] + ([f"{more} more"] if more > 0 else [])
        return f"It differs ({versions}): {joined(first)}."

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        return wrap(tag("p", self.sentence), *([listing((*self.changed, *self.otherwise))] if not self.same else []))


def verify_supplement(path: str | PathLike[str]) -> Verification:
    """Check a supplement: whether a file was changed, and whether this version makes the same tables of the data.

    Parameters
    ----------
    path
        What `write_supplement` wrote.

    Raises
    ------
    Problem
        It is not there, or is no supplement.
    """
    file = Path(path)
    try:
        files = dict(_parts(file.read_bytes()))
        manifest = json.loads(files.pop(MANIFEST))
        hashes, settings, by = manifest["files"], manifest["settings"], manifest["made by"]
        changed = tuple(_changed(hashes, files))
        otherwise, tables = _otherwise(files, settings, manifest["checks (sha256)"]) if not changed else ((), 0)
    except OSError as error:
        raise Problem(f"{str(file)!r} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except Unfit as unfit:
        raise Problem(f"{file.name!r} {unfit}: ask for the file again.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Problem(f"{file.name!r} is not a supplement, or is damaged: ask for the file again.") from None
    here = f"leadership-lib {leadership_lib.__version__}"
    return Verification(changed, otherwise, tables, _hash(_manifest_bytes(manifest)), by, here)


def _tables(many: Portfolio, codes: Codes | None, settings: dict[str, Any]) -> Tables:
    """Return what makes each table of the data."""
    sure = {"confidence": settings["confidence"]}
    made: Tables = {
        **{name: partial(getattr, many, name) for name in TABLES},
        "facts": lambda: many.stated(**sure).facts,
        "tally": lambda: many.tally(**sure),
        "fails_together": lambda: many.fails_together(**settings),
    }
    if codes is not None:
        made["agreement"] = lambda: codes.by_feature(**settings).reset_index()
        made["disagreements"] = lambda: codes.disagreements().to_frame().reset_index()
    return made


def _methods(many: Portfolio, codes: Codes | None, asked: Options) -> str:
    words = _words()
    fields = {
        "roles": counted(len(many), "description"),
        "checks": many.codes.shape[1],
        "version": leadership_lib.__version__,
        "python": platform.python_version(),
        "questions": framework_hash()[:12],
        "source": many.source[:12],
        "stated": many.stated().sentence,
        "unread": f"{counted(len(many.unread), 'value or row')} could not be read as it stood."
        if many.unread
        else "",
        "resamples": asked.resamples,
        "seed": asked.seed,
        "confidence": asked.confidence,
    }
    said, listed = [words.roles, words.rules, words.silence, words.intervals], [*words.references]
    if codes is not None:
        options = agreement.IntervalOptions(confidence=asked.confidence, resamples=asked.resamples, seed=asked.seed)
        alpha = agreement.alpha(codes.ratings(), categories=codes.categories, **options)
        fields |= {"coders": counted(len(codes.coders), "coder"), "method": alpha.method}
        fields["coded"] = counted(codes.frame["role"].nunique(), "role")
        said.append(words.coding)
        listed += words.references_coding
    paragraph = " ".join(" ".join(one.format(**fields).split()) for one in (*said, words.limits))
    return "\n".join(["# Methods", "", paragraph, "", *(f"- {one}" for one in sorted(listed)), ""])


def _readme(about: Provenance, name: str, codes: Codes | None) -> str:
    said = about.items() | dict(_versions())
    rows = [f"| {key} | {value.replace('|', '/')} |" for key, value in said.items()]
    held = {"name": name, "and_codes": "" if codes is None else " and as people coded them"}
    below = [text for one in (*_words().readme, _words().limits) for text in ("", one.format(**held))]
    return "\n".join(["# Supplement", "", "| | |", "|---|---|", *rows, *below, ""])


def _versions() -> Iterator[tuple[str, str]]:
    yield "Python", platform.python_version()
    yield from ((name, version(name)) for name in PACKAGES)


def _manifest(about: Provenance, files: Mapping[str, bytes]) -> bytes:
    hashes = {name: _hash(content) for name, content in files.items()}
    return _manifest_bytes(about.items() | dict(_versions()) | {"settings": dict(about.settings), "files": hashes})


def _manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with archive_of(data) as archive:
        yield from ((name, part_of(archive, name)) for name in archive.namelist() if not name.endswith("/"))


def _changed(hashes: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        if name not in hashes:
            yield f"{name} was added"
        elif _hash(content) != hashes[name]:
            yield f"{name} was changed"
    yield from (f"{name} is missing" for name in hashes if name not in files)


def _otherwise(files: Mapping[str, bytes], settings: dict[str, Any], checks: str) -> tuple[tuple[str, ...], int]:
    """Say which tables come out otherwise now, and how many were made."""
    with TemporaryDirectory() as folder:
        names = ("roles", "coded_roles", "codes")
        data = {name: save(Path(folder) / f"{name}.csv", files.get(f"data/{name}.csv", b"")) for name in names}
        try:
            codes = read_codes(data["codes"], data["coded_roles"]) if "data/codes.csv" in files else None
            made = _tables(diagnose_roles(data["roles"]), codes, settings)
        except Problem:
            return ("its data cannot be read as roles and codes",), 0
        said = [] if checks == framework_hash() else ["the questions are in other words"]
        for name, make in made.items():
            now = write_tables([make()], Path(folder) / "now.csv", Provenance("", {})).read_bytes()
            said += _differs(name, _rows(files[f"tables/{name}.csv"]), _rows(now))
    return tuple(said), len(made)


def _rows(content: bytes) -> list[list[str]]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return list(dropwhile(lambda row: row[:1] and row[0].startswith("# "), rows))


def _differs(name: str, then: list[list[str]], now: list[list[str]]) -> Iterator[str]:
    """Say in how many cells a table differs, and which is the first."""
    cells = [
        (place, *pair)
        for place, rows in enumerate(zip_longest(then, now, fillvalue=list[str]()))
        for pair in zip_longest(*rows, fillvalue="")
        if not _alike(*pair)
    ]
    if cells:
        row, first, second = cells[0]
        yield f"{name} differs in {counted(len(cells), 'cell')}, first in row {row}: {first!r} then, {second!r} now"


def _alike(then: str, now: str) -> bool:
    if then == now:
        return True
    try:
        # Another version of numpy may add in another order.
        return isclose(float(then), float(now), rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False
