package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// run tries the mutants of these names, or all, in the repository of the working
// directory. Any that survives is an error.
func run(ctx context.Context, names []string, out io.Writer) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	if _, err := os.Stat("go.mod"); err != nil {
		return fmt.Errorf("start it at the root of the repository: %w", err)
	}
	all := table()
	if err := check(root, all); err != nil {
		return err
	}
	chosen, err := choose(all, names)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "mutants-") // short: a test makes sockets below it
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	l := &lab{root: root, scratch: scratch, out: out}
	if err := l.untouched(ctx, chosen); err != nil {
		return err
	}
	return l.try(ctx, chosen)
}

// choose returns the mutants of these names; all if there are none.
func choose(all []mutant, names []string) ([]mutant, error) {
	if len(names) == 0 {
		return all, nil
	}
	var out []mutant
	for _, name := range names {
		i := slices.IndexFunc(all, func(m mutant) bool { return m.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no mutant %q", name)
		}
		out = append(out, all[i])
	}
	return out, nil
}

// try runs each mutant, and reports those that were not killed as an error.
func (l *lab) try(ctx context.Context, mutants []mutant) error {
	var (
		group  sync.WaitGroup
		mu     sync.Mutex
		ended  = map[verdict]int{}
		begun  = time.Now()
		places = make(chan struct{}, max(1, runtime.NumCPU()/2)) // building one is work for two
	)
	for _, m := range mutants {
		places <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		group.Go(func() {
			defer func() { <-places }()
			start := time.Now()
			v, output := l.mutate(ctx, m)
			mu.Lock()
			defer mu.Unlock()
			ended[v]++
			how := ""
			if strings.Contains(output, "panic: test timed out after") {
				how = ", by a time-out"
			}
			fmt.Fprintf(l.out, "%-9s %-38s %s %s [%.1fs%s]\n", v, m.name, m.testRoom(), m.test, time.Since(start).Seconds(), how)
			if v == broken {
				fmt.Fprintln(l.out, output)
			}
		})
	}
	group.Wait()
	fmt.Fprintf(l.out, "%d mutants: %d killed, %d survived, %d broken [%.0fs]\n",
		len(mutants), ended[killed], ended[survived], ended[broken], time.Since(begun).Seconds())
	if err := ctx.Err(); err != nil {
		return err
	}
	if n := len(mutants) - ended[killed]; n > 0 {
		return fmt.Errorf("not killed: %d of %d", n, len(mutants))
	}
	return nil
}
