import { escapeControls } from "../../core/terminal.ts";
import { cpuText, memoryText, percentText, type Sample, sorted, sumOf, type Usage } from "./usage.ts";

export interface PodTable {
  readonly containers: boolean;
  readonly sortBy: string;
  readonly withNamespace: boolean;
  readonly withSwap: boolean;
  readonly sum: boolean;
  readonly noHeaders: boolean;
}

/** The rows of `top pod`; every cell is padded, so each row ends with an empty one. */
export function podRows(samples: readonly Sample[], table: PodTable): string[][] {
  const names = [...(table.withNamespace ? ["NAMESPACE"] : []), ...(table.containers ? ["POD", "NAME"] : ["NAME"])];
  const head = [...names, "CPU(cores)", "MEMORY(bytes)", ...(table.withSwap ? ["SWAP(bytes)"] : [])];
  const rows = sorted(samples, table.sortBy).flatMap((sample) => {
    const first = table.withNamespace ? [sample.namespace] : [];
    if (!table.containers) return [[...first, sample.name, ...cells(sample.total, table.withSwap)]];
    return sorted(sample.containers, table.sortBy).map((one) => [
      ...first,
      sample.name,
      one.name,
      ...cells(one.total, table.withSwap),
    ]);
  });
  // As kubectl: --show-swap moves the sums one column to the right, --no-headers to that of the first name.
  const blank = Array((table.noHeaders ? 1 : names.length) + (table.withSwap ? 1 : 0)).fill("");
  const total = cells(sumOf(samples.map((one) => one.total)), table.withSwap);
  const sums = table.sum
    ? [
        [...blank, "________", "________"],
        [...blank, ...total],
      ]
    : [];
  return padded([...(table.noHeaders ? [] : [head]), ...rows, ...sums]);
}

const cells = ({ cpu, memory, swap }: Usage, withSwap: boolean): string[] => [
  cpuText(cpu),
  memoryText(memory),
  ...(withSwap ? [memoryText(swap)] : []),
];

const padded = (rows: readonly (readonly string[])[]): string[][] =>
  rows.map((row) => [...row.map((cell) => escapeControls(cell)), ""]);

/** A node, what it uses (undefined without a sample) and what it has. */
export interface NodeUse {
  readonly name: string;
  readonly used: Usage | undefined;
  readonly available: Usage;
}

const CORE_UNIT = 1_000_000n;
const BYTE = 1_000_000_000n;
const UNKNOWN = "<unknown>";

/** The rows of `top node`. */
export function nodeRows(nodes: readonly NodeUse[], { withSwap = false, noHeaders = false }): string[][] {
  const head = ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"];
  const rows = nodes.map(({ name, used, available }) => {
    if (!used) return [name, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, ...(withSwap ? [UNKNOWN, UNKNOWN] : [])];
    const cpu = share(cpuText(used.cpu), used.cpu, available.cpu, CORE_UNIT);
    const memory = share(memoryText(used.memory), used.memory, available.memory, BYTE);
    const hasSwap = available.swap > 0n;
    const swap = hasSwap ? share(memoryText(used.swap), used.swap, available.swap, BYTE) : [UNKNOWN, UNKNOWN];
    return [name, ...cpu, ...memory, ...(withSwap ? swap : [])];
  });
  return padded([...(noHeaders ? [] : [withSwap ? [...head, "SWAP(bytes)", "SWAP(%)"] : head]), ...rows]);
}

const share = (text: string, used: bigint, all: bigint, unit: bigint): string[] => [
  text,
  all > 0n ? percentText(used, all, unit) : UNKNOWN,
];
