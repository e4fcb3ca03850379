// What JupyterLab does with the pages that people learn from: it runs them when they are opened, so that every form is
// there, and asks before one is left only where someone has written into its cells. What cells say is made anew each time.
//
// This is a module federation container, as JupyterLab loads it, written by hand: there is nothing in it to build.

(() => {
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const pages = new Set(config.greatJobs), seen = new WeakSet();
  let shared;
  const library = async (name) => (await Object.values(shared[name])[0].get())();

  function askOnlyForWords({ model, saveState }) {
    const words = () => JSON.stringify([...model.cells].map((cell) => [cell.type, cell.sharedModel.getSource()]));
    let saved = words();
    const settle = () => { if (model.dirty && words() === saved) model.dirty = false; };
    model.stateChanged.connect((_, { name }) => { if (name === "dirty") settle(); });
    saveState.connect((_, state) => { if (state === "completed") saved = words(); });
    settle();
  }

  async function open(app, { content, context, sessionContext }) {
    await context.ready;
    askOnlyForWords(context);
    // The list of files is one click away; once someone has opened it, it is theirs.
    if (!localStorage.getItem("great-jobs")) app.shell.collapseLeft();
    localStorage.setItem("great-jobs", "opened");
    await sessionContext.ready;
    const code = content.widgets.filter(({ model }) => model.type === "code");
    if (!sessionContext.session?.kernel || !code.every(({ model }) => model.trusted)) return;
    await (await library("@jupyterlab/notebook")).NotebookActions.runCells(content, code, sessionContext);
  }

  function activate(app) {
    const look = (panel) => {
      if (!pages.has(panel?.context?.path) || !panel.content.widgets || seen.has(panel)) return;
      seen.add(panel);
      open(app, panel);
    };
    app.shell.currentChanged.connect((_, { newValue }) => look(newValue));
    app.restored.then(() => look(app.shell.currentWidget));
  }

  (window._JUPYTERLAB ??= {})["great-jobs"] = {
    init: (scope) => { shared = scope; },
    get: async () => () => ({ __esModule: true, default: { id: "great-jobs:pages", autoStart: true, activate } }),
  };
})();
