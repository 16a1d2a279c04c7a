import { match, ok } from "node:assert/strict";
import { parseConfig } from "lib/mod.ts";
import { batteryStrategies } from "lib/community/mod.ts";
import { marketModels, memberModels } from "lib/notebook/mod.ts";
import { biddingStrategies, clearingMechanisms, tariffs } from "lib/market/mod.ts";
import { imbalancePricings } from "lib/settlement/mod.ts";

const both = (settings: Record<string, unknown> = {}) => {
  const config = parseConfig("{}", settings);
  return `${memberModels(config)}\n${marketModels(config)}`;
};

Deno.test("the default models carry the default numbers", () => {
  const text = both();
  match(text, /\\eta_c = 0\.95\$.*r = 0\.5\$\/h/);
  match(text, /capacity \$C\$ \[kWh\], level \$\\ell\$ \[kWh\], step \$\\Delta\$ \[h\]/);
  match(text, /\$U\$ uniform/);
  match(text, /U\(0\.7,\\ 0\.9\)\\,P/);
  match(text, /×1\.02 from the 1st, ×1\.05 from the 5th, ×1\.10 from the 10th\)/);
  match(text, /a = 0\.05\$/);
  match(text, /D = 3\$ zeros/);
});

Deno.test("settings change the models, whichever rules they name", () => {
  ok(both({ "grid.aggregator_fee": 0.07 }).includes("a = 0.07$"));
  ok(both({ "market.bidding.buyer_band": [0.8, 1.2] }).includes("U(0.8,\\ 1.2)"));
  ok(both({ "regulator.p2p_bonus_policy": { "3": 1.5 } }).includes("×1.50 from the 3rd)"));
  ok(both({ "settlement.actuals": "forecast" }).includes("nothing is off contract"));
  const retail = both({ date: "2023-08-15", "grid.tariff": "retail", "grid.retail_spread": 0.02 });
  ok(retail.includes("\\text{VAT}") && retail.includes("$s = 0.02$") && !retail.includes("a = "));
  const setting = {
    "battery.strategy": batteryStrategies,
    "market.bidding.strategy": biddingStrategies,
    "market.clearing": clearingMechanisms,
    "grid.tariff": tariffs,
    "settlement.pricing": imbalancePricings,
  };
  for (const [path, rules] of Object.entries(setting)) {
    const texts = Object.keys(rules).map((name) => both({ date: "2023-08-15", [path]: name }));
    ok(new Set(texts).size === texts.length, `${path}: every rule reads otherwise`);
  }
  ok(both({ "blockchain.consensus": "proof-of-stake" }).includes("a lottery draws"));
});

Deno.test("members of a roster are told as such, and the incentive where there is one", () => {
  const real = both({ "community.members": "members/roster.csv" });
  ok(real.includes("as the roster has it") && !real.includes("panels of"));
  ok(real.includes("what the member's meter counted"));
  ok(!both().includes("Community by law"));
  const granted = both({ date: "2024-08-15", cer: { grant_percent: 20, split: "per-capita" } });
  match(granted, /Community by law .* \(20 % of the investment\); split: alike to all members/);
});

Deno.test("every row has two cells, whatever is configured", () => {
  const lines = both({ date: "2024-08-15", "market.clearing": "muda", cer: {} }).split("\n");
  for (const line of lines) {
    match(line, /^\|[^|]+\|[^|]+\|$/);
  }
});
