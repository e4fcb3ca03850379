"""The browser edition in Firefox and in WebKitGTK, which is what Safari is made of: run by ``make browsers``.

It tells the version of each, and for each page the seconds until all of it has been run and the memory held then.
"""

import contextlib
import shutil
import time

import browser
import psutil
import pytest
from visits import LOCALITY

DONE = "return document.querySelector('#start-strip')?.dataset.page === 'done'"
STUDIO = "//*[starts-with(@aria-label, 'Redesign studio')]"
TITLE = f"{STUDIO}//input[@id=//label[normalize-space()='What is the post called?']/@for]"
QUIZ = "(//*[starts-with(@aria-label, 'Quiz')])[1]"


class Tab:
    """One tab, in which things are found by XPath and waited for."""

    def __init__(self, driver, goto, run, pid):
        self.driver, self.goto, self.run, self.process = driver, goto, run, psutil.Process(pid)

    def until(self, there, what):
        end = time.monotonic() + browser.PATIENCE / 1000
        while not (found := there()):
            assert time.monotonic() < end, f"{what} did not come; the strip says: {self.text('#start-strip')}"
            time.sleep(0.1)
        return found

    def see(self, path):
        shown = lambda: next((e for e in self.driver.find_elements("xpath", path) if e.is_displayed()), None)  # noqa: E731
        return self.until(shown, path)

    def text(self, selector):
        return self.run(f"return document.querySelector({selector!r})?.innerText ?? ''")

    def says(self, selector, text):
        self.until(lambda: text in self.text(selector), text)

    def ran(self, what):
        """Wait until the page has run from top to bottom without a fault; tell how long that took, and the memory."""
        self.until(lambda: self.run(DONE), what)
        seconds = self.run("return performance.now()") / 1000
        assert self.run(f"return ({browser.FAULTS})()") == []
        assert "Ready: everything here has been run." in self.text("#start-strip")
        self.tell(f"{what}: {seconds:.1f} s")

    def tell(self, what):
        print(f"  {what}, {self.memory():.2f} GB", flush=True)

    def memory(self):
        """All that the browser holds, what its processes share counted once, in gigabytes."""
        held = 0
        for process in self.process.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                held += process.memory_full_info().pss
        return held / 1e9


@contextlib.contextmanager
def firefox():
    from marionette_driver.marionette import Marionette

    driver = Marionette(bin=shutil.which("firefox-esr") or shutil.which("firefox"), app="fxdesktop", headless=True)
    driver.start_session()
    try:
        print(f"\nFirefox {driver.session_capabilities['browserVersion']}")
        run = lambda code: driver.execute_script(code, sandbox=None)  # noqa: E731
        yield Tab(driver, driver.navigate, run, psutil.Process().pid)
    finally:
        driver.quit()
        driver.cleanup()


@contextlib.contextmanager
def webkit():
    from selenium import webdriver

    driver = webdriver.WebKitGTK(service=webdriver.WebKitGTKService(shutil.which("WebKitWebDriver")))
    try:
        print(f"\nWebKitGTK {driver.capabilities['browserVersion']}")
        yield Tab(driver, driver.get, driver.execute_script, driver.service.process.pid)
    finally:
        driver.quit()


@pytest.mark.parametrize("started", [firefox, webkit])
def test_a_learner_goes_from_the_start_to_a_redesign_and_finds_it_again(address, started):
    with started() as tab:
        tab.tell("an empty tab")
        tab.goto(f"{address}/")
        tab.see("//h1")
        tab.goto(f"{address}/notebooks/index.html?path={LOCALITY}.ipynb&code=hidden")
        tab.ran("the case")
        print(tab.run("return document.documentElement.outerHTML.length"))
        tab.see(TITLE)
