"""Keep the learner's folder off the path while Python starts: each look into it is a round trip to the page.

Pyodide puts it there last of all, and every import would look into it first. IPython puts it back when it is ready.
"""

import sys


class Starting:
    """Take the working folder off the path at the first import after it got there."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        """Find nothing: that is left to others."""
        if "" in sys.path:
            sys.path.remove("")
            sys.meta_path.remove(cls)


sys.meta_path.insert(0, Starting)
