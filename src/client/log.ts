import { escapeControls } from "../core/terminal.ts";
import type { World } from "../core/world.ts";
import type { Request } from "./connection.ts";
import type { Answer } from "./transport.ts";

/** What `-v` shows of the traffic, on stderr in klog's form; nothing secret passes through here unmasked. */
export interface TrafficLog {
  request(request: Request, url: string): void;
  response(request: Request, url: string, answer: Answer, milliseconds: number): void;
  body(path: string, text: string): void;
}

const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);
const SECRET_BODIES =
  /\/(secrets|token|tokenreviews|serviceaccounts\/[^/]+\/token|certificatesigningrequests)(\/|\?|$)/;
const BODY_LIMITS: Readonly<Record<number, number>> = { 8: 1024, 9: 10_240 };

/** The log for a verbosity: 6 a line per request, 7 headers sent, 8 headers received and bodies (cut), 10 whole. */
export function trafficLog(verbosity: number, world: World): TrafficLog {
  const print = (text: string) => world.streams.stderr.write(escapeControls(`${klogHead(world.now())} ${text}\n`));
  return {
    request(request, url) {
      if (verbosity < 7) return;
      print(`"Request" verb=${quote(request.method ?? "GET")} url=${quote(url)}${headerLines(request.headers ?? {})}`);
    },
    response(request, url, answer, milliseconds) {
      if (verbosity < 6) return;
      const about = `verb=${quote(request.method ?? "GET")} url=${quote(url)} status="${answer.status}"`;
      const headers = verbosity >= 8 ? headerLines(answer.headers) : "";
      print(`"Response" ${about} milliseconds=${Math.round(milliseconds)}${headers}`);
    },
    body(path, text) {
      if (verbosity < 8) return;
      const limit = BODY_LIMITS[verbosity] ?? text.length;
      const shown = SECRET_BODIES.test(path) ? "--- masked ---" : text.slice(0, limit);
      const cut = text.length > limit ? ` [truncated ${text.length - limit} chars]` : "";
      print(`"Response Body" body=${quote(shown)}${cut}`);
    },
  };
}

const quote = (text: string): string => JSON.stringify(text);

function headerLines(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const lines = Object.entries(headers).map(([name, value]) => {
    const shown = SECRET_HEADERS.has(name.toLowerCase()) ? "--- masked ---" : String(value);
    return `\t${name}: ${shown}\n`;
  });
  return lines.length > 0 ? ` headers=<\n${lines.join("")} >` : "";
}

/** klog's line head: "I1124 11:17:15.667561       1 transport.ts]", in local time. */
function klogHead(now: number): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const micros = `${String(date.getMilliseconds()).padStart(3, "0")}000`;
  return `I${two(date.getMonth() + 1)}${two(date.getDate())} ${time}.${micros}       1 transport.ts]`;
}
