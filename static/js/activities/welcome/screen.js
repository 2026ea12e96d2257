// Words for everyone on the big screen (screen/large_words.js).

export { words as picture } from "../../screen/pictures.js";

export const scenes = {};
