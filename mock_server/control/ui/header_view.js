// The bar at the top: whether the server is there, which world, its clock; and the token it may want.
import { addView, chosen, said } from "./store.js";
import { byId, fillSelect, show } from "./dom.js";
import { changeWorld, startAgain } from "./live.js";
import { duration, plural, timeOf } from "./words.js";
import { keepToken } from "./api.js";
import { onSubmit, open } from "./dialogs.js";

const root = document.documentElement;
const connections = { starting: "connecting", live: "live", gone: "gone", token: "locked" };
const gone = "The server does not answer. What you see is as it was; the page looks again every second.";

function drawConnection() {
  const { connection, problem, server } = said;
  root.dataset.connection = connection;
  root.classList.toggle("read-only", server.read_only_control === true);
  show({
    connection: connections[connection],
    isThere: connection !== "gone",
    banner: connection === "gone" ? problem || gone : "",
    mayChange: !server.read_only_control,
  });
  if (connection === "token") open("token-dialog");
  if (connection === "live") byId("token-dialog").close();
}

function drawWorlds() {
  const { worlds, tenants } = said;
  fillSelect(byId("world"), [...new Set([...worlds.map(({ name }) => name), chosen.world])].map((n) => [n]));
  byId("world").value = chosen.world;
  if (!tenants) return;
  const seed = worlds.find(({ name }) => name === chosen.world)?.options.rng_seed;
  const count = tenants.reduce((sum, tenant) => sum + tenant.sync_destinations.length, 0);
  show({ about: `${plural(tenants.length, "tenant")} · ${plural(count, "sync destination")} · seed ${seed}` });
}

function drawClock() {
  if (!said.clock) return;
  const { now, virtual: isVirtual, next_event: next, next_event_in_ms: inMs } = said.clock;
  root.classList.toggle("virtual-clock", isVirtual);
  show({
    clock: isVirtual ? `virtual clock ${timeOf(now, 8)}` : "real clock",
    day: `${now.slice(0, 10)}, UTC`,
    isQuiet: !next,
    nextIn: next ? ` +${duration(inMs)}` : "",
    nextAt: next ? `next event at ${timeOf(next, 8)}` : "",
  });
}

export function startHeader() {
  byId("world").addEventListener("change", ({ target }) => changeWorld(target.value));
  onSubmit("token", () => {
    keepToken(byId("token").value);
    byId("token").value = "";
    said.connection = "starting"; // the dialog stays closed until the server refuses this one too
    startAgain();
    return true;
  });
  addView(() => (drawConnection(), drawWorlds(), drawClock()));
}
