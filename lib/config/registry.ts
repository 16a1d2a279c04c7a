/**
 * The entry of a registry that a setting names.
 *
 * @throws {RangeError} If there is none; the configuration's schema has seen to it that there is.
 */
export function named<T>(registry: Readonly<Record<string, T>>, name: string): T {
  const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (entry !== undefined) return entry;
  throw new RangeError(
    `There is no "${name}": it must be one of ${Object.keys(registry).join(", ")}`,
  );
}
