/** The community: where it lives, what it has, what its panels give. */
export const COMMUNITY: Readonly<Record<string, string>> = {
  "PV capacity": "Potenza FV",
  "Batteries": "Batterie",
  "With peers": "Fra vicini",
  "Bought": "Acquisti",
  "Sold": "Vendite",
  "Capacity and energy settled by neighbourhood, over the whole run: contracts with peers (bought and sold), bought from and sold to the aggregator, imbalances included":
    "Potenza ed energia regolata per quartiere, su tutta la simulazione: contratti fra vicini (acquisti e vendite), acquisti e vendite all'aggregatore, sbilanciamenti inclusi",
  "{0}: most PV; nobody traded with peers": "{0}: più FV; nessuno scambio fra vicini",
  "{0}: most PV and most trade with peers": "{0}: più FV e più scambi fra vicini",
  "{0}: most PV; {1}: most trade with peers": "{0}: più FV; {1}: più scambi fra vicini",
  "PV, mean": "FV, media",
  "Load, mean": "Consumo, media",
  "The panels gave {0} of the load, and more than was needed in {1} of {2}":
    "Consumo coperto dai pannelli: {0}; più del necessario in {1} su {2}",
  "Metered PV generation and load per prosumer {0}, {1}: mean and {2} over {3}":
    "Produzione FV e consumo misurati per prosumer {0}, {1}: media e {2} su {3}",
  "PV, {0}": "FV, {0}",
  "Load, {0}": "Consumo, {0}",
  "Prosumers by PV capacity, kW, at places drawn within the box of their neighbourhood; dashed boxes are not part of this run":
    "Prosumer per potenza FV, kW, in punti sorteggiati nel riquadro del loro quartiere; i riquadri tratteggiati non partecipano",
  "the first {0} prosumers": "i primi {0} prosumer",
  "Nobody has PV": "Nessuno ha FV",
  "{0} have the most PV, {1} kW each of {2} kW":
    "{0} hanno la maggiore potenza FV, {1} kW ciascuno su {2} kW",
  "{0} has the most PV, {1} of {2} kW": "{0} ha la maggiore potenza FV, {1} su {2} kW",
  "Prosumer {0}: PV {1} kW, battery {2} kWh": "Prosumer {0}: FV {1} kW, batteria {2} kWh",
  "no PV": "senza FV",
  "PV capacity of a prosumer": "Potenza FV di un prosumer",
  "Neighbourhoods of this run": "Quartieri simulati",
  "The course of the Po is schematic.": "Il corso del Po è schematico.",
};
