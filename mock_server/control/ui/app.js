// Starts the page. Data goes one way: live.js and actions.js ask the server, the store keeps what it
// said, views draw the store.
import { live } from "./live.js";
import { startChoices } from "./choices.js";
import { startClicks } from "./clicks.js";
import { startDemo } from "./demo_view.js";
import { startDestinationForm } from "./destination_form.js";
import { startDialogs } from "./dialogs.js";
import { startEmptyStates } from "./empty_states.js";
import { startFailures } from "./failures_view.js";
import { startHeader } from "./header_view.js";
import { startHistory } from "./history_view.js";
import { startKeyboard } from "./keyboard.js";
import { startMap } from "./map_view.js";
import { startRequest } from "./request_view.js";
import { startRequests } from "./requests_view.js";
import { startRuleForm } from "./rule_form.js";
import { startStoryForm } from "./story_form.js";
import { startTheme } from "./theme.js";

startTheme();
startChoices();
startDialogs();
startClicks();
startHeader();
startDemo();
startMap();
startHistory();
startStoryForm();
startDestinationForm();
startFailures();
startRuleForm();
startRequests();
startRequest();
startEmptyStates();
startKeyboard();
live();
