"""Translation: a role of 2017, the world of CCGs and STPs, said in today's layers and words (P04).

Organisations change and the role stays, so a description of 2017 is still worth reading once its bodies are today's.
What took whose place is data (`counterparts`); what no one here can decide is left as it stands, and said.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_args

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import folded, listing, table, tag, wrap
from leadership_lib.core.records import Record, Several, field_kinds, optional
from leadership_lib.framework.concepts import LayerId
from leadership_lib.role.counterparts import Counterpart, Tells, in_words_of_today, layer_title, load
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role, words


@dataclass(frozen=True)
class Change:
    """A fact that says something else now, at a path such as ``objectives[2].text``, and because of what."""

    path: str
    before: Any
    after: Any
    because: tuple[Counterpart, ...]

    def __repr__(self) -> str:
        return f"{self.path}: {_shown(self.path, self.before)} is now {_shown(self.path, self.after)}"


@dataclass(frozen=True)
class Point:
    """Something left to the reader: what is said, at which paths, and because of what it could not be settled."""

    said: tuple[str, ...]
    where: tuple[str, ...]
    because: Counterpart

    def __repr__(self) -> str:
        rule, others = self.because, " or ".join(self.because.others)
        what = f"{', '.join(map(_quoted, self.said))} ({', '.join(self.where)})"
        now = f'became "{layer_title(rule.now)}"' if rule.now else "stays as it stands"
        now = f"is older than {rule.older_than}, and {now}" if rule.older_than else now
        now += f"; it might {'also ' * bool(rule.now)}be {others}" if others else ""
        return f"{what} {now}. {rule.reason}" + (f" Ask: {rule.ask}" if rule.ask else "")


@dataclass(frozen=True)
class Apart:
    """A line of accountability that leads to another layer than the one the role has come to stand at."""

    path: str
    stands_at: LayerId
    answers_at: LayerId

    def __repr__(self) -> str:
        role, line = layer_title(self.stands_at), layer_title(self.answers_at)
        return (
            f"The role now stands at {_quoted(role)}, and {self.path} at {_quoted(line)}. Ask: Does the role belong "
            "at the layer where it answers, or should it answer to someone at its own?"
        )


@dataclass(frozen=True, repr=False)
class Translation:
    """A role said in today's layers and words, and what that took (P04).

    Attributes
    ----------
    role, before : Role
        The role now, and as it was.
    changes : tuple of Change
        The facts that changed, in the order of a role.
    choices : tuple of Point
        What has several counterparts: the layer that was put, or words that stay, and what it might be.
    without_counterpart : tuple of Point
        What no body or post of today matches; the words stay as they stand, and those that were old in 2017 are named
        as such.
    apart : tuple of Apart
        Lines of accountability that now lead to another layer than the role's own.
    """

    role: Role
    before: Role
    changes: tuple[Change, ...] = ()
    choices: tuple[Point, ...] = ()
    without_counterpart: tuple[Point, ...] = ()
    apart: tuple[Apart, ...] = ()

    @property
    def to_fill(self) -> tuple[str, ...]:
        """The paths of the facts in which a body has to be named."""
        return tuple(change.path for change in self.changes if _OPEN in str(change.after))

    @property
    def summary(self) -> str:
        """What was found, in one sentence."""
        found = [f"{len(part)} {name.lower()}" for name, part in self._parts().items() if name != "Why"]
        nothing = "nothing to translate; no layer and no words of 2017 were found"
        return f"{self.before.title or 'A role without a title'}: {', '.join(found) or nothing}."

    def _parts(self) -> dict[str, Several]:
        said = {point.because for point in self.choices}
        why = dict.fromkeys(rule for change in self.changes for rule in change.because if rule not in said)
        parts = {"Changed": self.changes, "Why": [f"{rule.title}: {rule.reason}" for rule in why]}
        parts |= {"Bodies to name": self.to_fill, "To choose": self.choices}
        parts |= {"Without a counterpart": self.without_counterpart, "Accountability at another layer": self.apart}
        return {name: Several(part) for name, part in parts.items() if part}

    def __repr__(self) -> str:
        return "\n".join([self.summary, *(f"{name}\n{part!r}" for name, part in self._parts().items())])

    def _repr_html_(self) -> str:
        parts = {name: listing(part) for name, part in self._parts().items()}
        if rows := [[tag("code", c.path), _shown(c.path, c.before), _shown(c.path, c.after)] for c in self.changes]:
            parts["Changed"] = table(["fact", "it said", "it says now"], rows, "Facts that changed")
        return wrap(tag("p", self.summary), *(folded(k, part, open_=k != "Why") for k, part in parts.items()))


#: What a bracket that asks for the name of a body says.
_OPEN = ": name "


def _quoted(text: str) -> str:
    return f'"{words(text)}"'


def _shown(path: str, value: Any) -> str:
    """Return a fact in words: the title of a layer, or quoted text."""
    if isinstance(value, tuple):
        return "; ".join(map(layer_title, value)) or "none"
    return layer_title(value) if path.endswith("layer") else _quoted(value)


def _mapped(value: Any, kind: Any, path: str, change: Callable[[Any, str, Any], Any]) -> Any:
    """Return a fact with `change` made to each text and each layer or list of layers in it, and to nothing else."""
    kind, _ = optional(kind)
    if isinstance(value, Record):
        facts = {name: (inner, f"{path}.{name}".lstrip(".")) for name, inner in field_kinds(type(value)).items()}
        return replace(value, **{name: _mapped(getattr(value, name), *fact, change) for name, fact in facts.items()})
    if value is not None and kind in (str, LayerId, tuple[LayerId, ...]):
        return change(kind, path, value)
    if isinstance(value, tuple):
        inner = get_args(kind)[0]
        return tuple(_mapped(item, inner, f"{path}[{n}]", change) for n, item in enumerate(value, 1))
    return value


def translate(role: RoleSource, era: str = "2026") -> Translation:
    """Say a role of 2017 in today's layers and words; all else stays as it is (P04).

    Parameters
    ----------
    role
        The role, or whatever `load_role` reads it from; one that is of today already comes back equal, with a report
        that says so.
    era
        Only ``2026``: there is no way back, because the bodies of 2017 are gone.

    Raises
    ------
    Problem
        It is no role, or another era.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> translation = ll.translate(ll.load_role("locality_clinical_lead"))
    >>> translation.role.layer, translation.role.accountability.lines[0].to
    ('pcn', 'Chief executive of the ICB')
    """
    role = load_role(role)
    if era != "2026":
        raise Problem(f"{era!r} is no era to translate into: allowed is '2026', for the bodies of 2017 are gone.")
    layers = {rule.layer: rule for rule in load() if rule.layer}
    own = role.layer or ""
    noted: list[tuple[str, str, Counterpart, Tells]] = []
    changes: list[Change] = []

    def today(layer: str) -> str:
        return (layers[layer].now if layer in layers else None) or layer

    def put(kind: Any, path: str, value: Any) -> Any:
        start = len(noted)
        if kind is str:
            now: Any = in_words_of_today(value, path, lambda *what: noted.append((path, *what)))
        else:
            keys = value if isinstance(value, tuple) else (value,)
            noted.extend((path, layer_title(key), layers[key], "then") for key in keys if key in layers)
            now = today(value) if keys is not value else across(value)
        if now != value:
            # A list of today's layers can change because the role's own layer has come to be one of them.
            rules = dict.fromkeys(rule for _, _, rule, _ in noted[start:] if rule.now) or [layers[own]]
            changes.append(Change(path, value, now, tuple(rules)))
        return now

    def across(keys: tuple[str, ...]) -> tuple[str, ...]:
        old = any(key in layers for key in (own, *keys))
        return tuple(key for key in dict.fromkeys(map(today, keys)) if key != today(own)) if old else keys

    now = _mapped(role, Role, "", put)
    if not any(tells == "then" for *_, tells in noted):
        # In a role of today only what is named wherever it stands is said, and nothing changes.
        now, changes, noted = role, [], [what for what in noted if what[-1] == "named"]
    left: dict[Counterpart, tuple[dict[str, str], dict[str, None]]] = {}
    for path, phrase, rule, _ in noted:
        if rule.others or not rule.now:
            said, where = left.setdefault(rule, ({}, {}))
            said.setdefault(phrase.lower(), phrase)
            where[path] = None
    points = [Point(tuple(said.values()), tuple(where), rule) for rule, (said, where) in left.items()]
    choices, without = ([p for p in points if bool(p.because.others) is several] for several in (True, False))
    return Translation(now, role, tuple(changes), tuple(choices), tuple(without), _apart(now, changes))


def _apart(role: Role, changes: list[Change]) -> tuple[Apart, ...]:
    """Return the lines of accountability that changed and lead to another layer than the role's own."""
    lines = [change for change in changes if _LINE.fullmatch(change.path)]
    ends = {change.path: [rule.at for rule in change.because if rule.at] for change in lines}
    own = role.layer
    return tuple(Apart(path, own, at[0]) for path, at in ends.items() if own and at and own not in at)


_LINE = re.compile(r"accountability\.lines\[\d+\]\.to")
