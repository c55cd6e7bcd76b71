// Files to keep; none of them holds a key.
import { ofWorld } from "./api.js";
import { attempt } from "./actions.js";
import { chosen } from "./store.js";
import { make } from "./dom.js";

const page = 1000; // requests that the server gives at once

function save(name, value) {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: `${chosen.world}.${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A world file: the state without keys and the mock's own URLs. */
export const exportWorld = () =>
  attempt(async () => {
    const state = await ofWorld("state");
    const tenants = state.tenants.map(({ keys, mock_url, ...tenant }) => tenant);
    save("world.json", { ...state, tenants });
  });

export const exportJournal = () =>
  attempt(async () => {
    const all = [];
    for (let news; !news || news.length === page; all.push(...news)) {
      const after = all.at(-1)?.number ?? 0;
      ({ requests: news } = await ofWorld(`requests?limit=${page}&after=${after}`));
    }
    save("journal.json", { requests: all });
  });

export const exportHar = () => attempt(async () => save("har", await ofWorld("har")));
