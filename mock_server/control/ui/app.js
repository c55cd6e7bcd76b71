// Data goes one way: live.js and actions.js ask the server, the store keeps what it said, views
// draw the store. A view begins to draw when it is imported.
import "./demo_view.js";
import "./failures_view.js";
import "./header_view.js";
import "./history_view.js";
import "./input.js";
import "./map_view.js";
import "./choices.js"; // after the views: a choice may be of what they have just drawn
import { live } from "./live.js";

live();
