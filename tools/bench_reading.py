"""How right the reader of descriptions is, on texts whose facts were noted by people who had not seen the rules.

Prints for each fact, on the texts that whoever wrote the rules could open and on those they could not: how often it is stated,
precision, recall and F1, beside a plain search for keywords over the same texts; in all the false proposals a document, the
mean F1 over facts, and how fast it reads. What a careful reader could doubt is counted neither way.
"""

import argparse
import re
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from leadership_lib.description.reading import Reading, read_description, read_text

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "descriptions"

#: The facts of which a wrong one does most harm.
FIRST = ("title", "accountability.lines", "capacity.time", "reward.pay", "appointment.length_months")

#: Found, where it is stated; found, where it is not; not found, though it is stated.
Counts = Counter


def folded(text: str) -> str:
    """Return text with quotes, dashes and spaces made alike, to find words in it."""
    text = text.translate(str.maketrans("‘’“”–—‑•", "''\"\"---*"))
    return " ".join(text.replace("\u00a0", " ").split())


def gold(folder: Path, name: str) -> list[dict]:
    """Return the facts noted for a text."""
    return tomllib.loads((folder / "gold" / f"{name}.toml").read_text("utf-8")).get("facts", [])


def agree(one: str, other: str) -> bool:
    """Tell whether two pieces of a document are about the same words: one in the other, or most words in common."""
    one, other = folded(one).lower(), folded(other).lower()
    if one in other or other in one:
        return True
    words, others = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return len(words & others) > 0.5 * min(len(words), len(others))


def figure(value: object) -> float | None:
    """Return the first number in a value."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", str(value))
    return float(found.group().replace(",", "")) if found else None


def judged(proposed: Mapping[str, list[tuple[str, object]]], noted: Iterable[dict]) -> dict[str, str]:
    """Return for each fact whether it is ``right``, ``wrong``, ``missed`` or ``doubtful``; not proposed and not stated is nothing."""
    stated = defaultdict(list)
    for entry in noted:
        fact = entry["fact"]
        stated[
            ".".join(fact.split(".")[:2])
            if fact.startswith(
                ("tensions.", "capacity.time.", "reward.pay.", "accountability.lines", "influence.decision_rights")
            )
            else fact
        ].append(entry)
    verdicts = {}
    for fact, words in proposed.items():
        hits = [one for one, _ in words if any(agree(one, entry["words"]) for entry in stated[fact])]
        clear = any(entry.get("clear", True) for entry in stated[fact])
        if 2 * len(hits) >= len(words) and hits:
            verdicts[fact] = "right" if clear else "doubtful"
        else:
            verdicts[fact] = "wrong"
    for fact, entries in stated.items():
        if fact not in verdicts:
            verdicts[fact] = "missed" if any(entry.get("clear", True) for entry in entries) else "doubtful"
    return verdicts


def proposals(reading: Reading) -> dict[str, list[tuple[str, object]]]:
    """Return the words and values that a reading proposes; what it only asks is no proposal."""
    found = {}
    for one in reading.proposals:
        if one.sure != "maybe" and not one.settled_elsewhere:
            fact = ".".join(one.fact.split(".")[:2]) if one.fact.startswith("tensions.") else one.fact
            whole = one.evidence if isinstance(one.value, list) or one.odds else one.evidence[:1]
            found.setdefault(fact, []).extend((each.words, each.value) for each in whole)
    return found


def keywords(text: str, lists: Mapping[str, list[str]]) -> dict[str, list[tuple[str, object]]]:
    """Return what a plain search proposes: for each fact the first sentence that has one of its keywords."""
    sentences = [one for one in re.split(r"(?<=[.!?])\s+|\n+", text) if one.strip()]
    found = {}
    for fact, words in lists.items():
        hit = next((one for one in sentences if any(word in one.lower() for word in words)), None)
        if hit:
            found[fact] = [(hit, hit)]
    return found


def scored(verdicts: Iterable[dict[str, str]]) -> dict[str, Counts]:
    """Count the verdicts by fact."""
    table: dict[str, Counts] = defaultdict(Counter)
    for one in verdicts:
        for fact, verdict in one.items():
            table[fact][verdict] += 1
    return table


def rates(counts: Counts) -> tuple[float, float, float]:
    """Return precision, recall and F1; not a number where nothing was proposed, or nothing stated."""
    right, wrong, missed = (counts[name] for name in ("right", "wrong", "missed"))
    precision = right / (right + wrong) if right + wrong else float("nan")
    recall = right / (right + missed) if right + missed else float("nan")
    return precision, recall, 2 * right / (2 * right + wrong + missed) if right + wrong + missed else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=TEXTS)
    parser.add_argument(
        "--opened-only", action="store_true", help="leave the unopened texts alone, while rules are written"
    )
    parser.add_argument(
        "--show", metavar="FACT", help="print what is wrong or missed of a fact in the opened texts; 'all' for all"
    )
    options = parser.parse_args()
    unopened = set((options.folder / "UNOPENED").read_text("utf-8").split())
    baseline = (
        tomllib.loads((options.folder / "keywords.toml").read_text("utf-8"))
        if (options.folder / "keywords.toml").exists()
        else {}
    )
    parts = {"opened": False} if options.opened_only else {"opened": False, "unopened": True}
    for part, closed in parts.items():
        names = sorted(
            path.stem for path in (options.folder / "gold").glob("*.toml") if (path.stem in unopened) == closed
        )
        texts = {name: (options.folder / "texts" / f"{name}.txt").read_text("utf-8") for name in names}
        texts_cut = {f"{name}": text[:2000] for name, text in texts.items()}
        start = time.perf_counter()
        readings = {name: read_text(text, name) for name, text in texts.items()}
        seconds = time.perf_counter() - start
        noted = {name: gold(options.folder, name) for name in names}
        verdicts = {name: judged(proposals(readings[name]), noted[name]) for name in names}
        if options.show and not closed:
            explain(options.show, readings, noted, verdicts)
            return
        print(f"\n{part}: {len(names)} texts, {seconds:.2f} s, {len(names) / seconds:.0f} a second")
        cut = [
            judged(
                proposals(read_text(texts_cut[name], name)),
                [one for one in noted[name] if folded(one["words"]) in folded(texts_cut[name])],
            )
            for name in names
        ]
        plain = [judged(keywords(texts[name], baseline), noted[name]) for name in names]
        for title, several in (
            ("reader", list(verdicts.values())),
            ("reader, first 2,000 characters", cut),
            ("keywords", plain),
        ):
            summary(title, several, details=title == "reader")


def summary(title: str, verdicts: list[dict[str, str]], details: bool) -> None:
    """Print what the verdicts come to."""
    table = scored(verdicts)
    total = sum(table.values(), Counter())
    macro = [rates(counts)[2] for counts in table.values() if counts["right"] + counts["missed"] >= 3]
    precision, recall, both = rates(total)
    first = sum((table[fact] for fact in FIRST), Counter())
    if details:
        print(f"{'fact':44}{'stated':>7}{'right':>7}{'wrong':>7}{'missed':>7}{'P':>7}{'R':>7}{'F1':>7}")
        for fact in sorted(table, key=lambda fact: (fact not in FIRST, fact)):
            counts = table[fact]
            p, r, f = rates(counts)
            print(
                f"{fact:44}{counts['right'] + counts['missed']:7}{counts['right']:7}{counts['wrong']:7}{counts['missed']:7}{p:7.2f}{r:7.2f}{f:7.2f}"
            )
    print(
        f"{title}: precision {precision:.2f}, recall {recall:.2f}, F1 {both:.2f}; macro F1 {sum(macro) / max(1, len(macro)):.2f} over {len(macro)} facts stated in three texts or more; "
        f"{total['wrong'] / max(1, len(verdicts)):.1f} false proposals a document; title, accountability, time, pay and term: precision {rates(first)[0]:.2f}, recall {rates(first)[1]:.2f}"
    )


def explain(
    fact: str,
    readings: Mapping[str, Reading],
    noted: Mapping[str, list[dict]],
    verdicts: Mapping[str, dict[str, str]],
) -> None:
    """Print each place where a reading and the notes differ about a fact."""
    for name, facts in verdicts.items():
        for one, verdict in facts.items():
            if fact not in ("all", one) or verdict in ("right", "doubtful"):
                continue
            print(f"\n{name} {one}: {verdict}")
            for entry in noted[name]:
                if entry["fact"].startswith(one):
                    print(
                        f"   noted{'' if entry.get('clear', True) else ' (doubtful)'}: {folded(entry['words'])[:200]}  => {str(entry.get('value'))[:80]}"
                    )
            for each in readings[name].proposals:
                if each.fact.startswith(one):
                    for evidence in each.evidence:
                        print(
                            f"   found by {evidence.by} ({evidence.sure}): {folded(evidence.words)[:200]}  => {str(evidence.value)[:80]}"
                        )


if __name__ == "__main__":
    main()
