// Files to keep: the world, the journal, and the journal as HAR. None of them holds a key.
import { ofWorld, textOfWorld } from "./api.js";
import { attempt } from "./actions.js";
import { chosen } from "./store.js";
import { make } from "./dom.js";

const page = 1000; // requests that the server gives at once

function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: `${chosen.world}.${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const pretty = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** A world file: the state without keys, which are the server's secret, and without URLs of the mock. */
export const exportWorld = () =>
  attempt(async () => {
    const state = await ofWorld("GET", "state");
    for (const tenant of state.tenants) {
      delete tenant.keys;
      delete tenant.mock_url;
    }
    save("world.json", pretty(state));
  });

export const exportJournal = () =>
  attempt(async () => {
    const all = [];
    for (;;) {
      const { requests } = await ofWorld("GET", `requests?limit=${page}&after=${all.at(-1)?.number ?? 0}`);
      all.push(...requests);
      if (requests.length < page) break;
    }
    save("journal.json", pretty({ requests: all }));
  });

export const exportHar = () => attempt(async () => save("har", await textOfWorld("har")));
