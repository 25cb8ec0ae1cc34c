// Command pulumi-language-python is the language host that a Pulumi CLI built from Go modules needs to
// run Python: the official one is not served as a Go module. docs/engine.md says what it serves.
//
// The engine starts it with its own address as the only argument and reads the port it serves on from the
// first line of its output. Programs and plugins run as child processes; this program only translates.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// executorName is the official Python script that prepares the SDK and runs a program. It comes from the
// Go module of the SDK and lies beside this host.
const executorName = "pulumi-language-python-exec"

// engineCheckInterval is how often the host looks whether its engine is still there, so that a killed
// engine leaves no host behind for long. Programs and plugins end at once, with their broken call.
const engineCheckInterval = 30 * time.Second

func main() {
	flag.Parse()
	if err := serve(flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-language-python:", err)
		os.Exit(1)
	}
}

// serve runs the host until it is told to stop. The engine's address is empty when somebody else started
// this host for the engine to attach to (PULUMI_DEBUG_LANGUAGES); the Handshake tells it then.
func serve(engineAddress string) error {
	executor, err := findExecutor()
	if err != nil {
		return err
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	host := newLanguageHost(executor)
	if engineAddress != "" {
		if err := host.follow(ctx, stop, engineAddress); err != nil {
			return err
		}
	}

	cancel := make(chan bool)
	go func() {
		<-ctx.Done()
		host.stopRunning() // before the server waits for its open calls
		close(cancel)
	}()
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: cancel,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("starting the server: %w", err)
	}
	fmt.Println(server.Port)
	return <-server.Done
}

// findExecutor returns the path of the script that runs programs.
func findExecutor() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding this program's own path: %w", err)
	}
	executor := filepath.Join(filepath.Dir(self), executorName)
	if _, err := os.Stat(executor); errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("missing executor: %s must lie beside %s", executorName, self)
	} else if err != nil {
		return "", err
	}
	return executor, nil
}
