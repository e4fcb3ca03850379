"""Characters: what neither a picture nor a document can hold."""

import re

# What XML cannot hold or nobody can see, and the marks that would turn the direction of the text around them.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def fit(text: str) -> str:
    """Put a replacement sign in the place of every character that a picture or a document cannot hold."""
    return _UNFIT.sub("\ufffd", text)
