import type { Accounts, Charges } from "../settlement/mod.ts";
import { sum } from "../mean.ts";
import type { Kpis, MoneyKpi } from "./kpi_definitions.ts";
import type { AloneWorld } from "./worlds.ts";

/** The figures of money at the end of a run. */
export function moneyKpis(
  accounts: Accounts,
  { incentive, guaranteedEur }: Charges,
  alone: AloneWorld,
): Pick<Kpis, MoneyKpi> {
  const {
    sharedKwh = NaN,
    injectedKwh = NaN,
    premiumEur = NaN,
    refundEur = NaN,
    socialEur = NaN,
  } = incentive ?? {};
  return {
    supplier_balance: accounts.supplier,
    distributor_balance: accounts.distributor,
    state_balance: accounts.state,
    gse_balance: accounts.gse,
    bills_balance: sum(accounts.bills),
    incentive_balance: sum(accounts.incentive),
    members_money: accounts.membersMoney,
    alone_money: sum(alone.money),
    shared_kwh: sharedKwh,
    injected_kwh: injectedKwh,
    shared_share: sharedKwh / injectedKwh,
    cer_premium: premiumEur,
    cer_refund: refundEur,
    social_purposes: socialEur,
    guaranteed_price: guaranteedEur,
  };
}
