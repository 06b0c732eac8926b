/** Words that could stand at the cursor, each with an optional description after a tab. */
export interface Completion {
  readonly words: readonly string[];
  /** cobra's directive bits: 1 error, 2 no space, 4 no file completion, 8 filter by extension, 16 folders only. */
  readonly directive: number;
}
