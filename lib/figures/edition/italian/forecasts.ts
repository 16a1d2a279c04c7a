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
  "The same hour a day before": "La stessa ora del giorno prima",
};
