/** Key figures: their names, how they are computed, by whom they were defined. */
export const KEY_FIGURES: Readonly<Record<string, string>> = {
  "PV generation": "Produzione FV",
  "Σ PV generation": "Σ produzione FV",
  "Load": "Consumo",
  "Σ load": "Σ consumo",
  "Charged into batteries": "Caricata in batteria",
  "Σ energy taken by batteries": "Σ energia presa dalle batterie",
  "Delivered by batteries": "Resa dalle batterie",
  "Σ energy delivered by batteries": "Σ energia resa dalle batterie",
  "Tradable at most": "Scambiabile al massimo",
  "Σ over hours of min(surplus, deficit)": "Σ sulle ore di min(eccedenza, fabbisogno)",
  "P2P trade": "Scambio P2P",
  "Σ energy of P2P trades": "Σ energia degli scambi P2P",
  "Bought from the aggregator": "Acquistata dall'aggregatore",
  "Σ energy bought from the aggregator": "Σ energia acquistata dall'aggregatore",
  "Sold to the aggregator": "Venduta all'aggregatore",
  "Σ energy sold to the aggregator": "Σ energia venduta all'aggregatore",
  "Short of contract": "In difetto sul contratto",
  "Σ max(0, Δ), Δ = metered − contracted": "Σ max(0, Δ), Δ = misurato − contrattato",
  "Long of contract": "In eccesso sul contratto",
  "Self-consumption of households": "Autoconsumo delle famiglie",
  "1 − Σ what members fed in / Σ PV generation, each behind its own meter":
    "1 − Σ immissioni dei membri / Σ produzione FV, ciascuno dietro il proprio contatore",
  "Self-consumption": "Autoconsumo",
  "(Σ load − Σ max(0, N) − initial stock used) / Σ PV generation, N = net exchange of the community with the network in a step":
    "(Σ consumo − Σ max(0, N) − scorta iniziale usata) / Σ produzione FV, N = scambio netto della comunità con la rete in un passo",
  "PV not fed in": "FV non immesso",
  "1 − Σ max(0, −N) / Σ PV generation": "1 − Σ max(0, −N) / Σ produzione FV",
  "Self-consumption by contract": "Autoconsumo per contratto",
  "1 − Σ grid sell / Σ PV generation": "1 − Σ vendite alla rete / Σ produzione FV",
  "Self-sufficiency of households": "Autosufficienza delle famiglie",
  "1 − (Σ what members took + initial stock used) / Σ load, each behind its own meter":
    "1 − (Σ prelievi dei membri + scorta iniziale usata) / Σ consumo, ciascuno dietro il proprio contatore",
  "Self-sufficiency": "Autosufficienza",
  "1 − (Σ max(0, N) + initial stock used) / Σ load":
    "1 − (Σ max(0, N) + scorta iniziale usata) / Σ consumo",
  "Self-sufficiency with what is left": "Autosufficienza con quanto resta",
  "1 − (Σ max(0, N) − η_d · (battery level at the end − at the start)) / Σ load: what is left in batteries counted as load that it will serve":
    "1 − (Σ max(0, N) − η_d · (livello delle batterie alla fine − all'inizio)) / Σ consumo: quanto resta in batteria vale come consumo che servirà",
  "Self-sufficiency by contract": "Autosufficienza per contratto",
  "1 − Σ grid buy / Σ load": "1 − Σ acquisti dalla rete / Σ consumo",
  "Left in batteries": "Resta in batteria",
  "Σ battery level at the end − Σ level at the start":
    "Σ livello delle batterie alla fine − Σ livello all'inizio",
  "Full cycles of batteries": "Cicli completi delle batterie",
  "equivalent full cycles: Σ energy drawn from the batteries' store / Σ capacity":
    "cicli completi equivalenti: Σ energia tolta alle batterie / Σ capacità",
  "Wear of batteries": "Usura delle batterie",
  "battery.wear_eur_per_kwh · Σ energy delivered by batteries":
    "battery.wear_eur_per_kwh · Σ energia resa dalle batterie",
  "P2P share": "Quota P2P",
  "Σ P2P / (Σ P2P + Σ grid buy)": "Σ P2P / (Σ P2P + Σ acquisti dalla rete)",
  "P2P share of the tradable": "Quota P2P dello scambiabile",
  "Σ P2P / Σ over hours of min(surplus, deficit)":
    "Σ P2P / Σ sulle ore di min(eccedenza, fabbisogno)",
  "Highest exchange": "Scambio massimo",
  "max |N| over steps": "max |N| sui passi",
  "Peak to average": "Picco su media",
  "max |N| / mean |N| over steps": "max |N| / media |N| sui passi",
  "peak-to-average ratio: Mohsenian-Rad et al. 2010, doi:10.1109/TSG.2010.2089069":
    "rapporto picco-media: Mohsenian-Rad et al. 2010, doi:10.1109/TSG.2010.2089069",
  "Lowest market price": "Prezzo di mercato minimo",
  "min P over hours": "min P sulle ore",
  "Mean market price": "Prezzo di mercato medio",
  "mean P over hours": "media P sulle ore",
  "Highest market price": "Prezzo di mercato massimo",
  "max P over hours": "max P sulle ore",
  "Lowest P2P price": "Prezzo P2P minimo",
  "min p over P2P trades": "min p sugli scambi P2P",
  "Mean P2P price": "Prezzo P2P medio",
  "Σ q·p / Σ q over P2P trades": "Σ q·p / Σ q sugli scambi P2P",
  "Highest P2P price": "Prezzo P2P massimo",
  "max p over P2P trades": "max p sugli scambi P2P",
  "Dispersion of P2P prices": "Dispersione dei prezzi P2P",
  "standard deviation / mean of p/P over P2P trades, weighted by energy":
    "scarto tipo / media di p/P sugli scambi P2P, pesati per energia",
  "P2P trades": "Scambi P2P",
  "number of P2P trades": "numero di scambi P2P",
  "Buyers worse off": "Compratori in perdita",
  "P2P trades in which the buyer paid more than the aggregator asks / P2P trades":
    "scambi P2P in cui chi compra paga più di quanto chiede l'aggregatore / scambi P2P",
  "Sellers worse off": "Venditori in perdita",
  "P2P trades in which the seller got less than the aggregator pays / P2P trades":
    "scambi P2P in cui chi vende riceve meno di quanto paga l'aggregatore / scambi P2P",
  "Buyers' gain": "Guadagno dei compratori",
  "Σ buyers' gain against their outside option":
    "Σ guadagno dei compratori rispetto alla loro alternativa",
  "Sellers' gain": "Guadagno dei venditori",
  "Σ sellers' gain against their outside option":
    "Σ guadagno dei venditori rispetto alla loro alternativa",
  "Trades worse off": "Scambi in perdita",
  "P2P trades that left a side worse off than the aggregator / P2P trades":
    "scambi P2P in cui una parte sta peggio che con l'aggregatore / scambi P2P",
  "Welfare": "Benessere",
  "Σ q(λb of the buyer − λs of the seller) over P2P trades, less network fees at the middle of the two":
    "Σ q(λb di chi compra − λs di chi vende) sugli scambi P2P, meno gli oneri di rete al valore medio dei due",
  "Greatest welfare": "Benessere massimo",
  "Σ over steps of the greatest welfare that any trades among members could have":
    "Σ sui passi del massimo benessere che scambi fra membri potrebbero avere",
  "Welfare share": "Quota di benessere",
  "welfare / greatest welfare": "benessere / benessere massimo",
  "Buyers' share": "Parte dei compratori",
  "Σ q(λb − p(1 + f)) / the same with what sellers and the market operator gain, multipliers left aside; not defined if they lose together":
    "Σ q(λb − p(1 + f)) / lo stesso con quanto guadagnano venditori e gestore del mercato, senza moltiplicatori; non definita se insieme perdono",
  "Community's savings": "Risparmio della comunità",
  "Σ members' benefit; benefit = balance − balance had everyone only the aggregator and no penalty":
    "Σ beneficio dei membri; beneficio = saldo − saldo se ognuno avesse solo l'aggregatore e nessuna penalità",
  "Community's profit": "Profitto della comunità",
  "community savings + regulator fund": "risparmio della comunità + fondo del regolatore",
  "Members worse off": "Membri in perdita",
  "members whose benefit is negative / members": "membri con beneficio negativo / membri",
  "Gini index of benefits": "Indice di Gini dei benefici",
  "Σ Σ |xᵢ − xⱼ| / (2 n Σ |xᵢ|), x the members' benefits":
    "Σ Σ |xᵢ − xⱼ| / (2 n Σ |xᵢ|), x i benefici dei membri",
  "Jain index of benefits": "Indice di Jain dei benefici",
  "(Σ x)² / (n Σ x²), x the members' benefits; not defined if some gain and some lose":
    "(Σ x)² / (n Σ x²), x i benefici dei membri; non definito se alcuni guadagnano e altri perdono",
  "Prosumers' balance": "Saldo dei prosumer",
  "Σ prosumers' accounts at the end": "Σ conti dei prosumer alla fine",
  "Prosumers' money less wear": "Denaro dei prosumer meno l'usura",
  "Σ prosumers' accounts at the end − battery wear + η_d · mean λs · (battery level at the end − at the start)":
    "Σ conti dei prosumer alla fine − usura delle batterie + η_d · λs medio · (livello delle batterie alla fine − all'inizio)",
  "Cost at the meter": "Costo al contatore",
  "Σ over steps of λb*·max(0, N) − λs*·max(0, −N), means over members, had the community one meter, + battery wear − what is left in batteries as in prosumers_net":
    "Σ sui passi di λb*·max(0, N) − λs*·max(0, −N), medie sui membri, se la comunità avesse un solo contatore, + usura delle batterie − quanto resta in batteria come in prosumers_net",
  "Aggregator's balance": "Saldo dell'aggregatore",
  "aggregator's account at the end": "conto dell'aggregatore alla fine",
  "Network operator's balance": "Saldo del gestore di rete",
  "network operator's account at the end": "conto del gestore di rete alla fine",
  "Market operator's balance": "Saldo del gestore del mercato",
  "market operator's account at the end: Σ q(buyer's price − seller's price)":
    "conto del gestore del mercato alla fine: Σ q(prezzo di chi compra − prezzo di chi vende)",
  "Regulator's fund": "Fondo del regolatore",
  "regulator's fund at the end": "fondo del regolatore alla fine",
  "Lowest fund": "Fondo minimo",
  "lowest balance of the fund after any hour, or 0": "saldo minimo del fondo dopo ogni ora, o 0",
  "Taken in by the fund": "Incassato dal fondo",
  "Σ penalties, and bonuses below 1, that the fund received":
    "Σ penalità, e bonus sotto 1, che il fondo ha ricevuto",
  "Paid out by the fund": "Pagato dal fondo",
  "Σ bonuses, and penalties below 1, that the fund paid":
    "Σ bonus, e penalità sotto 1, che il fondo ha pagato",
  "Bonuses paid": "Bonus pagati",
  "mean over hours of the share of bonuses that the budget paid":
    "media sulle ore della quota di bonus che il fondo ha pagato",
  "Exclusion rate": "Tasso di esclusione",
  "member-hours barred / member-hours with something to trade":
    "ore-membro escluse / ore-membro con qualcosa da scambiare",
  "Cost of imbalances": "Costo degli sbilanciamenti",
  "Σ |Δ|·|π − P*|: what being off cost against the market price that came":
    "Σ |Δ|·|π − P*|: quanto è costato lo scarto rispetto al prezzo di mercato effettivo",
  "Value of a perfect forecast": "Valore di una previsione perfetta",
  "members' money had they foreseen prices, sun and loads − members' money":
    "denaro dei membri se avessero previsto prezzi, sole e consumi − denaro dei membri",
  "Supplier's balance": "Saldo del venditore",
  "supplier's account at the end; 0 but at retail":
    "conto del venditore alla fine; 0 se non al dettaglio",
  "Distributor's balance": "Saldo del distributore",
  "distributor's account at the end; 0 but at retail":
    "conto del distributore alla fine; 0 se non al dettaglio",
  "State's balance": "Saldo dello Stato",
  "the state's account at the end: system charges, excise, VAT; 0 but at retail":
    "conto dello Stato alla fine: oneri di sistema, accisa, IVA; 0 se non al dettaglio",
  "GSE's balance": "Saldo del GSE",
  "GSE's account at the end: energy bought, incentive paid":
    "conto del GSE alla fine: energia acquistata, incentivo pagato",
  "Bills beside trades": "Bollette oltre gli scambi",
  "Σ members' bills beside trades: fixed parts, excise set right, guaranteed price":
    "Σ bollette dei membri oltre gli scambi: quote fisse, conguaglio dell'accisa, prezzo minimo garantito",
  "Incentive to members": "Incentivo ai membri",
  "Σ members' accounts of the incentive": "Σ conti dell'incentivo dei membri",
  "Members' money": "Denaro dei membri",
  "prosumers' accounts + bills + incentive": "conti dei prosumer + bollette + incentivo",
  "Members' money alone": "Denaro dei membri da soli",
  "members' money had everyone only the aggregator, no penalty and no incentive":
    "denaro dei membri se ognuno avesse solo l'aggregatore, nessuna penalità e nessun incentivo",
  "Energy shared": "Energia condivisa",
  "Σ over hours and primary substations of min(Σ fed in, Σ taken); not defined without cer":
    "Σ su ore e cabine primarie di min(Σ immessa, Σ prelevata); non definita senza cer",
  "Fed in under substations": "Immessa sotto le cabine",
  "Σ of what members under a primary substation fed in; not defined without cer":
    "Σ di quanto immesso dai membri sotto una cabina primaria; non definita senza cer",
  "Share shared": "Quota condivisa",
  "energy shared / energy fed in": "energia condivisa / energia immessa",
  "Premium of the community": "Tariffa premio della comunità",
  "Σ shared·{[min(cap, fixed + max(0, 180 − P_z)) + FC]·(1 − F)}, by the plant's power":
    "Σ condivisa·{[min(tetto, fissa + max(0, 180 − P_z)) + FC]·(1 − F)}, per potenza dell'impianto",
  "Refund of network charges": "Rimborso degli oneri di rete",
  "Σ shared·TRAS_E": "Σ condivisa·TRAS_E",
  "Of the premium, to social purposes": "Della tariffa premio, a fini sociali",
  "what of the premium exceeds the threshold and no member may have; in the state's account":
    "quanto della tariffa premio supera la soglia e nessun membro può avere; nel conto dello Stato",
  "Top-up to the guaranteed price": "Integrazione al prezzo minimo garantito",
  "Σ by year of max(0, Σ guaranteed price·E − Σ P_z·E), E what a member sold to the grid":
    "Σ per anno di max(0, Σ prezzo minimo garantito·E − Σ P_z·E), E quanto un membro ha venduto alla rete",
  "Closing error of energy": "Errore di chiusura dell'energia",
  "max over hours of |sources − uses| / max(sources, uses)":
    "max sulle ore di |fonti − usi| / max(fonti, usi)",
  "Closing error of money": "Errore di chiusura del denaro",
  "max over hours of |Σ accounts| / turnover so far":
    "max sulle ore di |Σ conti| / movimenti fino ad allora",
  "Score of P2P trade": "Punteggio dello scambio P2P",
  "Score of profit": "Punteggio del profitto",
  "community profit / Σ over steps of (λb − λs)·min(surplus, deficit), at least 0":
    "profitto della comunità / Σ sui passi di (λb − λs)·min(eccedenza, fabbisogno), almeno 0",
  "Score of renewables": "Punteggio delle rinnovabili",
  "self-sufficiency: the load served by local PV":
    "autosufficienza: il consumo servito dal FV locale",
  "Score of chaos": "Punteggio del caos",
  "½·c/(1 + c) + ½·exclusion rate, c the P2P price dispersion":
    "½·c/(1 + c) + ½·tasso di esclusione, c la dispersione dei prezzi P2P",
  "Decree of Italy's Ministry of the Environment, 7 December 2023, n. 414, as amended by that of 16 May 2025, n. 127":
    "Decreto del Ministero dell'ambiente e della sicurezza energetica 7 dicembre 2023, n. 414, modificato da quello del 16 maggio 2025, n. 127",
  "ARERA, resolution 727/2022/R/eel, annex A (TIAD)":
    "ARERA, delibera 727/2022/R/eel, allegato A (TIAD)",
  "ARERA, resolution 280/07, annex A, art. 7": "ARERA, delibera 280/07, allegato A, art. 7",
};
