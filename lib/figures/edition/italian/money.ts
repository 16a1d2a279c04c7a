/** Prices, money and the regulator. */
export const MONEY: Readonly<Record<string, string>> = {
  "trade": "scambio",
  "trades": "scambi",
  "Prosumers": "Prosumer",
  "Aggregator": "Aggregatore",
  "Regulator": "Regolatore",
  "Others": "Altri",
  "Balance, €": "Saldo, €",
  "Together the prosumers earned {0}": "Insieme i prosumer hanno guadagnato {0}",
  "Together the prosumers paid {0}": "Insieme i prosumer hanno pagato {0}",
  "being off contract cost {0} against the price that came":
    "gli sbilanciamenti sono costati {0} rispetto al prezzo effettivo",
  "Balance of each account, €, since the start of the run, imbalances included; they always sum to 0":
    "Saldo di ogni conto, €, dall'inizio della simulazione, sbilanciamenti inclusi; la somma è sempre 0",
  "Balance at the end, €": "Saldo finale, €",
  "Prosumer {0}: {1}": "Prosumer {0}: {1}",
  "{0} of {1} paid more than earned": "{0} su {1} hanno pagato più di quanto guadagnato",
  "{0} did best": "il migliore è {0}",
  "Balance of each prosumer at the end, €, imbalances included, by neighbourhood; the tick and the number are the median":
    "Saldo finale di ogni prosumer, €, sbilanciamenti inclusi, per quartiere; il tratto e il numero sono la mediana",
  "Paid more than earned": "Ha pagato più di quanto guadagnato",
  "Earned more than paid": "Ha guadagnato più di quanto pagato",
  "Median": "Mediana",
  "Median and quartiles; dots are outliers": "Mediana e quartili; i punti sono valori estremi",
  "with panels and a battery": "con pannelli e batteria",
  "with panels alone": "con i soli pannelli",
  "with a battery alone": "con la sola batteria",
  "with neither": "senza nessuno dei due",
  "Prosumer {0}, {1}: {2}": "Prosumer {0}, {1}: {2}",
  "Prosumers {0} to {1} by balance: {2} on average":
    "Prosumer da {0} a {1} per saldo: in media {2}",
  "Prosumers, by balance": "Prosumer, per saldo",
  "The median balance is {0}, {1}": "Il saldo mediano è {0}, {1}",
  "The median balance is {0} {1}, {2} {3}": "Il saldo mediano è {0} {1}, {2} {3}",
  "Balance of each prosumer at the end, €, imbalances included, from the highest to the lowest; colours are what it has":
    "Saldo finale di ogni prosumer, €, sbilanciamenti inclusi, dal più alto al più basso; i colori dicono che cosa possiede",
  "Balance of the prosumers at the end, €, imbalances included, from the highest to the lowest; a bar is the mean of {0} of them":
    "Saldo finale dei prosumer, €, sbilanciamenti inclusi, dal più alto al più basso; una barra è la media di {0} prosumer",
  "{0} {1}: median {2}": "{0} {1}: mediana {2}",
  "Bids": "Offerte di acquisto",
  "Asks": "Offerte di vendita",
  "A pair: bid and ask": "Una coppia: acquisto e vendita",
  "What the buyer pays": "Quanto paga chi compra",
  "What the seller gets": "Quanto riceve chi vende",
  "Price": "Prezzo",
  'Bids from the highest down, asks from the lowest up, and trades one after another, €/kWh, against energy, kWh, in the step from {0}; market.clearing is "{1}"':
    "Offerte di acquisto dalla più alta, di vendita dalla più bassa, e scambi uno dopo l'altro, €/kWh, rispetto all'energia, kWh, nel passo dalle {0}; market.clearing è \"{1}\"",
  "One side of the market is missing.": "Manca una parte del mercato.",
  "{0} kWh: bid {1}, ask {2}, price {3} €/kWh":
    "{0} kWh: acquisto {1}, vendita {2}, prezzo {3} €/kWh",
  "Energy, kWh": "Energia, kWh",
  "At {0} nobody traded with a neighbour": "Alle {0} nessuno ha scambiato con un vicino",
  'At {0} "{1}" priced {2} at {3} €/kWh': 'Alle {0} "{1}" ha dato a {2} un prezzo di {3} €/kWh',
  'At {0} "{1}" had buyers of {2} pay {3}, sellers get {4} €/kWh':
    'Alle {0} con "{1}" chi compra in {2} paga {3}, chi vende riceve {4} €/kWh',
  "P2P mean": "Media P2P",
  "Market price P, forecast": "Prezzo di mercato P, previsto",
  "Market price P": "Prezzo di mercato P",
  "Price that came, P*": "Prezzo effettivo, P*",
  "Aggregator sells at": "L'aggregatore vende a",
  "Aggregator buys at": "L'aggregatore compra a",
  "Nobody traded with neighbours, so only the aggregator's prices count":
    "Nessuno scambio fra vicini: contano solo i prezzi dell'aggregatore",
  "Prices {0}, €/kWh, before network fees and bonuses; bands are the {1} of bids and asks":
    "Prezzi {0}, €/kWh, senza oneri di rete e bonus; le fasce sono l'{1} delle offerte",
  "Neighbours traded at {0} €/kWh on average, {1} below what the aggregator asked":
    "Prezzo medio fra vicini: {0} €/kWh, {1} sotto quello chiesto dall'aggregatore",
  "Neighbours traded at {0} €/kWh on average, {1} above what the aggregator asked":
    "Prezzo medio fra vicini: {0} €/kWh, {1} sopra quello chiesto dall'aggregatore",
  "Asks from the lowest up and bids from the highest down, €/kWh, against the energy offered and wanted, kWh, in the {0} from {1}":
    "Offerte di vendita dalla più bassa e di acquisto dalla più alta, €/kWh, rispetto all'energia offerta e richiesta, kWh, nell'intervallo ({0}) dalle {1}",
  "In the {0} from {1} nobody offered energy":
    "Nell'intervallo ({0}) dalle {1} nessuno ha offerto energia",
  "In the {0} from {1} nobody wanted energy":
    "Nell'intervallo ({0}) dalle {1} nessuno ha chiesto energia",
  "{0} kWh up to {1} €/kWh": "{0} kWh fino a {1} €/kWh",
  "traded: {0} kWh": "scambiati: {0} kWh",
  "At {0} neighbours traded {1} of the {2} kWh wanted and {3} kWh offered":
    "Alle {0} i vicini hanno scambiato {1} kWh; richiesti {2}, offerti {3}",
  "Bids (demand)": "Domanda",
  "Asks (supply)": "Offerta",
  "Market price": "Prezzo di mercato",
  "Energy traded": "Energia scambiata",
  "Bonus on P2P trades": "Bonus sugli scambi P2P",
  "Penalty on grid purchases": "Penalità sugli acquisti dalla rete",
  "At the end {0} of the prosumers hold a bonus and {1} a penalty":
    "Alla fine prosumer con un bonus: {0}; con una penalità: {1}",
  "Share of the prosumers on each of the regulator's tiers, % at the end of each {0}; × is the multiplier":
    "Quota dei prosumer in ogni fascia del regolatore, % alla fine di ogni {0}; × è il moltiplicatore",
  "Penalties that members paid and bonuses that they got {0}, €, all members together":
    "Penalità pagate e bonus ricevuti {0}, €, tutti i membri insieme",
  "Penalties that members paid and bonuses that they got {0}, €, all members together; at the end with what the fund handed back":
    "Penalità pagate e bonus ricevuti {0}, €, tutti i membri insieme; alla fine con quanto il fondo ha restituito",
  "The regulator took nothing and gave nothing": "Il regolatore non ha preso né dato nulla",
  "No bonus and no penalty.": "Nessun bonus e nessuna penalità.",
  "Penalties": "Penalità",
  "Bonuses": "Bonus",
  "The regulator took in {0} of penalties and gave {1} of bonuses":
    "Il regolatore ha incassato {0} di penalità e pagato {1} di bonus",
  "Of what it took in {0} are left": "Di quanto incassato restano {0}",
  "none": "nessuno",
  "% of prosumers": "% dei prosumer",
};
