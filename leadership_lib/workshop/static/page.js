// Nothing here is needed to take part: without it the form is sent as any form, and the page is loaded again by hand.
const main = document.querySelector("main");
const { base, code, round, turn, seat } = main.dataset;
const says = document.querySelector("[role=status]");
const form = document.querySelector("form#answer");
const draft = `draft ${code} ${round} ${seat}`;
const say = (text) => { says.textContent = text; says.classList.add("sent"); };

// What was begun is kept on this device until it is sent, for this person only; some browsers keep nothing.
const keep = { get: () => null, set() {}, drop() {} };
try {
  localStorage.getItem(draft);
  keep.get = () => JSON.parse(localStorage.getItem(draft) || "null");
  keep.set = (values) => localStorage.setItem(draft, JSON.stringify(values));
  keep.drop = () => localStorage.removeItem(draft);
} catch { /* then a page that is closed is begun again */ }

// One thing at a time: the newest answer until it is acknowledged, else the question whether there is news.
let letter = null, over = false, waiting = new AbortController();
const rest = (seconds) => new Promise((done) => {
  const timer = setTimeout(done, 1000 * seconds);
  waiting.signal.addEventListener("abort", () => { clearTimeout(timer); done(); });
});
const again = () => { over = true; history.scrollRestoration = "manual"; location.reload(); };
const values = () => Object.fromEntries(new FormData(form));

async function send() {
  const given = letter;
  say(main.dataset.sending);
  const reply = await fetch(form.action, { method: "POST", body: JSON.stringify(given), headers: { "Content-Type": "application/json" } });
  if (reply.status >= 500) throw new Error(reply.status);
  const { says: told } = await reply.json();
  if (letter !== given) return; // a newer one is sent next
  letter = null;
  say(told);
  if (!reply.ok) return;
  // What was changed since is not sent, and stays.
  if (JSON.stringify({ ...keep.get(), sent: given.sent }) === JSON.stringify(given)) keep.drop();
  await rest(1);
  if (!letter) again();
}

// Answered when there is news, or after 25 s: it passes proxies that stop websockets and streams.
async function news() {
  const reply = await fetch(`${base}/state?after=${turn}&wait=25`, { cache: "no-store", signal: waiting.signal });
  if (reply.status === 404) { over = true; say(main.dataset.gone); return; }
  if (!reply.ok) throw new Error(reply.status);
  if ((await reply.json()).turn > turn) {
    await rest(Math.random()); // not all at the same instant
    if (!letter) again();
  }
}

(async () => {
  for (let pause = 1; !over;) {
    try {
      await (letter ? send() : news());
      pause = 1;
    } catch {
      if (letter && !waiting.signal.aborted) say(main.dataset.unsent.replace("{seconds}", pause));
      await (waiting.signal.aborted || rest(pause + Math.random()));
      pause = Math.min(2 * pause, 15);
    }
    if (waiting.signal.aborted) { waiting = new AbortController(); pause = 1; }
  }
})();

if (form) {
  for (const [name, value] of Object.entries(keep.get() || {})) {
    const field = form.elements[name];
    if (!field || name === "round") continue;
    if (field.type) field.checked = true; // a box, or the only choice
    if (field.type !== "checkbox" && field.type !== "radio") field.value = value;
  }
  const chosen = form.querySelector("details :checked");
  if (chosen) chosen.closest("details").open = true;
  form.addEventListener("input", () => keep.set(values()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // The server keeps a letter once, however often it arrives; pressing Send again makes a new one.
    letter = { ...values(), sent: Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("") };
    waiting.abort();
  });
}

// The next person at this device finds nothing of the one before.
document.querySelector("form[action$='/next']")?.addEventListener("submit", () => keep.drop());
