// Nothing here is needed to take part: without it the form is sent as any form, and the page is loaded again by hand.
const main = document.querySelector("main");
const { base, code, round, turn, seat } = main.dataset;
const says = document.querySelector("[role=status]");
const form = document.querySelector("form#answer");
const draft = `draft ${code} ${round} ${seat}`;
const wait = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
const again = () => { history.scrollRestoration = "manual"; location.reload(); };
const say = (text) => { says.textContent = text; says.classList.add("sent"); };

// What was begun is kept on this device until it is sent, for this person only; some browsers keep nothing.
const keep = { get: () => null, set() {}, drop() {} };
try {
  localStorage.getItem(draft);
  keep.get = () => JSON.parse(localStorage.getItem(draft) || "null");
  keep.set = (values) => localStorage.setItem(draft, JSON.stringify(values));
  keep.drop = () => localStorage.removeItem(draft);
} catch { /* then a page that is closed is begun again */ }

if (form) {
  const values = () => Object.fromEntries(new FormData(form));
  for (const [name, value] of Object.entries(keep.get() || {})) {
    const field = form.elements[name];
    if (field && name !== "round") field.value = value;
  }
  form.addEventListener("input", () => keep.set(values()));
  let last; // the letter that counts: pressing Send again, or changing one's mind, makes a new one
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = values();
    const sent = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");
    last = sent;
    const body = JSON.stringify({ ...given, sent });
    // The same letter until it is answered: the server keeps it once, however often it arrives.
    for (let pause = 1; ; pause = Math.min(2 * pause, 15)) {
      if (last !== sent) return;
      say(main.dataset.sending);
      try {
        const reply = await fetch(form.action, { method: "POST", body, headers: { "Content-Type": "application/json" } });
        if (last !== sent) return;
        if (reply.status < 500) {
          say((await reply.json()).says);
          if (reply.ok) {
            // What was changed since is not sent, and stays.
            if (JSON.stringify(keep.get()) === JSON.stringify(given)) keep.drop();
            await wait(1);
            again();
          }
          return;
        }
      } catch { /* no network: try again */ }
      say(main.dataset.unsent.replace("{seconds}", pause));
      await wait(pause + Math.random());
    }
  });
}

// The next person at this device finds nothing of the one before.
document.querySelector("form[action$='/next']")?.addEventListener("submit", () => keep.drop());

// A question that is answered when there is news, or after 25 s: it passes proxies that stop websockets and streams.
(async () => {
  for (let pause = 1; ; ) {
    try {
      const reply = await fetch(`${base}/state?after=${turn}&wait=25`, { cache: "no-store" });
      if (reply.status === 404) return say(main.dataset.gone);
      if (!reply.ok) throw new Error(reply.status);
      pause = 1;
      if ((await reply.json()).turn > turn) {
        // Not all at the same instant; what is begun here is kept first.
        await wait(Math.random());
        return again();
      }
    } catch {
      await wait(pause + Math.random());
      pause = Math.min(2 * pause, 15);
    }
  }
})();
