/** Energy: balance, batteries, contracts, flows, imbalances. */
export const ENERGY: Readonly<Record<string, string>> = {
  "PV": "FV",
  "Load": "Consumo",
  "Battery, out": "Batteria, in uscita",
  "Battery, in": "Batteria, in entrata",
  "Battery, out and in": "Batteria, uscita ed entrata",
  "Taken from the network": "Prelevata dalla rete",
  "Fed into the network": "Immessa in rete",
  "The community covers {0} of its load with its own PV and feeds {1} of that into the grid":
    "La comunità copre {0} del consumo con il proprio FV e ne immette in rete {1}",
  "The community's energy as metered {0}, {1}: where it comes from (upwards) and where it goes (downwards)":
    "Energia della comunità come misurata {0}, {1}: da dove viene (verso l'alto) e dove va (verso il basso)",
  "State of charge at the end of each {0}, % of capacity, of {1} by size: mean and {2} (above); what all of them hold, kWh (below)":
    "Stato di carica alla fine di ogni {0}, % della capacità, di {1} per taglia: media e {2} (sopra); energia che contengono insieme, kWh (sotto)",
  "No prosumer has a battery": "Nessun prosumer ha una batteria",
  "No battery, no state of charge.": "Senza batterie non c'è stato di carica.",
  "% of capacity": "% della capacità",
  "Stored, kWh": "Accumulata, kWh",
  "Stored": "Accumulata",
  "The batteries stay empty": "Le batterie restano vuote",
  "The batteries hold most at the end of the {0} from {1}: {2} kWh, {3} % of what they can":
    "Batterie più cariche alla fine dell'intervallo ({0}) dalle {1}: {2} kWh, {3} % della capacità",
  "{0}: at most {1} % on average": "{0}: al massimo {1} % in media",
  "All sizes, mean": "Tutte le taglie, media",
  "Of {0} kWh, mean": "Da {0} kWh, media",
  "P2P, between neighbours": "P2P, fra vicini",
  "Bought from the aggregator": "Acquistata dall'aggregatore",
  "Sold to the aggregator": "Venduta all'aggregatore",
  "Short of contract": "In difetto sul contratto",
  "Long of contract": "In eccesso sul contratto",
  "No energy was traded between neighbours": "Nessuno scambio di energia fra vicini",
  "Neighbours supplied {0} of the energy that prosumers contracted to buy":
    "Quota dei vicini nell'energia acquistata per contratto: {0}",
  "Energy contracted {0}, {1}: bought from neighbours and from the aggregator upwards, sold to the aggregator downwards; beyond it what was metered off contract":
    "Energia contrattata {0}, {1}: acquisti da vicini e aggregatore verso l'alto, vendite all'aggregatore verso il basso; oltre, quanto misurato fuori contratto",
  "Energy contracted {0}, {1}: bought from neighbours and from the aggregator upwards, sold to the aggregator downwards":
    "Energia contrattata {0}, {1}: acquisti da vicini e aggregatore verso l'alto, vendite all'aggregatore verso il basso",
  "In all {0} kWh among neighbours, {1} kWh bought from and {2} kWh sold to the aggregator":
    "In tutto {0} kWh fra vicini, {1} kWh acquistati dall'aggregatore e {2} kWh venduti",
  "{0} kWh short and {1} kWh long of contract": "{0} kWh in difetto e {1} kWh in eccesso",
  "Network": "Rete",
  "Through batteries": "Via batterie",
  "To neighbours": "Ai vicini",
  "Fed in": "Immessa",
  "Left in batteries": "Resta in batteria",
  "Battery losses": "Perdite",
  "Nobody used any energy": "Nessuno ha consumato energia",
  "Of the load, {0} came straight from one's own roof, {1} from batteries, {2} from neighbours":
    "Consumo coperto dal proprio tetto: {0}; dalle batterie: {1}; dai vicini: {2}",
  "Energy of the whole run as metered, kWh: where it came from (left) and where it went (right); neighbours' is what others used in the same step, contracted or not":
    "Energia misurata su tutta la simulazione, kWh: da dove viene (a sinistra) e dove va (a destra); ai vicini va quanto altri usano nello stesso passo, con o senza contratto",
  "No energy.": "Nessuna energia.",
  "Net exchange with the network {0}, {1}: as contracted and as metered (above); what single members were off their contracts (below)":
    "Scambio netto con la rete {0}, {1}: contrattato e misurato (sopra); scarto dei singoli membri dai contratti (sotto)",
  "The forecast counts as what came, so that nobody is off contract":
    "La previsione vale come consuntivo: nessuno è fuori contratto",
  "Nothing is metered.": "Nulla è misurato.",
  "Metered": "Misurato",
  "Contracted": "Contrattato",
  "The community together": "La comunità insieme",
  "Net exchange, {0}": "Scambio netto, {0}",
  "Off contract, {0}": "Fuori contratto, {0}",
  "Nobody was off contract": "Nessuno è fuori contratto",
  "Members were off contract by {0} kWh, {1} of the load; the community as a whole by {2} kWh":
    "Membri fuori contratto per {0} kWh, {1} del consumo; la comunità nel suo insieme per {2} kWh",
  "{0} kWh short, {1} kWh long": "{0} kWh in difetto, {1} kWh in eccesso",
  "Energy sold from the neighbourhood of the row to that of the column, kWh of P2P contracts; those outside the diagonal pay the network fee":
    "Energia venduta dal quartiere della riga a quello della colonna, kWh di contratti P2P; fuori dalla diagonale si paga l'uso della rete",
  "There was no P2P trade.": "Nessuno scambio P2P.",
  "Buyers in": "Chi compra",
  "Sellers in": "Chi vende",
  "{0} of the energy traded among prosumers went to another neighbourhood":
    "Energia scambiata fra prosumer di quartieri diversi: {0}",
};
