"""Formulas: texts that a spreadsheet would run, disarmed by an apostrophe, and armed again."""

import re

#: How a cell begins that a spreadsheet may run: a sign that starts a formula, in its wide form too, or a control.
_FORMULA = re.compile("'*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def disarmed(text: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before whatever begins as a formula does."""
    return f"'{text}" if _FORMULA.match(text) else text


def armed(text: str) -> str:
    """Return the text that was disarmed."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
