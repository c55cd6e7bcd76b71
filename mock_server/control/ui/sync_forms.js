// A new sync destination, filled so that one click makes one; and the edit of a story.
import { byId, fillSelect, make, show } from "./dom.js";
import { createDestination, updateStory } from "./actions.js";
import { onSubmit, open } from "./dialogs.js";
import { said } from "./store.js";

let edited = null;

const field = (part) => byId(`destination-${part}`);
const tenantIn = (part) => said.tenants.find(({ name }) => name === field(part).value);
const fillTeams = (part, { teams }) =>
  fillSelect(field(part), teams.map(({ id, name }) => [id, `${id} · ${name}`]));

function fillStories() {
  const team = Number(field("origin-team").value);
  const stories = tenantIn("origin").stories.filter(({ team_id }) => team_id === team);
  field("stories").replaceChildren(...stories.map(({ id, name }, i) =>
    make("label", { class: "check" },
      make("input", { type: "checkbox", value: id, checked: i < 2 }),
      make("bdi", {}, name), make("small", {}, id))));
}

const fillDestination = () => fillTeams("team", tenantIn("tenant"));

function fillOrigin() {
  const origin = tenantIn("origin");
  fillTeams("origin-team", origin);
  const others = said.tenants.filter((tenant) => tenant !== origin);
  const choices = [...others, origin].map(({ name, url }) => [name, `${name} · ${url}`]);
  fillSelect(field("tenant"), choices);
  field("tenant").selectedIndex = 0;
  fillDestination();
  fillStories();
}

export function openDestination() {
  if (!said.tenants) return;
  fillSelect(field("origin"), said.tenants.map(({ name }) => [name]));
  fillOrigin();
  open("destination-dialog");
}

function create() {
  const { name, url } = tenantIn("tenant");
  const checked = field("stories").querySelectorAll("input:checked");
  // The form does not wait: a rule may hold the request.
  createDestination(tenantIn("origin").name, {
    destination_tenant_url: url,
    destination_tenant_api_key: `{key of ${name}}`, // the server knows it, the page does not
    destination_team_id: Number(field("team").value),
    team_id: Number(field("origin-team").value),
    story_ids: Array.from(checked, ({ value }) => Number(value)),
    manual_sync_only: field("manual").checked || undefined,
  });
  return true;
}

field("origin").addEventListener("change", fillOrigin);
field("origin-team").addEventListener("change", fillStories);
field("tenant").addEventListener("change", fillDestination);
onSubmit("destination", create);

export function openStory(tenant, story) {
  edited = [tenant.name, story.id];
  show({ storyAbout: `story ${story.id} of ${tenant.name}` });
  byId("story-name").value = story.name;
  open("story-dialog");
}

onSubmit("story", () => {
  updateStory(...edited, { name: byId("story-name").value });
  return true;
});
