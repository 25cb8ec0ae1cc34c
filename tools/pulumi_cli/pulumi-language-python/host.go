package main

import (
	"context"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
)

// languageHost implements the engine's LanguageRuntime service for Python. Calls that it does not know
// are answered as unimplemented, which the engine tolerates (pack, template, prompts of `pulumi new`).
type languageHost struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	executor string // path of pulumi-language-python-exec

	mutex         sync.Mutex
	engineAddress string
	running       context.Context // every child process lives within it
	stop          context.CancelFunc
}

func newLanguageHost(executor string) *languageHost {
	running, stop := context.WithCancel(context.Background())
	return &languageHost{executor: executor, running: running, stop: stop}
}

// follow remembers the engine's address and calls gone when the engine no longer answers.
func (host *languageHost) follow(ctx context.Context, gone context.CancelFunc, address string) error {
	host.mutex.Lock()
	host.engineAddress = address
	host.mutex.Unlock()
	return rpcutil.Healthcheck(ctx, address, engineCheckInterval, gone)
}

func (host *languageHost) engine() string {
	host.mutex.Lock()
	defer host.mutex.Unlock()
	return host.engineAddress
}

// untilStopped returns a context that ends with the call it belongs to, or when the engine cancels.
func (host *languageHost) untilStopped(call context.Context) (context.Context, context.CancelFunc) {
	host.mutex.Lock()
	defer host.mutex.Unlock()
	ctx, cancel := context.WithCancel(call)
	unlink := context.AfterFunc(host.running, cancel)
	return ctx, func() {
		unlink()
		cancel()
	}
}

// stopRunning ends every child process. The host itself goes on: one that the engine only attached to
// must serve its next call too.
func (host *languageHost) stopRunning() {
	host.mutex.Lock()
	defer host.mutex.Unlock()
	host.stop()
	host.running, host.stop = context.WithCancel(context.Background())
}

// Handshake tells a host that the engine attached to where the engine is. The engine outlives the host's
// interest in it there, so nothing ends when it goes.
func (host *languageHost) Handshake(
	_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	host.mutex.Lock()
	defer host.mutex.Unlock()
	host.engineAddress = req.GetEngineAddress()
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

// Cancel stops the programs and plugins that run for the engine.
func (host *languageHost) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	host.stopRunning()
	return &emptypb.Empty{}, nil
}

// GetPluginInfo gives the version that the CLI was built with: the two are built together.
func (host *languageHost) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}
