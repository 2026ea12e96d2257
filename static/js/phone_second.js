// The phone's second script: the views that no phone needs for its first idea, such as votes and results.
// phone/second_script.js loads it; it imports the page's first script, which is running, to use the same modules.
// Phone-safe.

import "./phone.js";

export { VIEWS } from "./kinds.phone_second.js";
export { ended } from "./phone/ended_view.js";
export { newPlace, sendHere } from "./phone/send_here.js";
export { askServer, similarLine } from "./phone/similar_line.js";
