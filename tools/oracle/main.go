// Command oracle says what the HorizontalPodAutoscaler controller of Kubernetes does with recorded
// situations. It reads one scenario a line from standard input and writes one timeline a line to standard
// output, in the same order; a blank line asks for the answers to what came before. The controller is the real one; only its clock and its clients are not.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"
	"testing"
	"testing/synctest"

	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
)

// A controller's HPA updates of one tick wait in a channel of 100 of the fake clientset, which panics when it
// is full (k8s.io/apimachinery pkg/watch DefaultChanSize).
const scenariosAtOnce = 50

// A trace of 2 hours is about 500 kB.
const longestLine = 64 << 20

// sources is the hash of these files; the linker sets it, so that an edit gives another binary.
var sources = "unknown"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "-sources" {
		fmt.Println(sources)
		return
	}
	// An error handler of the default list sleeps, and virtual time begins in 2000: it would sleep for years.
	utilruntime.ErrorHandlers = nil
	debug.SetGCPercent(400)
	os.Args = os.Args[:1]
	everything := func(string, string) (bool, error) { return true, nil }
	bubble := testing.InternalTest{Name: "oracle", F: func(t *testing.T) { synctest.Test(t, answer) }}
	testing.Main(everything, []testing.InternalTest{bubble}, nil, nil)
}

// answer leaves the process itself: the event broadcaster has goroutines that never end, so the bubble cannot.
func answer(t *testing.T) {
	if err := answerAll(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		syscall.Exit(1)
	}
	syscall.Exit(0)
}

func answerAll(input *os.File, output *os.File) error {
	lines := bufio.NewScanner(input)
	lines.Buffer(make([]byte, 1<<20), longestLine)
	out := bufio.NewWriterSize(output, 1<<20)
	world := newWorld()
	startController(world)
	for number, more := 0, true; more; {
		var batch []*scenario
		var err error
		batch, more, err = readBatch(lines, number)
		if err != nil {
			return err
		}
		number += len(batch)
		play(world, batch)
		for _, s := range batch {
			line, err := json.Marshal(map[string]any{"name": s.Name, "syncs": s.timeline})
			if err != nil {
				return err
			}
			if _, err := out.Write(append(line, '\n')); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func readBatch(lines *bufio.Scanner, before int) (batch []*scenario, more bool, err error) {
	for len(batch) < scenariosAtOnce && lines.Scan() {
		if len(lines.Bytes()) == 0 {
			return batch, true, nil
		}
		number := before + len(batch) + 1
		s, err := parseScenario(lines.Bytes(), fmt.Sprintf("s%d", number))
		if err != nil {
			return nil, false, fmt.Errorf("scenario %d: %w", number, err)
		}
		batch = append(batch, s)
	}
	return batch, len(batch) == scenariosAtOnce, lines.Err()
}
