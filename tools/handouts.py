"""Write the papers of a workshop as Word files and as pages to print: ``python tools/handouts.py FOLDER``."""

import sys
from pathlib import Path

import leadership_lib as ll
from leadership_lib.workshop.handouts import write_handouts
from leadership_lib.workshop.running_order import plans


def main(folder: Path) -> None:
    """Write them for every length and for both sizes of room."""
    files = {
        path
        for minutes in plans()
        for people in (12, 40)
        for ending in (".docx", ".html")
        for path in write_handouts(ll.running_order(minutes, people), folder, ending)
    }
    print(*sorted(files), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
