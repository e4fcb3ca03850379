"""How right the reader of descriptions is, on texts whose facts were noted by people who had not seen the rules.

Prints for each fact, on the texts that whoever wrote the rules could open and on those they could not, how often it
is stated, precision, recall and F1; beside a plain search for keywords over the same texts. Then the false proposals
a document, the mean F1 over facts, and how fast it reads. What a careful reader could doubt, or that there is none of
a thing, is counted neither way.
"""

import argparse
import re
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from leadership_lib.description.evidence import Evidence
from leadership_lib.description.reading import Reading, read_text
from leadership_lib.research.corpus import example_corpus_folder

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "descriptions"

#: The facts of which a wrong one does most harm.
FIRST = ("title", "accountability.lines", "capacity.time", "reward.pay", "appointment.length_months")

#: Facts that are noted and read as one.
WHOLES = ("capacity.time", "reward.pay", "accountability.lines", "influence.decision_rights", "tensions")

#: A mean over facts counts those that so many texts state: one text more or less would move the others by a half.
ENOUGH = 3

IN_WORDS = {"half": 0.5, "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8}

NONES = ("none", "nobody", "nil", 0, False, [])

#: What is proposed: by fact, the words and the value of each piece.
Found = dict[str, list[tuple[str, object]]]

#: So much of a page is what people paste.
OPENING = 2_000


@dataclass(frozen=True)
class Noted:
    """A text, its name, and the facts that somebody noted in it."""

    name: str
    text: str
    facts: list[dict]

    @cached_property
    def reading(self) -> Reading:
        """The reading of the text."""
        return read_text(self.text, self.name)

    @property
    def opening(self) -> "Noted":
        """The text as far as people paste it, with the facts that are stated up to there."""
        text = self.text[:OPENING]
        return Noted(self.name, text, [one for one in self.facts if folded(one["words"]) in folded(text)])


def noted(folder: Path, closed: bool) -> list[Noted]:
    """Return the texts that whoever wrote the rules could open, or those they could not."""
    unopened = set((folder / "UNOPENED").read_text("utf-8").split())
    texts = []
    for path in sorted((folder / "gold").glob("*.toml")):
        if (path.stem in unopened) == closed:
            own = folder / "texts" / f"{path.stem}.txt"
            text = (own if own.exists() else example_corpus_folder() / own.name).read_text("utf-8")
            texts.append(Noted(path.stem, text, tomllib.loads(path.read_text("utf-8")).get("facts", [])))
    return texts


def folded(text: str) -> str:
    """Return text with quotes, dashes and spaces made alike, to find words in it."""
    alike = str.maketrans("‘’“”–—‑•\u00a0", "''\"\"---* ")
    return " ".join(text.translate(alike).split()).lower()


def same_words(one: str, other: str) -> bool:
    """Tell whether two pieces of a document are about the same words: one in the other, or most words in common."""
    if folded(one) in folded(other) or folded(other) in folded(one):
        return True
    words, others = (set(re.findall(r"\w+", folded(each))) for each in (one, other))
    return len(words & others) > 0.5 * min(len(words), len(others))


def same_amount(value: object, entry: dict) -> bool:
    """Tell whether an amount is one that was noted; what is no amount is left to the words."""
    amount = value.get("amount") if isinstance(value, dict) else value
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return True
    said = folded(f"{entry.get('value')} {entry['words']}").replace(",", "")
    figures = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", said)]
    figures += [n for word, n in IN_WORDS.items() if re.search(rf"\b{word}\b", said)]
    # A range counts by its lower end or its middle, years as months, a fortnight by halves.
    pairs = {(one + other) / 2 for one in figures for other in figures}
    return any(
        abs(amount - one) < 0.01 * amount
        for one in {*pairs, *(12 * one for one in figures), *(one / 2 for one in figures)}
    )


def matches(words: str, value: object, entry: dict) -> bool:
    """Tell whether a piece that was found is one that was noted: the same choice, or the same words and amount."""
    if isinstance(value, str) and value == entry.get("value"):
        return True
    return same_words(words, entry["words"]) and same_amount(value, entry)


def whole(fact: str) -> str:
    """Return the fact under which a path is counted: a tension, and what is noted as one, count once."""
    if fact.startswith("tensions."):
        return ".".join(fact.split(".")[:2])
    return next((one for one in WHOLES if fact == one or fact.startswith(f"{one}.")), fact)


def proposed(reading: Reading) -> Found:
    """Return what a reading proposes; what it only asks, or leaves to another document, is no proposal."""
    found: Found = defaultdict(list)
    for one in reading.proposals:
        if one.sure != "maybe" and not one.settled_elsewhere and one.fact != "other_words":
            several = one.evidence if isinstance(one.value, list) or one.odds else one.evidence[:1]
            found[whole(one.fact)] += [(each.words, each.value) for each in several]
    return found


def by_keyword(text: str, lists: Mapping[str, list[str]]) -> Found:
    """Return what a plain search proposes: for each fact the first sentence that has one of its keywords."""
    sentences = [one for one in re.split(r"(?<=[.!?])\s+|\n+", text) if one.strip()]
    found: Found = {}
    for fact, words in lists.items():
        if hit := next((one for one in sentences if any(word in one.lower() for word in words)), None):
            found[whole(fact)] = [(hit, None)]
    return found


def judged(found: Found, facts: Iterable[dict]) -> dict[str, str]:
    """Return for each fact that is stated or proposed whether it is ``right``, ``wrong``, ``missed`` or ``doubtful``.

    A list is right where at least half of what it names was noted, and an amount where its number was noted too.
    """
    stated: dict[str, list[dict]] = defaultdict(list)
    for entry in facts:
        stated[whole(entry["fact"])].append(entry)
    verdicts = {}
    for fact, pieces in found.items():
        hits = [words for words, value in pieces if any(matches(words, value, entry) for entry in stated[fact])]
        verdicts[fact] = ("right" if clear(stated[fact]) else "doubtful") if 2 * len(hits) >= len(pieces) else "wrong"
    missed = {fact: "missed" if clear(entries) else "doubtful" for fact, entries in stated.items() if entries}
    return {**missed, **verdicts}


def clear(entries: Iterable[dict]) -> bool:
    """Tell whether one of the places leaves no doubt that something is stated; the reader never says "none"."""
    return any(entry.get("clear", True) and entry.get("value") not in NONES for entry in entries)


def rates(counts: Counter) -> tuple[float, float, float]:
    """Return precision, recall and F1; not a number where nothing was proposed, or nothing stated."""
    right, wrong, missed = (counts[name] for name in ("right", "wrong", "missed"))
    nan = float("nan")
    return (
        right / (right + wrong) if right + wrong else nan,
        right / (right + missed) if right + missed else nan,
        2 * right / (2 * right + wrong + missed) if right + wrong + missed else nan,
    )


def summary(title: str, verdicts: list[dict[str, str]]) -> Iterator[str]:
    """Yield the line that says what verdicts come to."""
    table = by_fact(verdicts)
    total, first = sum(table.values(), Counter()), sum((table[fact] for fact in FIRST), Counter())
    means = [rates(counts)[2] for counts in table.values() if counts["right"] + counts["missed"] >= ENOUGH]
    numbers = [
        *rates(total),
        sum(means) / max(1, len(means)),
        total["wrong"] / max(1, len(verdicts)),
        *rates(first)[:2],
    ]
    yield f"{title:32}" + "".join(f"{number:10.2f}" for number in numbers)


def by_fact(verdicts: Iterable[dict[str, str]]) -> dict[str, Counter]:
    table: dict[str, Counter] = defaultdict(Counter)
    for one in verdicts:
        for fact, verdict in one.items():
            table[fact][verdict] += 1
    return table


def details(verdicts: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield a line for each fact."""
    yield f"{'fact':36}{'stated':>8}{'right':>8}{'wrong':>8}{'missed':>8}{'P':>8}{'R':>8}{'F1':>8}"
    for fact, counts in sorted(by_fact(verdicts).items(), key=lambda item: (item[0] not in FIRST, item[0])):
        numbers = (counts["right"] + counts["missed"], counts["right"], counts["wrong"], counts["missed"])
        yield f"{fact:36}" + "".join(f"{n:8}" for n in numbers) + "".join(f"{rate:8.2f}" for rate in rates(counts))


def differences(text: Noted, fact: str) -> Iterator[str]:
    """Yield each place where a reading and the notes differ about a fact, or about all."""
    for one, verdict in judged(proposed(text.reading), text.facts).items():
        if fact in ("all", one) and verdict in ("wrong", "missed"):
            yield f"\n{text.name} {one}: {verdict}"
            for entry in text.facts:
                if whole(entry["fact"]) == one:
                    doubt = "" if entry.get("clear", True) else " (doubtful)"
                    yield f"   noted{doubt}: {folded(entry['words'])[:160]} => {str(entry.get('value'))[:80]}"
            for proposal in text.reading.proposals:
                if whole(proposal.fact) == one:
                    yield from map(told, proposal.evidence)


def told(one: Evidence) -> str:
    return f"   found by {one.by} ({one.sure}): {folded(one.words)[:160]} => {str(one.value)[:80]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=TEXTS)
    parser.add_argument(
        "--opened-only", action="store_true", help="leave the unopened texts alone, while rules are written"
    )
    parser.add_argument(
        "--show", metavar="FACT", help="print what differs in the opened texts, of a fact or of 'all'"
    )
    options = parser.parse_args()
    lists = tomllib.loads((options.folder / "keywords.toml").read_text("utf-8"))["keywords"]
    for part, closed in (("opened", False), ("unopened", True)):
        if closed and options.opened_only:
            continue
        texts = noted(options.folder, closed)
        if options.show:
            print(*(line for text in texts for line in differences(text, options.show)), sep="\n")
            return
        start = time.perf_counter()
        verdicts = [judged(proposed(text.reading), text.facts) for text in texts]
        seconds = time.perf_counter() - start
        letters = sum(len(text.text) for text in texts)
        speed = f"{seconds:.2f} s, {len(texts) / seconds:.0f} texts a second"
        print(f"\n{part}: {len(texts)} texts, {letters:,} characters in {speed}\n")
        print(*details(verdicts), sep="\n")
        heads = ("precision", "recall", "F1", "mean F1", "false", "P first", "R first")
        print(f"\n{'':32}" + "".join(f"{head:>10}" for head in heads))
        cut = [judged(proposed(one.reading), one.facts) for one in (text.opening for text in texts)]
        plain = [judged(by_keyword(text.text, lists), text.facts) for text in texts]
        for title, several in (
            ("reader", verdicts),
            (f"reader, first {OPENING:,} characters", cut),
            ("keywords", plain),
        ):
            print(*summary(title, several), sep="\n")
    print(
        f"\nmean F1: over facts stated in {ENOUGH} texts or more; false: proposals a document that nobody noted; "
        "first: title, accountability, time, pay and term"
    )


if __name__ == "__main__":
    main()
