"""Translation: a role of 2017, the world of CCGs and STPs, said in today's layers and words (P04).

Organisations change and the role stays, so a description of 2017 is still worth reading once its bodies are today's.
What took whose place is data; what no one here can decide is left as it stands, and said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem
from leadership_lib.core.html import folded, listing, table, tag, wrap
from leadership_lib.core.records import Code, Fault, Record, Several, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Confidence, LayerId, SourceId
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role, words

#: Words that keep their small letter in a title.
_SMALL = ("a", "an", "and", "&", "of", "the")


class Counterpart(Record, what="a translation"):
    """What took the place of a layer or of phrases of 2017, or why nothing did; the file explains its fields."""

    id: str
    layer: LayerId | None = None
    then: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    now: str | None = None
    might_be: tuple[str, ...] = ()
    why: str
    ask: str | None = None
    sources: tuple[SourceId, ...]
    confidence: Confidence
    caution: str | None = None

    def _check(self) -> Iterator[Fault]:
        phrases, today = (*self.then, *self.ordinary), self._today
        if bool(phrases) == bool(self.layer):
            either = "allowed are phrases (or in `ordinary`), or else a `layer`"
            yield Fault(("then",), Code.AT_ODDS, phrases, either)
        if not (self.now or self.ask):
            either = "`now` says what to put, or `ask` what to find out locally"
            yield Fault(("now",), Code.AT_ODDS, None, either)
        if self.layer and self.now and self.now not in today:
            yield Fault(("now",), Code.NOT_A_CHOICE, self.now, today)
        if self.might_be and (self.layer or self.now):
            yield Fault(("might_be",), Code.AT_ODDS, self.might_be, "allowed for phrases without `now`")

    @property
    def _today(self) -> tuple[str, ...]:
        return concepts.load("layers")[self.layer].today if self.layer else ()

    @property
    def title(self) -> str:
        """What is translated."""
        return _title(self.layer) if self.layer else _forms((*self.then, *self.ordinary)[0])[0]

    @property
    def others(self) -> tuple[str, ...]:
        """What it might also be today."""
        return tuple(_title(key) for key in self._today if key != self.now) or self.might_be

    @property
    def reason(self) -> str:
        """Why, where that comes from, how sure it is, and what to beware of."""
        known = f"{self.why} [{', '.join(self.sources)}; {self.confidence.replace('_', ' ')}]"
        return f"{known} Caution: {self.caution}" if self.caution else known


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
        now = f'became "{_title(rule.now)}"' if rule.now else "stays as it stands"
        now += f"; it might {'also ' * bool(rule.now)}be {others}" if others else ""
        return f"{what} {now}. {rule.reason}" + (f" Ask: {rule.ask}" if rule.ask else "")


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
        What no body or post of today matches; the words stay as they stand.
    """

    role: Role
    before: Role
    changes: tuple[Change, ...] = ()
    choices: tuple[Point, ...] = ()
    without_counterpart: tuple[Point, ...] = ()

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
        parts |= {"To choose": self.choices, "Without a counterpart": self.without_counterpart}
        return {name: Several(part) for name, part in parts.items() if part}

    def __repr__(self) -> str:
        return "\n".join([self.summary, *(f"{name}\n{part!r}" for name, part in self._parts().items())])

    def _repr_html_(self) -> str:
        parts = {name: listing(part) for name, part in self._parts().items()}
        if rows := [[tag("code", c.path), _shown(c.path, c.before), _shown(c.path, c.after)] for c in self.changes]:
            parts["Changed"] = table(["fact", "it said", "it says now"], rows, "Facts that changed")
        return wrap(tag("p", self.summary), *(folded(k, part, open_=k != "Why") for k, part in parts.items()))


def _title(layer: str) -> str:
    return str(concepts.load("layers")[layer])


def _quoted(text: str) -> str:
    return f'"{words(text)}"'


def _shown(path: str, value: Any) -> str:
    """Return a fact in words: the title of a layer, or quoted text."""
    if isinstance(value, tuple):
        return "; ".join(map(_title, value)) or "none"
    return _title(value) if path.endswith("layer") else _quoted(value)


def _forms(phrase: str) -> tuple[str, str]:
    """Return a phrase for one and for several: ``bod(y/ies)``, or ``CCG(s)`` where one has no ending."""
    one, several = (re.sub(r"\((?:(\w*)/)?(\w+)\)", rf"\{n}", phrase) for n in (1, 2))
    return one, several


@cache
def load() -> Collection[Counterpart]:
    """Read ``data/framework/translations.toml``, once."""
    return Collection.from_toml("framework/translations.toml", Counterpart, ("title", "now", "might_be", "why"))


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[Counterpart, int, bool]]]:
    """Return the pattern that finds every phrase, and of each its counterpart, 1 for several, if it shows 2017."""
    every = [(rule, p, p in rule.then) for rule in load() for p in (*rule.then, *rule.ordinary)]
    # Where one and several are written alike, it is one: the later entry stays.
    known = {_forms(p)[n].lower(): (rule, n, shows) for n in (1, 0) for rule, p, shows in every}
    # The longest first, so a part of a phrase is not taken for the whole.
    spelt = (re.escape(p).replace(r"\ ", r"[\s\xa0]+") for p in sorted(known, key=len, reverse=True))
    # (?a: letters are plain, or a long s would match and then not be known. What is former is of today.
    found = rf"(?ai:(?:(?P<article>an?)(?P<gap>\s+))?(?<!former\s)(?P<phrase>{'|'.join(spelt)}))"
    return re.compile(rf"(?<!\w){found}(?!\w)"), known


def _in_words_of_today(text: str, note: Callable[[str, Counterpart, bool], None]) -> str:
    """Put today's words in one pass, so nothing is translated twice; note each phrase, and if it shows 2017."""
    pattern, known = _phrases()

    def put(match: re.Match[str]) -> str:
        rule, several, shows = known[" ".join(match["phrase"].split()).lower()]
        note(match["phrase"], rule, shows)
        if not rule.now:
            return match.group()
        opens = re.search(r"(^|[.!?]\s|\n)\s*$", text[: match.start("phrase")]) is not None
        now = _as_written(_forms(rule.now)[several], match["phrase"].split(), opens)
        # Abbreviations are read letter by letter: an STP.
        n = "n" if now[0].upper() in ("AEFHILMNORSX" if now[:2].isupper() else "AEIOU") else ""
        return f"{match['article'][0]}{n}{match['gap']}{now}" if match["article"] else now

    return pattern.sub(put, text)


def _as_written(now: str, found: list[str], opens: bool) -> str:
    """Return a phrase the capitals of the words whose place it takes."""
    capitals = [word[0].isupper() for word in found if word.lower() not in _SMALL]
    if len(capitals) > 1 and all(capitals):
        return " ".join(word if word in _SMALL else word[0].upper() + word[1:] for word in now.split())
    # The capitals of an abbreviation say nothing about the sentence, unless it opens one.
    return now[0].upper() + now[1:] if capitals[0] and (opens or not found[0].isupper()) else now


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
    >>> translation.role.layer, translation.role.accountability.to
    ('pcn', 'Chief executive of the ICB')
    """
    role = load_role(role)
    if era != "2026":
        raise Problem(f"{era!r} is no era to translate into: allowed is '2026', for the bodies of 2017 are gone.")
    layers = {rule.layer: rule for rule in load() if rule.layer}
    own = role.layer or ""
    noted: list[tuple[str, str, Counterpart, bool]] = []
    changes: list[Change] = []

    def today(layer: str) -> str:
        return (layers[layer].now if layer in layers else None) or layer

    def put(kind: Any, path: str, value: Any) -> Any:
        start = len(noted)
        if kind is str:
            now: Any = _in_words_of_today(value, lambda *what: noted.append((path, *what)))
        else:
            keys = value if isinstance(value, tuple) else (value,)
            noted.extend((path, _title(key), layers[key], True) for key in keys if key in layers)
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
    if not any(shows for *_, shows in noted):
        return Translation(role, role)
    left: dict[Counterpart, tuple[dict[str, str], dict[str, None]]] = {}
    for path, phrase, rule, _ in noted:
        if rule.others or not rule.now:
            said, where = left.setdefault(rule, ({}, {}))
            said.setdefault(phrase.lower(), phrase)
            where[path] = None
    points = [Point(tuple(said.values()), tuple(where), rule) for rule, (said, where) in left.items()]
    choices, without = ([p for p in points if bool(p.because.others) is several] for several in (True, False))
    return Translation(now, role, tuple(changes), tuple(choices), tuple(without))
