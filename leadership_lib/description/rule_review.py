"""Review of a rule: whether it finds the sentences that it says it matches, and leaves those it says it leaves."""

from collections.abc import Iterator

from leadership_lib.core.faults import Code, Fault
from leadership_lib.description.evidence import Document, found_in
from leadership_lib.description.gates import Gates
from leadership_lib.description.reading import read_text
from leadership_lib.description.rules import Rule
from leadership_lib.description.units import units


def review(rule: Rule) -> Iterator[Fault]:
    """Try every example of a rule, by the rule alone and through the whole reader.

    Parameters
    ----------
    rule
        A rule that could be read.

    Yields
    ------
    Fault
        For each example that does not hold: where it stands, and what was found instead.
    """
    for number, text in enumerate(rule.matches):
        taken = tuple(units(text))
        if not any(rule.found_in(taken, Gates(taken))):
            yield Fault(("matches", number), Code.RULE, text, "the rule does not find it")
        # What another fact rules out, such as a role's own layer, is found and then not proposed.
        elif rule.fact not in found_in(Document("example", text, taken)):
            yield Fault(("matches", number), Code.RULE, text, f"the whole reader finds no {rule.fact} in it")
    for number, text in enumerate(rule.leaves):
        stated = [it for it in read_text(text).proposals if it.fact == rule.fact and not it.settled_elsewhere]
        if wrong := [it for it in stated if it.sure != "maybe" or rule.sure == "maybe"]:
            yield Fault(("leaves", number), Code.RULE, text, f"it is read as stating {wrong[0].value!r}")
