// What the server said, and what the person chose. Only say() and choose() change it, besides
// live.js when it changes the world.

export const said = {
  connection: "starting", // then live, gone, or locked: the server asks for a token
  server: {}, // GET version
  worlds: [],
  tenants: null, // null: not told yet, as below
  pendingPushes: [],
  faults: null,
  scenarios: null,
  holds: [],
  clock: null,
  requests: null, // the newest, oldest first
  demo: null,
  number: 0, // of the changes that all this follows
};

/** Everything here stands in the page's URL (choices.js), except the last two. */
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
  current: 0, // the row that j and k move
  frozen: null, // the requests as they were when they were paused
};

const views = [];
let isScheduled = false;

/** draw(...parts()) is called at most once a frame, and then only when one of the parts is new. */
export function addView(draw, parts = () => [{}]) {
  let drawn = [];
  views.push(() => {
    const now = parts();
    if (now.some((part, i) => part !== drawn[i])) draw(...(drawn = now));
  });
}

export function render() {
  if (!isScheduled) requestAnimationFrame(() => {
    isScheduled = false;
    for (const draw of views) draw();
  });
  isScheduled = true;
}

export const say = (news) => (Object.assign(said, news), render());
export const choose = (choice) => (Object.assign(chosen, choice), render());
