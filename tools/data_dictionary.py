"""Write what a role can state into data/README.md, as a table, and into the form for a case, as lines to fill in.

Both come from ``data/framework/facts.toml`` and from the types in `role`, so that neither has to be kept up by hand.
"""

import typing
from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path

from leadership_lib.core.kinds import allowed, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Fact
from leadership_lib.role import role

DATA = Path(__file__).resolve().parent.parent / "data"
README, FORM = DATA / "README.md", DATA / "templates" / "case.toml"
TABLE = "<!-- role facts: written by `make dictionary` -->\n", "<!-- end of role facts -->"
LINES = "## The role as found: these lines are written by `make dictionary`.\n", "## End of the role as found.\n"

#: The facts that the role of every case states.
ALWAYS = ("title", "organisation", "layer")


def dictionary() -> str:
    """Return the table in Markdown, one row a fact."""
    rows = ["| fact | meaning | allowed | paper |", "|---|---|---|---|"]
    for fact in concepts.load("facts"):
        cells = (f"`{fact.id}`", fact.meaning, allowed(role.fact_kind(fact.id)), ", ".join(fact.propositions))
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def form() -> str:
    """Return the part of the form that asks for a role as found: every heading, and a line for every fact.

    Plain lines stand before the double brackets of a list, since in TOML a heading claims all lines below it.
    """
    facts = concepts.load("facts")
    plain, lists = [fact for fact in facts if not fact.each], [fact for fact in facts if fact.each]
    lines = [f"## The layers of {era}: {', '.join(of_era(era))}." for era in ("2017", "2026")] + ["[as_found]"]
    for table, inside in groupby(sorted(plain, key=place), table_of):
        lines += ["", f"[as_found.{table}]"] if table else []
        for fact in inside:
            lines += asked(fact.id.rpartition(".")[2], role.fact_kind(fact.id), f"{fact.question} {fact.meaning}")
            lines[-1] = lines[-1].removeprefix("# ") if fact.id in ALWAYS else lines[-1]
    return "\n".join([*lines, *chain.from_iterable(map(repeated, lists))]) + "\n"


def table_of(fact: Fact) -> str:
    """Return the heading under which a fact stands."""
    return fact.id.rpartition(".")[0]


def place(fact: Fact) -> int:
    """Say where the table of a fact comes: in the order of a role, and what has no table of its own first."""
    tables = list(dict.fromkeys(["", *map(table_of, concepts.load("facts"))]))
    return tables.index(table_of(fact))


def of_era(era: str) -> list[str]:
    """Return the ids of the layers of a time."""
    return [layer.id for layer in concepts.load("layers") if layer.era == era]


def repeated(fact: Fact) -> Iterator[str]:
    """Return the lines of a table that is copied for each thing of a list."""
    yield from ("", f"## {fact.question} Copy the heading and its lines for each {fact.each.lower()}.")
    yield f"# [[as_found.{fact.id}]]"
    for name, kind in field_kinds(typing.get_args(role.fact_kind(fact.id))[0]).items():
        yield from asked(name, kind, fact.parts[name])


def asked(name: str, kind: object, question: str) -> list[str]:
    """Return the question for a fact, and its line, commented out, with a place for the value and what is allowed."""
    kind, _ = optional(kind)
    several = typing.get_origin(kind) is tuple
    one = optional(typing.get_args(kind)[0])[0] if several else kind
    words = allowed(one)
    if typing.get_origin(one) is typing.Literal:
        words = " / ".join(f'"{choice}"' for choice in typing.get_args(one))
    space = '[""]' if several else "" if words.startswith(("number", "true")) else '""'
    return [f"## {question}", f"# {name} = {space}".rstrip() + f"    # {'list of: ' if several else ''}{words}"]


def renewed(text: str, marks: tuple[str, str], between: str) -> str:
    """Return a text with what stands between two marks as it should be now."""
    before, rest = text.split(marks[0])
    return before + marks[0] + between + marks[1] + rest.split(marks[1])[1]


def renew(path: Path, marks: tuple[str, str], between: str) -> None:
    """Write a file anew."""
    path.write_text(renewed(path.read_text("utf-8"), marks, between), "utf-8")


if __name__ == "__main__":
    renew(README, TABLE, dictionary())
    renew(FORM, LINES, form())
