import { formatAge } from "../../core/duration.ts";
import type { JsonObject } from "../../core/object.ts";
import { type RequestedNames, readRequest } from "../certificate-request.ts";
import { eventLines } from "../events.ts";
import { part, parts, text } from "../fields.ts";
import { nameLine } from "../head.ts";
import { pairs } from "../lists.ts";
import type { Describer } from "../surroundings.ts";
import { moment } from "../time.ts";

export const describe: Describer = async (request, around) => {
  const metadata = part(request, "metadata");
  const spec = part(request, "spec");
  const names = readRequest(Buffer.from(text(spec.request), "base64").toString());
  const seconds = spec.expirationSeconds;
  return [
    nameLine(request),
    `Labels:\t${pairs(part(metadata, "labels")).join(",") || "<none>"}`,
    `Annotations:\t${pairs(part(metadata, "annotations")).join(",") || "<none>"}`,
    `CreationTimestamp:\t${moment(metadata.creationTimestamp)}`,
    `Requesting User:\t${text(spec.username)}`,
    ...(text(spec.signerName) === "" ? [] : [`Signer:\t${text(spec.signerName)}`]),
    ...(seconds === undefined ? [] : [`Requested Duration:\t${formatAge(Number(seconds) * 1000)}`]),
    `Status:\t${statusText(part(request, "status"))}`,
    ...(names ? [...subjectLines(names), ...alternativeLines(names)] : []),
    ...(await eventLines(request, around)),
  ];
};

function statusText(status: JsonObject): string {
  const types = parts(status, "conditions").map(({ type }) => text(type));
  const decided = types.includes("Denied") ? "Denied" : types.includes("Approved") ? "Approved" : "Pending";
  const failed = types.includes("Failed") ? ",Failed" : "";
  return `${decided}${failed}${text(status.certificate) === "" ? "" : ",Issued"}`;
}

/** The first value beside the label, the others below it; nothing for none. */
const several = (label: string, [first, ...more]: readonly string[] = []): string[] =>
  first === undefined ? [] : [`\t${label}:\t${first}`, ...more.map((value) => `\t\t${value}`)];

const OTHERS = [
  ["Organization", "2.5.4.10"],
  ["Organizational Unit", "2.5.4.11"],
  ["Country", "2.5.4.6"],
  ["Locality", "2.5.4.7"],
  ["Province", "2.5.4.8"],
  ["StreetAddress", "2.5.4.9"],
  ["PostalCode", "2.5.4.17"],
] as const;

const subjectLines = ({ subject }: RequestedNames): string[] => [
  "Subject:",
  `\tCommon Name:\t${subject.get("2.5.4.3")?.at(-1) ?? ""}`,
  `\tSerial Number:\t${subject.get("2.5.4.5")?.at(-1) ?? ""}`,
  ...OTHERS.flatMap(([label, oid]) => several(label, subject.get(oid))),
];

function alternativeLines({ dns, emails, uris, addresses }: RequestedNames): string[] {
  const lines = [
    ...several("DNS Names", dns),
    ...several("Email Addresses", emails),
    ...several("URIs", uris),
    ...several("IP Addresses", addresses),
  ];
  return lines.length === 0 ? [] : ["Subject Alternative Names:", ...lines];
}
