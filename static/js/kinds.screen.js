// The kinds of activities on the big screen. Made by `workshop.pages.files_by_kind`; do not edit.

import * as welcome from "./activities/welcome/screen.js";
import * as recall from "./activities/recall/screen.js";
import * as ideas from "./activities/ideas/screen.js";
import * as proposals from "./activities/proposals/screen.js";
import * as clusters from "./activities/clusters/screen.js";
import * as dots from "./activities/dots/screen.js";
import * as rating from "./activities/rating/screen.js";
import * as opinion from "./activities/opinion/screen.js";
import * as sort from "./activities/sort/screen.js";
import * as results from "./activities/results/screen.js";

export const KINDS = { welcome, recall, ideas, proposals, clusters, dots, rating, opinion, sort, results };
