const RESOURCE = new Set(
  "get list watch create update patch delete deletecollection use bind impersonate escalate approve sign attest *".split(
    " ",
  ),
);
const PATH = new Set("get put post head options delete patch *".split(" "));

/** Whether a verb means something for resources, or for paths that are none. */
export const isKnownVerb = (verb: string, isPath: boolean): boolean => (isPath ? PATH : RESOURCE).has(verb);
