package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// exitAfterShownError is the executor's exit code for "the user has already seen what went wrong".
const exitAfterShownError = 32

// stopGracePeriod is how long a child may take to end after SIGTERM.
const stopGracePeriod = 10 * time.Second

// Run executes a Pulumi program and says how it ended.
func (host *languageHost) Run(call context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	if req.GetAttachDebugger() {
		return nil, errors.New("this language host cannot attach a debugger; use the official Pulumi CLI for that")
	}
	python, err := pythonOf(req.GetInfo())
	if err != nil {
		return nil, err
	}
	if err := python.ValidateVenv(call); err != nil {
		return nil, err
	}
	if _, ok := req.GetInfo().GetOptions().AsMap()["typechecker"]; ok {
		fmt.Fprintln(os.Stderr, "the runtime option typechecker is not served by this language host: not checked")
	}

	ctx, cancel := host.untilStopped(call)
	defer cancel()
	command, err := python.Command(ctx, append([]string{host.executor}, host.programArguments(req)...)...)
	if err != nil {
		return nil, err
	}
	configuration, err := configurationVariables(req.GetConfig(), req.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	command.Env = append(environmentOf(command), configuration...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	stopGently(command)
	return programResult(ctx, command.Run())
}

// programArguments builds the executor's command line. It gets only what is known: it treats a missing
// option as None and an empty one as a value.
func (host *languageHost) programArguments(req *pulumirpc.RunRequest) []string {
	var arguments []string
	for _, option := range []struct{ name, value string }{
		{"--monitor", req.GetMonitorAddress()},
		{"--engine", host.engine()},
		{"--project", req.GetProject()},
		{"--root_directory", req.GetInfo().GetRootDirectory()},
		{"--stack", req.GetStack()},
		{"--pwd", req.GetPwd()},
		{"--dry_run", strconv.FormatBool(req.GetDryRun())},
		{"--parallel", strconv.Itoa(int(req.GetParallel()))},
		{"--organization", req.GetOrganization()},
	} {
		if option.value != "" {
			arguments = append(arguments, option.name, option.value)
		}
	}
	arguments = append(arguments, req.GetInfo().GetEntryPoint())
	return append(arguments, req.GetArgs()...)
}

// configurationVariables hands the stack's configuration to the SDK. An absent map or list becomes an
// empty one: the SDK cannot read `null`.
func configurationVariables(configuration map[string]string, secretKeys []string) ([]string, error) {
	if configuration == nil {
		configuration = map[string]string{}
	}
	if secretKeys == nil {
		secretKeys = []string{}
	}
	values, err := json.Marshal(configuration)
	if err != nil {
		return nil, fmt.Errorf("encoding the configuration: %w", err)
	}
	secrets, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, fmt.Errorf("encoding the names of the secrets: %w", err)
	}
	return []string{"PULUMI_CONFIG=" + string(values), "PULUMI_CONFIG_SECRET_KEYS=" + string(secrets)}, nil
}

// environmentOf returns the environment a command would run with.
func environmentOf(command *exec.Cmd) []string {
	if command.Env == nil {
		return os.Environ()
	}
	return command.Env
}

// stopGently makes the end of the command's context a SIGTERM: Python dies of it silently, where SIGINT
// would print a traceback and SIGKILL would leave the program's own children behind.
func stopGently(command *exec.Cmd) {
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.WaitDelay = stopGracePeriod
}

// programResult translates the end of the program's process for the engine.
func programResult(ctx context.Context, err error) (*pulumirpc.RunResponse, error) {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case ctx.Err() != nil:
		return &pulumirpc.RunResponse{Error: "the program was stopped"}, nil
	case !errors.As(err, &exit):
		return nil, fmt.Errorf("starting the program: %w", err)
	case exit.ExitCode() == exitAfterShownError:
		return &pulumirpc.RunResponse{Bail: true}, nil
	case exit.ExitCode() < 0: // killed by a signal, which the text names
		return &pulumirpc.RunResponse{Error: "program ended by " + exit.Error()}, nil
	default:
		return &pulumirpc.RunResponse{
			Error: fmt.Sprintf("program exited with non-zero exit code: %d", exit.ExitCode()),
		}, nil
	}
}
