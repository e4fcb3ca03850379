// What forms share to which a person gives files: how they are sent, and the line that says what became of them.

const PART = 1_000_000; // JupyterLab closes the connection at a message of 10 MB
const SILENT = "Not done: Python does not answer. Run this cell again, then try once more.";

function statusLine() {
  const node = element("p", { class: "notice", role: "status", "aria-live": "polite" });
  function say(text, wrong = false) {
    node.classList.toggle("wrong", wrong);
    // What is said twice is heard twice only when it went away in between.
    node.textContent = "";
    setTimeout(() => { node.textContent = text; }, 60);
  }
  return { node, say };
}
