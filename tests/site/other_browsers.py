"""The browser edition in Firefox and in WebKitGTK, which has Safari's engine: ``make browsers``.

It prints the version of each and, for each page, the seconds until all of it has been run and the memory held then.
"""

import contextlib
import os
import shutil
import sys
import time

import browser
import psutil
import pytest
from visits import LOCALITY

#: Seconds; on a busy machine WebKitGTK, which paints without a graphics card, takes four minutes to its first page.
PATIENCE = 600
DONE = "return document.querySelector('#start-strip')?.dataset.page === 'done'"
KEPT = "return !document.querySelector('.ll-form[data-underway]')"
STUDIO = "//*[starts-with(@aria-label, 'Redesign studio')]"
TITLE = f"{STUDIO}//*[@id = //label[normalize-space() = 'What is the post called?']/@for]"
PURPOSE = f"{STUDIO}//button[starts-with(normalize-space(), 'Purpose')]"
QUIZ = "(//*[starts-with(@aria-label, 'Quiz')])[1]"


class Tab:
    """One tab, in which things are found by XPath and waited for."""

    def __init__(self, driver, goto, run, pid):
        self.driver, self.goto, self.run, self.process = driver, goto, run, psutil.Process(pid)

    def until(self, there, what):
        end = time.monotonic() + PATIENCE
        while not (found := there()):
            assert time.monotonic() < end, f"{what} did not come; the strip says: {self.text('#start-strip')}"
            time.sleep(0.1)
        return found

    def see(self, path):
        return self.until(lambda: next(filter(displayed, self.driver.find_elements("xpath", path)), None), path)

    def fill(self, path, text):
        box = self.see(path)
        box.clear()
        box.send_keys(text)

    def text(self, selector):
        return self.run(f"return document.querySelector({selector!r})?.innerText ?? ''")

    def says(self, selector, text):
        self.until(lambda: text in self.text(selector), text)

    def left_by(self, path):
        """Follow a link, and wait until another page has come in the place of this one."""
        self.run("window.here = true")
        self.see(path).click()
        self.until(lambda: self.run("return !window.here && document.readyState === 'complete'"), "another page")

    def ran(self, what):
        """Wait until the page has run from top to bottom without a fault; tell how long that took, and the memory."""
        self.until(lambda: self.run(DONE), what)
        seconds = self.run("return performance.now()") / 1000
        assert self.run(f"return ({browser.FAULTS})()") == []
        assert "Ready: everything here has been run. What you enter is kept" in self.text("#start-strip")
        return self.tell(f"{what}: {seconds:.1f} s")

    def tell(self, what):
        held = self.memory()
        print(f"  {what}, {held:.2f} GB", flush=True)
        return held

    def memory(self):
        """All that the browser holds, what its processes share counted once, in gigabytes."""
        held = 0
        for process in self.process.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                held += process.memory_full_info().pss
        return held / 1e9


def displayed(element):
    """Tell whether a driver sees an element; one that was drawn anew meanwhile is looked for again."""
    try:
        return element.is_displayed()
    except Exception:
        return False


def left_out(why):
    """Skip a browser that is not here; where all of them have to be, fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"left out: {why}")


@contextlib.contextmanager
def firefox(folder):
    """Mozilla's own driver: the one of selenium wants a program that Debian does not have."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        left_out("no Firefox here (Debian: apt-get install firefox-esr)")
    if sys.version_info >= (3, 13):
        left_out("the driver of Firefox wants Python 3.12 or older (make clean; make PYTHON=python3.12 browsers)")
    from marionette_driver.marionette import Marionette

    driver = Marionette(bin=program, app="fxdesktop", headless=True, gecko_log=str(folder / "gecko.log"))
    driver.start_session()
    try:
        told = driver.session_capabilities
        print(f"\nFirefox {told['browserVersion']}")
        yield Tab(driver, driver.navigate, lambda code: driver.execute_script(code, sandbox=None), os.getpid())
    finally:
        driver.quit()
        driver.cleanup()


@contextlib.contextmanager
def webkit(folder):
    program = shutil.which("WebKitWebDriver")
    if not (program and "DISPLAY" in os.environ):
        left_out("no WebKitGTK with a screen here (Debian: apt-get install webkit2gtk-driver xvfb)")
    from selenium import webdriver

    driver = webdriver.WebKitGTK(service=webdriver.WebKitGTKService(program))
    try:
        print(f"\nWebKitGTK {driver.capabilities['browserVersion']}")
        yield Tab(driver, driver.get, driver.execute_script, driver.service.process.pid)
    finally:
        driver.quit()


@pytest.mark.parametrize("started", [firefox, webkit])
def test_a_learner_goes_from_the_start_page_to_a_redesign_and_finds_it_again(address, started, tmp_path):
    with started(tmp_path) as tab:
        tab.tell("an empty tab")
        tab.goto(f"{address}/")
        tab.left_by(f"//a[contains(@href, '{LOCALITY}')]")
        first = tab.ran("the case")
        tab.see(PURPOSE).click()
        tab.fill(TITLE, "Locality Clinical Lead")
        tab.says(".ll-form .board .said", "Influence rose because of title.")
        # Left at once: what was entered last is kept first.
        tab.left_by("//*[@id = 'start-strip']/a")
        tab.goto(f"{address}/notebooks/index.html?path=03_hold_the_paradox.ipynb")
        # The Python of the page that was left has gone with it.
        assert tab.ran("the quiz") < 1.25 * first
        tab.see(f"({QUIZ}//input)[1]").click()
        tab.see(f"{QUIZ}//button[normalize-space() = 'Answer']").click()
        tab.says(".ll-form[aria-label^=Quiz] .board", "1 of ")
        tab.until(lambda: tab.run(KEPT), "keeping it")
        tab.goto(f"{address}/notebooks/index.html?path=20_redesign_your_role.ipynb")
        tab.ran("the studio")
        tab.see(STUDIO)
        tab.goto(f"{address}/notebooks/index.html?path={LOCALITY}.ipynb")
        tab.ran("the case again")
        (title,) = tab.until(lambda: tab.driver.find_elements("xpath", TITLE), "the title")
        assert title.get_property("value") == "Locality Clinical Lead"
        tab.goto(f"{address}/notebooks/index.html?path=03_hold_the_paradox.ipynb")
        tab.ran("the quiz again")
        tab.says(".ll-form[aria-label^=Quiz] .board", "1 of ")
