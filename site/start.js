// The strip at the top of every page of the browser edition: what Python is doing and for how long yet, whether code is
// shown, the way home, and whether the page can be used without a network. Below it stands the page to read, until the one
// to use is there.
(() => {
  const lab = /\/lab\/(index\.html)?$/.test(location.pathname);
  const home = new URL("../", location.href);
  const asked = new URLSearchParams(location.search);
  const path = asked.get("path");
  const toRead = path && new URL(`read/${path.replace(/\.ipynb$/, ".html")}`, home);
  performance.setResourceTimingBufferSize(1000);
  const began = performance.now();
  const KEPT = "great-jobs";

  const strip = document.createElement("div");
  strip.id = "start-strip";
  strip.innerHTML = `<a href="${home}">All pages</a>
    <span role="status"></span><span class="clock" aria-hidden="true"></span>
    <button type="button" class="run" hidden>Run this page</button>
    <button type="button" class="code" aria-pressed="false"></button>`;
  const [status, clock] = strip.querySelectorAll("span");
  const [run, code] = strip.querySelectorAll("button");
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("start.css", home);
  document.head.append(style);
  document.body.prepend(strip);
  const say = (text) => { status.textContent = text; };

  // --- without storage, or from a folder, nothing of this would start, and no one would be told why
  let store;
  let refused = location.protocol === "file:" && "This page was opened from a folder, and from there no browser starts Python. Open it from a web server";
  try {
    store = window.localStorage;
    store.setItem("great-jobs-asked", "1");
  } catch {
    refused ||= "This browser may keep nothing for this site (cookies are blocked, or the page stands inside another one), so Python cannot start. Allow it, and load the page again";
  }
  if (refused) {
    status.innerHTML = `${refused}${toRead ? `; or <a href="${toRead}">read this page</a>` : ""}.`;
    run.remove();
    code.remove();
    return;
  }

  // --- what can be read stands there at once: the same page, in which nothing can be entered yet
  const reading = !lab && toRead && document.createElement("iframe");
  const arrived = new Promise((resolve) => {
    if (!reading) { resolve(); return; }
    Object.assign(reading, { id: "to-read", title: "This page, to read while Python starts", src: toRead });
    reading.setAttribute("sandbox", "allow-same-origin allow-top-navigation-by-user-activation");
    // Where there is none, the frame would show the server's own words about that.
    reading.addEventListener("load", () => {
      if (!reading.contentDocument?.querySelector("main, article, .page, h1")) reading.remove();
      for (const link of reading.contentDocument?.links ?? []) link.target = "_top";
      resolve();
    });
    setTimeout(resolve, 5000);
    strip.after(reading);
    new ResizeObserver(() => { reading.style.top = `${strip.offsetHeight}px`; }).observe(strip);
  });
  const use = () => { if (reading) reading.remove(); };

  // --- a page without its code has no menus either: the strip has what a learner needs, and a small screen more room
  const furnish = () => {
    const shell = window.jupyterapp?.shell;
    if (lab || !shell) return;
    const bare = document.body.classList.contains("code-hidden");
    for (const part of [shell.top, shell.menu, shell.currentWidget?.toolbar]) part?.setHidden(bare);
    shell.fit();
  };

  // --- code, shown or hidden; the choice goes with the learner from page to page
  if (asked.has("code")) store.setItem("great-jobs-code", asked.get("code"));
  const show = (shown) => {
    document.body.classList.toggle("code-hidden", !shown);
    code.textContent = shown ? "Hide code" : "Show code";
    code.setAttribute("aria-pressed", String(shown));
    store.setItem("great-jobs-code", shown ? "shown" : "hidden");
    furnish();
  };
  show(store.getItem("great-jobs-code") === "shown");
  code.addEventListener("click", () => show(document.body.classList.contains("code-hidden")));

  // --- at a first visit Python's files are asked for at once, not only when all of JupyterLite has been read
  const files = async () => (await fetch(new URL("files.json", home))).json();
  const askForPython = async () => {
    for (const file of (await files()).start) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "prefetch", as: "fetch", href: new URL(file, home) });
      document.head.append(link);
    }
  };
  // What can be read comes first. On a slow network JupyterLite comes next, and Python last: all at once, parts of it would
  // take longer than they are waited for.
  const SLOW = 5; // megabits a second
  // What comes through the worker counts as not transferred, so the size of what came is taken.
  const parts = () => performance.getEntriesByType("resource").filter(({ encodedBodySize }) => encodedBodySize > 0);
  // The fastest of them, because one may have waited for another.
  const speed = () => Math.max(0, ...parts().filter(({ encodedBodySize }) => encodedBodySize > 20000)
    .map((part) => (part.encodedBodySize * 8) / (part.responseEnd - part.requestStart) / 1000));
  arrived.then(async () => {
    if (navigator.serviceWorker?.controller) return;
    if (speed() && speed() < SLOW) await until(() => window.jupyterapp);
    await askForPython();
  }).catch(() => {}); // what is not here yet is asked for again

  // --- Python
  const before = store.getItem("great-jobs-seconds");
  const usual = before ? `Last time here it took ${before} s.` : "The first time it takes ten seconds to a minute, by your connection.";
  const seconds = () => Math.round((performance.now() - began) / 1000);
  let whole = 0; // bytes of a first start
  files().then((listed) => { whole = listed.bytes; }, () => {});
  const yet = () => {
    const got = parts().reduce((sum, part) => sum + part.encodedBodySize, 0);
    const left = ((whole - got) / got) * seconds();
    if (seconds() < 10 || got < 1e6 || left < 20) return "";
    const time = left < 90 ? `${10 * Math.ceil(left / 10)} seconds` : `${Math.round(left / 60)} minutes`;
    return `, ${Math.round(got / 1e6)} of ${Math.round(whole / 1e6)} MB; at this speed about ${time} more`;
  };
  const ticking = setInterval(() => { clock.textContent = `${seconds()} s${yet()}`; }, 1000);
  say(`Python is starting in your browser. ${usual}`);

  const until = async (found) => {
    for (;;) {
      const thing = found();
      if (thing) return thing;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  // --- a part that did not arrive: what did is kept, so that to load the page again goes on from there
  const again = (name) => {
    const tries = Number(sessionStorage.getItem("great-jobs-tries") || 0) + 1;
    if (strip.dataset.python || tries > 10) {
      say(`A part of this page did not arrive (${name}). Load the page again to go on.`);
      return;
    }
    sessionStorage.setItem("great-jobs-tries", String(tries));
    say(`A part of this page did not arrive (${name}). It is asked for again.`);
    setTimeout(() => location.reload(), 3000);
  };
  const lost = (thing) => thing.tagName === "SCRIPT" && thing.src && again(new URL(thing.src).pathname.split("/").pop());
  const came = new WeakSet();
  document.addEventListener("load", ({ target }) => came.add(target), true);
  document.addEventListener("error", ({ target }) => lost(target), true);
  // What has not come after two minutes is taken off the page without a word.
  new MutationObserver((changes) => {
    for (const { removedNodes } of changes) for (const one of removedNodes) if (!came.has(one)) lost(one);
  }).observe(document.head, { childList: true });

  const quiet = () => { clearInterval(ticking); clock.textContent = ""; };

  // --- a page without its code is ours, not a learner's: Python keeps what is entered, and a saved copy of the page
  // would hide every newer one. Nor may a key that was meant for a form take a part of the page away.
  const ours = () => !lab && document.body.classList.contains("code-hidden");
  const guard = ({ content: { model, widgets } }) => {
    model.stateChanged.connect(() => { if (model.dirty && ours()) model.dirty = false; });
    if (ours()) for (const cell of model.cells) cell.setMetadata("deletable", false);
    // A double click on a text would show its source.
    for (const text of widgets) text.renderedChanged?.connect(() => { if (ours() && !text.rendered) text.rendered = true; });
  };

  // --- Python finds a learner's files in /drive, where the browser has a worker for them; else they go with the page
  const keeps = async (kernel) => {
    let folder = "";
    const asking = kernel.requestExecute({ code: "import os; print(os.getcwd())", store_history: false });
    asking.onIOPub = ({ content }) => { folder += content.text || ""; };
    await asking.done;
    return folder.startsWith("/drive");
  };

  const go = async () => {
    if (!lab && !asked.has("path")) { location.replace(home); return; }
    const app = await until(() => window.jupyterapp);
    await app.restored;
    furnish();
    const current = () => app.shell.currentWidget?.sessionContext && app.shell.currentWidget;
    const missing = path && await app.serviceManager.contents.get(path, { content: false }).then(() => false, () => true);
    if (missing || !(path || current())) {
      quiet();
      use();
      say(missing ? `There is no page ${path} here.` : "Choose a page on the left.");
      return;
    }
    // A laboratory opens what was open last time too, and that may want no Python.
    const panel = await until(() => (path && current()?.context.path !== path ? null : current()));
    await panel.context.ready;
    guard(panel);
    furnish();
    await panel.sessionContext.ready;
    const session = await until(() => panel.sessionContext.session);
    await session.kernel.info;
    // A browser that says no may clear it when it is short of room; which window is private, no page can tell. Firefox asks
    // whoever is in front of it, and nothing waits for their answer.
    const asking = navigator.storage?.persist?.().catch(() => false);
    const there = await keeps(session.kernel);
    const safe = await Promise.race([asking, false]);
    const known = safe ? "What you enter is kept in this browser." : "What you enter is kept in this browser; a private window forgets it when you close it.";
    const why = window.isSecureContext ? "a private window?" : "the address does not begin with https";
    const kept = there ? known
      : `This browser keeps nothing of what you enter (${why}). Save copies before you leave this page.`;
    // Where Python cannot wait for a download (JSPI is not in every browser), nothing can be fetched on demand.
    if (!("Suspending" in WebAssembly)) await session.kernel.requestExecute({ code: "import matplotlib, pandas, pypdf" }).done;
    quiet();
    store.setItem("great-jobs-seconds", String(seconds()));
    strip.dataset.python = "ready";
    sessionStorage.removeItem("great-jobs-tries");
    use();
    run.hidden = false;
    run.addEventListener("click", () => runAll(app, current() || panel, kept));
    panel.sessionContext.statusChanged.connect((_, status) => {
      if (!/restarting|dead|terminating/.test(status)) return;
      strip.dataset.page = "stopped";
      say("Python was stopped: press “Run this page” before you go on, or nothing is kept.");
    });
    if (asked.get("run") === "no") say(`Python is ready. ${kept}`);
    else await runAll(app, panel, kept);
    keepForLater();
  };

  const wrong = ({ output_type, name }) => output_type === "error" || name === "stderr";
  const runAll = async (app, panel, kept) => {
    say("Running this page, from top to bottom.");
    strip.dataset.page = "running";
    await app.commands.execute("notebook:run-all-cells").catch(() => {}); // after a fault the rest is not run
    await panel.sessionContext.session.kernel.requestKernelInfo(); // then all that was said before has been heard
    // What went wrong is known here a moment before it is drawn.
    const failed = panel.content.widgets.find((cell) => cell.model.sharedModel.outputs?.some(wrong));
    strip.dataset.page = "done";
    say(failed ? "Something on this page could not be done: see the red box." : `Ready: everything here has been run. ${kept}`);
    if (!lab) panel.content.model.dirty = false; // to run a page is not to change it
    panel.content.activeCellIndex = 0;
    panel.node.querySelector(".jp-WindowedPanel-outer")?.scrollTo(0, 0);
    failed?.outputArea.node.scrollIntoView({ block: "center" });
  };

  // --- an answer that Python is just keeping would be lost with the page, so the form asks
  const keeping = () => document.querySelector(".ll-form[data-underway]") !== null;

  // --- Python goes with its page: browsers keep a page that was left for a while, and Safari most of a gigabyte with it
  // (to stop all at once would first ask which there are, and the page is gone by then)
  window.addEventListener("pagehide", () => {
    const kernels = window.jupyterapp?.serviceManager.kernels;
    for (const { id } of [...(kernels?.running() ?? [])]) kernels.shutdown(id);
  });
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });

  // --- from page to page: JupyterLite's simple view would look for a file browser that is not here
  const leave = async (url) => {
    const open = window.jupyterapp?.shell.currentWidget;
    if (open?.context?.model.dirty) await open.context.save();
    if (keeping()) say("Keeping what you entered last.");
    const patience = performance.now() + 15000; // then the browser asks
    await until(() => !keeping() || performance.now() > patience);
    location.assign(url);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    const url = new URL(link.href);
    const onStrip = link.parentElement === strip;
    if (url.origin !== home.origin || !(url.pathname.endsWith(".ipynb") || onStrip)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const file = decodeURIComponent(url.pathname).split(/\/(?:files|notebooks|lab)\//).pop();
    const there = onStrip ? url : new URL(`notebooks/index.html?path=${encodeURIComponent(file)}`, home);
    if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(there, "_blank");
    else if (lab && !onStrip) window.jupyterapp.commands.execute("docmanager:open", { path: file });
    else leave(there);
  }, true);

  // --- without a network: fetch once, when everything else is done, what a later visit may need
  const keepForLater = async () => {
    if (!window.caches || !navigator.serviceWorker?.controller) return;
    const kept = await caches.open(KEPT);
    try {
      // To look each file up without its question mark would read the whole cache for each.
      const here = new Set((await kept.keys()).map(({ url }) => url.split("?")[0]));
      for (const file of (await files()).every) {
        const url = new URL(file, home);
        if (!here.has(url.href)) await kept.add(url);
      }
    } catch { return; } // it is tried again at the next visit
    strip.dataset.offline = "ready";
    clock.textContent = "Works without a network now.";
    clock.removeAttribute("aria-hidden");
  };

  go().catch((error) => say(`Python could not be started: ${error.message || error}. Load the page again; if that does not help, use another browser.${toRead ? " The page can be read all the same." : ""}`));
})();
