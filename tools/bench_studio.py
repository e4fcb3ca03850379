"""Measure, on one page in a real browser, how long a key press takes to show, for three ways of showing it.

One is the studio; one is the least that goes through Python at all, an ``IntText`` linked to a ``Label``; and one is
what is usually done, ``interact`` with a matplotlib figure of the same content. They are pressed in turn.
"""

import statistics
import tempfile
from pathlib import Path

import browser

PRESSES = 60

#: Of five hours that the role takes, one is too few, four nearly enough and six enough: each key moves a finding.
KEYS = "146"

CELLS = (
    "import leadership_lib as ll\nimport ipywidgets as w\n"
    "role = ll.load_role('locality_clinical_lead').with_(capacity={'hours_expected': 5})",
    """
number, label = w.IntText(description='echo', continuous_update=True), w.Label('none')
number.observe(lambda change: setattr(label, 'value', str(change.new)), 'value')
w.VBox([number, label])
""",
    """
start = ll.diagnose(role)
def show(hours):
    return ll.figures.at_a_glance(ll.diagnose(role.with_(capacity={'hours_paid': hours})), start).figure()
w.interact(show, hours=w.IntText(8, description='usual', continuous_update=True))
None
""",
    "ll.Studio(role, keep=True, name='bench')",
)

#: Wait for a change in the watched element after the next key, and give the milliseconds between the two.
WATCH = """
selector => { window.seen = new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`nothing changed in ${selector}`)), 5000);
  let pressed = null;
  document.addEventListener('keydown', () => { pressed = performance.now(); }, {once: true, capture: true});
  new MutationObserver((changes, watcher) => {
    if (pressed === null) return;
    watcher.disconnect();
    requestAnimationFrame(() => done(performance.now() - pressed));
  }).observe(
    document.querySelector(selector), {childList: true, subtree: true, characterData: true, attributes: true});
}); }
"""


def press(page: browser.Page, ways: dict[str, tuple], presses: int) -> dict[str, list[float]]:
    """Press keys in turn in several controls; give the milliseconds until what each changes has changed."""
    found: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(presses + 5):
        for way, (control, selector) in ways.items():
            control.focus()
            control.evaluate("box => box.select()")
            page.evaluate(WATCH, selector)
            page.keyboard.press(KEYS[number % len(KEYS)])
            taken = page.evaluate("window.seen")
            # The first few warm everything up.
            if number >= 5:
                found[way].append(taken)
            page.wait_for_timeout(120)
    return found


def times() -> dict[str, list[float]]:
    """Press keys in turn and give the milliseconds of each way."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser.notebook(folder / "bench.ipynb", *CELLS)
        with (
            browser.lab(folder, folder / "work") as address,
            browser.started() as chromium,
            chromium.page({"width": 1366, "height": 3000}) as page,
        ):
            page.set_default_timeout(60_000)
            browser.run(page, address, "bench.ipynb")
            page.locator(".ll-form .board svg").wait_for()
            page.locator(".jp-OutputArea-output img").first.wait_for()
            page.get_by_role("button", name="Capacity", exact=True).click()
            page.evaluate("document.querySelector('.widget-label:last-child, .widget-label').id = 'unused'")
            page.evaluate(
                "[...document.querySelectorAll('.widget-label')].find(e => e.textContent === 'none').id = 'echo'"
            )
            page.evaluate(
                "document.querySelector('.jp-OutputArea-output img').closest('.widget-output').id = 'usual'"
            )
            ways = {
                "echo": (page.locator("input[type=number]").first, "#echo"),
                "studio": (page.get_by_label("How many hours a week are paid?", exact=True), ".ll-form .board"),
                "usual": (page.locator("input[type=number]").nth(1), "#usual"),
            }
            return press(page, ways, PRESSES)


def main() -> None:
    """Print the three, and the two ratios that matter."""
    if not browser.chromium():
        print("studio: left out, no Chromium here (Debian: apt-get install chromium)")
        return
    found = times()
    print(f"key press to changed page, {PRESSES} presses each, one page, in turn (ms):")
    shown = {}
    for way, taken in found.items():
        shown[way] = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"  {way:<7} median {shown[way][0]:.0f}, p95 {shown[way][1]:.0f}")
    print(f"  studio / echo, p95: {shown['studio'][1] / shown['echo'][1]:.2f}")
    median, p95 = (usual / ours for usual, ours in zip(shown["usual"], shown["studio"], strict=True))
    print(f"  usual / studio, median: {median:.1f}, p95: {p95:.1f}")


if __name__ == "__main__":
    main()
