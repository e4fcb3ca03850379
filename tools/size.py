"""Print how many lines of code each room has: without blank lines, comments and docstrings."""

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "leadership_lib"
_NOTHING = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def lines_of_code(source: str) -> int:
    """Count the lines on which something stands that is neither a comment nor a docstring."""
    told: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        match getattr(node, "body", None):
            case [ast.Expr(ast.Constant(str())) as doc, *_]:
                told |= set(range(doc.lineno, doc.end_lineno + 1))
    used: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NOTHING:
            used |= set(range(token.start[0], token.end[0] + 1))
    return len(used - told)


def by_room(package: Path) -> Counter[str]:
    """Count the lines of code of each room; the front door is a room of its own here."""
    counted: Counter[str] = Counter()
    for path in sorted(package.rglob("*.py")):
        counted[path.relative_to(package).parts[0].removesuffix(".py")] += lines_of_code(path.read_text("utf-8"))
    return counted


if __name__ == "__main__":
    rooms = by_room(Path(sys.argv[1]) if sys.argv[1:] else PACKAGE)
    for room, count in rooms.most_common():
        print(f"{count:6,}  {room}")
    print(f"{rooms.total():6,}  in all")
