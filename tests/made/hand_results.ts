import { drawMembers } from "lib/community/members.ts";
import { parseConfig } from "lib/config/parse.ts";
import { TradeType } from "lib/market/trades.ts";
import { kpisFromJson } from "lib/results/kpi_definitions.ts";
import type { Results } from "lib/results/results.ts";
import { localHours, midnightInRome } from "lib/time.ts";

const HOURS = 24;
const PROSUMERS = 2;

/**
 * A day of two prosumers that can be checked with a pencil. From 10 to 13 prosumer 0 has 3 kWh of PV
 * and sells 1 kWh to prosumer 1 at 0.10 €/kWh and 1 kWh to the aggregator at 0.09; in every other hour
 * prosumer 1 buys 1 kWh from the aggregator at 0.11. P is 0.10 €/kWh, loads are 1 kWh, except that
 * prosumer 0 uses nothing outside those hours.
 */
export function handResults(): Results {
  const config = parseConfig("{}", {
    "community.num_prosumers": PROSUMERS,
    "community.num_neighbourhoods": 2,
    "grid.aggregator_fee": 0.1,
  });
  const community = drawMembers(config);
  const column = () => new Float64Array(HOURS * PROSUMERS);
  const members = {
    pvKwh: column(),
    loadKwh: column(),
    batteryLevelKwh: column(),
    imbalanceKwh: column(),
    balanceEur: column(),
    quote: column().fill(NaN),
    bonus: column().fill(1),
    penalty: column().fill(1),
  };
  const trades: [number, number, number, number, number, number][] = [];
  for (let h = 0; h < HOURS; h++) {
    const [seller, buyer] = [h * PROSUMERS, h * PROSUMERS + 1];
    members.loadKwh[buyer] = members.imbalanceKwh[buyer] = 1;
    members.quote[buyer] = 0.11;
    if (h >= 10 && h < 13) {
      members.pvKwh[seller] = 3;
      members.loadKwh[seller] = 1;
      members.imbalanceKwh[seller] = -2;
      members.quote[seller] = 0.09;
      trades.push([h, 0, 1, 1, 0.1, TradeType.P2P], [h, 0, -1, 1, 0.09, TradeType.GridSell]);
    } else trades.push([h, -1, 1, 1, 0.11, TradeType.GridBuy]);
    members.bonus.fill(h >= 10 ? 1.02 : 1, seller, seller + PROSUMERS);
  }
  members.balanceEur.fill(0.57, (HOURS - 1) * PROSUMERS, (HOURS - 1) * PROSUMERS + 1);
  members.balanceEur.fill(-2.61, (HOURS - 1) * PROSUMERS + 1);
  const balance = (end: number) =>
    Float64Array.from({ length: HOURS }, (_, h) => end * (h + 1) / 24);
  return {
    config,
    run: { dataLabel: "made by hand", synthetic: true, sourceHashes: [], json: { config } },
    steps: HOURS,
    prosumers: PROSUMERS,
    calendar: localHours(midnightInRome(config.date), HOURS),
    community,
    marketPrice: new Float64Array(HOURS).fill(0.1),
    actualPrice: new Float64Array(HOURS).fill(0.1),
    zonalPrice: new Float64Array(HOURS).fill(0.1),
    // Alone the seller had 2 kWh · 0.09 in three hours; its 3 kWh of sun and 1 of load cost nothing else.
    worlds: {
      alone: Float64Array.of(0.54, -2.64),
      benefitAlone: Float64Array.of(0.87, 0),
      benefitMarket: Float64Array.of(0.03, 0.03),
      benefitCer: Float64Array.of(NaN, NaN),
    },
    members: {
      ...members,
      pvMeteredKwh: members.pvKwh,
      loadMeteredKwh: members.loadKwh,
      meteredKwh: members.imbalanceKwh,
    },
    accounts: {
      prosumers: balance(-2.04),
      aggregator: balance(2.04),
      networkOperator: balance(0),
      regulatorFund: balance(0),
      fundTakenIn: balance(0),
      fundPaidOut: balance(0),
      marketOperator: balance(0),
    },
    trades: {
      count: trades.length,
      step: Int32Array.from(trades, ([step]) => step),
      sender: Int32Array.from(trades, ([, sender]) => sender),
      receiver: Int32Array.from(trades, ([, , receiver]) => receiver),
      amountKwh: Float64Array.from(trades, ([, , , amount]) => amount),
      eurPerKwh: Float64Array.from(trades, ([, , , , price]) => price),
      sellersEurPerKwh: Float64Array.from(trades, ([, , , , price]) => price),
      type: Uint8Array.from(trades, ([, , , , , type]) => type),
    },
    // Each hour from 10 to 13 the two together feed 1 kWh in, each other hour they take 1 kWh.
    kpis: kpisFromJson({
      pv_kwh: 9,
      load_kwh: 27,
      p2p_kwh: 3,
      grid_buy_kwh: 21,
      grid_sell_kwh: 3,
      self_sufficiency: 1 - 21 / 27,
      self_consumption: (27 - 21) / 9,
      not_fed_in: 1 - 3 / 9,
      contract_self_sufficiency: 1 - 21 / 27,
      contract_self_consumption: 1 - 3 / 9,
    }),
    // Ten miners of equal power win in turn.
    races: Array.from({ length: HOURS }, (_, h) => ({
      powers: new Array(10).fill(0.5),
      winner: h % 10 + 1,
      pending: h >= 10 && h < 13 ? 2 : 1,
    })),
  };
}
