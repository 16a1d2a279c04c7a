/** Experiments: policies, forecasters, mechanisms, worlds, batteries; attacks on the chain. */
export const EXPERIMENTS: Readonly<Record<string, string>> = {
  "seed": "seme",
  "seeds": "semi",
  "community": "comunità",
  "communities": "comunità",
  "policy": "politica",
  "world": "mondo",
  "measurement": "misura",
  "measurements": "misure",
  "history": "storico",
  "Own simulation: {0}. Data: {1}.": "Simulazione propria: {0}. Dati: {1}.",
  "Own simulation: {0} on each of {1} days. Data: {2}.":
    "Simulazione propria: {0} in ognuno di {1} giorni. Dati: {2}.",
  "percentage points": "punti percentuali",
  "{0} percentage points": "{0} punti percentuali",
  "{0}, on each the mean of {1}": "{0}, per ognuno la media di {1}",
  "Mean over {0}, and its 95 % interval; all mechanisms on the same members, sun, loads and draws. ▲ more is better, ▼ less is better":
    "Media su {0}, con il suo intervallo al 95 %; tutti i meccanismi con gli stessi membri, sole, consumi e sorteggi. ▲ meglio di più, ▼ meglio di meno",
  "Leads all others, p < {0} (Holm)": "Precede tutti gli altri, p < {0} (Holm)",
  "Leads nobody, or by chance": "Non precede nessuno, o per caso",
  "No mechanism has a {0}": "Nessun meccanismo ha un valore di: {0}",
  '"{0}" has the best {1} of all: {2}': '"{0}" ha il valore migliore di tutti ({1}): {2}',
  "No mechanism leads in {0} beyond chance; the best reaches {1}":
    "Nessun meccanismo precede gli altri oltre il caso ({0}); il migliore arriva a {1}",
  'Difference to the {0} "{1}": mean over n of {2} and its 95 % interval, each compared with itself':
    'Differenza rispetto a {0} "{1}": media su n di {2} e intervallo al 95 %, ciascuno confrontato con sé stesso',
  "Differs, p < {0} (Holm)": "Diverso, p < {0} (Holm)",
  "May be chance": "Può essere il caso",
  'No {0} changes the {1} beyond chance against "{2}"':
    'Nessun effetto oltre il caso rispetto a "{2}" ({0}): {1}',
  '{0} more than "{1}"': '{0} più di "{1}"',
  '{0} less than "{1}"': '{0} meno di "{1}"',
  '"{0}" changes the {1} most: {2}': '"{0}" ha l\'effetto maggiore ({1}): {2}',
  '"{0}" changes the {1}: {2}': '"{0}" ha un effetto ({1}): {2}',
  "Members": "Membri",
  'Money against "{0}", € for the community and run: mean over {1} and its 95 % interval, each compared with itself':
    'Denaro rispetto a "{0}", € per la comunità e la simulazione: media su {1} e intervallo al 95 %, ciascuno confrontato con sé stesso',
  "Off contract, % of the load": "Fuori contratto, % del consumo",
  "Members' money against forecast error": "Denaro dei membri ed errore di previsione",
  "Who gains, who pays": "Chi guadagna, chi paga",
  'No forecaster changes the members\' money beyond chance against "{0}"':
    'Nessuna previsione cambia il denaro dei membri oltre il caso rispetto a "{0}"',
  '{0} € less with "{1}"': '{0} € in meno con "{1}"',
  '{0} € more with "{1}"': '{0} € in più con "{1}"',
  'Against "{0}" the members have {1}': 'Rispetto a "{0}" i membri hanno {1}',
  "Price, €/kWh": "Prezzo, €/kWh",
  "Sun and load, {0}": "Sole e consumo, {0}",
  "Level, % of capacity": "Livello, % della capacità",
  "The battery of member {0} fills to {1}": "La batteria del membro {0} si riempie: {1}",
  "{0} % under {1}": "{0} % con {1}",
  "Price that came, €/kWh": "Prezzo effettivo, €/kWh",
  "generation and load of member {0} ({1} kW of panels, {2} kWh), {3}":
    "produzione e consumo del membro {0} ({1} kW di pannelli, {2} kWh), {3}",
  "level at the end of each {0}": "livello alla fine di ogni {0}",
  "mean level": "livello medio",
  "Generation": "Produzione",
  "Load, price": "Consumo, prezzo",
  "The highest exchange with the network: {0}": "Il massimo scambio con la rete: {0}",
  "{0} kWh under {1}": "{0} kWh con {1}",
  "Net exchange of the community as metered {0}, {1}: taken from the network above 0, fed in below":
    "Scambio netto misurato della comunità {0}, {1}: prelievi sopra lo 0, immissioni sotto",
  "From {0} to {1} members time grows {2} times": "Da {0} a {1} membri il tempo cresce {2} volte",
  "Time of 24 hours, whole process, s, by number of members; both axes logarithmic. Members grow {0} times":
    "Tempo di 24 ore, processo intero, s, per numero di membri; assi logaritmici. I membri crescono {0} volte",
  "Measured": "Misurato",
  "As n log n, through the largest": "Come n log n, per il punto maggiore",
  "Time, s": "Tempo, s",
  "Blocks for which the payee waits": "Blocchi attesi da chi è pagato",
  "Double spends that succeed, %": "Doppie spese riuscite, %",
  "{0} of {1} of a double spend lie within the chance that Rosenfeld's formula leaves":
    "{0} su {1} di una doppia spesa stanno nel caso che la formula di Rosenfeld lascia",
  "Share of the attacks that succeed, %, by the attacker's share of all hash power (at the first point), over the blocks for which the payee waits; bars are 95 % intervals":
    "Quota degli attacchi riusciti, %, per quota di potenza di calcolo di chi attacca (al primo punto), secondo i blocchi attesi da chi è pagato; le barre sono intervalli al 95 %",
  "Delay per interval between blocks": "Ritardo diviso l'intervallo fra i blocchi",
  "Blocks with a competitor, %": "Blocchi con un concorrente, %",
  "{0} % of the blocks have a competitor at a delay of {1} × the interval; theory says {2} %":
    "{0} % dei blocchi ha un concorrente con un ritardo di {1} × l'intervallo; la teoria dice {2} %",
  "Share of the heights of the longest chain at which there is another block, %; bars are 95 % intervals":
    "Quota delle altezze della catena più lunga alle quali c'è un altro blocco, %; le barre sono intervalli al 95 %",
  "Theory, these miners": "Teoria, questi miner",
  "1 − e^(−delay/interval), many miners": "1 − e^(−ritardo/intervallo), molti miner",
  "A miner's chance to win is its share of the hash power":
    "La probabilità di vincere di un miner è la sua quota di potenza di calcolo",
  "Miners win more or less often than their hash power is worth":
    "I miner vincono più o meno spesso di quanto valga la loro potenza di calcolo",
  "Races won against races expected by the share of the power, for classes of miners of similar share; bars are ± 2 standard errors, the line is where both are equal":
    "Gare vinte rispetto a quelle attese dalla quota di potenza, per classi di miner di quota simile; le barre sono ± 2 errori tipo, sulla linea sono uguali",
  "Races expected": "Gare attese",
  "Races won": "Gare vinte",
  "A validator's chance to be drawn is its share of the stakes":
    "La probabilità di essere estratto di un validatore è la sua parte delle quote vincolate",
  "Validators are drawn more or less often than their stake is worth":
    "I validatori sono estratti più o meno spesso di quanto valga la loro quota",
  "Blocks proposed against blocks expected by the share of the stakes, for classes of validators of similar stake; bars are ± 2 standard errors, the line is where both are equal":
    "Blocchi proposti rispetto a quelli attesi dalla parte delle quote, per classi di validatori di quota simile; le barre sono ± 2 errori tipo, sulla linea sono uguali",
  "Blocks expected": "Blocchi attesi",
  "Blocks proposed": "Blocchi proposti",
  "Difficulty: zeros that a hash begins with": "Difficoltà: zeri con cui comincia un hash",
  "Hashes per block, logarithmic scale": "Hash per blocco, scala logaritmica",
  "A block of difficulty {0} took {1} times the hashes of one of difficulty {2}":
    "Un blocco di difficoltà {0} è costato {1} volte gli hash di uno di difficoltà {2}",
  "Mean number of hashes tried per block; the line is 16 to the power of the difficulty":
    "Numero medio di hash provati per blocco; la linea è 16 elevato alla difficoltà",
};
