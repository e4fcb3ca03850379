"""Formulas: texts that a spreadsheet would run, disarmed by an apostrophe, and armed again."""

import re

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"

#: How a cell begins that a spreadsheet may run: a sign that starts a formula, in its wide form too, or a control.
_FORMULA = re.compile(f"'*(?:\\s*[{_SIGNS}]|[\t\r\n])")

#: The same within a text, where a spreadsheet that parts cells otherwise, such as at semicolons, begins a cell.
_INSIDE = f"'*[^\\S\t\r\n]*[{_SIGNS}]"
_UNSAFE, _SAFE = re.compile(f"(?<=[;\t\r\n])(?={_INSIDE})"), re.compile(f"(?<=[;\t\r\n])'(?={_INSIDE})")


def disarmed(text: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before whatever begins as a formula does."""
    text = _UNSAFE.sub("'", text)
    return f"'{text}" if _FORMULA.match(text) else text


def armed(text: str) -> str:
    """Return the text that was disarmed."""
    text = text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
    return _SAFE.sub("", text)
