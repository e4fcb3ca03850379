// Before JupyterLite: the worker through which Python reads and keeps files. JupyterLite would start Python without
// waiting for it, and then what a learner enters stays in memory and is gone with the page.
(() => {
  const home = new URL("../", location.href);
  const worker = new URL("service-worker.js?enableCache=false", home).href; // as JupyterLite asks for it
  const PATIENCE = 10_000;

  const register = async () => {
    const { appVersion } = (await (await fetch(new URL("jupyter-lite.json", home))).json())["jupyter-config-data"];
    // JupyterLite would take the worker of another version away and be without one for a while; the browser itself
    // exchanges a worker that has changed.
    localStorage.setItem(`${worker}-version`, appVersion);
    const workers = navigator.serviceWorker;
    const taken = new Promise((resolve) => { workers.addEventListener("controllerchange", resolve, { once: true }); });
    const early = (await workers.getRegistration(worker))?.active; // a page without it then was loaded past it (Ctrl+F5)
    await workers.register(worker);
    const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    if (!workers.controller && !early) await Promise.race([taken, patience]);
  };

  // A browser that has no workers (a private window, say) goes on without; the start strip tells what that means.
  window.workerReady = register().catch(() => {});
})();
