/** What happens when an image is pulled: nothing, or the kubelet's reason and the registry's words. */
export interface PullFailure {
  readonly reason: "ErrImagePull" | "InvalidImageName";
  readonly message: string;
}

const REFERENCE =
  /^[a-z0-9]+([._-]+[a-z0-9]+)*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;
/** Images that cannot exist, by a rule that lessons can rely on: one of these words in their name or tag. */
const MISSING = /nosuch|no-such|does-not-exist|doesnotexist|notexist|invalid|broken|bad-?(tag|image)|typo/;

/** Why an image cannot be pulled; undefined when it can. */
export function pullFailure(image: string): PullFailure | undefined {
  if (!REFERENCE.test(image)) {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
    return { reason: "InvalidImageName", message };
  }
  if (!MISSING.test(image)) return undefined;
  const full = image.includes("/") ? image : `docker.io/library/${image}`;
  const message = `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
  return { reason: "ErrImagePull", message };
}
