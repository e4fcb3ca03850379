"""Polarity grids that several files look at, and what they say."""

from html.parser import HTMLParser

from hypothesis import strategies as st
from strategies import stated

from leadership_lib.core.records import field_kinds, optional
from leadership_lib.redesign.polarity import PARTS, PolarityGrid, Pole
from leadership_lib.role.parts import Tensions

PARADOXES = tuple(field_kinds(Tensions))
FULL = PolarityGrid.from_dict(
    {
        "title": "Doors and desks",
        "greater_purpose": "Care that people would choose",
        "deeper_fear": "Nobody comes any more",
        "first": {
            "name": "Open door",
            "gains": ["Whoever comes is heard", "Bad news travels fast"],
            "losses": ["Nothing is finished"],
            "steps": ["An open hour on Tuesdays", "A walk round the building"],
            "warnings": ["Three papers in a row are late"],
            "noticed_by": "The secretary",
        },
        "second": {
            "name": "Quiet desk",
            "gains": ["Work is finished"],
            "losses": ["People stop coming"],
            "steps": ["Two mornings a week without meetings"],
            "warnings": ["Fewer than five visits in a month", "No question at two meetings"],
            "noticed_by": "The porter",
        },
    }
)
LONG = "W" * 400 + " and a very long text " * 60
HOSTILE = "<script>alert('&')</script> $x^2$ {0} | a | *b* \x00\x1b\u202e 漢字 🧑‍⚕️ </style></table>"


def grids():
    """Any valid grid."""

    def parts(cls, **more):
        known = {name: stated(optional(kind)[0]) for name, kind in field_kinds(cls).items() if name not in more}
        return st.fixed_dictionaries({}, optional={**known, **more})

    poles = parts(Pole)
    return parts(PolarityGrid, first=poles, second=poles).map(PolarityGrid.from_dict)


def everywhere(text):
    """Give a grid that says one text wherever a text can stand."""
    pole = {"name": text, "noticed_by": text, **{part: [text, text] for part in PARTS[:-1]}}
    around = dict.fromkeys(("title", "greater_purpose", "deeper_fear"), text)
    return PolarityGrid.from_dict({**around, "first": pole, "second": pole, "other_warnings": [text]})


def typed(grid):
    """Give every text of a grid."""

    def every(value):
        match value:
            case str():
                yield value
            case dict():
                for key, inner in value.items():
                    # Which paradox it is nobody types.
                    yield from every(inner) if key != "paradox" else ()
            case list():
                for inner in value:
                    yield from every(inner)

    return list(every(grid.to_dict()))


def pointed_out(grid):
    return [remark.id for remark in grid.review()]


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.said = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said += data
