/** Forecasts against what came. */
export const FORECASTS: Readonly<Record<string, string>> = {
  "hour-ahead": "un'ora prima",
  "day-ahead": "il giorno prima",
  "published": "prezzi pubblicati",
  "Actual": "Effettivo",
  "Forecast": "Previsto",
  "{0} interval": "intervallo al {0}",
  "{0} {1}, {2}: forecast ({3}) and what came": "{0} {1}, {2}: previsione ({3}) e consuntivo",
  "What came of the {0} forecast is not known": "Il consuntivo della previsione di {0} non è noto",
  "The {0} forecast was off by {1} {2} on average":
    "La previsione di {0} ha sbagliato in media di {1} {2}",
  "The {0} forecast was off by {1} {2} on average, {3} less than {4}":
    "La previsione di {0} ha sbagliato in media di {1} {2}, {3} in meno (confronto: {4})",
  "The {0} forecast was off by {1} {2} on average, {3} more than {4}":
    "La previsione di {0} ha sbagliato in media di {1} {2}, {3} in più (confronto: {4})",
  "{0}, {1} ({2}): forecast against what came, and error against what came; colours are the size of the error":
    "{0}, {1} ({2}): previsione rispetto al consuntivo, ed errore rispetto al consuntivo; i colori sono l'entità dell'errore",
  "Nothing is known of what came.": "Il consuntivo non è noto.",
  "Actual, {0}": "Effettivo, {0}",
  "Forecast, {0}": "Previsto, {0}",
  "Error, {0}": "Errore, {0}",
  "Actual {0}, forecast {1} {2}": "Effettivo {0}, previsto {1} {2}",
  "Half of the {0} forecasts are off by less than {1} {2}, one in twenty by more than {3}":
    "Metà delle previsioni di {0} sbaglia di meno di {1} {2}, una su venti di più di {3}",
  "Half or more of the {0} forecasts are exact, one in twenty is off by more than {1} {2}":
    "Metà o più delle previsioni di {0} è esatta, una su venti sbaglia di più di {1} {2}",
  "the last sunlit hour": "l'ultima ora di sole",
  "the three hours before it": "le tre ore prima di essa",
  "the mean of 6, 12 and 36 sunlit hours": "la media di 6, 12 e 36 ore di sole",
  "the same hour yesterday": "la stessa ora di ieri",
  "the systems near by": "gli impianti vicini",
  "how old the last sunlit hour is": "da quanto è passata l'ultima ora di sole",
  "what a cloudless sky would yield": "quanto darebbe un cielo sereno",
  "where the sun stands": "la posizione del sole",
  "the season": "la stagione",
  "what is usual then": "quanto è usuale allora",
  "{0}, {1}, by {2}": "{0}, {1}, per {2}",
  "In {0} of {1} cases the {2} forecast errs least":
    "In {0} casi su {1} sbaglia meno la previsione: {2}",
  "climatology": "climatologia",
  "persistence": "persistenza",
  "smart persistence": "persistenza corretta",
  "month-and-hour mean": "media di mese e ora",
  "same hour yesterday": "stessa ora di ieri",
  "similar day": "giorno simile",
  "Growth of the error, %": "Crescita dell'errore, %",
  "{0}: without {1} the error grows by {2}, without {3} by {4}":
    "{0}: senza {1} l'errore cresce del {2}, senza {3} del {4}",
  "Growth of the root mean square error, %, when what is known is exchanged for that of another hour (permutation importance, Breiman 2001)":
    "Crescita dell'errore quadratico medio (radice), %, quando un'informazione è scambiata con quella di un'altra ora (importanza per permutazione, Breiman 2001)",
  "kW per kW": "kW per kW",
  "An ordinary day gives {0} kWh per kW in summer, {1} in winter; {2} and {3} were forecast hour by hour":
    "Un giorno tipico dà {0} kWh per kW d'estate, {1} d'inverno; previsti ora per ora {2} e {3}",
  "PV generation of the days whose generation is the median of their season, {0} of capacity: as it came, an hour ahead, and as is usual of month and hour":
    "Produzione FV dei giorni con la produzione mediana della loro stagione, {0} di potenza: effettiva, prevista un'ora prima, e usuale per mese e ora",
  "{0}: off by {1} {2} in the mean of the day": "{0}: errore medio del giorno {1} {2}",
  "Forecast an hour ahead": "Previsto un'ora prima",
  "Usual": "Usuale",
  "{0}, {1}: {2} came, {3} forecast, {4} usual, {5}":
    "{0}, {1}: effettivo {2}, previsto {3}, usuale {4}, {5}",
  "For {0} the forecast errs by {1} €/MWh": "Per {0} la previsione sbaglia di {1} €/MWh",
  "The forecast errs least for {0}, by {1} €/MWh, and most for {2}, by {3}":
    "La previsione sbaglia meno per {0}, di {1} €/MWh, e di più per {2}, di {3}",
  "Mean absolute error an hour ahead by price zone, €/MWh":
    "Errore assoluto medio un'ora prima per zona di prezzo, €/MWh",
  "previous hour": "ora precedente",
  "ensemble": "insieme di modelli",
  "The same hour a day before": "La stessa ora del giorno prima",
  "Should lie below, %": "Dovrebbe stare sotto, %",
  "Lay below, %": "Stava sotto, %",
  "Too many below, points": "Di troppo sotto, punti",
  "{0}: {1} % below the quantile of {2} %": "{0}: {1} % sotto il quantile del {2} %",
  "Quantiles keep their promise within {0} percentage points":
    "I quantili mantengono la promessa entro {0} punti percentuali",
  "The {0} % quantile of {1} is off by {2} percentage points":
    "Il quantile del {0} % di {1} sbaglia di {2} punti percentuali",
  "{0}: share of what came at or below each forecast quantile, and by how many percentage points it differs from the promised one (grey: within {1})":
    "{0}: quota del consuntivo fino a ogni quantile previsto, e di quanti punti percentuali differisce da quella promessa (grigio: entro {1})",
  "{0} % of {1} %": "{0} % di {1} %",
};
