// The work of an open call on the console: the list of proposals, as that of ideas.

export { mount } from "../../console/work/written_ideas.js";
export { picture } from "./picture.js";
