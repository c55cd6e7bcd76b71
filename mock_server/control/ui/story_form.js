// Edits a story of the origin: its change is what automatic syncs push.
import { byId, show } from "./dom.js";
import { fillForm, onSubmit, open } from "./dialogs.js";
import { updateStory } from "./actions.js";

let edited = null;

export function openStory(tenant, story) {
  edited = { tenant, id: story.id };
  show({ storyAbout: `story ${story.id} of ${tenant}` });
  fillForm(byId("story-form"), story);
  open("story-dialog");
}

export const startStoryForm = () =>
  onSubmit("story", () => {
    const { name, description } = byId("story-form").elements;
    return updateStory(edited.tenant, edited.id, { name: name.value, description: description.value });
  });
