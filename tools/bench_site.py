"""Measure the browser edition: from the link to a usable studio, what that transfers, and from a key to its effect.

The other side is an empty notebook of the same site that imports pandas, matplotlib and ipywidgets and shows a label:
what a page of any such site waits for. Both are opened in turn, each time by a browser that knows nothing (cold) and
once more by the same browser (warm). A key in the studio is measured beside one in a number linked to a ``Label``.
"""

import contextlib
import json
import shutil
import statistics
import sys
import tempfile
import threading
from pathlib import Path

import browser

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "site"))

import browser_edition  # noqa: E402
import serve  # noqa: E402
from bench_studio import press  # noqa: E402

SITE = ROOT / "build" / "site"
OPENINGS, PRESSES = 3, 30

#: Two pages of the site are measured with other cells in them, so that nothing of ours stands in the empty one.
PAGES = {
    "studio": (
        "00_start_here",
        "import leadership_lib as ll",
        "role = ll.load_role('locality_clinical_lead').with_(capacity={'hours_expected': 5})",
        "ll.Studio(role, keep=False)",
        "import ipywidgets as w",
        "number, label = w.IntText(description='echo', continuous_update=True), w.Label('none')",
        "number.observe(lambda change: setattr(label, 'value', str(change.new)), 'value')",
        "w.VBox([number, label])",
    ),
    "empty": (
        "20_redesign_your_role",
        "import pandas, matplotlib.pyplot, ipywidgets\nipywidgets.Label('none')",
    ),
}
READY = {"studio": ".ll-form .board svg", "empty": ".widget-label"}


class Counting(serve.Handler):
    """A server that counts the bytes it hands out."""

    sent = 0

    def copyfile(self, source, outputfile):
        """Hand out a file, and count it."""
        data = source.read()
        Counting.sent += len(data)
        outputfile.write(data)


@contextlib.contextmanager
def site():
    """Serve a copy of the site with the two pages in it; gives its address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        shutil.copytree(SITE, folder)
        for page, *cells in PAGES.values():
            path = browser.notebook(folder / "files" / f"{page}.ipynb", *cells)
            path.write_text(
                json.dumps(json.loads(path.read_text("utf-8")) | {"metadata": browser_edition.KERNEL}), "utf-8"
            )
        with serve.server(folder, handler=Counting) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


def opening(page, address: str, what: str) -> tuple[float, float]:
    """Open a page; give the seconds until it can be used, and the megabytes transferred."""
    before = Counting.sent
    page.goto("about:blank")
    page.goto(f"{address}/notebooks/index.html?path={PAGES[what][0]}.ipynb&code=hidden", wait_until="commit")
    page.locator(READY[what]).first.wait_for(timeout=120_000)
    seconds = page.evaluate("performance.now()") / 1000
    transferred = (Counting.sent - before) / 1e6
    page.locator("#start-strip[data-page=done]").wait_for(timeout=120_000)
    return seconds, transferred


def openings(address: str) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Open both pages in turn, cold and warm."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for _ in range(OPENINGS):
        for what in PAGES:
            with browser.started() as chromium, chromium.page() as page:
                for when in ("cold", "warm"):
                    found.setdefault((what, when), []).append(opening(page, address, what))
    return found


def keys(address: str) -> dict[str, list[float]]:
    """Press keys in turn in the studio and in a text linked to a label; give the milliseconds of each."""
    with browser.started() as chromium, chromium.page({"width": 1366, "height": 3000}) as page:
        opening(page, address, "studio")
        page.get_by_role("button", name="Capacity", exact=True).click()
        page.evaluate(
            "[...document.querySelectorAll('.widget-label')].find(e => e.textContent === 'none').id = 'echo'"
        )
        ways = {
            "label": (page.locator("input[type=number]:not(.ll-form *)"), "#echo"),
            "studio": (page.get_by_label("How many hours a week are paid?", exact=True), ".ll-form .board"),
        }
        return press(page, ways, PRESSES)


def main() -> None:
    """Print both sides and the ratios."""
    if not browser.chromium():
        print("site: left out, no Chromium here (Debian: apt-get install chromium)")
        return
    if not (SITE / "index.html").exists():
        print("site: left out, it is not built (make site)")
        return
    with site() as address:
        found = openings(address)
        print(f"from the link to something to use, medians of {OPENINGS} openings each, in turn (s):")
        for when in ("cold", "warm"):
            seconds = {what: statistics.median(s for s, _ in found[what, when]) for what in PAGES}
            sizes = {what: statistics.median(m for _, m in found[what, when]) for what in PAGES}
            said = ", ".join(f"{what} {seconds[what]:.1f} ({sizes[what]:.0f} MB transferred)" for what in PAGES)
            print(f"  {when}: {said}; studio / empty: {seconds['studio'] / seconds['empty']:.2f}")
        taken = {way: statistics.median(times) for way, times in keys(address).items()}
    print(f"key press to changed page, medians of {PRESSES} presses each, in turn (ms):")
    print(f"  label {taken['label']:.0f}, studio {taken['studio']:.0f}; ", end="")
    print(f"studio / label: {taken['studio'] / taken['label']:.2f}")


if __name__ == "__main__":
    main()
