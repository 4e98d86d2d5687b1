// verify_log checks an export of the hotline's log with somebody else's code: Go's golang.org/x/mod/sumdb/{note,tlog}.
//
//	verify_log -export DIR/tree-N -keys FILE [-receipts FILE] [-proofs FILE]
//
// FILE of -receipts and of -proofs holds one JSON object a line, as the protos' JSON has them: Receipt,
// GetInclusionProofResponse, GetConsistencyProofResponse. Every root that a proof speaks of must be that of a signed
// checkpoint or of the exported entries. Prints what was accepted; ends with 1 at the first thing that is not.
//
// Built with GO111MODULE=off GOPATH=/usr/share/gocode (Debian: golang-go, golang-golang-x-mod-dev).
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const leafBytes = 90

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, 0, len(indexes))
	for _, at := range indexes {
		if at >= int64(len(h)) {
			return nil, fmt.Errorf("the export has no stored hash %d", at)
		}
		out = append(out, h[at])
	}
	return out, nil
}

type log struct {
	stored    hashes
	size      int64
	verifiers note.Verifiers
}

func fail(format string, args ...interface{}) {
	fmt.Printf("NOT ACCEPTED: "+format+"\n", args...)
	os.Exit(1)
}

func must(what string, err error) {
	if err != nil {
		fail("%s: %v", what, err)
	}
}

func (l *log) root(size int64) tlog.Hash {
	if size > l.size {
		fail("a tree of %d entries, but the export has %d", size, l.size)
	}
	root, err := tlog.TreeHash(size, l.stored)
	must("tree hash", err)
	return root
}

func readVerifiers(path string) note.Verifiers {
	text, err := os.ReadFile(path)
	must("keys", err)
	var list []note.Verifier
	for _, line := range strings.Fields(string(text)) {
		verifier, err := note.NewVerifier(line)
		must("key", err)
		list = append(list, verifier)
	}
	return note.VerifierList(list...)
}

func readEntries(path string) (hashes, int64) {
	data, err := os.ReadFile(path)
	must("entries", err)
	if len(data)%leafBytes != 0 {
		fail("the file of entries ends within one")
	}
	var stored hashes
	size := int64(len(data) / leafBytes)
	for i := int64(0); i < size; i++ {
		more, err := tlog.StoredHashes(i, data[i*leafBytes:(i+1)*leafBytes], stored)
		must("stored hashes", err)
		stored = append(stored, more...)
	}
	return stored, size
}

// The signed note of a checkpoint: its signature by note.Open, then size and root. (tlog.ParseTree expects Go's own first
// line.)
func (l *log) open(text string) (int64, tlog.Hash) {
	opened, err := note.Open([]byte(text), l.verifiers)
	must("checkpoint", err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != opened.Sigs[0].Name {
		fail("a checkpoint of another shape: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must("size", err)
	root, err := tlog.ParseHash(lines[2])
	must("root", err)
	return size, root
}

func readCheckpoints(l *log, path string) int {
	data, err := os.ReadFile(path)
	must("checkpoints", err)
	blocks := strings.Split(string(data), "\n\n")
	if len(blocks)%2 != 0 {
		fail("the file of checkpoints ends within one")
	}
	for i := 0; i < len(blocks); i += 2 {
		size, root := l.open(blocks[i] + "\n\n" + strings.TrimSuffix(blocks[i+1], "\n") + "\n")
		if l.root(size) != root {
			fail("the checkpoint over %d entries is not of these", size)
		}
	}
	return len(blocks) / 2
}

type object struct {
	Index         string   `json:"index"`
	LeafHash      string   `json:"leaf_hash"`
	InclusionPath []string `json:"inclusion_path"`
	Checkpoint    string   `json:"checkpoint"`
	TreeSize      string   `json:"tree_size"`
	Path          []string `json:"path"`
	Root          string   `json:"root"`
	SizeBefore    string   `json:"size_before"`
	SizeAfter     string   `json:"size_after"`
	RootBefore    string   `json:"root_before"`
	RootAfter     string   `json:"root_after"`
}

func hash(text string) tlog.Hash {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must("hash", err)
	if len(bytes) != tlog.HashSize {
		fail("a hash of %d bytes", len(bytes))
	}
	var h tlog.Hash
	copy(h[:], bytes)
	return h
}

func path(texts []string) []tlog.Hash {
	var all []tlog.Hash
	for _, text := range texts {
		all = append(all, hash(text))
	}
	return all
}

// The protos' JSON leaves out zeros.
func number(text string) int64 {
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	must("number", err)
	return n
}

func each(file string, take func(object)) {
	if file == "" {
		return
	}
	data, err := os.ReadFile(file)
	must("file", err)
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var o object
		must("JSON", json.Unmarshal(lines.Bytes(), &o))
		take(o)
	}
	must("file", lines.Err())
}

func main() {
	export := flag.String("export", "", "folder tree-N of an export")
	keys := flag.String("keys", "", "verifier keys, one a line")
	receipts := flag.String("receipts", "", "receipts, one a line")
	proofs := flag.String("proofs", "", "proofs, one a line")
	flag.Parse()

	l := &log{verifiers: readVerifiers(*keys)}
	l.stored, l.size = readEntries(filepath.Join(*export, "entries"))
	checkpoints := readCheckpoints(l, filepath.Join(*export, "checkpoints"))
	accepted, inclusions, consistencies := 0, 0, 0
	each(*receipts, func(o object) {
		size, root := l.open(o.Checkpoint)
		must("receipt", tlog.CheckRecord(path(o.InclusionPath), size, root, number(o.Index), hash(o.LeafHash)))
		if l.root(size) != root {
			fail("the receipt of entry %s is of another log", o.Index)
		}
		accepted++
	})
	each(*proofs, func(o object) {
		if o.SizeAfter != "" {
			before, after := number(o.SizeBefore), number(o.SizeAfter)
			if hash(o.RootBefore) != l.root(before) || hash(o.RootAfter) != l.root(after) {
				fail("a consistency proof of other roots")
			}
			must("consistency", tlog.CheckTree(path(o.Path), after, hash(o.RootAfter), before, hash(o.RootBefore)))
			consistencies++
			return
		}
		size := number(o.TreeSize)
		if hash(o.Root) != l.root(size) {
			fail("an inclusion proof of another root")
		}
		must("inclusion", tlog.CheckRecord(path(o.Path), size, hash(o.Root), number(o.Index), hash(o.LeafHash)))
		inclusions++
	})
	fmt.Printf("accepted: entries %d checkpoints %d receipts %d inclusion %d consistency %d\n", l.size, checkpoints, accepted,
		inclusions, consistencies)
}
