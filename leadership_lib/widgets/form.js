// A form: the controls of controls.js, in the tasks of tasks.js, beside a board that Python draws.
//
// The page owns what stands in the controls; Python owns what it means. An edit goes to Python as a message and comes
// back as a new board. Python writes into the controls only when it changes facts itself (undo, another version).

const QUIET_MS = 800; // a screen reader hears the last of several quick changes, not each
const PATIENCE_MS = 3000; // Python answers at once, unless it is busy with another cell or has gone
const SILENT = "Not kept: Python does not answer. It is busy, or was stopped. What you enter stays on this page, and is "
  + "kept when Python is there again. If this does not go away, run this cell again.";

function mark(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function render({ model, el }) {
  const prefix = ownId(), tasks = taskList(model.get("tasks_label"), prefix, edit), { fields, goTo } = tasks;
  const waiting = [];
  // The notebook of the form, which need not be the one in front; where it is alone on its page, the page says which.
  const notebook = model.widget_manager?.context?.path ?? new URLSearchParams(location.search).get("path") ?? location.pathname;
  const heldUnder = `ll ${notebook} ${model.get("label")}`;
  let underway = null, patience = null, heard = Date.now();

  // One thing at a time, in the order in which a person did them: a button answers what was entered before it. Of edits
  // that wait while Python is busy, only the latest state of each fact is sent.
  function edit(path, value) {
    if (!waiting.at(-1)?.edits) waiting.push({ edits: new Map() });
    waiting.at(-1).edits.set(path, value);
    next();
    hold();
  }
  function press(action, argument, sure = false) {
    waiting.push({ action, argument, sure });
    next();
  }
  function next() {
    if (underway || !waiting.length) return;
    underway = waiting.shift();
    const { edits, action, argument, sure, leave } = underway;
    // What was entered or asked for is underway; whether Python is there is only looked up, and keeps nobody on the page.
    if (edits || action !== undefined) root.dataset.underway = "";
    if (leave) { leave(); done(); }
    else send(edits ? { edit: [...edits] } : { action, argument, sure });
  }
  function send(message) {
    clearTimeout(patience);
    // What a button asks for may take its time.
    patience = setTimeout(() => silent(true), message.action ? 5 * PATIENCE_MS : PATIENCE_MS);
    try { model.send(message); } catch { silent(true); }
  }
  // Whoever comes back to a form is told before they write that nothing is kept.
  function isThere() {
    if (underway || Date.now() - heard < PATIENCE_MS) return;
    waiting.push({});
    next();
  }
  function silent(is) {
    if (lost.hidden === !is) return;
    lost.hidden = !is;
    root.classList.toggle("lost", is);
    lost.firstChild.textContent = is ? SILENT : "";
    lost.lastChild.hidden = !root.closest(".jp-Cell");
  }
  // What Python has not got yet is held by the page, for the form that comes in the place of this one.
  function hold() {
    const edits = [underway, ...waiting].flatMap((one) => [...(one?.edits ?? [])]);
    try {
      if (edits.length) sessionStorage.setItem(heldUnder, JSON.stringify(edits));
      else sessionStorage.removeItem(heldUnder);
    } catch { /* this page may keep nothing */ }
  }
  function heldBefore() {
    try { return JSON.parse(sessionStorage.getItem(heldUnder)) ?? []; } catch { return []; }
  }
  function done() {
    clearTimeout(patience);
    heard = Date.now();
    silent(false);
    // What a button does is shown and said, also where it is what was said last.
    if (underway?.action) { showState(); speak(true); board.scrollTop = 0; }
    underway = null;
    delete root.dataset.underway;
    next();
    hold();
  }

  // Some buttons stand in a menu, and some belong to one stage of the work.
  const group = (label, cls) => element("div", { class: cls, role: "group", "aria-label": label });
  const toolbar = group("What you can do", "toolbar"), steps = group("What this stage is for", "toolbar steps");
  const buttons = new Map(), menus = new Map();
  for (const action of model.get("actions")) {
    const id = `${prefix}-do-${action.id}`, place = menus.get(action.within) ?? (action.stage ? steps : toolbar);
    if (action.menu) {
      menus.set(action.id, element("div", {}));
      place.append(element("details", { class: "menu" }, element("summary", {}, action.label), menus.get(action.id)));
      continue;
    }
    let input = null;
    const name = { id, "aria-label": action.label_of_input };
    if (action.asks) input = action.asks === "text" ? element("input", { ...name, type: "text", placeholder: action.label_of_input }) : element("select", name);
    const button = element("button", { type: "button", onclick: () => press(action.id, input ? input.value : null) }, action.label);
    const node = element("span", { class: "do" }, ...(input ? [input] : []), button);
    place.append(node);
    buttons.set(action.id, { action, button, input, node });
  }
  toolbar.hidden = !buttons.size;
  steps.hidden = !steps.childNodes.length;
  const saved = element("span", { class: "saved" });
  toolbar.append(saved);
  const stages = element("nav", { class: "stages", "aria-label": "Stages", hidden: !model.get("stages").length },
    element("ol", {}, ...model.get("stages").map(([id, label]) =>
      element("li", {}, element("button", { type: "button", "data-stage": id, onclick: () => press("stage", id) }, label)))));
  const wrong = element("div", { class: "wrong-summary", role: "region", "aria-label": "There is a problem", hidden: true });
  function showProblems(faults) {
    const some = Object.entries(faults).filter(([path]) => fields.has(path)), says = JSON.stringify(some);
    if (wrong.dataset.says === says) return;
    wrong.dataset.says = says;
    wrong.hidden = !tasks.several() || !some.length;
    tasks.showStatus();
    const link = ([path, said]) => element("li", {}, element("button", { type: "button", class: "link", onclick: () => goTo(path) },
      `${fields.get(path).question} ${said}`));
    wrong.replaceChildren(element("b", {}, "There is a problem"), element("ul", {}, ...some.map(link)));
  }

  const last = model.get("actions_last");
  const notice = element("p", { class: "notice" });
  // What a person is asked before anything goes: the notice says what, and to leave it is the nearer button.
  const sure = element("div", { class: "row-buttons sure", role: "group", "aria-label": "Go on?", hidden: true });
  const board = element("div", { class: "board", role: "region", "aria-label": `${model.get("board_label")}: ${model.get("label")}`, tabindex: "0" });
  const lost = element("div", { class: "lost-notice", role: "alert", hidden: true }, element("p", {}),
    element("button", { type: "button", onclick: () => runCell(root) }, "Run this cell again"));
  const live = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  const help = element("p", { class: "help" }, model.get("help"));
  // Whoever goes by keyboard is one key from the first question, whatever buttons stand before it.
  const skip = element("button", { type: "button", class: "skip", onclick: tasks.goToFirstOpen }, "Go to the first open question");
  const root = element("section", { class: "ll-form", "aria-label": model.get("label") }, skip, lost, stages, last ? "" : toolbar, steps, notice, sure, wrong,
    element("div", { class: "sides" },
      element("div", { class: "facts" }, tasks.node, last ? toolbar : ""),
      board), help, live);
  // Shift+Enter runs the cell once Python has everything that was entered; where it does not answer the page holds it.
  ownKeys(root, (leave) => {
    if (!lost.hidden) { leave(); return; }
    waiting.push({ leave });
    next();
  });
  function build() {
    const groups = model.get("groups");
    root.classList.toggle("small", groups.length < 2);
    root.classList.toggle("alone", !groups.length);
    tasks.build(groups);
    skip.hidden = !fields.size;
  }
  // Whoever leaves the page before Python has kept everything is asked first.
  window.onbeforeunload ??= (event) => { if (document.querySelector(".ll-form[data-underway]")) event.preventDefault(); };
  el.append(root);
  build();

  let shown = model.get("state").show?.number;

  // A text is announced when it is another than the last, or when that one has been taken away.
  let speaking = null;
  function speak(again = false) {
    clearTimeout(speaking);
    if (again) live.textContent = "";
    speaking = setTimeout(() => {
      const said = model.get("state").said || "";
      if (live.textContent !== said) live.textContent = said;
    }, QUIET_MS);
  }

  // A form on the board sends what is entered as an edit of the field it names. While the board is drawn anew, what is
  // not sent or was refused stays in its form, what a person has opened stays open, and the focus where it was.
  const drafts = new Map(), opened = new Map();
  let asked = null;
  const entered = (form) => Object.fromEntries(new FormData(form));
  board.addEventListener("input", ({ target: { form } }) => { if (form) drafts.set(form.dataset.field, { entered: entered(form) }); });
  board.addEventListener("toggle", ({ target: { dataset, open } }) => { if (dataset.key) opened.set(dataset.key, open); }, true);
  board.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-action]");
    if (button) press(button.dataset.action, button.dataset.argument);
  });
  board.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target, takenBack = event.submitter?.value === "none";
    drafts.set(form.dataset.field, { entered: entered(form), sent: true });
    edit(form.dataset.field, takenBack ? null : entered(form));
  });
  // What folds is known again by its summary, and many of one summary by the row or the part that they stand in.
  const folded = (part) => `${part.parentElement.closest("tr, details")?.firstElementChild.textContent} ${part.firstElementChild.textContent}`;
  function whereIs(node) {
    const inside = node && node !== board && board.contains(node) && node.closest("[data-field], [data-key]");
    return inside ? { key: inside.dataset.field || inside.dataset.key, name: node.name || "", tag: node.tagName } : null;
  }
  function showBoard() {
    const focused = whereIs(document.activeElement);
    board.innerHTML = model.get("board");
    board.hidden = !board.innerHTML;
    // Beside another question nothing has been opened yet.
    if (asked !== model.get("groups")) opened.clear();
    asked = model.get("groups");
    // A link to a notebook opens it as a link in any output does; by itself it would load all of JupyterLab anew.
    for (const link of board.querySelectorAll('a[href$=".ipynb"]')) {
      const { pathname } = new URL(link.getAttribute("href"), `http://here/${notebook}`);
      model.widget_manager?.rendermime?.linkHandler?.handleLink(link, decodeURIComponent(pathname.slice(1)), "");
    }
    for (const part of board.querySelectorAll("details")) {
      part.dataset.key ??= folded(part);
      const sent = drafts.get(part.dataset.key)?.sent;
      if (sent) opened.delete(part.dataset.key);
      else if (opened.has(part.dataset.key)) part.open = opened.get(part.dataset.key);
    }
    for (const form of board.querySelectorAll("form[data-field]")) {
      const draft = drafts.get(form.dataset.field);
      if (!draft) continue;
      if (draft.sent && !("fault" in form.dataset)) { drafts.delete(form.dataset.field); continue; }
      for (const [name, value] of Object.entries(draft.entered)) form.elements[name].value = value;
    }
    if (!focused) return;
    const again = [...board.querySelectorAll("[data-field], [data-key]")].filter((one) => (one.dataset.field || one.dataset.key) === focused.key);
    const inside = again.flatMap((one) => [...one.querySelectorAll(focused.tag)]).find((one) => (one.name || "") === focused.name);
    const seen = (node) => node && node.checkVisibility();
    const to = seen(inside) ? inside : again.map((one) => one.closest("details")?.querySelector("summary")).find(seen) || board;
    to.focus({ preventScroll: true });
  }
  function askFirst(confirm, question) {
    const from = buttons.get(confirm?.action)?.button;
    const left = () => { sure.hidden = notice.hidden = true; from.focus(); };
    // Python is told too: it would ask again in a page that is loaded anew.
    const leave = () => { left(); press(""); };
    const yes = () => { left(); press(confirm.action, confirm.argument, true); };
    if (!confirm && sure.contains(document.activeElement)) board.focus();
    sure.hidden = !confirm;
    sure.setAttribute("aria-label", question || "");
    if (!confirm) return;
    sure.replaceChildren(element("button", { type: "button", onclick: leave }, "Leave it as it is"),
      element("button", { type: "button", onclick: yes }, confirm.yes));
    sure.firstChild.focus();
  }
  function showState() {
    const state = model.get("state");
    if (notice.textContent !== (state.notice || "")) notice.textContent = state.notice || "";
    notice.hidden = !state.notice;
    askFirst(state.confirm, state.notice);
    const focused = document.activeElement;
    for (const button of stages.querySelectorAll("button"))
      if (button.dataset.stage === state.stage) button.setAttribute("aria-current", "step"); else button.removeAttribute("aria-current");
    for (const [id, { action, button, input, node }] of buttons) {
      // A disabled button would drop the focus, so it says that it is off and stays reachable.
      const off = (state.off || []).includes(id);
      mark(button, "aria-disabled", String(off));
      if (id in (state.pressed || {})) mark(button, "aria-pressed", String(state.pressed[id]));
      put(button, (state.labels || {})[id] || action.label);
      node.hidden = Boolean(action.stage && action.stage !== state.stage) || Boolean(action.passing && off);
      if (node.hidden && action.passing && focused === button) node.previousElementSibling.querySelector("button").focus();
      const choices = (state.choices || {})[id];
      if (input && choices && input.dataset.choices !== JSON.stringify(choices)) {
        input.dataset.choices = JSON.stringify(choices);
        input.replaceChildren(...choices.map((name) => element("option", { value: name }, name)));
      }
    }
    if (steps.contains(focused) && !focused.checkVisibility()) stages.querySelector("[aria-current]").focus();
    put(saved, state.saved || "");
    tasks.name(state.titles || []);
    for (const id of state.cleared || []) buttons.get(id).input.value = "";
    for (const [path, built] of fields) {
      const { control, fault, remark } = built, problem = (state.faults || {})[path] || "";
      // Touching every control at every key press would make the page lay them all out again.
      if (fault.textContent !== problem) mark(control.main, "aria-invalid", String(Boolean(problem)));
      put(fault, problem);
      put(remark, (state.remarks || {})[path] || "");
      showSuggested(path, built, (state.suggested || []).includes(path));
    }
    showProblems(state.faults || {});
    if (state.show && state.show.number !== shown) goTo(state.show.path);
    shown = state.show?.number;
    speak();
  }
  // What was suggested waits for a yes, beside the field.
  function showSuggested(path, built, is) {
    if (Boolean(built.agree) === is) return;
    if (built.agree?.contains(document.activeElement)) built.control.main.focus();
    built.agree?.remove();
    built.agree = is && element("button", { type: "button", class: "agree", onclick: () => edit(`agreed.${path}`, {}) },
      "It is agreed", element("span", { class: "unseen" }, `: ${built.question}`));
    if (is) built.remark.after(built.agree);
  }
  function showValues() {
    const values = model.get("values");
    for (const [path, { control }] of fields) {
      // What was typed meanwhile is newer, and on its way to Python.
      if (waiting.some((one) => one.edits?.has(path))) continue;
      const value = values[path] ?? null;
      if (JSON.stringify(control.read()) !== JSON.stringify(value)) control.write(value);
    }
    tasks.showStatus();
  }
  showValues();
  showBoard();
  showState();
  model.on("change:groups", () => {
    build();
    showValues();
    showState();
    // Whoever asked for the next question is led to it.
    if (toolbar.contains(document.activeElement)) { tasks.enter(); root.scrollIntoView({ block: "nearest" }); }
  });
  model.on("change:revision", showValues);
  model.on("change:board", () => { showBoard(); speak(true); });
  model.on("change:state", showState);
  model.on("msg:custom", (message) => { if (message.done) done(); });
  model.on("comm_live_update", () => { heard = 0; isThere(); });
  root.addEventListener("focusin", isThere);
  for (const [path, value] of heldBefore()) {
    fields.get(path)?.control.write(value);
    edit(path, value);
  }
}

export default { render };
