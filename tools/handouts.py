"""Write a workshop's papers as Word files, and as PDF where LibreOffice is there: ``handouts.py FOLDER [CASE]``."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import leadership_lib as ll
from leadership_lib.workshop.running_order import plans


def main(folder: Path, case: str = "neighbourhood_team_lead") -> None:
    """Write them for every length and for both sizes of room, and the papers of one case."""
    role = ll.load_role(case)
    orders = [ll.running_order(minutes, people) for minutes in plans() for people in (12, 40)]
    files = {path for order in orders for path in ll.write_handouts(order, folder)}
    files |= {
        ll.write_certificate(order, role.title or case, folder / f"certificate_{order.plan.minutes}_minutes.docx")
        for order in orders
    }
    files |= {*ll.write_table_papers(role, folder)}
    if case in ll.cases:
        files.add(ll.write_case_notes(case, folder / f"{case}_for_the_facilitator.docx"))
        files.add(ll.write_role_cards(case, folder / f"{case}_role_cards.docx"))
    files.add(ll.write_role(role, folder / f"{case}_for_participants.docx"))
    print(*sorted(files), sep="\n")
    print(printed(sorted(path for path in files if path.suffix == ".docx"), folder))


def printed(files: list[Path], folder: Path) -> str:
    """Make a PDF of each file; says where they are, or what is missing."""
    if not (office := shutil.which("soffice") or shutil.which("libreoffice")):
        return "Left out: PDF files. They need LibreOffice (Debian: apt-get install libreoffice-writer-nogui)."
    place = folder / "pdf"
    with tempfile.TemporaryDirectory() as home:  # beside an office that is open
        own = f"-env:UserInstallation={Path(home).as_uri()}"
        command = [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(place), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return f"{len(list(place.glob('*.pdf')))} PDF files in {place}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
