// Put before JupyterLite's own service worker: what was once fetched is there without a network too.
// The network comes first, so that nobody works with an old page while there is a new one.
const KEPT = "great-jobs";
// JupyterLite's kernels read a learner's files through these; they are answered in the browser, never by a server.
const OWN = ["/api/drive", "/api/stdin/", "/api/service-worker-heartbeat"];

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = event.request.method === "GET" && url.origin === self.location.origin;
  if (!ours || OWN.some((path) => url.pathname.includes(path))) return;
  event.stopImmediatePropagation();
  event.respondWith(fromNetworkOrKept(event.request));
});

// To write tens of megabytes again at every visit would slow its start.
function same(fresh, old) {
  return ["etag", "last-modified"].some((name) => old && fresh.headers.get(name) && fresh.headers.get(name) === old.headers.get(name));
}

async function fromNetworkOrKept(request) {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200 && !same(fresh, await kept.match(request))) kept.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    // Hashes and dates behind the question mark only keep browsers from using an old copy.
    const page = request.url.replace(/\/([?#].*)?$/, "/index.html");
    const old = await kept.match(request, { ignoreSearch: true }) || await kept.match(page);
    if (old) return old;
    throw error;
  }
}
