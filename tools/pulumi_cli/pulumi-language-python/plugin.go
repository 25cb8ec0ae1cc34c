package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	sdk "github.com/pulumi/pulumi/sdk/v3"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// RunPlugin runs a Python plugin until it ends: a component package (PulumiPlugin.yaml) or a policy pack
// (PulumiPolicy.yaml).
func (host *languageHost) RunPlugin(
	req *pulumirpc.RunPluginRequest, stream pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	python, err := pythonOf(req.GetInfo())
	if err != nil {
		return err
	}
	ctx, cancel := host.untilStopped(stream.Context())
	defer cancel()
	// Checked before anything prints a port: afterwards the user would only see "connection refused".
	if err := python.ValidateVenv(ctx); err != nil {
		return err
	}
	stdout, stderr := pluginOutput(stream)
	if req.GetKind() == "analyzer" {
		err = host.runPolicyPack(ctx, python, req, stdout, stderr)
	} else {
		err = runPackage(ctx, python, req, stdout, stderr)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code := int32(exit.ExitCode())
		return stream.Send(&pulumirpc.RunPluginResponse{
			Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: code},
		})
	}
	return err
}

// runPackage runs a component package, which prints its port itself.
func runPackage(
	ctx context.Context, python toolchain.Toolchain, req *pulumirpc.RunPluginRequest, stdout, stderr io.Writer,
) error {
	command, err := packageCommand(ctx, python, req)
	if err != nil {
		return err
	}
	command.Dir = req.GetPwd()
	command.Env = append(environmentOf(command), req.GetEnv()...)
	command.Stdout, command.Stderr = stdout, stderr
	stopGently(command)
	return command.Run()
}

// packageCommand runs the folder's own __main__.py, or, in a folder that is an installable Python package
// without one, the SDK's host for everything the package exports.
func packageCommand(
	ctx context.Context, python toolchain.Toolchain, req *pulumirpc.RunPluginRequest,
) (*exec.Cmd, error) {
	directory := req.GetInfo().GetProgramDirectory()
	if _, err := os.Stat(filepath.Join(directory, "__main__.py")); err == nil {
		return python.Command(ctx, append([]string{directory}, req.GetArgs()...)...)
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	installable, err := toolchain.IsBuildablePackage(directory)
	if err != nil {
		return nil, err
	}
	if !installable {
		return nil, fmt.Errorf("%s has neither a __main__.py nor a pyproject.toml with a build system", directory)
	}
	project, err := toolchain.LoadPyproject(directory)
	if err != nil {
		return nil, err
	}
	arguments := append([]string{project.Project.Name}, req.GetArgs()...)
	return python.ModuleCommand(ctx, "pulumi.run.plugin", arguments...)
}

// runPolicyPack runs a policy pack behind the SDK's proxy: the engine sends the stack's identity and
// configuration by a call, the pack's library wants to find them in its environment.
func (host *languageHost) runPolicyPack(
	ctx context.Context, python toolchain.Toolchain, req *pulumirpc.RunPluginRequest, stdout, stderr io.Writer,
) error {
	proxy, packOutput, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return err
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return err
	}
	directory := req.GetInfo().GetProgramDirectory()
	command, err := python.Command(ctx, "-u", "-m", "pulumi.policy", host.engine(), directory)
	if err != nil {
		return err
	}
	command.Dir = directory
	command.Env = append(environmentOf(command), req.GetEnv()...)
	if stack != nil { // a pack that is only asked what it holds has no stack
		configuration, err := configurationVariables(stack.GetConfig(), stack.GetConfigSecretKeys())
		if err != nil {
			return err
		}
		command.Env = append(command.Env, configuration...)
		command.Env = append(command.Env, stackVariables(stack)...)
	}
	command.Stdout, command.Stderr = packOutput, stderr
	stopGently(command)
	if err := command.Start(); err != nil {
		return fmt.Errorf("starting the policy pack: %w", err)
	}
	return proxy.Attach(ctx, command)
}

// stackVariables tells a policy pack which stack it looks at.
func stackVariables(stack *pulumirpc.AnalyzerStackConfigureRequest) []string {
	variables := []string{
		"PULUMI_PROJECT=" + stack.GetProject(),
		"PULUMI_STACK=" + stack.GetStack(),
		"PULUMI_DRY_RUN=" + strconv.FormatBool(stack.GetDryRun()),
	}
	if stack.GetOrganization() != "" {
		variables = append(variables, "PULUMI_ORGANIZATION="+stack.GetOrganization())
	}
	return variables
}
