// The kinds of activities on phones later on. Made by `python -m workshop.pages.kind_files`; do not edit. Phone-safe.

import * as recall from "./activities/recall/phone.js";
import * as clusters from "./activities/clusters/phone.js";
import * as dots from "./activities/dots/phone.js";
import * as rating from "./activities/rating/phone.js";
import * as opinion from "./activities/opinion/phone.js";
import * as sort from "./activities/sort/phone.js";
import * as results from "./activities/results/phone.js";

export const KINDS = { recall, clusters, dots, rating, opinion, sort, results };
