// The work of an opening that recalls an earlier forum: its words, as for any text.

export { mount } from "../welcome/console.js";
export { picture } from "./picture.js";
