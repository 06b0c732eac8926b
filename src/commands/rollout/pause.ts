import { changeCommand } from "./change.ts";

export default changeCommand("pause", {
  about: `Let changes of a deployment wait: its pods stay as they are until it is resumed.

Several changes can so become one rollout. Deployments alone can be paused.`,
  examples: `
# Two changes, one rollout
{program} rollout pause deployment/web
{program} set image deployment/web nginx=nginx:1.27
{program} rollout resume deployment/web`,
});
