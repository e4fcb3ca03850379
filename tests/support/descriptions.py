"""Two descriptions of one invented post, and a few rules of our own, so that no test waits for the rules of the library."""

import tomllib
from pathlib import Path

from leadership_lib.core.collection import Collection
from leadership_lib.description import rules
from leadership_lib.description.rules import Rule

ADVERT = """\
Fellmoor Network
Job title: Clinical Lead for frailty
Hours: 2 sessions a week
Pay: £85 per hour
Accountable to: the Clinical Chair
Contract: see advert

The role
You will be the voice of the seven practices at the board.
You may approve spending of up to £5,000.
- A project officer for one day a week
- A shared inbox

How to apply
Write to us by Friday. Hours of opening: 8 a day.
"""

TERMS = """\
Terms of the post
Hours: 12 hours a week
Term: 2 years
"""

HOSTILE = '<img src=x onerror="window.hurt = 1"><script>window.hurt = 1</script>&amp'


def _rule(key: str, fact: str, sure: str, **more: object) -> Rule:
    texts = {"matches": ["one", "two", "three"], "leaves": ["one", "two", "three"]}
    return Rule.from_dict({"id": key, "fact": fact, "sure": sure, **texts, **more})


RULES = Collection(
    "rules",
    [
        _rule("title", "title", "sure", under=["job title"]),
        _rule("time", "capacity.time", "sure", under=["hours"], take="time"),
        _rule("pay", "reward.pay", "sure", under=["pay"], take="pay"),
        _rule("line", "accountability.lines", "sure", under=["accountable to"]),
        _rule("contract", "appointment.contract", "likely", under=["contract"]),
        _rule("term", "appointment.length_months", "sure", under=["term"], take="months"),
        _rule("peers", "purpose.for_peers", "likely", any=["(?P<value>be the voice of .{0,60})"]),
        _rule("voice", "influence.means", "likely", any=["voice of the seven practices at the board"]),
        _rule("rights", "influence.decision_rights", "maybe", any=["may (?P<value>approve .{0,60})"]),
        _rule("layer", "layer", "maybe", any=["Network"], says="pcn", kinds=["heading", "sentence"], not_in=[]),
        _rule("help", "capacity.support", "likely", kinds=["bullet"], any=[".{3,60}"]),
    ],
)


def use() -> None:
    """Read by these rules from now on; in a test, `monkeypatch` takes it back."""
    rules.load = lambda: RULES


def kept_role(path: Path) -> dict[str, object]:
    """Return the role in a file of a reader, as it stands there."""
    return tomllib.loads(path.read_text("utf-8")).get("role", {})
