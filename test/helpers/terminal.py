"""Runs a program in a terminal of its own and plays somebody who types.

Arguments: the steps as JSON, then the program and its words. A step is ["until", TEXT], ["type", TEXT], ["size", ROWS,
COLUMNS], ["kill", SIGNAL], ["modes"] (is the terminal raw now?), ["tell"] (a line on
stderr) or ["end"]. Prints JSON: output, code, modes, lost (a text
that did not come, the last seen, or null).
"""
import fcntl, json, os, pty, select, signal, struct, sys, termios, time

steps, program = json.loads(sys.argv[1]), sys.argv[2:]
PATIENCE = 20


def resize(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


pid, fd = pty.fork()
if pid == 0:
    time.sleep(0.1)
    os.execvp(program[0], program)
resize(fd, 24, 80)
output, seen, modes, lost, is_over = b"", 0, [], None, False


def pump(seconds, text=None):
    """Reads until the text is there (True), the program has gone or the time is over (False)."""
    global output, seen, is_over
    end = time.time() + seconds
    while True:
        if text is not None and text in output[seen:]:
            seen = output.index(text, seen) + len(text)
            return True
        if is_over or time.time() > end:
            return False
        if select.select([fd], [], [], 0.05)[0]:
            try:
                chunk = os.read(fd, 65536)
            except OSError:
                chunk = b""
            output += chunk
            is_over = not chunk


for name, *rest in steps:
    if name == "until" and not pump(PATIENCE, rest[0].encode()):
        lost = rest[0]
        break
    elif name == "type":
        os.write(fd, rest[0].encode("latin1"))
    elif name == "size":
        resize(fd, *rest)
    elif name == "kill":
        os.kill(pid, getattr(signal, rest[0]))
    elif name == "modes":
        time.sleep(0.3)
        flags = termios.tcgetattr(fd)[3]
        modes.append("usual" if flags & termios.ICANON and flags & termios.ECHO else "raw")
    elif name == "tell":
        print("here", file=sys.stderr, flush=True)
    elif name == "end":
        pump(PATIENCE)

code = None
for _ in range(100):
    done, status = os.waitpid(pid, os.WNOHANG)
    if done:
        code = os.waitstatus_to_exitcode(status)
        break
    time.sleep(0.05)
else:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
print(json.dumps({"output": output.decode("utf8", "replace"), "code": code, "modes": modes, "lost": lost}))
