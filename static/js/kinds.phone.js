// The kinds of activities on the phone at once. Made by `workshop.pages.files_by_kind`; do not edit. Phone-safe.

import { view as welcome } from "./activities/welcome/phone.js";
import { view as ideas } from "./activities/ideas/phone.js";
import { view as proposals } from "./activities/proposals/phone.js";

export const VIEWS = { welcome, ideas, proposals };
