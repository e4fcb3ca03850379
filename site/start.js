// The strip at the top of every page of the browser edition: what Python is doing and for how long yet, whether code is
// shown, the way home, and whether the page can be used without a network.
(() => {
  const home = new URL("../", location.href);
  const asked = new URLSearchParams(location.search);
  const store = window.localStorage;
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

  // --- code, shown or hidden; the choice goes with the learner from page to page
  if (asked.has("code")) store.setItem("great-jobs-code", asked.get("code"));
  const show = (shown) => {
    document.body.classList.toggle("code-hidden", !shown);
    code.textContent = shown ? "Hide code" : "Show code";
    code.setAttribute("aria-pressed", String(shown));
    store.setItem("great-jobs-code", shown ? "shown" : "hidden");
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
  if (!navigator.serviceWorker?.controller) askForPython();

  // --- Python
  const before = store.getItem("great-jobs-seconds");
  const usual = before ? `Last time here it took ${before} s.` : "The first time it takes about half a minute.";
  const say = (text) => { status.textContent = text; };
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const ticking = setInterval(() => { clock.textContent = `${seconds()} s`; }, 1000);
  say(`Python is starting in your browser. ${usual}`);
  if (!window.isSecureContext) say("This address is neither https nor this machine, so the browser will not start Python.");

  const until = async (found) => {
    for (;;) {
      const thing = found();
      if (thing) return thing;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  const go = async () => {
    const app = await until(() => window.jupyterapp);
    await app.restored;
    const panel = await until(() => app.shell.currentWidget?.sessionContext && app.shell.currentWidget);
    await panel.context.ready;
    await panel.sessionContext.ready;
    const session = await until(() => panel.sessionContext.session);
    await session.kernel.info;
    // Where Python cannot wait for a download (JSPI is not in every browser), nothing can be fetched on demand.
    if (!("Suspending" in WebAssembly)) await session.kernel.requestExecute({ code: "import matplotlib, pandas" }).done;
    clearInterval(ticking);
    clock.textContent = "";
    store.setItem("great-jobs-seconds", String(seconds()));
    strip.dataset.python = "ready";
    run.hidden = false;
    run.addEventListener("click", () => runAll(app, panel));
    if (asked.get("run") === "no") say("Python is ready.");
    else await runAll(app, panel);
    keepForLater();
  };

  const runAll = async (app, panel) => {
    say("Running this page, from top to bottom.");
    strip.dataset.page = "running";
    await app.commands.execute("notebook:run-all-cells");
    const cells = [...panel.content.widgets];
    const failed = cells.some((cell) => cell.node.querySelector(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr'], .jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']"));
    strip.dataset.page = "done";
    say(failed ? "Something on this page could not be done: look for the red box." : "Ready: everything here has been run. What you enter is kept in this browser.");
    panel.content.activeCellIndex = 0;
    panel.node.querySelector(".jp-WindowedPanel-outer")?.scrollTo(0, 0);
  };

  // --- an answer that Python is just keeping would be lost with the page
  const keeping = () => document.querySelector(".ll-form[data-underway]") !== null;
  window.addEventListener("beforeunload", (event) => { if (keeping()) event.preventDefault(); });

  // --- from page to page: JupyterLite's simple view would look for a file browser that is not here
  const leave = async (url) => {
    try { await window.jupyterapp?.commands.execute("docmanager:save"); } catch { /* nothing is open yet */ }
    const patience = performance.now() + 3000;
    await until(() => !keeping() || performance.now() > patience);
    location.assign(url);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const simple = location.pathname.startsWith(new URL("notebooks/", home).pathname);
    if (!link || !simple || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const url = new URL(link.href);
    if (url.origin !== home.origin || !(url.pathname.endsWith(".ipynb") || link.parentElement === strip)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const file = decodeURIComponent(url.pathname).split(/\/(?:files|notebooks)\//).pop();
    leave(link.parentElement === strip ? url : new URL(`notebooks/index.html?path=${encodeURIComponent(file)}`, home));
  }, true);

  // --- without a network: fetch once, when everything else is done, what a later visit may need
  const keepForLater = async () => {
    if (!window.caches || !navigator.serviceWorker?.controller) return;
    const kept = await caches.open(KEPT);
    try {
      for (const file of (await files()).every) {
        const url = new URL(file, home);
        if (!(await kept.match(url, { ignoreSearch: true }))) await kept.add(url);
      }
    } catch { return; } // it is tried again at the next visit
    strip.dataset.offline = "ready";
    strip.title = "This page can be used without a network now.";
  };

  go().catch((error) => say(`Python could not be started: ${error.message || error}. Load the page again; if that does not help, use another browser.`));
})();
