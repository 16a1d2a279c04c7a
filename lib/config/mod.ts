/**
 * The settings: their types, defaults, rules and meanings. Given the text of a config.json it gives a
 * whole {@linkcode Config} or one sentence per problem.
 *
 * It reads the names of mechanisms and strategies from the registries of other rooms. Those rooms
 * therefore import `settings.ts` alone, the types; `registry.ts` spares the run the reader of settings.
 *
 * @module
 */
export type { Config, NeighbourhoodBox, Objective, Policy, Range, Tiers } from "./settings.ts";
export { namedPolicies, type PolicyName, policyNames } from "./named_policies.ts";
export { typingErrors } from "./nearest_setting.ts";
export { parseConfig } from "./parse.ts";
export { parseJsonWithComments } from "./json_with_comments.ts";
export { settingFrom } from "./setting_from.ts";
export { configJsonSchema } from "./schema.ts";
export { stepsOf } from "./steps.ts";
export { named } from "./registry.ts";
export { figuresTaken } from "./italys_figures.ts";
