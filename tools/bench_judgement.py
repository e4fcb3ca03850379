"""How right the checks are about real posts: their answers beside those of careful readers of the text.

``tests/blind_roles/`` holds texts in the shapes real ones have, each entered as a role by someone who had seen
neither check nor code, and answered question by question by readers who had seen neither the role nor the code. What
version 0.1 answered to the first 62 stands beside, in ``answers_0_1.csv``. Its README says how all this was made.

Usage: ``bench_judgement.py`` (all texts), ``bench_judgement.py sealed`` (texts that no one has looked at), or
``bench_judgement.py 07 31`` (some texts); ``--cells`` lists every answer that no reader gave, ``--table`` prints the
table that stands in the notebook *Method and limits*.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import leadership_lib as ll
from leadership_lib.diagnosis.checks import load

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "blind_roles"
SILENT = "not stated"

#: The texts in the order in which they were used; version 0.1 was not asked about those from 101 on.
USED = {
    "while": range(1, 25),
    "again": range(25, 70),
    "after": range(70, 101),
    "whole": range(101, 133),
    "sealed": range(133, 149),
}
CALLED = {
    "while": "seen while the rules were written",
    "again": "looked at once, then mended",
    "after": "never looked at",
    "whole": "whole, by four other hands, seen while they were mended again",
    "sealed": "whole, by two more hands, never looked at",
}


class Cell(NamedTuple):
    """One question put to one text: the answer given, the first reader's, and all that a reader would defend."""

    text: str
    check: str
    answer: str
    reader: str
    defensible: frozenset[str]

    @property
    def agrees(self) -> bool:
        """Whether a reader gave this answer, or would defend it."""
        return self.answer in self.defensible


def read_codes(coder: str, text: str) -> Mapping[str, Mapping[str, str]]:
    """Return a coder's rows for one text by check; none where that coder did not code it."""
    path = FOLDER / "codes" / coder / f"{text}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["check"]: row for row in csv.DictReader(file)}


def answers_now(text: str) -> Mapping[str, str]:
    """Return what the checks answer today."""
    found = ll.diagnose(ll.Role.from_file(FOLDER / "roles" / f"{text}.toml")).findings
    return {finding.id: finding.answer for finding in found}


def number(text: str) -> int:
    """Return the number that a text's name begins with."""
    return int(text.partition("_")[0])


def answers_before() -> Callable[[str], Mapping[str, str]]:
    """Return what version 0.1 answered to the same roles; nothing where it was not asked."""
    with (FOLDER / "answers_0_1.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["text"], row["check"]): row["answer"] for row in csv.DictReader(file)}
    return lambda text: {check: known[text, check] for check in load().ids if (text, check) in known}


def cells(texts: Iterable[str], answers: Callable[[str], Mapping[str, str]]) -> list[Cell]:
    """Return every question put to every text to which there are answers."""
    made = []
    for text in texts:
        given, first, second = answers(text), read_codes("a", text), read_codes("b", text)
        for check in given:
            rows = [coder[check] for coder in (first, second) if coder]
            defended = frozenset(row[key] for row in rows for key in ("answer", "second") if row[key])
            made.append(Cell(text, check, given[check], first[check]["answer"], defended))
    return made


def readers_alike(texts: Iterable[str]) -> str:
    """Return in how many cells of the texts that have two readers both give the same answer."""
    both = [(read_codes("a", text), second) for text in texts if (second := read_codes("b", text))]
    same = [one[check]["answer"] == other[check]["answer"] for one, other in both for check in load().ids]
    return f"{sum(same)} of {len(same)} cells ({share(sum(same), len(same))})"


def kappa(found: Iterable[Cell]) -> float:
    """Return Cohen's kappa between the answers given and the first reader's, over the six answers; nan of none."""
    pairs = [(cell.answer, cell.reader) for cell in found]
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    if not pairs:
        return float("nan")
    seen = sum(one == other for one, other in pairs) / len(pairs)
    chance = sum(ours[answer] * theirs[answer] for answer in ours) / len(pairs) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


class Figures(NamedTuple):
    """What is measured on some cells.

    Attributes
    ----------
    questions, answered_by_reader, silent : int
        How many there are; how many the reader answers; at how many of those we are silent.
    answered, agreeing, misleading : int
        How many of those we answer; at how many a reader would defend that; at how many none would.
    met, too_kind : int
        How often we say *met*; how often no reader would.
    unasked : int
        How many we answer where the reader says *not stated*.
    kappa : float
        Over all cells.
    """

    questions: int
    answered_by_reader: int
    silent: int
    answered: int
    agreeing: int
    misleading: int
    met: int
    too_kind: int
    unasked: int
    kappa: float

    @classmethod
    def from_cells(cls, found: list[Cell]) -> "Figures":
        """Count cells."""
        theirs = [cell for cell in found if cell.reader != SILENT]
        both = [cell for cell in theirs if cell.answer != SILENT]
        met = [cell for cell in found if cell.answer == "met"]
        agreeing = sum(cell.agrees for cell in both)
        return cls(
            questions=len(found),
            answered_by_reader=len(theirs),
            silent=len(theirs) - len(both),
            answered=len(both),
            agreeing=agreeing,
            misleading=len(both) - agreeing,
            met=len(met),
            too_kind=sum("met" not in cell.defensible for cell in met),
            unasked=sum(cell.answer != SILENT and not cell.agrees for cell in found if cell.reader == SILENT),
            kappa=kappa(found),
        )


def share(part: int, whole: int) -> str:
    """Return a share in per cent."""
    return f"{part / whole:.0%}" if whole else "-"


def report(name: str, found: list[Cell]) -> None:
    """Print what is measured, for all cells."""
    it = Figures.from_cells(found)
    print(
        f"{name:<10} answers {it.answered} of the {it.answered_by_reader} that the text answers "
        f"({share(it.answered, it.answered_by_reader)}; silent at {it.silent}); {it.agreeing} of them agree "
        f"({share(it.agreeing, it.answered)}), {it.misleading} mislead; met too kind {it.too_kind} of {it.met} "
        f"({share(it.too_kind, it.met)}); answers {it.unasked} that no reader would; kappa {it.kappa:.2f}"
    )


def by_use(found: list[Cell]) -> Mapping[str, list[Cell]]:
    """Return cells by how their texts were used."""
    some = {use: [cell for cell in found if number(cell.text) in numbers] for use, numbers in USED.items()}
    return {use: chosen for use, chosen in some.items() if chosen}


def table(before: list[Cell], after: list[Cell]) -> str:
    """Return the figures as a table in Markdown, a row for each use of texts and each version."""
    lines = [
        "| texts | version | answers | agree | mislead | *met* too kind | kappa |",
        "|---|---|---|---|---|---|---|",
    ]
    for use, now in by_use(after).items():
        for version, some in (("0.1", by_use(before).get(use)), ("now", now)):
            if not some:
                continue
            it = Figures.from_cells(some)
            texts = len({cell.text for cell in some})
            lines.append(
                f"| {texts} {CALLED[use]} | {version} "
                f"| {it.answered} of {it.answered_by_reader} ({share(it.answered, it.answered_by_reader)}) "
                f"| {it.agreeing} ({share(it.agreeing, it.answered)}) | {it.misleading} "
                f"| {it.too_kind} of {it.met} ({share(it.too_kind, it.met)}) | {it.kappa:.2f} |"
            )
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the figures, before and after, for each check and in all."""
    every = sorted(path.stem for path in (FOLDER / "roles").glob("*.toml"))
    wanted = [argument for argument in arguments if not argument.startswith("-")]
    numbers = {int(n) for name in wanted for n in USED.get(name, [name])}
    texts = [text for text in every if not wanted or number(text) in numbers]
    if not texts:
        known = ", ".join([*USED, *(text.partition("_")[0] for text in every)])
        sys.exit(f"No text is called {', '.join(wanted)}; there are {known}.")
    before, after = cells(texts, answers_before()), cells(texts, answers_now)
    if "--table" in arguments:
        print(table(before, after))
        return
    print(
        f"{'check':<34} reader  answered  agreeing  misleading  silent   (0.1: answered agreeing misleading silent)"
    )
    for check in load().ids:
        now, then = (Figures.from_cells([c for c in some if c.check == check]) for some in (after, before))
        row = (now.answered_by_reader, now.answered, now.agreeing, now.misleading, now.silent)
        old = (then.answered, then.agreeing, then.misleading, then.silent)
        print(
            f"{check:<34} {row[0]:6} {row[1]:9} {row[2]:9} {row[3]:11} {row[4]:7}   "
            + " ".join(f"{n:9}" for n in old)
        )
    print()
    for use, now in by_use(after).items():
        print(f"{len({cell.text for cell in now})} texts, {use}:")
        if then := by_use(before).get(use):
            report("  0.1", then)
        report("  now", now)
    print(f"Texts with two readers: the same answer in {readers_alike(texts)}")
    if "--cells" in arguments:
        print(
            *(
                f"{c.text} {c.check}: {c.answer}; readers: {', '.join(sorted(c.defensible))}"
                for c in after
                if not c.agrees
            ),
            sep="\n",
        )


if __name__ == "__main__":
    main(sys.argv[1:])
