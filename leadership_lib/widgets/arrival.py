"""Arrival: a file that the page sends in parts, because JupyterLab closes the connection at a message of 10 MB."""

from leadership_lib.core.errors import Problem


class Arrival:
    """The parts of one file, put together as they come.

    Parameters
    ----------
    limit
        The most bytes of a file.
    """

    def __init__(self, limit: int):
        self.limit = limit
        self._parts = bytearray()

    def clear(self) -> None:
        """Forget what has come."""
        self._parts.clear()

    def take(self, start: int, whole: int, part: bytes, what: str) -> bytes | None:
        """Put a part to those that came before; return the file with the last one, and None until then.

        Raises
        ------
        Problem
            A part is missing, or the file is too large; it says what did not arrive.
        """
        if start == 0:
            self.clear()
        if start != len(self._parts) or start + len(part) > whole or whole > self.limit:
            most = f"{self.limit // 1_000_000} MB"
            raise Problem(f"{what} did not arrive whole, or it has more than {most}. Choose it once more.")
        self._parts += part
        if len(self._parts) < whole:
            return None
        data = bytes(self._parts)
        self.clear()
        return data
