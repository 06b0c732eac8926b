import { expect, test } from "vitest";
import { type Conversation, type Conversed, converse } from "./converse.ts";
import { isJudge } from "./run.ts";

/** One row of a table of conversations: what is said and done, and what has to come of it. */
export interface Row extends Conversation {
  readonly name: string;
  readonly stderr: string;
  readonly stdout?: string;
  /** 0 when stderr is empty, else 1, unless said otherwise. */
  readonly code?: number;
  /** Lines of the requests, or how many there are. */
  readonly requests?: readonly string[] | number;
  /** Why kubectl does something else; without it the row holds for kubectl, too ($KUBECTL puts it to the test). */
  readonly differs?: string;
}

/** Makes a test of every row. */
export function testRows(rows: readonly Row[]): void {
  for (const row of rows) {
    test.skipIf(isJudge && row.differs !== undefined)(row.name, async () => {
      const got = await converse(row);
      expect(got.stderr).toBe(row.stderr);
      expect(got.code).toBe(row.code ?? (row.stderr === "" ? 0 : 1));
      if (row.stdout !== undefined) expect(got.stdout).toBe(row.stdout);
      if (row.requests !== undefined) expect(counted(got, row.requests)).toEqual(row.requests);
    });
  }
}

const counted = ({ requests }: Conversed, wanted: readonly string[] | number) =>
  typeof wanted === "number" ? requests.length : requests;
