import { writeJson } from "../../core/json/write.ts";
import type { KubeObject } from "../../core/object.ts";
import { ApiError } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import { bookmark, type WatchEvent, watchObjects } from "../api/watch.ts";
import { fromStored } from "../kinds/versions.ts";
import { encode } from "./encode.ts";
import { asTable, metadataOnly, readForm } from "./form.ts";
import { type ApiAnswer, type ApiRequest, JSON_TYPE } from "./message.ts";
import type { Target } from "./path.ts";
import { listingOf } from "./resource.ts";

const BOOKMARK_EVERY = 60_000;
/** The real server ends watches after half an hour to an hour; clients open them again. */
const LONGEST_SECONDS = 1800;

/** A stream of watch events, one line of JSON each. A version too old to watch from is told as the first event. */
export function answerWatch(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { query } = request;
  const asked = {
    ...listingOf(request, target),
    resourceVersion: query.get("resourceVersion") ?? "",
    ...(query.has("sendInitialEvents") ? { sendInitialEvents: query.get("sendInitialEvents") === "true" } : {}),
  };
  const seconds = Number(query.get("timeoutSeconds") ?? 0) || LONGEST_SECONDS;
  return {
    status: 200,
    contentType: JSON_TYPE,
    body: (write, end) => {
      const line = liner(machine, request, target);
      const send = (event: WatchEvent) => write(line(event));
      try {
        const stop = watchObjects(machine, asked, send);
        const over = machine.clock.after(seconds * 1000, end);
        const wantsBookmarks = ["true", "1"].includes(query.get("allowWatchBookmarks") ?? "");
        const quiet = wantsBookmarks
          ? everyMinute(machine, () => send({ type: "BOOKMARK", object: bookmark(machine) }))
          : () => {};
        return () => {
          stop();
          over();
          quiet();
        };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        write(`${JSON.stringify({ type: "ERROR", object: error.status() })}\n`);
        end();
        return () => {};
      }
    },
  };
}

function everyMinute({ clock }: Machine, run: () => void): () => void {
  let cancel = () => {};
  const next = () => {
    cancel = clock.after(BOOKMARK_EVERY, () => {
      run();
      next();
    });
  };
  next();
  return () => cancel();
}

/** Writes events in the form that was asked for. */
function liner(machine: Machine, request: ApiRequest, { kind }: Target): (event: WatchEvent) => string {
  const form = readForm(request.accept);
  const include = request.query.get("includeObject") || "Metadata";
  let isFirst = true;
  const shown = (object: KubeObject): string => {
    if (form === "object") return encode(fromStored(kind, object));
    if (form === "metadata") return writeJson(metadataOnly(fromStored(kind, object)), { sortKeys: false });
    const metadata = { resourceVersion: metadataOf(object).resourceVersion ?? "" };
    const table = asTable(machine, kind, [fromStored(kind, object)], metadata, { include, withColumns: isFirst });
    isFirst = false;
    return writeJson(table, { sortKeys: false });
  };
  return ({ type, object, isInitialEnd }) => {
    if (type !== "BOOKMARK") return `{"type":"${type}","object":${shown(object)}}\n`;
    return `{"type":"BOOKMARK","object":${bookmarkText(kind, object, { form, isInitialEnd: isInitialEnd === true })}}\n`;
  };
}

function bookmarkText(
  { group, version, kind }: Target["kind"],
  object: KubeObject,
  { form, isInitialEnd }: { form: string; isInitialEnd: boolean },
): string {
  const annotations = isInitialEnd ? { annotations: { "k8s.io/initial-events-end": "true" } } : {};
  const type =
    form === "table"
      ? { kind: "Table", apiVersion: "meta.k8s.io/v1", columnDefinitions: null, rows: [] }
      : { kind, apiVersion: group ? `${group}/${version}` : version };
  return JSON.stringify({ ...type, metadata: { ...metadataOf(object), ...annotations } });
}
