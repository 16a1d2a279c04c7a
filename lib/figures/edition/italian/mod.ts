export const ITALIAN: Readonly<Record<string, string>> = {};
