"""Polls: what a room is asked beside its rounds: a change from each table, dots for them, how the workshop was.

Each is asked once and shown once, of `smallest` people or of no one; from then on nothing is counted. The changes are
handed in to be read aloud: they are shown when they are put to the vote.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Between, Record
from leadership_lib.workshop.instrument import Item, answered, sentence
from leadership_lib.workshop.rounds import Refused
from leadership_lib.workshop.suppression import publish

Kind = Literal["change", "vote", "evaluation"]

#: What is or was asked: whether it is open, its options, how many answered, and its result once it is shown.
Asked = Mapping[str, Mapping[str, Any]]

KINDS: tuple[Kind, ...] = ("change", "vote", "evaluation")

#: The most changes that are put to the vote, the most that tables can choose among, and the most characters of one.
MOST_OPTIONS, MOST_OFFERED, LONGEST = 12, 60, 280


class Polls(Record, what="what a room is asked beside its rounds"):
    """How many dots each person has, the questions of the evaluation, and the words of the forms."""

    dots: Annotated[int, Between(1, 5, "dots a person")]
    change: Mapping[str, str]
    vote: Mapping[str, str]
    chosen: Mapping[str, str]
    evaluation: Mapping[str, str]
    items: tuple[Item, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the evaluation's questions."""
        return tuple(item.id for item in self.items)


@cache
def load() -> Polls:
    """Read them, once."""
    return one_record("workshop/polls.toml", Polls)


def open_now(asked: Asked) -> Kind | None:
    """Return what the room is asked at the moment beside its rounds, the last first."""
    return next((kind for kind in reversed(KINDS) if asked.get(kind, {}).get("open")), None)


def may_be_asked(kind: Kind, phase: str, asked: Asked) -> None:
    """Refuse a poll while a round is open, or a second time."""
    if phase not in ("revealed", "closed"):
        raise Refused(409, "between")
    if kind in asked:
        raise Refused(409, "asked")


def options_now(kind: Kind, asked: Asked) -> Sequence[str]:
    """Return the options of a poll, or refuse one that is not open."""
    if not asked.get(kind, {}).get("open"):
        raise Refused(409, "poll")
    options: Sequence[str] = asked[kind]["options"]
    return options


def most_first(vote: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return the dots of each change, the most first."""
    return sorted(zip(vote["result"]["dots"], vote["options"], strict=True), key=lambda one: -one[0])


def option(text: object) -> str:
    """Return a change as it is kept and shown."""
    return sentence(text, LONGEST)


def options_of(kind: Kind, given: Any) -> list[str]:
    """Read what is put to the vote, or what tables can choose among; the evaluation has no options."""
    if kind == "evaluation":
        return []
    texts = list(dict.fromkeys(map(option, given))) if isinstance(given, list) else []
    if kind == "change":
        if len(texts) > MOST_OFFERED or "" in texts:
            raise Refused(400, "offered", most=MOST_OFFERED)
    elif not 2 <= len(texts) <= MOST_OPTIONS or "" in texts:
        raise Refused(400, "options", most=MOST_OPTIONS)
    return texts


def read(kind: Kind, given: Mapping[str, Any], options: Sequence[str]) -> Any:
    """Read what someone sends: a change, the places of the dots, or the answers to the questions.

    A change is a sentence of one's own or the place of one that is offered; where both come, the sentence counts.
    """
    if kind == "change":
        named = dict(zip(map(str, range(len(options))), options, strict=True))
        if not (text := option(given.get("change")) or named.get(str(given.get("move")))):
            raise Refused(400, "change")
        return text
    if kind == "vote":
        places = [place for place in range(len(options)) if given.get(f"dot{place}")]
        if not 0 < len(places) <= load().dots:
            raise Refused(400, "dots", most=load().dots)
        return places
    return {"values": answered(load().items, given), "why": sentence(given.get("why"), LONGEST)}


def result(kind: Kind, ballots: Mapping[Any, Any], options: Sequence[str], smallest: int) -> dict[str, Any]:
    """Return what is shown of a poll.

    Parameters
    ----------
    kind
        Which.
    ballots
        What `read` made of what each person sent; in an order that tells nothing.
    options
        What was put to the vote.
    smallest
        The fewest people who are shown together.
    """
    n = len(ballots)
    if kind == "change":
        return {"n": n}
    if n < smallest:
        raise Refused(409, "few", smallest=smallest)
    if kind == "vote":
        return {"n": n, "dots": [sum(place in given for given in ballots.values()) for place in range(len(options))]}
    values = {person: given["values"] for person, given in ballots.items()}
    shown = publish(values, dict.fromkeys(values, ""), load().ids, smallest)
    written = sorted({given["why"] for given in ballots.values() if given["why"]})
    many = sum(bool(given["why"]) for given in ballots.values()) >= smallest
    return {"n": n, "items": shown["items"], "words": written if many else []}
