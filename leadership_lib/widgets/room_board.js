// The board of a workshop: what the room sees, and what the facilitator presses. Python decides what is shown; here are
// keys, full screen, and a page of its own for a second screen.

const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

function render({ model, el }) {
  const id = ownId();
  const words = model.get("words");
  let apart = null;

  const send = (message) => model.send(message);
  const button = (label, act) => element("button", { type: "button", onclick: act }, label);
  const back = button(words.previous, () => send({ step: -1 })), on = button(words.following, () => send({ step: 1 }));
  const choose = element("select", { id: `${id}-choose`, onchange: () => send({ go: choose.value }) });
  const full = button(words.full, () => fill(root));
  const own = button(words.apart, openApart);
  const moves = element("div", { class: "moves" });
  const counts = element("p", { class: "counts-line", role: "status", "aria-live": "polite" });
  const notice = element("p", { class: "notice", role: "alert", hidden: true });
  const stage = element("div", { class: "stage", role: "region", "aria-label": words.stage, tabindex: "0" });
  stage.dataset.lmSuppressShortcuts = "true";
  const ask = element("p", { class: "ask" });
  // Whoever listens hears once that time is up, and not every second.
  const timer = element("p", { class: "timer", role: "timer", hidden: true }), over = element("p", { class: "unseen", "aria-live": "polite" });
  const minutes = element("input", { id: `${id}-minutes`, type: "number", min: "1", max: "120", value: "5" });
  const left = element("span", { class: "place" }); // the same for the facilitator, whose screen may not reach to the foot
  const start = button(words.start, () => (until ? stop() : run()));
  let until = 0, ticking = 0;
  const place = element("span", { class: "place" });
  const choices = element("div"), ticked = () => [...choices.querySelectorAll("input")].flatMap((box, place) => (box.checked ? [place] : []));
  const sure = element("p", { id: `${id}-sure` }), yes = button("", () => send({ confirm: true, ...(choices.firstChild ? { chosen: ticked() } : {}) })), no = button(words.no, () => send({ confirm: false }));
  const confirm = element("div", { class: "confirm", role: "group", "aria-labelledby": `${id}-sure`, hidden: true }, sure, choices, yes, " ", no);
  let offered = "";
  const root = element("section", { class: "ll-form ll-room", "aria-label": model.get("label") },
    element("div", { class: "toolbar" }, counts, moves), confirm, notice,
    element("div", { class: "toolbar" }, back, on, element("label", { for: choose.id }, words.choose), choose, place, full, own,
      element("label", { for: minutes.id }, words.minutes), minutes, start, left),
    stage, element("div", { class: "foot" }, ask, timer), over,
    element("p", { class: "help" }, words.help));

  function fill(node) {
    const page = node.ownerDocument;
    if (page.fullscreenElement) page.exitFullscreen();
    else { node.requestFullscreen?.(); (node === root ? stage : node).focus(); }
  }
  function steer(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = KEYS[event.key];
    if (by) send({ step: by });
    else if (event.key === "f" || event.key === "F") fill(event.currentTarget.closest?.(".ll-room") ?? event.currentTarget);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function run() {
    until = Date.now() + 60000 * Math.min(120, Math.max(1, Number(minutes.value) || 1));
    ticking = setInterval(tick, 200);
    over.textContent = "";
    tick();
  }
  function stop() {
    clearInterval(ticking);
    until = 0;
    tick();
  }
  function tick() {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    const text = seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : words.up;
    start.textContent = until ? words.stop : words.start;
    left.textContent = until ? text : "";
    for (const one of [timer, apart && !apart.closed && apart.document.querySelector(".timer")].filter(Boolean)) {
      one.hidden = !until;
      one.textContent = text;
      one.classList.toggle("up", !seconds);
    }
    if (until && !seconds && ticking) {
      clearInterval(ticking);
      ticking = 0;
      over.textContent = words.up;
    }
  }
  // The second page is empty but for the stage, and is written from here as the first one is.
  function openApart() {
    apart = window.open("", `${id}-apart`, "popup,width=1280,height=760");
    if (!apart) { notice.hidden = false; notice.textContent = words.blocked; return; }
    const page = apart.document;
    page.title = model.get("label");
    page.documentElement.lang = "en-GB";
    page.body.className = "ll-form ll-room";
    const sheet = page.createElement("style");
    sheet.textContent = words.sheet;
    page.head.replaceChildren(sheet);
    const shown = page.createElement("main"), asked = page.createElement("p"), foot = page.createElement("div"), clock = page.createElement("p");
    shown.className = "stage";
    asked.className = "ask";
    foot.className = "foot";
    clock.className = "timer";
    clock.setAttribute("role", "timer");
    foot.append(asked, clock);
    page.body.replaceChildren(shown, foot);
    page.body.tabIndex = -1;
    page.documentElement.onkeydown = steer;
    paint();
    tick();
    page.body.focus();
  }
  function paint() {
    const html = model.get("stage"), { ask: next } = model.get("state");
    if (stage.innerHTML !== html) stage.innerHTML = html;
    if (apart && !apart.closed) {
      apart.document.querySelector("main").innerHTML = html;
      const asked = apart.document.querySelector("p.ask");
      asked.textContent = next;
      asked.hidden = !next;
    }
  }
  function showState() {
    const state = model.get("state");
    if (counts.textContent !== state.counts) counts.textContent = state.counts;
    const focused = moves.contains(root.getRootNode().activeElement);
    moves.replaceChildren(...state.moves.map(([name, label]) => button(label, () => send({ move: name }))));
    if (focused && !state.confirm) (moves.firstChild ?? stage).focus();
    const opened = confirm.hidden && state.confirm;
    const left = !confirm.hidden && !state.confirm && confirm.contains(root.getRootNode().activeElement);
    confirm.hidden = !state.confirm;
    sure.textContent = state.confirm;
    if (offered !== JSON.stringify(state.choices)) { // what was ticked stays while counts come in
      offered = JSON.stringify(state.choices);
      choices.replaceChildren(...state.choices.map(([text, on]) => element("label", { class: "choice" }, element("input", { type: "checkbox", checked: on }), text)));
    }
    yes.textContent = state.yes;
    if (opened) no.focus();
    if (left) stage.focus();
    notice.hidden = !state.notice;
    if (notice.textContent !== state.notice) notice.textContent = state.notice;
    ask.hidden = !state.ask;
    ask.replaceChildren(element("b", {}, `${words.ask}: `), state.ask);
    place.textContent = state.place;
    choose.replaceChildren(...state.views.map(([key, title]) => element("option", { value: key, selected: key === state.key }, title)));
    choose.value = state.key;
    back.setAttribute("aria-disabled", String(state.first));
    on.setAttribute("aria-disabled", String(state.last));
    paint();
  }

  stage.addEventListener("keydown", steer);
  ownKeys(root);
  el.append(root);
  showState();
  model.on("change:state", showState);
  model.on("change:stage", paint);
  return () => {
    clearInterval(ticking);
    apart?.close();
  };
}

export default { render };
