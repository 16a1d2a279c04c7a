import { sum } from "../mean.ts";
import type { TradeColumns } from "../market/mod.ts";
import type { Accounts, EnergyBalance } from "../settlement/mod.ts";
import { tradeRows } from "./rows.ts";
import { type Cell, type Table, table, type TableOptions } from "./table.ts";

/**
 * Columns of a step as a table with a row per member.
 *
 * @param columns By title: entry i belongs to member i; NaN is shown as nothing.
 */
export function memberTable(
  columns: Readonly<Record<string, ArrayLike<Cell>>>,
  options: TableOptions = {},
): Table {
  const lists = Object.entries(columns);
  const members = Array.from({ length: lists[0]?.[1].length ?? 0 }, (_, i) => i);
  const cells = lists.map(([title, column]) => [title, (i: number) => column[i]] as const);
  return table(members, { Prosumer: (i) => i, ...Object.fromEntries(cells) }, options);
}

/** The trades of a step, those before `first` left out. */
export function tradeTable(trades: TradeColumns, first = 0): Table {
  return table(tradeRows(trades).slice(first), {
    Seller: ({ seller }) => seller,
    Buyer: ({ buyer }) => buyer,
    "Energy, kWh": ({ energyKwh }) => energyKwh,
    "Price, €/kWh": ({ eurPerKwh }) => eurPerKwh,
    Type: ({ type }) => type,
  }, { decimals: 4 });
}

/** Everyone's balance, and that they sum to 0: what is below 1e-9 € is shown as 0. */
export function accountTable(accounts: Accounts): Table {
  const balances = [
    ...Array.from(accounts.prosumers, (balance, i) => [`Prosumer ${i}`, balance] as const),
    ["Aggregator", accounts.aggregator] as const,
    ["Network operator", accounts.networkOperator] as const,
    ["Regulator fund", accounts.regulatorFund] as const,
    ...(accounts.marketOperator === 0
      ? []
      : [["Market operator", accounts.marketOperator] as const]),
    ...[
      ["Supplier", accounts.supplier] as const,
      ["Distributor", accounts.distributor] as const,
      ["State", accounts.state] as const,
      ["GSE", accounts.gse] as const,
      ["Bills of all", sum(accounts.bills)] as const,
      ["Incentive of all", sum(accounts.incentive)] as const,
    ].filter(([, balance]) => balance !== 0),
  ];
  const total = ["Sum", sum(balances.map(([, balance]) => balance))] as const;
  return table([...balances, total], {
    Account: ([name]) => name,
    "Balance, €": ([, balance]) => Math.round(balance * 1e9) / 1e9,
  }, { decimals: 4 });
}

/** Where a step's energy came from and where it went, beside each other. */
export function energyTable(balance: EnergyBalance): Table {
  const { pvKwh, batteryOutKwh, gridBuyKwh, shortKwh } = balance;
  const { loadKwh, batteryInKwh, gridSellKwh, longKwh } = balance;
  const isOff = shortKwh > 0 || longKwh > 0;
  const sources = sum([pvKwh, batteryOutKwh, gridBuyKwh, shortKwh]);
  const uses = sum([loadKwh, batteryInKwh, gridSellKwh, longKwh]);
  const rows = [
    ["PV", pvKwh, "Load", loadKwh],
    ["From batteries", batteryOutKwh, "To batteries", batteryInKwh],
    ["Bought from the aggregator", gridBuyKwh, "Sold to the aggregator", gridSellKwh],
    ...(isOff ? [["Short of contract", shortKwh, "Long of contract", longKwh] as const] : []),
    ["Sum", sources, "Sum", uses],
  ] as const;
  return table(rows, {
    In: ([name]) => name,
    "In, kWh": ([, kwh]) => kwh,
    Out: ([, , name]) => name,
    "Out, kWh": ([, , , kwh]) => kwh,
  }, { decimals: 3 });
}
