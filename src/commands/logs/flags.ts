import { bool, duration, int, string, strings } from "../../core/flags.ts";

export const logsFlags = {
  allContainers: bool("The logs of every container of the pod."),
  allPods: bool("The logs of every pod of the object; each line then begins with the pod's name."),
  container: string("The container whose log is meant.", { shorthand: "c" }),
  follow: bool("Stay, and print what is logged from now on.", { shorthand: "f" }),
  ignoreErrors: bool("Print what goes wrong with one log among the others and go on."),
  insecureSkipTlsVerifyBackend: bool(
    "Let the server fetch the log from a node whose certificate it cannot verify; what comes may be forged.",
  ),
  limitBytes: int("At most so many bytes; 0: all.", { default: 0 }),
  maxLogRequests: int("How many logs may be followed at once.", { default: 5 }),
  podRunningTimeout: duration("How long to wait for a pod, and for a followed container to start.", {
    default: 20_000,
  }),
  prefix: bool("Begin each line with the names of its pod and container."),
  previous: bool("The log of the container's last run, before it was restarted.", { shorthand: "p" }),
  selector: string("The logs of the pods whose labels match.", { shorthand: "l" }),
  since: duration("Only what is younger than 5s, 2m, 3h; 0: all."),
  sinceTime: string("Only what was logged after this time (RFC 3339)."),
  tail: int("Only the last so many lines; -1: all. With a selector 10 when nothing is said.", { default: -1 }),
  exclude: strings("Leave out the lines that match one of these regular expressions."),
  grep: strings("Print only the lines that match one of these regular expressions."),
  highlight: strings("Make what matches conspicuous on a terminal."),
  keep: bool("Stay through restarts, cut connections and new pods: each line once, from all pods of a workload."),
  merge: bool("Print the lines of several logs in the order of their times."),
  untilDone: bool("Stay until the job is done, through all of its pods; a job that fails gives exit code 1."),
  timestamps: bool("Begin each line with the time at which it was logged."),
};
