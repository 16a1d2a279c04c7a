/** The chain: who makes blocks, how fairly, what they hold. */
export const CHAIN: Readonly<Record<string, string>> = {
  "miner": "miner",
  "miners": "miner",
  "validator": "validatore",
  "validators": "validatori",
  "hash power": "potenza di calcolo",
  "stake": "quota vincolata",
  "won": "vinto",
  "proposed": "proposto",
  "race": "gara",
  "lottery": "estrazione",
  "block": "blocco",
  "blocks": "blocchi",
  "transaction": "transazione",
  "transactions": "transazioni",
  "Number of blocks {0} by each {1}, and the number that its share of the {2} lets one expect":
    "Numero di blocchi che ogni {1} ha {0}, e quello atteso dalla sua parte della {2}",
  "the {0} that {1} most": "i {0} che ne hanno {1} di più",
  "{0} of those that {1} most": "{0} fra quelli che ne hanno {1} di più",
  "There is no block, as nobody traded": "Non c'è alcun blocco: nessuno ha scambiato",
  "No block, no winner.": "Senza blocchi non c'è vincitore.",
  "Blocks": "Blocchi",
  "{0}: {1} of {2} expected": "{0}: {1}, attesi {2}",
  "Expected": "Attesi",
  "{0} {1} {2} most, {3} each of {4}": "{0} {1} ne hanno {2} di più: {3} ciascuno su {4}",
  "{0} {1} {2} most, {3} of {4}; its {5} lets one expect {6}":
    "{0} {1} ne ha {2} di più: {3} su {4}; la sua {5} ne fa attendere {6}",
  "Share of the blocks against mean share of the {0}, % per {1}; in a fair {2} 95 % of the {3} are expected within the band":
    "Quota dei blocchi rispetto alla quota media della {0}, % per {1}; in una {2} equa ci si attende il 95 % dei {3} nella fascia",
  "Share of the {0}, %": "Quota della {0}, %",
  "Share of the blocks, %": "Quota dei blocchi, %",
  "{0} {1}: {2} % of the blocks, {3} % of the {4}": "{0} {1}: {2} % dei blocchi, {3} % della {4}",
  "No {0} {1} more or fewer blocks than its {2} and chance explain":
    "Nessun {0} ha {1} più o meno blocchi di quanto spieghino la sua {2} e il caso",
  "1 of {0} {1} {2} more or fewer blocks than its {3} and chance explain":
    "1 su {0} {1} ha {2} più o meno blocchi di quanto spieghino la sua {3} e il caso",
  "{0} of {1} {2} {3} more or fewer blocks than their {4} and chance explain":
    "{0} su {1} {2} hanno {3} più o meno blocchi di quanto spieghino la loro {4} e il caso",
  "{0} in all": "{0} in tutto",
  "{0}, with its number": "{0}, con il suo numero",
  "Outside the band": "Fuori dalla fascia",
  "In proportion": "In proporzione",
  "95 % of chance, {0}": "95 % del caso, {0}",
  "{0} of each {1} {2}, relative; rings mark who {3} the block":
    "{0} di ogni {1} {2}, relativa; gli anelli segnano chi ha {3} il blocco",
  "others": "altri",
  "{0}, relative": "{0}, relativa",
  "{0} of all {1} {2}, relative, one above the other; the number is the {3}'s":
    "{0} di tutti i {1} {2}, relativa, uno sopra l'altro; il numero è quello del {3}",
  "rings mark who {0} the block": "gli anelli segnano chi ha {0} il blocco",
  "others are {0}": "gli altri sono {0}",
  "{0} in all: {1}": "{0} in tutto: {1}",
  "{0} in all: {1} to {2}": "{0} in tutto: da {1} a {2}",
  "{0}; who {1} a block had {2} of it on average, an equal share is {3}":
    "{0}; chi ha {1} un blocco ne aveva in media {2}, una parte uguale è {3}",
  "the first {0} of {1}": "i primi {0} di {1}",
  "the first {0} of {1} {2}": "i primi {0} di {1} {2}",
  "Winner": "Vincitore",
  "The strongest {0} of its step {1} {2} of {3}; {4} were to be expected":
    "Il {0} più forte del passo ha {1} {2} di {3}; attesi {4}",
  "transactions per block": "transazioni per blocco",
  "Waiting": "In attesa",
  "Nobody traded, so no transaction waited for a block":
    "Nessuno ha scambiato: nessuna transazione in attesa di un blocco",
  "Up to {0} waited for the block of {1}": "Fino a {0} in attesa del blocco di {1}",
  "Most transactions waited for a block at {0}: {1} on average":
    "Più transazioni in attesa di un blocco alle {0}: {1} in media",
  "Most transactions waited for a block in {0}: {1} on average":
    "Più transazioni in attesa di un blocco nel periodo {0}: {1} in media",
  "Transactions that waited for the block of each {0}, number":
    "Transazioni in attesa del blocco di ogni {0}, numero",
  "Transactions that waited for the block of {0}, mean number {1}":
    "Transazioni in attesa del blocco di {0}, numero medio {1}",
};
