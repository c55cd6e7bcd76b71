// Edits a story of the origin: its change is what automatic syncs push.
import { byId, setText } from "./dom.js";
import { open } from "./dialogs.js";
import { updateStory } from "./actions.js";

let edited = null;

export function openStory(tenant, story) {
  edited = { tenant: tenant.name, story };
  setText(byId("story-about"), `story ${story.id} of ${tenant.name}`);
  byId("story-name").value = story.name;
  byId("story-description").value = story.description ?? "";
  open("story-dialog");
  byId("story-name").select();
}

export function startStoryForm() {
  byId("story-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = { name: byId("story-name").value, description: byId("story-description").value };
    if (await updateStory(edited.tenant, edited.story.id, body)) byId("story-dialog").close();
  });
}
