import { biddingStrategies } from "../../lib/market/bidding/mod.ts";
import { clearingMechanisms } from "../../lib/market/clearing/mod.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import { randomStream } from "../../lib/random.ts";
import { communityOf, configOf, type Member } from "../made/fixtures.ts";

/** One step's market of so many members in three neighbourhoods, half of them sellers. */
const MEMBERS = 100_000;

const stream = randomStream(1, "bench");
const members = Array.from({ length: MEMBERS }, (_, i): Member => ({
  imbalance: (stream.next() < 0.5 ? -1 : 1) * (0.01 + 2 * stream.next()),
  home: i % 3,
  margin: stream.next(),
}));
const config = configOf({ market: { bidding: { strategy: "outside-option" } } });
const community = communityOf(members);
const round = community.round(0.1, config);
biddingStrategies["outside-option"].quote(round, config.market.bidding, randomStream(1, "bids", 0));
const open = round.orders.openKwh.slice();

for (const [name, mechanism] of Object.entries(clearingMechanisms)) {
  const clear = mechanism.for(community.members);
  const trades = new TradeBook(mechanism.capacity(MEMBERS));
  Deno.bench({
    name: `${name}, a step of ${MEMBERS.toLocaleString("en-US")} members`,
    group: "clearing",
    baseline: name === "mid",
    fn() {
      round.orders.openKwh.set(open);
      trades.clear();
      clear(round, trades);
    },
  });
}
