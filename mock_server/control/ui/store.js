// What the server said, and what the person chose. Data goes one way: server or person → store →
// views; a view changes nothing here but through say() and choose().

export const said = {
  connection: "starting", // then live, gone, or token: the server asks for it
  server: {}, // GET version
  worlds: [],
  tenants: null, // null: not told yet
  pendingPushes: [],
  faults: null,
  scenarios: null,
  holds: [],
  clock: null,
  requests: null, // the newest, oldest first
  journal: null,
  demo: null,
};

/** Everything here stands in the page's URL (url.js), except what the end of this list says. */
export const chosen = {
  world: "default",
  status: "", // of subscriptions
  find: "", // in the map
  story: "", // "tenant/id": only its subscriptions
  group: "",
  scenario: "", // search among failures
  show: "", // which requests
  operation: "",
  tenant: "",
  q: "", // search among requests
  request: "", // the one that is open
  current: 0, // not in the URL: the row that j and k move
  frozen: null, // not in the URL: the requests as they were when they were paused
};

const views = [];
let scheduled = false;

/** A view draws what it shows from `said` and `chosen`, at most once a frame. */
export const addView = (draw) => views.push(draw);

export function render() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    for (const draw of views) draw();
  });
}

export function say(news) {
  Object.assign(said, news);
  render();
}

export function choose(choice) {
  Object.assign(chosen, choice);
  render();
}
