"""Rehearsal: invented participants, who come through the door as people's devices do."""

import random
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.workshop.calls import ask
from leadership_lib.workshop.instrument import UNSURE, Instrument
from leadership_lib.workshop.polls import Kind, load

#: How wide a group's numbers lie about its centre in each round, and how far its centre moves to the middle.
_WIDE, _TOWARDS = (2.2, 1.4), (0.0, 0.4)

#: How often someone is not sure, and how often someone answers in a later round.
_NOT_SURE, _AGAIN = 0.07, 0.85


class Cast(Record, what="a rehearsal"):
    """Where invented groups' numbers lie, and what they say."""

    centres: Mapping[str, tuple[float, ...]]
    sentences: Mapping[str, tuple[str, ...]]


@cache
def cast() -> Cast:
    """Read the cast, once."""
    return one_record("workshop/rehearsal.toml", Cast)


@dataclass(frozen=True)
class Extra:
    """An invented participant: a group, and the cookie that a device would keep."""

    group: str
    cookie: str


def joined(root: str, code: str, groups: Sequence[str], count: int, seed: int = 1) -> tuple[Extra, ...]:
    """Let invented people join, more of the first groups than of the last."""
    extras = []
    for group in invited(groups, count, seed):
        form = urllib.parse.urlencode({"group": group}).encode()
        reply = ask(f"{root}/j/{code}", form, {"Content-Type": "application/x-www-form-urlencoded"})
        extras.append(Extra(group, reply.cookie))
    return tuple(extras)


def answered(root: str, code: str, extras: Sequence[Extra], asked: Instrument, number: int, seed: int = 1) -> int:
    """Let them answer a round, nearer to one another in a later one; returns how many did."""
    sent = 0
    for place, answer in given([one.group for one in extras], asked, number, seed):
        body = {**answer, "round": number, "sent": f"{seed}x{place}"}
        ask(f"{root}/w/{code}/answer", body, {"Cookie": extras[place].cookie})
        sent += 1
    return sent


def voted(root: str, code: str, extras: Sequence[Extra], kind: Kind, options: Sequence[str], seed: int = 1) -> int:
    """Let them answer a poll; returns how many did."""
    given = list(polled(kind, len(extras), options, seed))
    for place, body in given:
        ask(f"{root}/w/{code}/{kind}", body, {"Cookie": extras[place].cookie})
    return len(given)


def invited(groups: Sequence[str], count: int, seed: int = 1) -> list[str]:
    """Return the group of each invented person, more of the first groups than of the last."""
    dice, weights = random.Random(seed), range(len(groups) + 1, 1, -1)
    return [dice.choices(list(groups), weights=weights)[0] for _ in range(count)]


def given(
    groups: Sequence[str], asked: Instrument, number: int, seed: int = 1
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the place and the answer of everyone who answers a round."""
    dice = random.Random(seed + number)
    for place, group in enumerate(groups):
        if number == 1 or dice.random() <= _AGAIN:
            yield place, invented(asked, group, number, dice)


def polled(kind: Kind, count: int, options: Sequence[str], seed: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the place of everyone who answers a poll, and what they send; one in four hands in a change.

    Every other table chooses one of the changes that are offered, if there are any.
    """
    dice, said = random.Random(f"{seed} {kind}"), cast().sentences
    for place in range(count):
        if kind == "change" and not place % 4:
            table = place // 4
            own = {"change": said["change"][table % len(said["change"])]}
            yield place, {"move": str(dice.randrange(len(options)))} if options and table % 2 else own
        if kind == "vote":
            # More dots for what stands first.
            marked = dice.sample(range(len(options)), k=min(load().dots, len(options)))
            yield place, {f"dot{min(one, dice.randrange(len(options)))}": "1" for one in marked}
        if kind == "evaluation":
            values: dict[str, Any] = {item: min(10, max(0, round(dice.gauss(7, 2)))) for item in load().ids}
            yield place, {**values, "why": dice.choice(said["evaluation"])}


def invented(asked: Instrument, group: str, number: int, dice: random.Random) -> dict[str, Any]:
    """Return an invented answer."""
    later = min(number, 2) - 1
    centres = dict(zip(("feature", "gap", "tension"), cast().centres.get(group, (5.0, 5.0, 5.0)), strict=True))
    answer: dict[str, Any] = {}
    for place, item in enumerate(asked.items):
        centre = centres.get(item.kind, 5.0) * (1 - _TOWARDS[later]) + 5 * _TOWARDS[later] + (place % 5 - 2) * 0.6
        point = round(dice.gauss(centre, _WIDE[later]))
        answer[item.id] = UNSURE if dice.random() < _NOT_SURE else min(10, max(0, point))
    return {**answer, "why": dice.choice(cast().sentences["say"])}
