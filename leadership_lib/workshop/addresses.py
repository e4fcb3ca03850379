"""Addresses: where this machine can be reached from the room, and the picture to scan."""

import ipaddress
import socket
from contextlib import suppress

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup


def outward() -> str | None:
    """Return the address this machine would use to go out; nothing is sent, a socket is only told where to."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # kept free for documentation (RFC 5737)
            return str(probe.getsockname()[0])
        except OSError:
            return None


def reachable() -> tuple[str, ...]:
    """Return the addresses at which phones of the room may reach this machine, the likeliest first.

    Which of them is right can only be tried: a machine may also have a tunnel's, or a guest network that keeps phones
    apart. Where there is none, this machine's own is all there is.
    """
    found = [address for address in (outward(),) if address]
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    outside = [one for one in dict.fromkeys(found) if _in_a_room(one)]
    return tuple(outside) or ("127.0.0.1",)


def _in_a_room(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return ip.version == 4 and not (ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_multicast)


def qr(address: str) -> Markup:
    """Draw an address to scan, as SVG with four modules of white around it; it is as large as its place.

    Raises
    ------
    Problem
        The package that draws it is missing; the address can be typed as well.
    """
    try:
        import segno
    except ImportError:
        raise Problem("A QR code needs the package segno:  pip install segno") from None
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(border=4, dark="#000", light="#fff", title=address, omitsize=True))
