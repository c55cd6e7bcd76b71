// Where there is nothing to show yet: the line to paste into a shell.
import { addView, said } from "./store.js";
import { differs, show } from "./dom.js";

const drawn = [];
const place = "DESTINATION_KEY";

const curlTo = ({ mock_url: url }) =>
  `curl ${url}/api/v1/admin/sync_destinations \\\n  -H "Authorization: Bearer $TINES_API_KEY"`;

function createLine(origin, to) {
  const team = origin.teams[0]?.id ?? 1;
  const body = {
    destination_tenant_url: to.url,
    destination_tenant_api_key: place,
    destination_team_id: to.teams[0]?.id ?? 1,
    team_id: team,
    story_ids: origin.stories.filter(({ team_id }) => team_id === team).slice(0, 2).map(({ id }) => id),
  };
  const text = JSON.stringify(body).replace(place, `'"$TINES_DESTINATION_API_KEY"'`);
  return `${curlTo(origin)} -H 'Content-Type: application/json' \\\n  -d '${text}'`;
}

export function startEmptyStates() {
  addView(() => {
    if (!said.tenants?.length || !differs(drawn, said.tenants)) return;
    const [origin, to = origin] = said.tenants;
    show({ createLine: createLine(origin, to), listLine: curlTo(origin) });
  });
}
