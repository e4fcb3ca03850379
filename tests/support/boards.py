"""What the tests of the studio and of its board look at."""

import json
from html.parser import HTMLParser
from typing import Any

from leadership_lib import Role, Studio
from leadership_lib.role.role import fact_kind, fact_paths
from leadership_lib.widgets import controls

OVERWORKED = Role().with_({"capacity.hours_expected": 20})


def as_json(value: Any) -> Any:
    """Give a value as it arrives on the other side of the wire."""
    return json.loads(json.dumps(value, allow_nan=False))


class Page:
    """What `form.js` and what it is made of do, without a browser: it holds what stands in the controls, and sends what is entered.

    The page writes into its controls when the widget's `revision` has grown, and at no other time.
    """

    def __init__(self, studio: Studio):
        self.studio = studio
        self.sent: list[dict[str, Any]] = []
        self.model = as_json({name: getattr(studio, name) for name in ("values", "revision", "board", "state")})
        self.held = dict(self.model["values"])
        studio._send = self._receive

    def _receive(self, message: dict[str, Any], buffers: Any = None) -> None:
        message = as_json(message)
        self.sent.append(message)
        if message["method"] == "update":
            before = self.model["revision"]
            self.model.update(message["state"])
            if self.model["revision"] != before:
                self.held = dict(self.model["values"])

    def send(self, message: Any) -> None:
        self.sent.clear()
        self.studio._handle_custom_msg(message, [])

    def enter(self, *edits: tuple[str, Any]) -> None:
        """Enter values into controls, and send them in one message."""
        for path, value in edits:
            self.held[path] = value
        self.send(as_json({"edit": edits}))

    def press(self, action: str, argument: str | None = None, sure: bool = True) -> None:
        """Press a button, and say yes to what it asks first."""
        self.send({"action": action, "argument": argument, "sure": sure})

    @property
    def done(self) -> int:
        """How often the last message was answered."""
        return sum(message.get("content") == {"done": True} for message in self.sent)

    @property
    def state(self) -> dict[str, Any]:
        return self.model["state"]

    def strays(self) -> dict[str, Any]:
        """Give the controls that show something else than the role states, without a fault beside them."""
        stated = as_json(controls.plain(self.studio.value))
        return {
            path: self.held.get(path)
            for path in fact_paths()
            if self.held.get(path) != stated.get(path) and path not in self.state["faults"]
        }


FIELDS = {field["id"]: field for group in controls.groups() for field in group["fields"]}


class _Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.text = set(), []

    def handle_starttag(self, tag, attributes):
        self.parts.add((tag, frozenset(name for name, _ in attributes)))

    def handle_data(self, data):
        self.text.append(data)


def outline(board: str) -> tuple[set, str]:
    """Give the elements of a board, with the names of their attributes, and its text."""
    parser = _Outline()
    parser.feed(board)
    return parser.parts, " ".join(" ".join(parser.text).split())


HOSTILE = """<b id=x onclick=alert(1)>"'&lt;</b></style></svg><script>alert('x')</script><img src=x onerror=y>"""


def with_text(text: str) -> Role:
    """Give a role in which every open fact says `text`."""
    plain = {path: text for path in fact_paths() if fact_kind(path) is str}
    lists = {path: [text, text] for path in fact_paths() if FIELDS[path]["kind"] == "lines"}
    things = {
        "objectives": [{"text": text, "measure": text, "by": text, "milestones": [text], "shared_with": [text]}],
        "influence.decision_rights": [{"what": text, "limit": text}],
    }
    return Role().with_({**plain, **lists, **things})
