"""Hypothesis strategies: any valid role, and anything at all."""

import math
from dataclasses import is_dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from leadership_lib import Role
from leadership_lib.core.records import Between, OneOf, field_kinds, optional
from leadership_lib.role.parts import holds_the_place
from leadership_lib.role.role import fact_kind, fact_paths

AWKWARD = (
    "none",
    "None",
    '"quoted"',
    'three """ at once',
    "three ''' at once",
    "back\\slash \\u0041",
    "two\nlines",
    "two\r\nlines",
    "\rreturn",
    "\x00",
    "bell\x07 and \x7f",
    "\x85\u2028next line",
    "\ufeffmark",
    "# not a comment",
    "[not.a.table]",
    "key = 1",
    " spaces kept ",
    "café ßœ 漢字 🧑‍⚕️",
    "<script>alert('&')</script>",
    "{braces} {0} {title!r}",
    "%s %(x)s",
    "long " * 2000,
)


def texts() -> st.SearchStrategy[str]:
    """Any text that says something: not blank, no placeholder, and savable as UTF-8."""
    free = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
    free = free.filter(lambda text: text.strip() and not holds_the_place(text))
    return free | st.sampled_from(AWKWARD)


def stated(kind: Any) -> st.SearchStrategy:
    """Any valid value of a field's type, stated."""
    if get_origin(kind) is Annotated:
        kind, note = get_args(kind)
        match note:
            case Between(low, high):
                whole = st.integers(math.ceil(low), math.floor(high))
                return whole if kind is int else whole | st.floats(low, high)
            case OneOf(names):
                return st.sampled_from(list(names()))
    if is_dataclass(kind):
        return st.builds(kind, **{name: maybe(inner) for name, inner in field_kinds(kind).items()})
    match get_origin(kind) or kind:
        case origin if origin is Literal:
            return st.sampled_from(get_args(kind))
        case origin if origin is tuple:
            return st.lists(stated(get_args(kind)[0]), max_size=3).map(tuple)
        case origin if origin is bool:
            return st.booleans()
        case origin if origin is str:
            return texts()
    raise NotImplementedError(kind)


def maybe(kind: Any) -> st.SearchStrategy:
    """Any valid value of a field's type; None where that is allowed."""
    inner, may_be_unstated = optional(kind)
    return st.none() | stated(inner) if may_be_unstated else stated(inner)


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Any valid facts of a role, by path; what is left out is not stated."""
    return st.fixed_dictionaries({}, optional={path: stated(fact_kind(path)) for path in fact_paths()})


def roles() -> st.SearchStrategy[Role]:
    """Any valid role."""
    return facts().map(Role().with_)


def keys() -> st.SearchStrategy[str]:
    """Names and paths of facts, names of parts, pieces and joins of them, and any text."""
    paths = list(fact_paths())
    names = sorted({name for path in paths for name in path.split(".")} | {"text", "what", "measure", "extent"})
    return st.sampled_from(paths) | st.sampled_from(names) | st.text(max_size=8)


def anything() -> st.SearchStrategy[Any]:
    """Anything that TOML, JSON or a slip of the hand can put in the place of a fact."""
    leaves = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=12)
        | st.sampled_from(AWKWARD)
        | st.dates()
        | st.binary(max_size=4)
        | st.just(object())
    )
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys(), inner, max_size=5), max_leaves=12
    )


def tables() -> st.SearchStrategy[dict]:
    """Tables under likely names, with anything in them."""
    return st.dictionaries(keys(), anything() | st.dictionaries(keys(), anything(), max_size=4), max_size=6)
