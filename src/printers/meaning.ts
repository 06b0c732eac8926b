export type Meaning = "green" | "yellow" | "red" | "gray";

const GOOD =
  /^(Running|Ready|Active|Bound|Available|Complete|Completed|Succeeded|Healthy|True|Established|Approved.*)$/;
const WAITING =
  /^(Pending|ContainerCreating|PodInitializing|Init:\d+\/\d+|Terminating|Released|Unknown|NotReady|SchedulingDisabled|.*,SchedulingDisabled|Progressing|Suspended|Running\(\d+.*\)|Warning)$/;
const BAD =
  /^(Failed|Error|CrashLoopBackOff|ImagePullBackOff|ErrImagePull|InvalidImageName|OOMKilled|Evicted|Lost|False|CreateContainer\w*Error|RunContainerError|DeadlineExceeded|NodeLost|Init:(Error|CrashLoopBackOff|\w*Err\w*)|.*BackOff)$/;

/** The colour that a table's cell deserves by what it says; undefined leaves it plain. */
export function colorOf(cell: string): Meaning | undefined {
  if (GOOD.test(cell)) return "green";
  if (BAD.test(cell)) return "red";
  if (WAITING.test(cell)) return "yellow";
  if (cell === "<none>" || cell === "<unknown>") return "gray";
  const ready = /^(\d+)\/(\d+)$/.exec(cell);
  if (!ready) return undefined;
  return ready[1] === ready[2] ? "green" : "yellow";
}
