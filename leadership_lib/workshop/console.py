"""Console: leading a workshop from a terminal, where there is no notebook."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from leadership_lib.core.errors import Problem, one_of
from leadership_lib.core.folders import work_folder
from leadership_lib.role.loading import load_role
from leadership_lib.role.role import Role
from leadership_lib.workshop.client import Workshop, words
from leadership_lib.workshop.polls import most_first


def lead(wanted: argparse.Namespace) -> None:
    """Make or take up a workshop, and do what is typed until it ends."""
    try:
        groups = [name.strip() for name in wanted.groups.split(",") if name.strip()]
        options = {"expected": wanted.expected, "rehearsal": wanted.rehearsal}
        workshop = Workshop(_role(wanted.role), groups, wanted.smallest, **options)
    except Problem as problem:
        raise SystemExit(str(problem)) from None
    print(workshop, f"Door test, with your own phone: {workshop.test_address}", _help(), sep="\n")
    while True:
        try:
            typed = input("> ").split()
        except (EOFError, KeyboardInterrupt):
            return
        if typed[:1] == ["quit"]:
            return
        if typed:
            try:
                _do(workshop, typed[0], typed[1:])
            except Problem as problem:
                print(problem)


def _role(text: str) -> Role:
    """Return the role that was named, or one that has nothing but this title of several words."""
    title = " " in text.strip() and not Path(text).suffix
    return Role(title=text) if title else load_role(text)


def _do(workshop: Workshop, what: str, more: list[str]) -> None:
    commands: dict[str, Callable[[], object]] = {
        "open": workshop.open,
        "reveal": workshop.reveal,
        "next": workshop.next,
        "close": workshop.close,
        "door": partial(_door, workshop),
        "words": partial(_words, workshop, more),
        "changes": partial(_changes, workshop),
        "vote": partial(_vote, workshop, more),
        "dots": workshop.show_votes,
        "evaluate": workshop.ask_how_it_was,
        "evaluated": workshop.take_evaluation,
        "sheet": partial(_sheet, workshop),
        "record": partial(_record, workshop),
        "rehearse": workshop.rehearse,
        "groups": lambda: print("\n".join(f"  {group}: {talk}" for group, talk in workshop.languages.items())),
        "purge": partial(_purge, workshop),
        "show": lambda: None,
        "help": lambda: print(_help()),
    }
    commands[one_of(what, commands, f"{what!r} is not one of the commands")]()
    if what == "purge":
        return
    print(workshop)
    vote = workshop.board()["polls"].get("vote")
    if what in ("dots", "show") and vote and vote["result"]:
        print("\n".join(f"  {text}: {dots}" for dots, text in most_first(vote)))
    if what in ("reveal", "show"):
        for row in workshop.rows():
            judged = row.agreement
            told = f"median {judged.median:g}, {judged.verdict}" if judged else "too few numbers"
            print(f"  {row.item.title}: {told}\n      {row.ask}")


def _door(workshop: Workshop) -> None:
    if workshop.board()["door"]:
        workshop.close_door()
    else:
        workshop.open_door()


def _words(workshop: Workshop, more: list[str]) -> None:
    there = workshop.sentences()
    if more:
        workshop.release(_chosen(there, more))
    _list(there)


def _changes(workshop: Workshop) -> None:
    if "change" in workshop.board()["polls"]:
        _list(workshop.changes())
    else:
        workshop.ask_for_changes()


def _vote(workshop: Workshop, more: list[str]) -> None:
    there = workshop.changes()
    workshop.put_to_vote(_chosen(there, more) if more else there)


def _chosen(there: tuple[str, ...], more: list[str]) -> list[str]:
    numbers = [str(number) for number in range(1, len(there) + 1)]
    return [there[int(one_of(n, numbers, f"{n!r} is no sentence's number")) - 1] for n in more]


def _list(there: tuple[str, ...]) -> None:
    print("\n".join(f"  {number}. {text}" for number, text in enumerate(there, 1)))


def _sheet(workshop: Workshop) -> None:
    groups = workshop.board()["groups"]
    number = input("sheet number: ")
    group = input(f"group ({', '.join(groups)}): ")
    values = {item.id: input(f"{item.title} (0 to 10, Enter for not sure): ") for item in workshop.questions.items}
    workshop.type_in(number, group, values, input(f"{workshop.questions.why} "))


def _record(workshop: Workshop) -> None:
    for ending in (".docx", ".html", ".csv"):
        print(workshop.write_record(work_folder() / f"workshop_{workshop.code}_record{ending}"))
    if workshop.chosen().votes:
        print(workshop.write_description(work_folder() / f"workshop_{workshop.code}_description.docx"))


def _purge(workshop: Workshop) -> None:
    workshop.purge(input("Type the code to delete everything: "))


def _help() -> str:
    """Return what can be typed, a line each."""
    return "\n".join(f"{name:10}{does}" for name, does in words().help.items())
