// A results step on the big screen: the places of the vote before it (screen/results.js).

export { picture } from "./picture.js";

export const scenes = {};
