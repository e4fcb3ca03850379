// From a description to a role: the documents with their marks, and the facts found in them, one after another.
//
// Python owns what was found and what is decided; the page owns which fact is in front and what stands in an editor.

const PATIENCE_MS = 60_000;
const KEYS = "Keys in the list: Up and Down for another fact; Enter takes it and goes on; E, Delete and W as on the buttons; " +
  "Escape comes back from the words; N, next undecided; Ctrl+Z, undo.";
const SIGNS = { Taken: "✓ Taken", Chosen: "✓ Chosen", Corrected: "✓ Corrected", "Left open": "○ Left open" };

function render({ model, el }) {
  const id = ownId();
  const button = (label, act, more = {}) => element("button", { type: "button", onclick: act, ...more }, label);
  const { node: status, say } = statusLine();
  const most = `${model.get("limit") / 1_000_000} MB`;

  // One thing at a time, in the order in which a person did them; whoever asks hears whether it was done.
  let answer = null, last = Promise.resolve();
  function ask(message, buffers) {
    last = last.then(() => new Promise((resolve) => {
      const late = setTimeout(() => { say(SILENT, true); answer(false); }, PATIENCE_MS);
      root.dataset.underway = ""; // the browser edition asks before a page is left that has not kept everything yet
      answer = (done) => { clearTimeout(late); answer = null; delete root.dataset.underway; resolve(done); };
      model.send(message, undefined, buffers);
    }));
    return last;
  }

  // --- a document comes in

  const file = element("input", { type: "file", id: `${id}-file`, accept: model.get("endings").join(","), multiple: true, onchange: () => bring(file.files) });
  const paste = element("textarea", { id: `${id}-paste`, rows: 4 });
  const intake = element("details", { class: "intake" }, element("summary", {}),
    element("div", { class: "ways" },
      element("div", {}, element("label", { for: file.id }, "Choose a file, or drop it anywhere here"), file,
        element("p", { class: "help" },
          `Word (.docx), ODT, PDF, a saved web page or text, up to ${most}. Nothing is sent anywhere; it is kept on this computer only.`)),
      element("div", {}, element("label", { for: paste.id }, "Or paste its text"), paste,
        button("Read this text", readPasted))),
    button("Put all of this away and start with another role", () => ask({ do: "start" }), { class: "start" }));

  async function readPasted() {
    if (!paste.value.trim()) { say("Paste the text first.", true); return; }
    const there = papers.querySelectorAll(".document").length;
    const name = there ? `Pasted text (${there + 1})` : "Pasted text";
    if (await upload(name, new TextEncoder().encode(paste.value))) paste.value = "";
  }
  async function bring(files) {
    for (const one of [...files]) {
      if (one.size > model.get("limit")) say(`Not done: ${one.name} has more than ${most}; choose another file.`, true);
      else await upload(one.name, new Uint8Array(await one.arrayBuffer()));
    }
    file.value = "";
  }
  // An empty file is sent too: Python says what is wrong with it.
  async function upload(name, bytes) {
    const came = intake.contains(document.activeElement) || document.activeElement === document.body;
    say(`Reading ${name} …`);
    let at = 0, done;
    do {
      const part = bytes.slice(at, at + PART);
      done = await ask({ upload: { from: at, size: bytes.length, name } }, [part.buffer]);
      at += part.length;
    } while (done && at < bytes.length);
    if (done && came) { intake.open = false; goTo(undecided()); }
    return done;
  }

  // --- facts

  const facts = () => model.get("facts");
  const items = new Map(); // by fact: its node, what stands there, and what it was made of
  let current = null, editor = null;
  const list = element("ol", { class: "list", "aria-label": "Facts found" });
  const node = (fact) => items.get(fact)?.node.querySelector(".fact");
  const of = (fact) => facts().find((one) => one.id === fact);
  function undecided(after = null) {
    const all = facts(), from = all.findIndex((one) => one.id === after) + 1;
    return [...all.slice(from), ...all.slice(0, from)].find((one) => !one.status)?.id ?? null;
  }

  function proposed(fact) {
    if (fact.odds.length) return [`Which is right: ${fact.odds.join(", or ")}?`];
    if (!fact.proposed.length && fact.words.length) return [`It points elsewhere: “${fact.words[0]}”`];
    return fact.how === "a question" && fact.proposed.length === 1 ? [`Is it so: ${fact.proposed[0]}?`] : fact.proposed;
  }
  function made(fact) {
    const key = `${id}-${fact.id.replaceAll(".", "-")}`;
    const shown = fact.status ? (fact.now.length ? fact.now : ["not stated"]) : proposed(fact);
    const quoted = [...new Set(fact.words)].filter((words) => !shown.some((one) => one.includes(words)))
      .slice(0, 3).map((words) => `“${words}”`);
    if (fact.status && fact.odds.length) quoted.push(`At odds in the documents: ${fact.odds.join(", or ")}`);
    const by = fact.by ? `, found by ${fact.by}` : "";
    const group = element("div", { class: "fact", role: "group", tabindex: "-1",
      "aria-labelledby": `${key}-title ${key}-how ${key}-value`, "aria-describedby": `${key}-words`,
      onclick: () => goTo(fact.id), onfocus: () => goTo(fact.id, false) },
      element("div", { class: "head" }, element("b", { id: `${key}-title` }, fact.title),
        element("span", { id: `${key}-how`, class: fact.status ? "how done" : "how" }, SIGNS[fact.status] || `To decide: ${fact.how}${by}`)),
      element("div", { class: "value", id: `${key}-value` },
        shown.length > 1 ? element("ul", {}, ...shown.map((one) => element("li", {}, one))) : shown[0] ?? ""),
      element("div", { id: `${key}-words` }, ...quoted.map((words) => element("p", { class: "words" }, words))));
    group.dataset.lmSuppressShortcuts = "true";
    return element("li", { "data-fact": fact.id }, group);
  }
  function choices(fact) {
    const what = element("span", { class: "unseen" }, `: ${fact.title}`);
    const one = (label, act, key) => {
      const made = button(label, act, { "aria-keyshortcuts": key });
      made.append(what.cloneNode(true));
      return made;
    };
    const yes = fact.how === "a question" ? "Yes, take it" : fact.proposed.length ? "Take" : "Note that";
    const take = fact.odds.length ? fact.odds.map((value, n) => one(`Choose ${value}`, () => decide({ do: "choose", number: n })))
      : fact.words.length ? [one(`${yes} (Enter)`, takeIt, "Enter")] : [];
    return element("div", { class: "choices" }, ...take,
      one("Correct (E)", edit, "E"), one("Leave open (Delete)", () => decide({ do: "clear" }), "Delete"),
      fact.words.length ? one("Its words (W)", () => words(0), "W") : "");
  }
  function setChoices() {
    for (const [fact, { node }] of items) {
      const group = node.firstChild, here = fact === current;
      group.tabIndex = here ? 0 : -1;
      if (here) group.setAttribute("aria-current", "true"); else group.removeAttribute("aria-current");
      for (const old of node.querySelectorAll(".choices")) old.remove();
      if (here && !editor) node.append(choices(of(fact)));
    }
    for (const mark of papers.querySelectorAll("mark")) mark.classList.toggle("current", mark.dataset.fact === current);
  }
  function goTo(fact, focus = true) {
    if (!fact || !items.has(fact)) return;
    if (fact !== current) { closeEditor(); current = fact; setChoices(); }
    const inside = items.get(fact).node.querySelector(".editor, .choices")?.contains(document.activeElement);
    if (focus && !inside) node(fact).focus();
  }
  function by(steps) {
    const all = facts(), at = all.findIndex((one) => one.id === current);
    goTo(all[Math.min(Math.max(at + steps, 0), all.length - 1)]?.id);
  }
  async function decide(message) {
    const fact = current;
    if (!fact || !(await ask({ ...message, fact }))) return false;
    closeEditor();
    goTo(undecided(fact) ?? fact);
    node(current)?.focus();
    return true;
  }
  function takeIt() {
    const fact = of(current);
    if (fact?.odds.length) {
      say(`The words are at odds about ${fact.title}: choose one of them, or correct it.`, true);
      items.get(current).node.querySelector(".choices button").focus();
    } else if (fact?.words.length) decide({ do: "take", facts: [current] });
  }

  // An editor that suits the kind of the fact; what is refused stays in it, with the reason beside.
  function edit() {
    const fact = of(current);
    if (!fact || editor) return;
    const fields = model.get("fields")[fact.id];
    const built = fields.map((field) => ({ field, ...fieldNode(field, `${id}-edit-${field.id.replaceAll(".", "-")}`, () => {}) }));
    const part = (field) => (fields.length > 1 ? fact.value?.[field.id.split(".").at(-1)] : fact.value) ?? null;
    for (const { field, control } of built) control.write(part(field));
    const entered = () => Object.fromEntries(built.map(({ field, control }) => [field.id, control.read()]));
    const save = () => decide({ do: "correct", entered: entered() });
    const leave = () => { closeEditor(); node(current).focus(); };
    const form = element("form", { class: "editor", "aria-label": `Correct: ${fact.title}`,
      onsubmit: (event) => { event.preventDefault(); save(); },
      onkeydown: (event) => {
        const writes = event.target.tagName === "TEXTAREA" && !(fields[0].kind === "text" || event.ctrlKey);
        const saves = event.key === "Enter" && event.target.matches("textarea, select, input") && !writes && !event.shiftKey;
        if (!saves && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        (saves ? save : leave)();
      } }, ...built.map((one) => one.node),
      element("div", { class: "choices" }, element("button", { type: "submit" }, "Save"),
        button("Cancel (Escape)", leave)));
    editor = { form, built };
    setChoices();
    items.get(current).node.append(form);
    built[0].control.main.focus();
  }
  function closeEditor() {
    if (!editor) return;
    editor.form.remove();
    editor = null;
    setChoices();
  }

  // --- words

  const papers = element("div", { class: "papers", role: "region", "aria-label": "The documents" });
  function words(place) {
    const found = papers.querySelectorAll(`mark[id][data-fact="${current}"]`);
    if (!found.length) return;
    const mark = found[place % found.length];
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
  }
  papers.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark, a.says");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const back = event.key === "Escape";
    if (!back && event.key.toLowerCase() !== "w") return;
    event.preventDefault();
    event.stopPropagation();
    goTo(mark.dataset.fact, back);
    if (!back) words(Number(mark.dataset.place ?? -1) + 1);
  });
  papers.addEventListener("click", (event) => {
    const words = event.target.closest("mark, a.says"), link = words?.matches("a");
    if (link) event.preventDefault(); // the address of the page stays what it is
    if (words) goTo(words.dataset.fact, link);
  });

  // --- all at once, and what comes of it

  const nextOne = button("Next undecided (N)", () => goTo(undecided(current)), { "aria-keyshortcuts": "N" });
  const undo = button("Undo (Ctrl+Z)", takeBack, { "aria-keyshortcuts": "Control+Z" });
  const sure = button("", () => nameThem(named.hidden), { "aria-expanded": "false" });
  const named = element("div", { class: "named", role: "group", "aria-label": "The sure ones", hidden: true });
  function takeBack() { closeEditor(); return ask({ do: "undo" }); }
  function nameThem(open) {
    named.hidden = !open;
    showSure();
    (open ? named.querySelector("button") : sure).focus();
  }
  async function takeSure(facts) {
    await ask({ do: "take", facts });
    named.hidden = true;
    goTo(undecided() ?? current);
    node(current)?.focus();
  }
  function showSure() {
    const all = model.get("state").sure || [];
    sure.textContent = all.length === 1 ? "Take the sure one …" : `Take all ${all.length} sure ones …`;
    sure.hidden = !all.length;
    if (!all.length) named.hidden = true;
    sure.setAttribute("aria-expanded", String(!named.hidden));
    const item = (fact) => element("li", {}, element("b", {}, `${of(fact).title}: `), of(fact).proposed.join("; "));
    named.replaceChildren(element("ul", {}, ...all.map(item)),
      button(all.length === 1 ? "Take it" : `Take these ${all.length}`, () => takeSure(all)), " ", button("Not now", () => nameThem(false)));
  }
  const who = element("select", { "aria-label": "Who asks" }, ...model.get("askers").map((one) => element("option", {}, one)));
  const board = element("div", { class: "answers", role: "region", "aria-label": "Questions to ask", hidden: true, tabindex: "-1" });
  const then = element("div", { class: "toolbar then", role: "group", "aria-label": "What comes of it" }, who,
    button("Questions to ask", () => come({ do: "ask", who: who.value })), button("Open in the studio", () => come({ do: "studio" })));
  // Why something did not come is said where the person looks, far below the line that a screen reader hears.
  const why = element("p", { class: "notice wrong", "aria-hidden": "true", hidden: true });
  async function come(message) {
    const done = await ask(message);
    why.hidden = done;
    why.textContent = done ? "" : model.get("state").said;
  }

  const found = element("div", { class: "found", role: "region", "aria-label": "Facts found" },
    element("h3", {}, "Facts found"), element("div", { class: "toolbar", role: "group", "aria-label": "What you can do" }, nextOne, undo, sure),
    named, list, element("p", { class: "help" }, KEYS), then, why, board);
  const both = element("div", { class: "both" }, found, papers);
  const root = element("section", { class: "ll-form small reader", "aria-label": model.get("label") }, intake, status, both);
  const below = element("div", { class: "ll-reader-studio", tabindex: "-1" });
  board.dataset.lmSuppressShortcuts = below.dataset.lmSuppressShortcuts = "true";

  list.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (target.closest(".editor") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const acts = { ArrowDown: () => by(1), ArrowUp: () => by(-1), Home: () => by(-facts().length), End: () => by(facts().length),
      Enter: target.matches(".fact") && takeIt, Delete: () => decide({ do: "clear" }), e: edit, w: () => words(0),
      n: () => goTo(undecided(current)) };
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    // From a button of a fact the focus first comes back to the fact: the buttons go where the person goes.
    if (!["Enter", "e", "E"].includes(key)) node(current)?.focus();
    act();
  });
  root.addEventListener("keydown", (event) => {
    const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!undoes || event.target.matches("input, textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    takeBack();
  });
  for (const kind of ["dragover", "dragleave", "drop"]) root.addEventListener(kind, (event) => {
    event.preventDefault();
    event.stopPropagation();
    root.classList.toggle("over", kind === "dragover");
    if (kind === "drop") bring(event.dataTransfer.files);
  });

  function showFacts() {
    const all = facts(), within = list.contains(document.activeElement);
    for (const [fact, { node }] of [...items]) if (!all.some((one) => one.id === fact)) { node.remove(); items.delete(fact); }
    all.forEach((fact, n) => {
      const was = items.get(fact.id), text = JSON.stringify(fact);
      if (was?.text !== text) {
        if (editor && current === fact.id) closeEditor();
        items.set(fact.id, { node: made(fact), text });
        was?.node.replaceWith(items.get(fact.id).node);
      }
      // Moving a node drops the focus, so only what stands elsewhere is moved.
      if (list.children[n] !== items.get(fact.id).node) list.insertBefore(items.get(fact.id).node, list.children[n] ?? null);
    });
    if (!items.has(current)) current = undecided() ?? all[0]?.id ?? null;
    setChoices();
    if (within && !list.contains(document.activeElement)) node(current)?.focus();
    both.hidden = !all.length && !model.get("documents");
  }
  function showState() {
    const state = model.get("state"), fault = state.faults?.[current];
    // A disabled button would drop the focus, so it says that it is off and stays reachable.
    undo.setAttribute("aria-disabled", String(!state.undo));
    nextOne.setAttribute("aria-disabled", String(!undecided()));
    for (const [n, one] of (editor?.built || []).entries()) {
      one.fault.textContent = n ? "" : fault || "";
      one.fault.hidden = Boolean(n) || !fault;
      one.control.main.setAttribute("aria-invalid", String(Boolean(fault) && !n));
    }
    if (fault && editor) editor.built[0].control.main.focus();
    showSure();
    say(state.said || "", state.wrong);
  }
  function showDocuments() {
    papers.innerHTML = model.get("documents");
    for (const link of papers.querySelectorAll("a, mark")) link.dataset.lmSuppressShortcuts = "true";
    const any = Boolean(model.get("documents"));
    intake.querySelector("summary").textContent = any ? "Add another document about this role" : "The description of the role";
    intake.querySelector(".start").hidden = !any;
    if (!any) intake.open = true;
  }
  function showBoard() {
    board.innerHTML = model.get("board");
    board.hidden = !model.get("board");
  }
  async function showStudio() {
    const there = model.get("studio");
    const one = typeof there === "string" ? await model.widget_manager.get_model(there.replace("IPY_MODEL_", "")) : there;
    below.replaceChildren(...(one ? [(await model.widget_manager.create_view(one)).el] : []));
    return below;
  }

  ownKeys(root, (leave) => last.then(leave));
  el.append(root, below);
  showDocuments();
  intake.open = !model.get("documents");
  showFacts();
  showState();
  showBoard();
  showStudio();
  // Of several changes that come together, what others rest on is drawn first; an answer comes last of all.
  model.on("change:documents", showDocuments);
  model.on("change:facts", showFacts);
  model.on("change:documents", showFacts);
  model.on("change:board", showBoard);
  model.on("change:studio", () => showStudio().then((shown) => { shown.scrollIntoView({ block: "start" }); shown.focus({ preventScroll: true }); }));
  let answered = model.get("state").answered;
  model.on("change:state", () => {
    showState();
    if (model.get("state").answered === answered) return;
    answered = model.get("state").answered;
    answer?.(!model.get("state").wrong);
  });
}

export default { render };
