// Take all of one's work away in one file, and bring it back: two steps with native, labelled controls.
//
// Files go to and fro in parts: JupyterLab drops what comes from Python faster than about 1 MB a second.

const PAUSE_MS = 350;
const PATIENCE_MS = 30_000;

function saveAs(name, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type: "application/zip" }));
  const link = element("a", { href: address, download: name, hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function render({ model, el }) {
  const id = ownId();
  let busy = false, patience = null, leaving = null, arriving = null;

  const button = (label, act) => element("button", { type: "button", onclick: act }, label);
  const take = button("Download all my work", () => ask({ action: "download" }));
  const look = button("Look again", () => ask({ action: "look" }));
  const file = element("input", { type: "file", id: `${id}-file`, accept: ".zip,application/zip", onchange: upload });
  const bring = button("", () => ask({ action: "bring" }));
  const { node: said, say } = statusLine();
  const board = element("div", { class: "board", role: "region", "aria-label": "What is in your work", tabindex: "0" });
  const step = (label, ...nodes) => element("div", { class: "step", role: "group", "aria-label": label }, ...nodes);
  const root = element("section", { class: "ll-form small backup", "aria-label": model.get("label") },
    step("Take it away", take, look),
    step("Bring it back", element("label", { for: file.id }, "Bring back work from a file"), file, bring),
    said, board);

  function setBusy(now) {
    busy = now;
    clearTimeout(patience);
    if (now) patience = setTimeout(() => { leaving = arriving = null; setBusy(false); say(SILENT, true); }, PATIENCE_MS);
    // A disabled button would drop the focus, so it says that it is off and stays reachable.
    for (const one of [take, look]) one.setAttribute("aria-disabled", String(now));
    bring.setAttribute("aria-disabled", String(now || !model.get("state").confirm));
  }
  function ask(message, buffers) {
    if (busy && message.action) return;
    if (message.action === "download") leaving = { parts: [], at: 0 };
    setBusy(true);
    model.send(message, undefined, buffers);
  }

  async function upload() {
    const chosen = file.files[0];
    if (!chosen) return;
    if (busy) { file.value = ""; say("Not done: choose the file again in a moment.", true); return; }
    if (chosen.size > model.get("limit")) {
      file.value = "";
      say("Not done: that file is too large to be anybody's work; choose another one.", true);
      return;
    }
    arriving = { bytes: await chosen.arrayBuffer(), at: 0 };
    next();
  }
  // An empty file is sent too: Python says what is wrong with it.
  function next() {
    const { bytes, at } = arriving;
    const part = bytes.slice(at, at + PART);
    arriving.at += part.byteLength;
    ask({ upload: { from: at, size: bytes.byteLength } }, [part]);
    if (arriving.at >= bytes.byteLength) arriving = null;
  }

  function received(message, buffers) {
    // Another view of this widget may have asked.
    if (!busy) return;
    if (leaving && message.from === leaving.at) {
      leaving.name ??= message.file;
      leaving.parts.push(buffers[0]);
      leaving.at += buffers[0].byteLength;
      leaving.size = message.size;
      if (leaving.at === message.size) { saveAs(leaving.name, leaving.parts); leaving = null; }
    }
    if (!message.done) return;
    if (message.wrong) leaving = arriving = null;
    if (arriving) next();
    else if (leaving?.size) { const { at } = leaving; setTimeout(() => ask({ part: at }), PAUSE_MS); }
    else { leaving = null; setBusy(false); }
  }
  function showState() {
    const { said: text, wrong, confirm } = model.get("state");
    bring.textContent = confirm || "Bring it back";
    setBusy(busy);
    if (!confirm && !arriving) file.value = "";
    say(text, wrong);
  }
  function showBoard() { board.innerHTML = model.get("board"); }

  ownKeys(root);
  el.append(root);
  showBoard();
  showState();
  model.on("change:state", showState);
  model.on("change:board", showBoard);
  model.on("msg:custom", received);
}

export default { render };
