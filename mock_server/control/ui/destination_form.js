// A new sync destination, from a form that is filled so that one click makes one.
import { byId, make, setText } from "./dom.js";
import { createDestination } from "./actions.js";
import { open } from "./dialogs.js";
import { said } from "./store.js";

const elsewhere = "elsewhere";
const mostStories = 200; // of a list that a person reads

const option = (value, text) => make("option", { value }, text);
const field = (part) => byId(`destination-${part}`);

const tenantNamed = (name) => said.tenants.find((tenant) => tenant.name === name);
const origin = () => tenantNamed(field("origin").value);
const destination = () => tenantNamed(field("tenant").value);

const teamOptions = (tenant) => (tenant?.teams ?? []).map((team) => option(team.id, `${team.name} · ${team.id}`));

function fillDestination() {
  const tenant = destination();
  field("elsewhere").hidden = Boolean(tenant);
  field("team-row").hidden = !tenant;
  if (tenant) field("team").replaceChildren(...teamOptions(tenant));
}

function showStories() {
  const team = Number(field("origin-team").value);
  const words = field("story-find").value.trim().toLowerCase();
  const stories = origin().stories.filter((story) =>
    story.team_id === team && `${story.name} ${story.id}`.toLowerCase().includes(words));
  const rows = stories.slice(0, mostStories).map((story, index) =>
    make("label", { class: "check" },
      make("input", { type: "checkbox", value: story.id, checked: index < 2 && !words }),
      make("bdi", {}, story.name), make("span", { class: "id" }, String(story.id))));
  field("stories").replaceChildren(...rows);
  const more = stories.length - rows.length;
  setText(field("story-count"), rows.length ? (more ? `${more} more: search` : "") : "This team has no such story.");
}

function fillOrigin() {
  field("origin-team").replaceChildren(...teamOptions(origin()));
  const others = said.tenants.filter((tenant) => tenant !== origin());
  const names = [...others, origin()].map((tenant) =>
    option(tenant.name, `${tenant.name} · ${tenant.url}`));
  field("tenant").replaceChildren(...names, option(elsewhere, "another URL …"));
  fillDestination();
  showStories();
}

export function openDestination() {
  if (!said.tenants) return;
  field("origin").replaceChildren(...said.tenants.map((tenant) => option(tenant.name, tenant.name)));
  field("story-find").value = "";
  fillOrigin();
  open("destination-dialog");
}

function body() {
  const tenant = destination();
  const there = tenant
    ? {
        destination_tenant_url: tenant.url,
        destination_tenant_api_key: `{key of ${tenant.name}}`, // the server puts it there
        destination_team_id: Number(field("team").value),
      }
    : {
        destination_tenant_url: field("url").value,
        destination_tenant_api_key: field("key").value,
        destination_team_id: Number(field("team-id").value),
      };
  const stories = field("stories").querySelectorAll("input:checked");
  return {
    ...there,
    team_id: Number(field("origin-team").value),
    story_ids: Array.from(stories, (box) => Number(box.value)),
    ...(field("manual").checked ? { manual_sync_only: true } : {}),
  };
}

export function startDestinationForm() {
  field("origin").addEventListener("change", fillOrigin);
  field("origin-team").addEventListener("change", showStories);
  field("tenant").addEventListener("change", fillDestination);
  field("story-find").addEventListener("input", showStories);
  for (const button of ["new-destination", "map-empty-new"])
    byId(button).addEventListener("click", openDestination);
  field("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await createDestination(origin().name, body())) byId("destination-dialog").close();
  });
}
