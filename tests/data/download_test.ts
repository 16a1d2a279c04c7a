import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { zipSync } from "fflate";
import { parseArguments } from "lib/cli/arguments.ts";
import { downloadWith } from "lib/cli/commands/download.ts";
import { parseConfig } from "lib/config/parse.ts";
import { openPrices, openPv } from "lib/data/catalogue.ts";
import { GME, priceRequests } from "lib/data/services/gme_service.ts";
import { energyChartsRequests } from "lib/data/services/energy_charts_service.ts";
import { smardRequests } from "lib/data/services/smard_service.ts";
import { PVGIS, pvRequest } from "lib/data/services/pvgis_service.ts";
import { InputError } from "lib/input_error.ts";
import { silent } from "lib/progress.ts";
import { DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "../made/workbook.ts";

type Answer = (request: Request) => Response | Promise<Response>;

/** What a server was asked, and by whom. */
interface Asked {
  readonly url: URL;
  readonly agent: string;
}

/** A server that gives its answers in turn, the last one for ever, and counts how often it was asked. */
async function withServer(
  answers: readonly Answer[],
  use: (url: string, asked: Asked[]) => Promise<void>,
): Promise<void> {
  const asked: Asked[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    asked.push({ url: new URL(request.url), agent: request.headers.get("user-agent") ?? "" });
    return answers[Math.min(asked.length, answers.length) - 1](request);
  });
  try {
    await use(`http://127.0.0.1:${server.addr.port}`, asked);
  } finally {
    await server.shutdown();
  }
}

/** Runs `download WORDS` against a server; says what was printed and how long it would have waited. */
async function download(
  url: string,
  folder: string,
  words: string,
  timeoutMs = 5000,
): Promise<{ printed: string; waits: number[] }> {
  const waits: number[] = [];
  const printed: string[] = [];
  const command = downloadWith({
    projectDataDir: folder,
    servers: { GME: url, PVGIS: url, SMARD: url, ENERGY_CHARTS: url, PORTALE_OFFERTE: url },
    fetch: { timeoutMs, wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)) },
  });
  const terminal = { print: (text: string) => void printed.push(text), progress: silent };
  await command.run(parseArguments(command, words.split(" ")), terminal);
  return { printed: printed.join("\n"), waits };
}

/** The problem that a download ends with; the folder must be as it was before. */
async function problemOf(url: string, words: string, timeoutMs?: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  let problem = "";
  await rejects(download(url, folder, words, timeoutMs), (error) => {
    ok(error instanceof InputError);
    problem = error.message;
    return true;
  });
  deepEqual(await list(folder), []);
  await Deno.remove(folder, { recursive: true });
  return problem;
}

async function list(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.isDirectory) names.push(entry.name);
    else names.push(...(await list(`${folder}/${entry.name}`)));
  }
  return names.sort();
}

function yearZip(year: number, price = 50): Uint8Array<ArrayBuffer> {
  const header = [DATE_HEADER, HOUR_HEADER, "PUN"];
  const rows = [
    ...dayRows(year * 10000 + 101, 24, () => [price]),
    ...dayRows(year * 10000 + 1231, 24, () => [price]),
  ];
  return new Uint8Array(zipSync({ [`Anno ${year}.xlsx`]: makeWorkbook([header, ...rows]) }));
}

const pvAnswer = (rows: readonly object[]) =>
  JSON.stringify({
    inputs: {
      location: { latitude: 45.07, longitude: 7.68, elevation: 240 },
      pv_module: { technology: "c-Si", peak_power: 1, system_loss: 14 },
    },
    outputs: { hourly: rows },
  });
const PV_ROWS = [
  { time: "20230101:0010", P: 0, "G(i)": 0, T2m: 2.5 },
  { time: "20231231:2310", P: 500, "G(i)": 600, T2m: "-" },
];
const PV_WORDS = "pv --latitude 45.07 --longitude 7.68 --years 2023";

// Made once: the archive holds the time at which it was made.
const archive = yearZip(2024);
const good: Answer = () => new Response(archive);
const status = (code: number, headers = {}): Answer => () =>
  new Response("no", { status: code, headers });

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("prices are asked of GME's page of yearly files, by name, with a user agent", () =>
  inFolder((folder) =>
    withServer([good], async (url, asked) => {
      const { printed } = await download(url, folder, "prices --years 2024");
      equal(asked[0].url.searchParams.get("fileName"), "Anno2024.zip");
      match(asked[0].url.pathname, /DatiStorici\/.*\/DownloadFile$/);
      match(asked[0].agent, /^local-energy-market/);
      match(printed, /redistribution is not allowed/);
      match(
        printed,
        /Anno2024\.zip: imported\n {2}prices from 2024-01-01 00:00 to 2024-12-31 23:00/,
      );
      match(
        printed,
        /rows: 48; gaps: 8736; duplicates: 0; clock changes: 2024-03-31 \(23 h\), 2024-/,
      );
      const { history, label } = await openPrices({ projectDataDir: folder, cacheDir: folder });
      equal(label, "imported history");
      equal(history.count, 8784);
    })
  ));

Deno.test("nothing is downloaded twice, and the terms are shown once", () =>
  inFolder((folder) =>
    withServer([
      () => new Response(yearZip(2023)),
      good,
      () => new Response(yearZip(2025)),
    ], async (url, asked) => {
      const first = await download(url, folder, "prices --years 2023-2024");
      equal(first.printed.split("redistribution").length - 1, 1);
      const before = await list(folder);
      const second = await download(url, folder, "prices --years 2023-2024");
      match(
        second.printed,
        /^Anno2023\.zip: downloaded before, .*\nAnno2024\.zip: downloaded before/,
      );
      equal(asked.length, 2);
      deepEqual(await list(folder), before);
    })
  ));

Deno.test("what was downloaded and then lost is downloaded again", () =>
  inFolder((folder) =>
    withServer([good], async (url, asked) => {
      await download(url, folder, "prices --years 2024");
      const names = await list(folder);
      await Deno.remove(`${folder}/imported/${names.find((name) => name.endsWith(".parquet"))}`);
      const { printed } = await download(url, folder, "prices --years 2024");
      match(printed, /Anno2024\.zip: imported/);
      equal(asked.length, 2);
      deepEqual(await list(folder), names);
    })
  ));

Deno.test("generation is asked of PVGIS with every parameter, and imported in kW", () =>
  inFolder((folder) =>
    withServer([() => new Response(pvAnswer(PV_ROWS))], async (url, asked) => {
      const { printed } = await download(url, folder, PV_WORDS);
      const { pathname, searchParams } = asked[0].url;
      equal(pathname, "/api/v5_3/seriescalc");
      deepEqual(Object.fromEntries(searchParams), {
        lat: "45.07",
        lon: "7.68",
        peakpower: "1",
        loss: "14",
        optimalangles: "1",
        usehorizon: "1",
        raddatabase: "PVGIS-SARAH3",
        startyear: "2023",
        endyear: "2023",
        pvcalculation: "1",
        outputformat: "json",
      });
      match(
        printed,
        /PV generation from 2023-01-01 00:10 to 2023-12-31 23:10 \(UTC\): 1 kW at 45\.070/,
      );
      const [system] = (await openPv({ projectDataDir: folder, cacheDir: folder })).history;
      equal(system.generationKw.at(-1), 0.5);
      equal(system.planeIrradianceWPerM2!.at(-1), 600);
      equal(system.airTemperatureC!.at(-1), NaN);
      await download(url, folder, PV_WORDS);
      equal(asked.length, 1);
    })
  ));

Deno.test("429, 529 and 503 are tried again, after what the server asks for or 1, 2, 4 … s", () =>
  inFolder((folder) =>
    withServer(
      [status(429, { "retry-after": "7" }), status(529), status(503), good],
      async (url, asked) => {
        const { waits } = await download(url, folder, "prices --years 2024");
        equal(asked.length, 4);
        deepEqual(waits, [7000, 2000, 4000]);
      },
    )
  ));

Deno.test("500 for ever ends after five attempts with the way by hand", () =>
  withServer([status(500)], async (url, asked) => {
    const problem = await problemOf(url, "prices --years 2024");
    equal(asked.length, 5);
    match(problem, /^Cannot download "Anno2024\.zip" from 127\.0\.0\.1:\d+: status 500, 5 times/);
    match(
      problem,
      /By hand: open https:\/\/www\.mercatoelettrico\.org\S*DatiStorici, save "Anno2024/,
    );
    match(problem, /run `deno task import` on the file$/);
  }));

Deno.test("404 is not tried again, and PVGIS's own words are passed on", () =>
  withServer([status(404)], async (url, asked) => {
    match(await problemOf(url, "prices --years 2024"), /status 404\. By hand/);
    equal(asked.length, 1);
    await withServer(
      [() => Response.json({ message: "Location over the sea.", status: 400 }, { status: 400 })],
      async (url) => {
        const problem = await problemOf(url, PV_WORDS);
        match(problem, /status 400 \(Location over the sea\.\)\. By hand: open .*pvg_tools/);
      },
    );
  }));

Deno.test("a page of HTML, a ZIP cut short and a changed header are refused, the folder untouched", async () => {
  const answers: [string, () => BodyInit, RegExp][] = [
    [
      "prices --years 2024",
      () => "<!DOCTYPE html><title>Accetta</title>",
      /is a web page or XML\. By/,
    ],
    ["prices --years 2024", () => yearZip(2024).slice(0, 900), /is cut short or damaged\. By hand/],
    ["prices --years 2024", () => "", /"Anno2024\.zip" as it is empty\. By hand/],
    [
      "prices --years 2024",
      () => new Uint8Array(zipSync({ "a.xlsx": makeWorkbook([["Tag", "Stunde", "Preis"]]) })),
      /needs the columns Data\/Date, Ora\/Hour and PUN: .*TAG, STUNDE, PREIS\. By hand/,
    ],
    [PV_WORDS, () => "<html>busy</html>", /web page or XML\. By hand: open .*pvg_tools/],
    [
      PV_WORDS,
      () => pvAnswer(PV_ROWS).slice(0, -9),
      /as JSON: it is cut short or damaged\. By hand/,
    ],
    [PV_WORDS, () => pvAnswer([]), /holds inputs\.location and outputs\.hourly.*By hand/],
    [PV_WORDS, () => yearZip(2024), /holds prices, not PV generation\. By hand/],
    ["prices --years 2024", () => pvAnswer(PV_ROWS), /holds PV generation, not prices\. By hand/],
    ["prices --years 2024", () => yearZip(2019), /reaches from 2019-01-01 .* not .*2024.*By hand/],
  ];
  for (const [words, body, expected] of answers) {
    await withServer([() => new Response(body())], async (url, asked) => {
      match(await problemOf(url, words), expected);
      equal(asked.length, 1);
    });
  }
});

Deno.test("a slow drip is given up when the time of an attempt is over", () =>
  withServer([
    () => {
      let timer: ReturnType<typeof setInterval>;
      const drip = new ReadableStream<Uint8Array>({
        start(controller) {
          timer = setInterval(() => controller.enqueue(new Uint8Array(1)), 10);
        },
        cancel: () => clearInterval(timer),
      });
      return new Response(drip);
    },
  ], async (url, asked) => {
    match(
      await problemOf(url, "prices --years 2024", 60),
      /no whole answer within 0\.06 s, 5 times/,
    );
    ok(asked.length > 0); // on a busy machine an attempt may end before the server hears of it
  }));

Deno.test("a connection that is cut is tried again", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let connections = 0;
  const serving = (async () => {
    for await (const connection of listener) {
      connections++;
      await connection.read(new Uint8Array(4096));
      const head = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nPK";
      await connection.write(new TextEncoder().encode(head));
      connection.close();
    }
  })();
  const { port } = listener.addr as Deno.NetAddr;
  const problem = await problemOf(`http://127.0.0.1:${port}`, "prices --years 2024");
  listener.close();
  await serving;
  match(problem, /the connection failed or was cut, 5 times in a row\. By hand/);
  equal(connections, 5);
});

Deno.test("a server that is not there is one clear sentence", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  match(await problemOf(`http://127.0.0.1:${port}`, PV_WORDS), /the connection failed or was cut/);
});

Deno.test("years and places that a service does not have are refused before it is asked", async () => {
  const refused: [string, RegExp][] = [
    ["prices --years 2003", /years 2003-2003 as GME has 2004 and later$/],
    ["prices --years 2024-2021", /the first comes after/],
    ["prices --years lately", /--years must be a year or two such as 2021-2025, found "lately"/],
    ["prices", /--years must be .*, found none/],
    ["pv --latitude 45 --longitude 7 --years 2021-2025", /as PVGIS has 2005 to 2023/],
    ["pv --latitude 95 --longitude 7 --years 2021", /latitudes run from -90 to 90/],
    ["pv --latitude north --longitude 7 --years 2021", /--latitude must be .*, found "north"/],
    ["pv --years 2021", /--latitude must be a number of degrees, found none/],
    ["gas --years 2021", /one of prices, pv and tariffs is needed: found "gas"/],
  ];
  for (const [words, expected] of refused) {
    match(await problemOf("http://127.0.0.1:1", words), expected);
  }
});

/** A week of SMARD from an instant on, ms; an hour's price is its place in the week. */
const week = (from: number, hours = 168) => ({
  series: Array.from({ length: hours }, (_, i) => [from + 3_600_000 * i, i === 5 ? null : i / 10]),
});
const WEEKS = ["2023-12-17T23:00Z", "2023-12-24T23:00Z", "2023-12-31T23:00Z", "2024-01-07T23:00Z"]
  .map((time) => Date.parse(time));

/** SMARD: an index, and the pieces that it names; the last one is not over yet. */
function smard(change: (stamp: number) => Response | undefined = () => undefined): Answer {
  return (request) => {
    const name = new URL(request.url).pathname.split("/").at(-1)!;
    if (name === "index_hour.json") return Response.json({ timestamps: WEEKS });
    const stamp = Number(/_(\d+)\.json$/.exec(name)![1]);
    return change(stamp) ?? Response.json(week(stamp, stamp === WEEKS[3] ? 24 : 168));
  };
}

Deno.test("NORD is asked of SMARD by default: its weeks are joined and cut to the year", () =>
  inFolder((folder) =>
    withServer([smard()], async (url, asked) => {
      const { printed } = await download(url, folder, "prices --zone NORD --years 2024");
      match(printed, /^SMARD's data are open: CC BY 4\.0/);
      match(
        printed,
        /255_DE_hour_2024\.json: imported\n {2}prices from 2024-01-01 00:00 to 2024-01-08 23/,
      );
      match(printed, /: NORD\n {2}rows: 192; gaps: 2;/);
      deepEqual(asked.map((call) => call.url.pathname.split("/").slice(-4).join("/")), [
        "chart_data/255/DE/index_hour.json",
        ...WEEKS.slice(1).map((stamp) => `chart_data/255/DE/255_DE_hour_${stamp}.json`),
      ]);
      const { history, sources } = await openPrices({ projectDataDir: folder, cacheDir: folder });
      deepEqual([...history.eurPerMwh.keys()], ["NORD"]);
      deepEqual(Array.from(history.eurPerMwh.get("NORD")!.subarray(4, 7)), [0.4, NaN, 0.6]);
      const { publisher, licence, address } = sources[0];
      deepEqual([publisher, licence], ["SMARD", "CC BY 4.0, Bundesnetzagentur | SMARD.de"]);
      match(address!, /chart_data\/255\/DE\/index_hour\.json$/);
      await download(url, folder, "prices --source smard --years 2024"); // the year is not over
      equal(asked.length, 8);
    })
  ));

Deno.test("Switzerland's price is asked of SMARD, and stands beside Italy's in a column of its own", () =>
  inFolder((folder) =>
    withServer([smard()], async (url, asked) => {
      const { printed } = await download(url, folder, "prices --zone CH --years 2023");
      match(printed, /: CH\n {2}rows: 336;/);
      match(asked[1].url.pathname, /chart_data\/259\/DE\/259_DE_hour_\d+\.json$/);
      await download(url, folder, "prices --zone NORD --years 2024");
      const { history } = await openPrices({ projectDataDir: folder, cacheDir: folder });
      deepEqual([...history.eurPerMwh.keys()], ["CH", "NORD"]);
    })
  ));

Deno.test("SMARD's year before is whole, and not asked for again", () =>
  inFolder((folder) =>
    withServer([smard()], async (url, asked) => {
      match((await download(url, folder, "prices --zone NORD --years 2023")).printed, /rows: 336;/);
      match(
        (await download(url, folder, "prices --zone NORD --years 2023")).printed,
        /downloaded before/,
      );
      equal(asked.length, 3);
    })
  ));

Deno.test("a week of SMARD that is refused, cut or damaged leaves the folder as it was", async () => {
  const answers: [Response, RegExp][] = [
    [
      new Response("no", { status: 404 }),
      /255_DE_hour_\d+\.json" from .*: status 404\. By hand: open http/,
    ],
    [new Response('{"series":[[1,'), /as JSON: it is cut short or damaged\. By hand/],
    [Response.json({}), /holds a list "series": found none/],
    [Response.json({ series: [["x", 1]] }), /pairs of milliseconds|SMARD has prices/],
  ];
  for (const [answer, expected] of answers) {
    await withServer(
      [smard(() => answer.clone())],
      async (url) => match(await problemOf(url, "prices --source smard --years 2024"), expected),
    );
  }
  await withServer(
    [() => Response.json({ timestamps: "none" })],
    async (url) =>
      match(await problemOf(url, "prices --source smard --years 2024"), /SMARD's index holds/),
  );
  await withServer(
    [smard()],
    async (url) =>
      match(
        await problemOf(url, "prices --source smard --years 2019"),
        /SMARD has prices from 2023-12-17 on/,
      ),
  );
});

const charts = (change: object = {}): Answer => (request) => {
  const from = Date.parse(`${new URL(request.url).searchParams.get("start")}T00:00Z`) / 1000;
  return Response.json({
    license_info:
      "CC BY 4.0 (creativecommons.org/licenses/by/4.0) from Bundesnetzagentur | SMARD.de",
    unix_seconds: [from, from + 3600],
    price: [98, 97.5],
    unit: "EUR / MWh",
    ...change,
  });
};

Deno.test("energy-charts is asked slowly, by zone, and 429 is waited for", () =>
  inFolder((folder) =>
    withServer([status(429), charts()], async (url, asked) => {
      const words = "prices --source energy-charts --years 2022-2023";
      const { waits, printed } = await download(url, folder, words);
      deepEqual(waits, [25_000, 25_000]);
      equal(asked[1].url.searchParams.toString(), "bzn=IT-North&start=2022-01-01&end=2022-12-31");
      match(printed, /energy-charts_IT-North_2023\.json: imported/);
      const { sources } = await openPrices({ projectDataDir: folder, cacheDir: folder });
      match(sources[0].licence!, /^CC BY 4\.0/);
    })
  ));

Deno.test("an answer of energy-charts that forbids is not kept", () =>
  withServer(
    [charts({ license_info: "For private and internal use only." })],
    async (url) =>
      match(
        await problemOf(url, "prices --source energy-charts --zone SICI --years 2023"),
        /under CC BY 4\.0: its license_info says "For private and internal use only\."\. By hand/,
      ),
  ));

Deno.test("a body without end, and one that says it is larger than any history, are not taken", () =>
  withServer([
    () => {
      const part = new Uint8Array(4 * 2 ** 20);
      return new Response(new ReadableStream({ pull: (c) => c.enqueue(part) }));
    },
  ], async (url, asked) => {
    match(
      await problemOf(url, "prices --years 2024", 60_000),
      /as a file may have up to 48 MB: it has more\. By hand/,
    );
    equal(asked.length, 1);
    await withServer(
      [() => new Response("x", { headers: { "content-length": "1" }, status: 200 }), good],
      async (url) =>
        match(await problemOf(url, "prices --years 2024"), /Cannot read "Anno2024\.zip"/),
    );
  }));

Deno.test("sources and zones that there are not are refused before anyone is asked", async () => {
  const refused: [string, RegExp][] = [
    [
      "prices --source entsoe --years 2024",
      /--source must be gme, smard or energy-charts, found "entsoe"/,
    ],
    [
      "prices --source smard --zone SUD --years 2024",
      /"SUD" as from SMARD there are NORD, CH: --source gme/,
    ],
    ["prices --source smard --zone constructor --years 2024", /"constructor" as from SMARD/],
    [
      "prices --source energy-charts --zone PUN --years 2024",
      /"PUN" as energy-charts has NORD, CNOR/,
    ],
    ["prices --source smard --years 2010", /as SMARD has 2018 and later/],
  ];
  for (const [words, expected] of refused) {
    match(await problemOf("http://127.0.0.1:1", words), expected);
  }
});

Deno.test("only the known hosts are asked", () => {
  equal(
    new URL(priceRequests({ first: 2024, last: 2024 })[0].url).host,
    "www.mercatoelettrico.org",
  );
  const request = pvRequest(45.07, 7.68, { first: 2021, last: 2023 });
  equal(new URL(request.url).host, "re.jrc.ec.europa.eu");
  const years = { first: 2024, last: 2024 };
  equal(new URL(smardRequests("NORD", years)[0].url).host, "www.smard.de");
  equal(new URL(energyChartsRequests("NORD", years)[0].url).host, "api.energy-charts.info");
  equal(request.file, "pvgis_45.07_7.68_2021-2023.json");
  deepEqual([GME.kind, PVGIS.kind], ["prices", "pv"]);
});

/** A parameter file as the Portale Offerte writes it; values made up but for their names. */
const PARAMETERS = `nome_parametro,descrizione,valore
sigma1,"Quota fissa, €/anno",23.04
sigma2,Quota potenza,23.52
sigma3,Quota energia,0.0119
tau_x,something else,5
iva_c,IVA,10
lambda,perdite,0.1
acc_c_r_l,accisa,0.0227
`;

Deno.test("tariffs of a day are downloaded as figures that a configuration takes", async () => {
  const folder = await Deno.makeTempDir();
  await withServer([() => new Response(PARAMETERS)], async (url, asked) => {
    const { printed } = await download(url, folder, "tariffs --date 2026-09-05");
    equal(
      asked[0].url.pathname,
      "/portaleOfferte/resources/opendata/csv/parametri/2026_9/PO_Parametri_E_20260905.csv",
    );
    match(printed, /CC BY 4\.0/);
    match(printed, /6 figures of a bill, in .*imported.tariffs_2026-09-05\.json/);
    match(printed, /It has no cdispd, dispbt, pcv, uc3, .*: those of a year stay/);
  });
  const written = JSON.parse(await Deno.readTextFile(`${folder}/imported/tariffs_2026-09-05.json`));
  const figures = {
    sigma1: 23.04,
    sigma2: 23.52,
    sigma3: 0.0119,
    vat: 0.1,
    loss_share: 0.1,
    excise: 0.0227,
  };
  deepEqual(written.figures, figures);
  match(written.address, /PO_Parametri_E_20260905\.csv$/);
  const config = { date: "2026-09-05", grid: { tariff: "retail", tariff_figures: figures } };
  deepEqual(parseConfig(JSON.stringify(config)).grid.tariff_figures, figures);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("tariffs that cannot be had or read leave nothing behind, and say why", async () => {
  const problem = (answer: Answer, words = "tariffs --date 2026-09-05") => {
    let told = "";
    return withServer([answer], async (url) => {
      told = await problemOf(url, words);
    }).then(() => told);
  };
  match(await problem(() => new Response("", { status: 404 })), /PO_Parametri_E_20260905\.csv/);
  match(await problem(() => new Response("<html>")), /columns of a parameter file are nome_param/);
  const comma = PARAMETERS.replace("23.04", '"23,04"');
  match(await problem(() => new Response(comma)), /sigma1 is one number .* found "23,04" in row 2/);
  const twice = `${PARAMETERS}sigma1,again,23.04\n`;
  match(
    await problem(() => new Response(twice)),
    /each parameter is there once: found sigma1 again in row \d+/,
  );
  const none = "nome_parametro,descrizione,valore\ntau,x,1\n";
  match(await problem(() => new Response(none)), /no figure of a bill/);
  match(await problem(() => new Response(""), "tariffs --date 2026-13-05"), /a day such as/);
  match(await problem(() => new Response(""), "tariffs"), /a day such as/);
});
