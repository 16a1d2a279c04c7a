import { equal, throws } from "node:assert/strict";
import { prose } from "lib/notebook/mod.ts";

Deno.test("figures of merit come with their unit, shares in per cent", () => {
  const said = (text: string, value: number) => prose(`{${text}}`, { [text]: value }).markdown;
  equal(said("pv_kwh", 1052.46), "1,052\u00A0kWh");
  equal(said("aggregator_balance", -4.716), "−4.72\u00A0€");
  equal(said("p2p_price_mean", 0.09876), "0.099\u00A0€/kWh");
  equal(said("self_sufficiency", 0.625), "63\u00A0%");
  equal(said("peak_to_average", 2.345), "2.35");
  equal(said("p2p_trades", 1204), "1,204");
});

Deno.test("digits can be asked for, and other numbers have what they need", () => {
  equal(prose("{self_sufficiency:1}", { self_sufficiency: 0.6251 }).markdown, "62.5\u00A0%");
  equal(
    prose("{a}, {b}, {c}, {d}", { a: 5, b: 123.4, c: 1.234, d: 0.01234 }).markdown,
    "5, 123, 1.23, 0.012",
  );
  equal(prose("{a:1}", { a: 2 }).markdown, "2.0");
});

Deno.test("what has no value is a dash, what rounds to nothing has no sign", () => {
  equal(prose("{p2p_price_mean}", { p2p_price_mean: NaN }).markdown, "–");
  equal(prose("{regulator_fund}", { regulator_fund: -1e-12 }).markdown, "0.00\u00A0€");
});

Deno.test("a text stands as it is, and so do formulas and braces that are no gap", () => {
  equal(
    prose("{day}: $\\frac{a}{b}$, $$x^{a}$$ {}", { day: "2025-08-15", a: "no" }).markdown,
    "2025-08-15: $\\frac{a}{b}$, $$x^{a}$$ {}",
  );
});

Deno.test("an unknown name is refused, the nearest named", () => {
  throws(
    () => prose("{p2p_shares}", { p2p_share: 1, pv_kwh: 2 }),
    /Cannot fill in \{p2p_shares\} as no value has that name; the nearest is "p2p_share"/,
  );
});

Deno.test("a notebook shows it as Markdown", () => {
  const display = prose("**{n}**", { n: 3 }) as unknown as Record<symbol, () => object>;
  equal(
    JSON.stringify(display[Symbol.for("Jupyter.display")]()),
    '{"text/markdown":"**3**","text/plain":"**3**"}',
  );
});
