// An open call on the big screen: the wall of the proposals' titles, which every kind may show.

export { picture } from "./picture.js";

export const scenes = {};
