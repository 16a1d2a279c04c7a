import { dateInRome, hoursOfDay, localSteps, midnightInRome, type Steps } from "../time.ts";

/** Quarter hours of a made-up meter over whole days in Rome. */
export interface MadeReadings {
  /** Start of the first day, Unix seconds. */
  readonly start: number;
  /** kWh by quarter, as many as the days have. */
  readonly withdrawnKwh: ArrayLike<number>;
  /** kWh by quarter; 0s where there are no panels. */
  readonly injectedKwh: ArrayLike<number>;
}

const QUARTER = 900;
/** A made-up point of delivery. */
const POINT = "IT001E00000001";

/** A made-up meter's file in each format that is read, by its name: to try the readers with. */
export function meterFiles(readings: MadeReadings): ReadonlyMap<string, string> {
  return new Map([
    ["e-distribuzione.csv", eDistribuzione(readings)],
    ["pcf.csv", pcf(readings)],
    ["ireti.json", ireti(readings)],
    ["areti.json", areti(readings)],
    ["portale-consumi.csv", portaleConsumi(readings)],
    ["sii-pdo.xml", siiPdo(readings)],
    ["green-button.xml", greenButton(readings)],
    ["plain.csv", plain(readings)],
    ["enedis.csv", enedis(readings)],
    ["british-half-hours.csv", british(readings)],
    ["enphase.csv", enphase(readings)],
  ]);
}

interface Day {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** kWh by elapsed quarter. */
  readonly withdrawn: readonly number[];
}

function daysOf({ start, withdrawnKwh }: MadeReadings): Day[] {
  const days: Day[] = [];
  for (let at = 0; at < withdrawnKwh.length;) {
    const date = dateInRome(start + at * QUARTER);
    const quarters = hoursOfDay(date) * 4;
    days.push({ date, withdrawn: Array.from(withdrawnKwh).slice(at, at + quarters) });
    at += quarters;
  }
  return days;
}

/** Quarters of the clock, 96: the hour that March skips is empty; null on the day of October. */
function byClock({ date, withdrawn }: Day): (number | undefined)[] | null {
  const hours = hoursOfDay(date);
  if (hours === 25) return null;
  if (hours === 24) return [...withdrawn];
  return [...withdrawn.slice(0, 8), ...new Array(4).fill(undefined), ...withdrawn.slice(8)];
}

const comma = (kwh: number | undefined) => kwh === undefined ? "" : String(kwh).replace(".", ",");
const slashed = (date: string) => date.split("-").reverse().join("/");
const clockOf = (quarter: number) =>
  `${String(Math.floor(quarter / 4) % 24).padStart(2, "0")}:${
    String(quarter % 4 * 15).padStart(2, "0")
  }`;

function eDistribuzione(readings: MadeReadings): string {
  const quarters = Array.from({ length: 96 }, (_, q) => `${clockOf(q)}-${clockOf(q + 1)}`);
  const rows = daysOf(readings).map((day) =>
    [slashed(day.date), ...(byClock(day) ?? day.withdrawn).map(comma)]
      .map((cell) => `"${cell}";`).join("")
  );
  return `${["Giorno", ...quarters].join(";")}\n${rows.join("\n")}\n`;
}

/** What the clock shows at each quarter, and whether it is summer time. */
function clockRows({ start, withdrawnKwh }: MadeReadings) {
  const steps: Steps = { start, seconds: QUARTER, count: withdrawnKwh.length };
  const local = localSteps(steps);
  return Array.from({ length: steps.count }, (_, i) => {
    const instant = start + i * QUARTER;
    const pad = (value: number) => String(value).padStart(2, "0");
    const minute = pad((instant / 60) % 60);
    const date = `${local.year[i]}-${pad(local.month[i])}-${pad(local.day[i])}`;
    const summer = Date.parse(`${date}T${pad(local.hour[i])}:${minute}Z`) / 1000 - instant === 7200;
    return { date, hour: pad(local.hour[i]), minute, summer };
  });
}

function pcf(readings: MadeReadings): string {
  const header = "POD;DATA;ORA;FL_ORA_LEGALE;ATTIVA_PRELEVATA;ATTIVA_IMMESSA;" +
    "REATTIVA_CAPACITIVA_IMMESSA;TIPO_DATO;";
  const row = (date: string, time: string, flag: number, kwh: number, injected: number) =>
    `${POINT};${date.replaceAll("-", "")};${time}00;${flag};${comma(kwh)};${comma(injected)};;E;`;
  const rows = clockRows(readings).flatMap(({ date, hour, minute, summer }, i) => {
    const real = row(
      date,
      `${hour}${minute}`,
      summer ? 2 : 1,
      readings.withdrawnKwh[i],
      readings.injectedKwh[i],
    );
    const hours = hoursOfDay(date);
    const nothing = row(date, `${hour}${minute}`, summer ? 1 : 2, 0, 0);
    if (hours === 25 && hour !== "02") return summer ? [real, nothing] : [nothing, real];
    if (hours === 23 && hour === "03" && minute === "00") {
      return [...["00", "15", "30", "45"].map((m) => row(date, `02${m}`, 1, 0, 0)), real];
    }
    return [real];
  });
  return `${header}\n${rows.join("\n")}\n`;
}

function ireti(readings: MadeReadings): string {
  const loadProfiles = daysOf(readings).map(({ date, withdrawn }) => {
    const hours = (Date.parse(`${date}T00:00Z`) / 1000 - midnightInRome(date)) / 3600;
    return {
      loadProfileDate: `${slashed(date)} 00:00:00 +0${hours}00`,
      energyType: "A1",
      sampleValues: withdrawn,
    };
  });
  return `${JSON.stringify({ loadProfiles })}\n`;
}

function areti(readings: MadeReadings): string {
  const rows = clockRows(readings).map(({ date, hour, minute }, i) => ({
    Value: String(readings.withdrawnKwh[i]),
    Ora: `${hour}:${minute}:00`,
    Data: date,
  }));
  return `${JSON.stringify(rows)}\n`;
}

function portaleConsumi(readings: MadeReadings): string {
  const quarters = Array.from({ length: 100 }, (_, q) => `ea${q + 1}`);
  const header = ["pod", "annomese_riferimento", "data_lettura", ...quarters].join(";");
  const rows = daysOf(readings).map((day) => {
    const month = day.date.slice(0, 7).replace("-", "");
    const cells = quarters.map((_, q) => day.withdrawn[q] ?? "");
    return [POINT, month, slashed(day.date), ...cells].join(";");
  });
  return `${header}\n${rows.join("\n")}\n`;
}

function siiPdo(readings: MadeReadings): string {
  const element = (day: string, dst: number, values: readonly number[]) =>
    `<Ea ${values.map((kwh, q) => `E${q + 1}="${comma(kwh)}"`).join(" ")} Dst="${dst}">${day}</Ea>`;
  const days = daysOf(readings);
  const months = [...new Set(days.map(({ date }) => date.slice(0, 7)))];
  const points = months.map((month) => {
    const elements = days.filter(({ date }) => date.startsWith(month)).map(
      ({ date, withdrawn }) => {
        const day = date.slice(8);
        if (withdrawn.length !== 100) {
          return element(day, withdrawn.length === 92 ? 1 : 0, withdrawn);
        }
        return element(day, 2, withdrawn.slice(0, 12)) + element(day, 3, withdrawn.slice(12));
      },
    );
    const [year, number] = month.split("-");
    return `<DatiPod><Pod>${POINT}</Pod><MeseAnno>${number}/${year}</MeseAnno><Misura>` +
      `<TipoDato>E</TipoDato>${elements.join("")}</Misura></DatiPod>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<FlussoMisure CodFlusso="PDO">${
    points.join("")
  }</FlussoMisure>\n`;
}

function greenButton({ start, withdrawnKwh, injectedKwh }: MadeReadings): string {
  const base = "https://utility.invalid/espi/1_1/resource";
  const channel = (n: number, flow: number, kwh: ArrayLike<number>) => {
    const reading = `${base}/UsagePoint/1/MeterReading/${n}`;
    const intervals = Array.from(
      kwh,
      (energy, i) =>
        `<IntervalReading><timePeriod><duration>900</duration><start>${
          start + i * QUARTER
        }</start>` +
        `</timePeriod><value>${Math.round(energy * 1e6)}</value></IntervalReading>`,
    );
    return `<entry><link rel="self" href="${reading}"/>` +
      `<link rel="related" href="${base}/ReadingType/${n}"/><content><MeterReading/></content></entry>` +
      `<entry><link rel="self" href="${base}/ReadingType/${n}"/><content><ReadingType>` +
      `<accumulationBehaviour>4</accumulationBehaviour><flowDirection>${flow}</flowDirection>` +
      `<intervalLength>900</intervalLength><powerOfTenMultiplier>-3</powerOfTenMultiplier>` +
      `<uom>72</uom></ReadingType></content></entry>` +
      `<entry><link rel="self" href="${reading}/IntervalBlock/1"/><content><IntervalBlock>` +
      `${intervals.join("")}</IntervalBlock></content></entry>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">` +
    `${channel(1, 1, withdrawnKwh)}${channel(2, 19, injectedKwh)}</feed>\n`;
}

function plain({ start, withdrawnKwh, injectedKwh }: MadeReadings): string {
  const rows = Array.from(
    withdrawnKwh,
    (kwh, i) => `${utc(start + i * QUARTER)},${kwh},${injectedKwh[i]}`,
  );
  return `time,withdrawn_kwh,injected_kwh\n${rows.join("\n")}\n`;
}

function enedis({ start, withdrawnKwh }: MadeReadings): string {
  const rows = Array.from(
    withdrawnKwh,
    (kwh, i) => `${utc(start + (i + 1) * QUARTER)};${kwh * 4000}`,
  );
  return `Horodate;Valeur\n${rows.join("\n")}\n`;
}

function british({ start, withdrawnKwh }: MadeReadings): string {
  const rows = Array.from({ length: withdrawnKwh.length / 2 }, (_, i) => {
    const time = utc(start + 2 * i * QUARTER).replace("T", " ").replace("Z", ":00.0000000");
    return `MAC000001,Std,${time}, ${withdrawnKwh[2 * i] + withdrawnKwh[2 * i + 1]} `;
  });
  return `LCLid,stdorToU,DateTime,KWH/hh (per half hour) \n${rows.join("\n")}\n`;
}

function enphase(readings: MadeReadings): string {
  const rows = Array.from(readings.withdrawnKwh, (kwh, i) => {
    const time = utc(readings.start + i * QUARTER).replace("T", " ").replace("Z", ":00 +0000");
    return `${time},${readings.injectedKwh[i] * 1000},${kwh * 1000},0,0`;
  });
  const header = "Date/Time,Energy Produced (Wh),Energy Consumed (Wh),Exported to Grid (Wh)," +
    "Imported from Grid (Wh)";
  return `${header}\n${rows.join("\n")}\n`;
}

function utc(instant: number): string {
  return `${new Date(instant * 1000).toISOString().slice(0, 16)}Z`;
}
