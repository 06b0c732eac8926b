package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type desc struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Annotations map[string]string `json:"annotations"`
}

// registry serves an OCI layout read-only as a mirror of every registry (the host comes as ?ns=).
func registry(dir, addr string) {
	names := map[string]desc{}
	load := func() {
		var x struct{ Manifests []desc }
		b, err := os.ReadFile(filepath.Join(dir, "index.json"))
		if err != nil {
			log.Fatal(err)
		}
		json.Unmarshal(b, &x)
		for _, m := range x.Manifests {
			names[m.Annotations["io.containerd.image.name"]] = m
		}
	}
	load()
	log.Fatal(http.ListenAndServe(addr, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method, r.URL)
		p := strings.TrimPrefix(r.URL.Path, "/v2/")
		nf := func(code string) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(404)
			fmt.Fprintf(w, `{"errors":[{"code":%q,"message":"not in this lab"}]}`, code)
		}
		blob := func(digest, typ string) {
			d := strings.TrimPrefix(digest, "sha256:")
			f, err := os.Open(filepath.Join(dir, "blobs", "sha256", filepath.Base(d)))
			if err != nil {
				nf("BLOB_UNKNOWN")
				return
			}
			defer f.Close()
			w.Header().Set("Content-Type", typ)
			w.Header().Set("Docker-Content-Digest", digest)
			http.ServeContent(w, r, "", time.Time{}, f)
		}
		if p == "" {
			w.Write([]byte("{}"))
		} else if i := strings.LastIndex(p, "/blobs/"); i >= 0 {
			blob(p[i+7:], "application/octet-stream")
		} else if i := strings.LastIndex(p, "/manifests/"); i >= 0 {
			ref := p[i+11:]
			if strings.HasPrefix(ref, "sha256:") {
				blob(ref, "application/vnd.oci.image.manifest.v1+json")
				return
			}
			ns := r.URL.Query().Get("ns")
			if ns == "" {
				ns = "docker.io"
			}
			m, ok := names[ns+"/"+p[:i]+":"+ref]
			if !ok {
				nf("MANIFEST_UNKNOWN")
				return
			}
			blob(m.Digest, m.MediaType)
		} else {
			nf("UNSUPPORTED")
		}
	})))
}
