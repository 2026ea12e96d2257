// The work of an opening that recalls an earlier forum: its words, as for any text.

export { picture } from "./picture.js";
export { mountWords as mount } from "../../console/work/words.js";
