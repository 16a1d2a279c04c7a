import { strictEqual as equal, throws } from "node:assert/strict";
import { named } from "../../lib/config/registry.ts";

const registry = { one: 1, two: 2, none: 0 };

Deno.test("a registry gives the entry of a name", () => {
  equal(named(registry, "one"), 1);
  equal(named(registry, "none"), 0);
});

Deno.test("a name that a registry does not have is refused with those that it has", () => {
  throws(() => named(registry, "three"), {
    name: "RangeError",
    message: 'There is no "three": it must be one of one, two, none',
  });
});

Deno.test("what every object inherits is no name", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty", ""]) {
    throws(() => named(registry, name), RangeError, name);
  }
});
