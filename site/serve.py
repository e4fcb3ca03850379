"""Serve the browser edition on this machine only: ``make site-serve``. Any other web server will do as well."""

import argparse
import functools
import http.server
import sys
from pathlib import Path

TYPES = {".wasm": "application/wasm", ".mjs": "text/javascript", ".whl": "application/octet-stream"}
TYPES |= {".ipynb": "application/json", ".js": "text/javascript"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files, with the types that a browser wants of them; quiet."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, *_):
        """Say nothing of every file."""


class Server(http.server.ThreadingHTTPServer):
    """Says nothing of a browser that went on before it had everything."""

    def handle_error(self, request, client_address):
        """Tell of any other fault."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """Return a server on loopback; port 0 takes any free one."""
    return Server(("127.0.0.1", port), functools.partial(handler, directory=folder))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8800)
    wanted = parser.parse_args()
    if not (wanted.folder / "index.html").exists():
        parser.exit(1, f"There is no site in {wanted.folder}: run make site first.\n")
    with server(wanted.folder, wanted.port) as served:
        print(f"The browser edition is at http://127.0.0.1:{served.server_port}/ (stop with Ctrl and C)")
        try:
            served.serve_forever()
        except KeyboardInterrupt:
            print()
