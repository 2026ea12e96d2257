// The kinds of activities on the console. Made by `workshop.pages.files_by_kind`; do not edit.

import * as welcome from "./activities/welcome/console.js";
import * as recall from "./activities/recall/console.js";
import * as ideas from "./activities/ideas/console.js";
import * as proposals from "./activities/proposals/console.js";
import * as clusters from "./activities/clusters/console.js";
import * as dots from "./activities/dots/console.js";
import * as rating from "./activities/rating/console.js";
import * as opinion from "./activities/opinion/console.js";
import * as sort from "./activities/sort/console.js";
import * as results from "./activities/results/console.js";

export const KINDS = { welcome, recall, ideas, proposals, clusters, dots, rating, opinion, sort, results };
