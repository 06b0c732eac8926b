import { changeCommand } from "./change.ts";

export default changeCommand("resume", {
  about: "Let the changes of a paused deployment roll out.",
  examples: `
# Go on, and wait for the end
{program} rollout resume deployment/web
{program} rollout status deployment/web`,
});
