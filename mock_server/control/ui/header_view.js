// The bar at the top: whether the server is there, which world, its clock, reset and export.
import { byId, differs, keyed, make, setText } from "./dom.js";
import { addView, chosen, said } from "./store.js";
import { advance, reset } from "./actions.js";
import { changeWorld, startAgain } from "./live.js";
import { duration, plural, timeOf } from "./words.js";
import { exportHar, exportJournal, exportWorld } from "./export.js";
import { keepToken } from "./api.js";
import { open } from "./dialogs.js";

const drawnClock = [];
const drawnWorlds = [];

const connections = {
  starting: "connecting",
  live: "live",
  gone: "gone",
  token: "locked",
};

function drawConnection() {
  const { connection } = said;
  document.documentElement.dataset.connection = connection;
  setText(byId("connection"), connections[connection]);
  byId("banner").hidden = connection !== "gone";
  if (connection === "gone")
    setText(byId("banner"), said.problem || "The server does not answer. What you see is as it was; the page looks again every second.");
  if (connection === "token" && !byId("token-dialog").open) open("token-dialog");
  if (connection === "live" && byId("token-dialog").open) byId("token-dialog").close();
  document.documentElement.classList.toggle("read-only", Boolean(said.server.read_only_control));
  byId("read-only").hidden = !said.server.read_only_control;
}

function drawWorlds() {
  if (!differs(drawnWorlds, said.worlds, said.tenants, chosen.world)) return;
  const names = said.worlds.map(({ name }) => name);
  if (!names.includes(chosen.world)) names.push(chosen.world);
  keyed(byId("world"), names.map((key) => ({ key })), ({ key }) =>
    Object.assign(make("option", { value: key }, key), { show() {} }));
  byId("world").value = chosen.world;
  const options = said.worlds.find(({ name }) => name === chosen.world)?.options;
  const count = (said.tenants ?? []).reduce((sum, tenant) => sum + tenant.sync_destinations.length, 0);
  const about = said.tenants
    ? [plural(said.tenants.length, "tenant"), plural(count, "sync destination"), options && `seed ${options.rng_seed}`]
    : [];
  setText(byId("about"), about.filter(Boolean).join(" · "));
}

function drawClock() {
  const { clock } = said;
  if (!clock || !differs(drawnClock, clock)) return;
  document.documentElement.classList.toggle("virtual-clock", clock.virtual);
  setText(byId("clock"), clock.virtual ? `virtual clock ${timeOf(clock.now, 8)}` : "real clock");
  byId("clock").title = `${clock.now.slice(0, 10)}, UTC${clock.waiting ? `; ${clock.waiting} wait for it` : ""}`;
  const next = clock.next_event;
  byId("next-event").disabled = !next;
  setText(byId("next-event"), next ? `Next event +${duration(clock.next_event_in_ms)}` : "Next event");
  byId("next-event").title = next ? `At ${timeOf(next, 12)}` : "Nothing waits for the clock";
  byId("next-at").hidden = clock.virtual || !next;
  setText(byId("next-at"), next ? `next event at ${timeOf(next, 8)}` : "");
}

export function startHeader() {
  byId("world").addEventListener("change", ({ target }) => changeWorld(target.value));
  byId("plus-second").addEventListener("click", () => advance({ by_ms: 1000 }));
  byId("plus-minute").addEventListener("click", () => advance({ by_ms: 60000 }));
  byId("next-event").addEventListener("click", () => advance({ to: "next_event" }));
  byId("reset").addEventListener("click", reset);
  byId("export-world").addEventListener("click", exportWorld);
  byId("export-journal").addEventListener("click", exportJournal);
  byId("export-har").addEventListener("click", exportHar);
  byId("help").addEventListener("click", () => open("help-dialog"));
  byId("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(byId("token").value);
    byId("token").value = "";
    byId("token-dialog").close();
    startAgain();
  });
  addView(() => (drawConnection(), drawWorlds(), drawClock()));
}
