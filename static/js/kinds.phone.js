// The kinds of activities on the phone at once. Made by `python -m workshop.pages.kind_files`; do not edit. Phone-safe.

import * as welcome from "./activities/welcome/phone.js";
import * as ideas from "./activities/ideas/phone.js";
import * as proposals from "./activities/proposals/phone.js";

export const KINDS = { welcome, ideas, proposals };
