// The bar at the top, the token that the server may want, and the lines to paste into a shell.
import { addView, chosen, render, said, say } from "./store.js";
import { byId, fillSelect, show } from "./dom.js";
import { changeWorld, startAgain } from "./live.js";
import { duration, plural, timeOf } from "./words.js";
import { keepToken, ofServer } from "./api.js";
import { onSubmit, open } from "./dialogs.js";

const root = document.documentElement;
const gone = "The server does not answer; the page looks again every second.";
const themeName = "tines-mock theme";

function drawConnection() {
  const { connection, number, problem, server } = said;
  root.dataset.connection = connection;
  root.dataset.number = number; // whoever tests the page waits for it, not for time
  root.classList.toggle("read-only", server.read_only_control === true);
  show({
    connection,
    isThere: connection !== "gone",
    banner: problem || gone,
    mayChange: !server.read_only_control,
  });
  if (connection === "locked") open("token-dialog");
  if (connection === "live") byId("token-dialog").close();
}

function createLine(curl, origin, to) {
  const body = JSON.stringify({
    destination_tenant_url: to.url,
    destination_tenant_api_key: "KEY",
    destination_team_id: to.teams[0]?.id,
    team_id: origin.stories[0]?.team_id,
    story_ids: origin.stories.slice(0, 1).map(({ id }) => id),
  });
  const data = body.replace("KEY", `'"$TINES_DESTINATION_API_KEY"'`);
  return `${curl} -H 'Content-Type: application/json' \\\n  -d '${data}'`;
}

function drawWorld(worlds, tenants) {
  const names = new Set([...worlds.map(({ name }) => name), chosen.world]);
  fillSelect(byId("world"), [...names].map((name) => [name]));
  byId("world").value = chosen.world;
  show({ isNew: !tenants });
  if (!tenants) return;
  const seed = worlds.find(({ name }) => name === chosen.world)?.options.rng_seed;
  const count = tenants.reduce((sum, tenant) => sum + tenant.sync_destinations.length, 0);
  const [origin, to = origin] = tenants;
  const url = `${origin.mock_url}/api/v1/admin/sync_destinations`;
  const listLine = `curl ${url} \\\n  -H "Authorization: Bearer $TINES_API_KEY"`;
  show({
    tenants: plural(tenants.length, "tenant"),
    destinations: plural(count, "sync destination"),
    seed,
    listLine,
    createLine: createLine(listLine, origin, to),
  });
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
    nextAt: next && !isVirtual ? `· next event at ${timeOf(next, 8)}` : "",
  });
}

addView(() => (drawConnection(), drawClock()));
addView(drawWorld, () => [said.worlds, said.tenants, chosen.world]);
byId("world").addEventListener("change", ({ target }) => changeWorld(target.value));
// Worlds come and go: who wants to choose sees those of now.
byId("world").addEventListener("focus", () => ofServer("worlds").then(say, () => {}));

show({ tokenNote: "It is kept in this tab only." });
byId("token-dialog").addEventListener("close", render); // without a token there is nothing else

onSubmit("token", () => {
  keepToken(byId("token").value);
  byId("token").value = "";
  said.connection = "starting"; // the dialog stays closed until the server refuses this one too
  show({ tokenNote: "The server does not accept this token." });
  startAgain();
  return true;
});

// As the system says, until the button says otherwise.
root.dataset.theme = localStorage.getItem(themeName) ?? "";

export function changeTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
  localStorage.setItem(themeName, root.dataset.theme);
}
