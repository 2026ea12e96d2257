// The kinds of activities on phones later on. Made by `workshop.pages.files_by_kind`; do not edit. Phone-safe.

import { view as recall } from "./activities/recall/phone.js";
import { view as clusters } from "./activities/clusters/phone.js";
import { view as dots } from "./activities/dots/phone.js";
import { view as rating } from "./activities/rating/phone.js";
import { view as opinion } from "./activities/opinion/phone.js";
import { view as sort } from "./activities/sort/phone.js";
import { view as results } from "./activities/results/phone.js";

export const VIEWS = { recall, clusters, dots, rating, opinion, sort, results };
