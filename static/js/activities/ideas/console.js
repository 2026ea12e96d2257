// The work of an ideas step on the console.

export { mount } from "../../console/work/written_ideas.js";
export { picture } from "./picture.js";
