/** Money as in Italy: who is paid, what members have of it. */
export const ITALY: Readonly<Record<string, string>> = {
  "Money as in Italy": "Denaro come in Italia",
  "Supplier": "Venditore",
  "Supplier: energy, dispatching, sale": "Venditore: energia, dispacciamento, vendita",
  "Distributor": "Distributore",
  "Distributor: network": "Distributore: rete",
  "State": "Stato",
  "State: system charges, excise, VAT": "Stato: oneri di sistema, accisa, IVA",
  "Network operator": "Gestore di rete",
  "Network operator: fees of trades": "Gestore di rete: oneri degli scambi",
  "Regulator, market": "Regolatore, mercato",
  "Regulator and market operator": "Regolatore e gestore del mercato",
  "GSE, energy": "GSE, energia",
  "GSE: energy fed in": "GSE: energia immessa",
  "GSE, incentive": "GSE, incentivo",
  "GSE: incentive": "GSE: incentivo",
  "€ over the run": "€ sulla simulazione",
  "Together the members paid {0} more than they got":
    "Insieme i membri hanno pagato {0} più di quanto ricevuto",
  "Together the members got {0} more than they paid":
    "Insieme i membri hanno ricevuto {0} più di quanto pagato",
  "What the community got from each party (right) and paid to it (left), €, over the run":
    "Quanto la comunità ha ricevuto da ogni soggetto (a destra) e gli ha pagato (a sinistra), €, sulla simulazione",
  "Got": "Ricevuto",
  "Paid": "Pagato",
  "Own panels and battery": "Pannelli e batteria propri",
  "The market": "Il mercato",
  "The incentive": "L'incentivo",
  "To the median member the market is worth {0}": "Per il membro mediano il mercato vale {0}",
  "To the median member the market is worth {0}, the incentive {1}":
    "Per il membro mediano il mercato vale {0}, l'incentivo {1}",
  "A tick a member, € over the run: what it has more by its own panels and battery than without them, by the market than with the aggregator alone, by the incentive":
    "Un tratto per membro, € sulla simulazione: quanto ha in più con pannelli e batteria propri che senza, con il mercato che con il solo aggregatore, con l'incentivo",
  "With panels": "Con pannelli",
  "Without panels": "Senza pannelli",
  "€ per member": "€ per membro",
  "median {0}": "mediana {0}",
};
