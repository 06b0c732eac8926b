// kit is what the node's images are made of, and what helps the node itself; it is the only file of the image without a shell.
//
//	kit pause | serve [ADDR] | tick [N] [INTERVAL] | echo ADDR | fail CODE [TEXT] | proxy LISTEN TARGET | registry OCI-DIR ADDR
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

func arg(i int, d string) string {
	if len(os.Args) > i {
		return os.Args[i]
	}
	return d
}

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	mode := arg(1, "")
	if filepath.Base(os.Args[0]) == "pause" {
		mode = "pause"
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		s := <-stop
		if mode != "pause" {
			fmt.Println("signal:", s)
		}
		os.Exit(0)
	}()
	switch mode {
	case "pause": // PID 1 of a sandbox: reaps orphans, waits
		c := make(chan os.Signal, 16)
		signal.Notify(c, syscall.SIGCHLD)
		for range c {
			for {
				if p, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); p <= 0 || err != nil {
					break
				}
			}
		}
	case "serve":
		host, _ := os.Hostname()
		http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			fmt.Printf("%s %s\n", r.Method, r.URL)
			if r.Method == "POST" {
				io.Copy(w, r.Body)
				return
			}
			fmt.Fprintf(w, "hello from %s\n", host)
		})
		fmt.Println("serving on", arg(2, ":8080"))
		log.Fatal(http.ListenAndServe(arg(2, ":8080"), nil))
	case "tick":
		n, _ := strconv.Atoi(arg(2, "1000000000"))
		d, _ := time.ParseDuration(arg(3, "1s"))
		for i := 1; i <= n; i++ {
			fmt.Println("tick", i)
			if i%5 == 0 {
				fmt.Fprintln(os.Stderr, "err", i)
			}
			time.Sleep(d)
		}
	case "echo":
		l, err := net.Listen("tcp", arg(2, ":7"))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("echo on", l.Addr())
		for {
			c, err := l.Accept()
			if err != nil {
				log.Fatal(err)
			}
			go func() { n, _ := io.Copy(c, c); fmt.Println("echoed", n); c.Close() }()
		}
	case "fail":
		fmt.Fprintln(os.Stderr, arg(3, "failing on purpose"))
		n, _ := strconv.Atoi(arg(2, "1"))
		os.Exit(n)
	case "proxy":
		l, err := net.Listen("tcp", arg(2, ""))
		if err != nil {
			log.Fatal(err)
		}
		for {
			c, err := l.Accept()
			if err != nil {
				log.Fatal(err)
			}
			go func() {
				t, err := net.Dial("tcp", arg(3, ""))
				if err != nil {
					c.Close()
					return
				}
				go func() { io.Copy(t, c); t.(*net.TCPConn).CloseWrite() }()
				io.Copy(c, t)
				c.(*net.TCPConn).CloseWrite()
			}()
		}
	case "registry":
		registry(arg(2, "."), arg(3, "127.0.0.1:5000"))
	default:
		fmt.Fprintln(os.Stderr, "usage: kit pause|serve|tick|echo|fail|proxy|registry")
		os.Exit(2)
	}
}
