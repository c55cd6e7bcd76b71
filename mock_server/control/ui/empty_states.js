// Where there is nothing to show yet: the line to paste into a shell.
import { addView, said } from "./store.js";
import { byId, differs, setText } from "./dom.js";
import { copy } from "./copy_as.js";

const drawn = [];

function createLine([origin, ...others]) {
  const to = others[0] ?? origin;
  const team = origin.teams[0];
  const stories = origin.stories.filter((story) => story.team_id === team?.id).slice(0, 2);
  const body = {
    destination_tenant_url: to.url,
    destination_tenant_api_key: "DESTINATION_KEY",
    destination_team_id: to.teams[0]?.id ?? 1,
    team_id: team?.id ?? 1,
    story_ids: stories.map((story) => story.id),
  };
  return `curl ${origin.mock_url}/api/v1/admin/sync_destinations \\
  -H "Authorization: Bearer $TINES_API_KEY" -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body).replace("DESTINATION_KEY", `'"$TINES_DESTINATION_API_KEY"'`)}'`;
}

const listLine = ([origin]) =>
  `curl ${origin.mock_url}/api/v1/admin/sync_destinations \\
  -H "Authorization: Bearer $TINES_API_KEY"`;

export function startEmptyStates() {
  for (const id of ["map-empty", "requests-empty"])
    byId(`${id}-copy`).addEventListener("click", () => copy(byId(`${id}-curl`).textContent, "curl line"));
  addView(() => {
    if (!said.tenants?.length || !differs(drawn, said.tenants)) return;
    setText(byId("map-empty-curl"), createLine(said.tenants));
    setText(byId("requests-empty-curl"), listLine(said.tenants));
  });
}
