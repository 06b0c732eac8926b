// meter FILE PROGRAM [ARG...]: runs the program with our own streams and writes to FILE, as one line of JSON, what the kernel
// says it took: wall time and CPU time in milliseconds, peak resident memory in KiB. Its exit code is the program's.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: meter FILE PROGRAM [ARG...]")
		os.Exit(2)
	}
	child := exec.Command(os.Args[2], os.Args[3:]...)
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	start := time.Now()
	err := child.Run()
	wall := time.Since(start)
	if child.ProcessState == nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		os.Exit(127)
	}
	usage := child.ProcessState.SysUsage().(*syscall.Rusage)
	peak := usage.Maxrss
	if runtime.GOOS == "darwin" { // bytes there, KiB elsewhere
		peak /= 1024
	}
	cpu := child.ProcessState.UserTime() + child.ProcessState.SystemTime()
	line := fmt.Sprintf("{\"wall\":%.3f,\"cpu\":%.3f,\"peak\":%d}\n", milliseconds(wall), milliseconds(cpu), peak)
	if err := os.WriteFile(os.Args[1], []byte(line), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		os.Exit(127)
	}
	os.Exit(child.ProcessState.ExitCode())
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
