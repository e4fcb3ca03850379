"""Work: what a learner has made beside the journal: redesigns with their versions, and documents."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leadership_lib.core.errors import Problem
from leadership_lib.core.records import read_text
from leadership_lib.core.text import counted
from leadership_lib.redesign.session import SessionState

#: How a studio's file ends, and how the documents do that are made here.
STUDIO, DOCUMENTS = ".studio.toml", (".docx", ".html")

#: Where a redesign goes on.
NOTEBOOK = "20_redesign_your_role"


class Work(NamedTuple):
    """What lies in the folder of a learner's work.

    Attributes
    ----------
    redesigns : tuple of str
        The names of the studios, the one last worked in at the end.
    versions, documents : int
        How many there are.
    title : str
        What the role last worked on is called.
    when : float
        When that was, in seconds as the system counts them; 0 where there is none.
    written : bool
        Whether a document was made since.
    """

    redesigns: tuple[str, ...] = ()
    versions: int = 0
    documents: int = 0
    title: str = ""
    when: float = 0
    written: bool = False

    @property
    def advice(self) -> str:
        """The next step with the role last worked on."""
        if self.written:
            return f"Your redesign of “{self.title}” is in a document. Show it to whoever signs; note what is agreed."
        return f"Go on with your redesign of “{self.title}”, then make its Word files."

    def counts(self, cases: int) -> str:
        """Count it in one sentence, with the cases that were begun; empty where there is nothing."""
        numbers = len(self.redesigns), self.versions, cases, self.documents
        made = zip(numbers, ("redesign", "version", "case", "document"), strict=True)
        listed = ", ".join(counted(number, what) for number, what in made if number)
        return f"Made so far: {listed}." if listed else ""


def look(folder: Path) -> Work:
    """Look at what lies in a folder; what cannot be read counts, and says nothing."""
    with suppress(OSError):
        studios, documents = _files(folder, STUDIO), _files(folder, *DOCUMENTS)
        states = list(_states(studios))
        if not studios:
            return Work(documents=len(documents))
        newest, state = studios[-1], states[-1]
        title = state.now.title if state else None
        return Work(
            redesigns=tuple(path.name.removesuffix(STUDIO) for path in studios),
            versions=sum(len(state.versions) for state in states if state),
            documents=len(documents),
            title=title or newest.name.removesuffix(STUDIO),
            when=newest.stat().st_mtime,
            written=bool(documents) and documents[-1].stat().st_mtime >= newest.stat().st_mtime,
        )
    return Work()


def _files(folder: Path, *endings: str) -> list[Path]:
    """Return the files that end so, the newest last."""
    there = folder.iterdir() if folder.is_dir() else ()
    found = (path for path in there if path.name.endswith(endings) and path.name[0] not in ".~" and path.is_file())
    return sorted(found, key=lambda path: path.stat().st_mtime)


def _states(studios: list[Path]) -> Iterator[SessionState | None]:
    for path in studios:
        try:
            yield SessionState.from_toml(read_text(path, SessionState), str(path))
        except Problem:
            yield None
