import { bool, int, string, strings } from "../core/flags.ts";

/** -f, -k and -R: objects named by manifests. */
export const fileFlags = (what: string) => ({
  filename: strings(what, { shorthand: "f", complete: ["yaml", "yml", "json"] }),
  kustomize: string("Process a kustomization folder; not together with -f or -R.", { shorthand: "k" }),
  recursive: bool("Look into folders given with -f recursively.", { shorthand: "R" }),
});

/** -l: the selector grammar is the server's. */
export const selectorFlag = {
  selector: string(
    "Only objects whose labels match: '=', '==', '!=', 'in (a,b)', 'notin (a,b)', 'key', '!key', joined by commas.",
    { shorthand: "l" },
  ),
};

export const fieldSelectorFlag = {
  fieldSelector: string("Only objects whose fields match: '=', '==', '!='; which fields is up to each type."),
};

export const allNamespacesFlag = {
  allNamespaces: bool("Look in all namespaces; the current one and --namespace are then ignored.", { shorthand: "A" }),
};

export const chunkSizeFlag = {
  chunkSize: int("Fetch long lists in pages of this many objects; 0 fetches everything at once.", { default: 500 }),
};
