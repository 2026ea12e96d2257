// The work of a text: a welcome, a break or an instruction.

export { words as picture } from "../../screen/pictures.js";
export { mountWords as mount } from "../../console/work/words.js";
