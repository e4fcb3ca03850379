// A form: the controls of controls.js beside a board that Python draws.
//
// The page owns what stands in the controls; Python owns what it means. An edit goes to Python as a message and comes
// back as a new board. Python writes into the controls only when it changes facts itself (undo, another version).

const QUIET_MS = 800; // a screen reader hears the last of several quick changes, not each
const PATIENCE_MS = 3000; // Python answers at once, unless it is busy with another cell or has gone
const SILENT = "Not kept: Python does not answer. It is busy, or was stopped. What you enter stays on this page, and is "
  + "kept when Python is there again. If this does not go away, run this cell again.";

function put(node, text) {
  if (node.textContent === text) return;
  node.textContent = text;
  node.hidden = !text;
}

function mark(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function render({ model, el }) {
  const prefix = ownId();
  const fields = new Map();
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
    root.dataset.underway = ""; // the browser edition asks before a page is left that has not kept everything yet
    const { edits, action, argument, sure, leave } = underway;
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

  const tablist = element("div", { role: "tablist", "aria-label": model.get("tabs_label") });
  const places = element("div", { class: "panels" });
  let tabs = [], panels = [];

  // The controls are made anew when Python asks for other ones, such as the next question.
  function build() {
    const groups = model.get("groups");
    const several = groups.length > 1;
    fields.clear();
    tabs = groups.map((group, n) => element("button", {
      type: "button", role: "tab", id: `${prefix}-tab${n}`, "aria-controls": `${prefix}-panel${n}`, "aria-selected": "false",
      tabindex: "-1", onclick: () => choose(n), onkeydown: (event) => steer(event, n),
    }, group.title));
    panels = groups.map((group, n) => {
      const named = several ? { role: "tabpanel", "aria-labelledby": `${prefix}-tab${n}` } : { role: "group", "aria-label": group.title };
      const panel = element("div", { id: `${prefix}-panel${n}`, hidden: true, tabindex: "-1", ...named });
      for (const field of group.fields) {
        const built = fieldNode(field, `${prefix}-${field.id.replaceAll(".", "-")}`, () => edit(field.id, built.control.read()));
        fields.set(field.id, built);
        if (field.heading) panel.append(element("h3", {}, field.heading));
        panel.append(built.node);
      }
      return panel;
    });
    tablist.hidden = !several;
    root.classList.toggle("small", !several);
    root.classList.toggle("alone", !groups.length);
    tablist.replaceChildren(...(several ? tabs : []));
    places.replaceChildren(...panels);
    if (panels.length) choose(0);
  }
  function choose(n, focus = false) {
    tabs.forEach((tab, m) => { tab.setAttribute("aria-selected", String(m === n)); tab.tabIndex = m === n ? 0 : -1; panels[m].hidden = m !== n; });
    if (focus) tabs[n].focus();
  }
  function steer(event, n) {
    const last = tabs.length - 1;
    const to = { ArrowRight: n === last ? 0 : n + 1, ArrowLeft: n === 0 ? last : n - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, true);
  }

  const toolbar = element("div", { class: "toolbar", role: "group", "aria-label": "What you can do" });
  const buttons = new Map();
  for (const action of model.get("actions")) {
    const id = `${prefix}-do-${action.id}`;
    let input = null;
    if (action.asks) {
      input = element(action.asks === "text" ? "input" : "select", { id, ...(action.asks === "text" ? { type: "text" } : {}) });
      toolbar.append(element("label", { for: id, class: "unseen" }, action.label_of_input), input);
      if (action.asks === "text") input.placeholder = action.label_of_input;
    }
    const button = element("button", { type: "button", onclick: () => press(action.id, input ? input.value : null) }, action.label);
    toolbar.append(button);
    buttons.set(action.id, { button, input });
  }
  toolbar.hidden = !buttons.size;

  const last = model.get("actions_last");
  const notice = element("p", { class: "notice" });
  // What a person is asked before anything goes: the notice says what, and to leave it is the nearer button.
  const sure = element("div", { class: "row-buttons sure", role: "group", "aria-label": "Go on?", hidden: true });
  const board = element("div", { class: "board", role: "region", "aria-label": `${model.get("board_label")}: ${model.get("label")}`, tabindex: "0" });
  const lost = element("div", { class: "lost-notice", role: "alert", hidden: true }, element("p", {}),
    element("button", { type: "button", onclick: () => runCell(root) }, "Run this cell again"));
  const live = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  const help = element("p", { class: "help" }, model.get("help"));
  const root = element("section", { class: "ll-form", "aria-label": model.get("label") }, lost, last ? "" : toolbar, notice, sure,
    element("div", { class: "sides" },
      element("div", { class: "facts" }, tablist, places, last ? toolbar : "", help),
      board), live);
  // Shift+Enter runs the cell once Python has everything that was entered; where it does not answer the page holds it.
  ownKeys(root, (leave) => {
    if (!lost.hidden) { leave(); return; }
    waiting.push({ leave });
    next();
  });
  el.append(root);
  build();

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
  const entered = (form) => Object.fromEntries(new FormData(form));
  board.addEventListener("input", ({ target: { form } }) => { if (form) drafts.set(form.dataset.field, { entered: entered(form) }); });
  board.addEventListener("toggle", ({ target: { dataset, open } }) => { if (dataset.key) opened.set(dataset.key, open); }, true);
  board.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target, takenBack = event.submitter?.value === "none";
    drafts.set(form.dataset.field, { entered: entered(form), sent: true });
    edit(form.dataset.field, takenBack ? null : entered(form));
  });
  function whereIs(node) {
    const inside = node && node !== board && board.contains(node) && node.closest("[data-field], [data-key]");
    return inside ? { key: inside.dataset.field || inside.dataset.key, name: node.name || "", tag: node.tagName } : null;
  }
  function showBoard() {
    const focused = whereIs(document.activeElement);
    board.innerHTML = model.get("board");
    board.hidden = !board.innerHTML;
    for (const part of board.querySelectorAll("details[data-key]")) {
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
    for (const [id, { button, input }] of buttons) {
      // A disabled button would drop the focus, so it says that it is off and stays reachable.
      mark(button, "aria-disabled", String((state.off || []).includes(id)));
      if (id in (state.pressed || {})) mark(button, "aria-pressed", String(state.pressed[id]));
      const choices = (state.choices || {})[id];
      if (input && choices && input.dataset.choices !== JSON.stringify(choices)) {
        input.dataset.choices = JSON.stringify(choices);
        input.replaceChildren(...choices.map((name) => element("option", { value: name }, name)));
      }
    }
    // A pole that gets another name gets another tab, without making the controls anew.
    (state.titles || []).forEach((title, n) => { if (tabs[n] && tabs[n].textContent !== title) tabs[n].textContent = title; });
    for (const id of state.cleared || []) buttons.get(id).input.value = "";
    for (const [path, { control, fault, remark }] of fields) {
      const problem = (state.faults || {})[path] || "";
      // Touching every control at every key press would make the page lay them all out again.
      if (fault.textContent !== problem) mark(control.main, "aria-invalid", String(Boolean(problem)));
      put(fault, problem);
      put(remark, (state.remarks || {})[path] || "");
    }
    speak();
  }
  function showValues() {
    const values = model.get("values");
    for (const [path, { control }] of fields) {
      // What was typed meanwhile is newer, and on its way to Python.
      if (waiting.some((one) => one.edits?.has(path))) continue;
      const value = values[path] ?? null;
      if (JSON.stringify(control.read()) !== JSON.stringify(value)) control.write(value);
    }
  }
  showValues();
  showBoard();
  showState();
  model.on("change:groups", () => {
    build();
    showValues();
    showState();
    // Whoever asked for the next question is led to it.
    if (toolbar.contains(document.activeElement)) { panels[0].focus(); root.scrollIntoView({ block: "nearest" }); }
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
