"""Files damaged at random, as disks, mail and other programs damage them."""

import random
import zipfile
from io import BytesIO

from document_files import zipped


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes flipped, a piece cut out, or a piece of it put elsewhere; or several of these."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        first, last = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
        match chance.randrange(4):
            case 0 if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            case 1:
                del changed[first : min(last, first + 40)]
            case 2:
                changed[first:first] = changed[last : last + 60] * chance.choice((1, 1, 2, 300))
            case 3 if chance.random() < 0.2:
                del changed[first:]
    return bytes(changed)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Return an archive that is whole, with damage in its parts; anything else damaged as it is."""
    if not data.startswith(b"PK"):
        return damaged(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: damaged(part, chance) if "xml" in name else part for name, part in parts.items()})


#: What people and programs put into tables, which a reader may stumble over.
ODD = (
    b"", b'"', b'""', b";", b",", b"\t", b"\r", b"\n", b"\r\n", b"\x00", b"#", b"#N/A", b"=1+1", b"sep=;\n", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xa0", b"\xe9", b"nan", b"None", b"inf", b"-1", b"1e309", b"9" * 400, b"7,5", b"1,500", b"[]", b"|",
    b"\\", b"yes", b"x", b"Total,1,2", b"id,title", b"objectives.1.text", b"judgements.1.check", b"met", b"n/s", b"\xe2\x80\x8b",
)  # fmt: skip


def upset(data: bytes, chance: random.Random) -> bytes:
    """Return a text with odd cells put in, lines doubled, dropped or exchanged; or several of these."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                cells = lines[place].split(b",")
                cells[chance.randrange(len(cells))] = chance.choice(ODD)
                lines[place] = b",".join(cells)
            case 1:
                lines[place], lines[other] = lines[other], lines[place]
            case 2:
                lines.insert(place, lines[other] * chance.choice((1, 1, 2, 50)))
            case 3 if len(lines) > 1:
                del lines[place]
            case 4:
                at = chance.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:at] + chance.choice(ODD) + lines[place][at:]
    return b"\n".join(lines)
