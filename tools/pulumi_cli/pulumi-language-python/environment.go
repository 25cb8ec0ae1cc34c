package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// pluginVirtualenv is where a plugin's packages are installed when it does not say: a plugin must never
// run in, or report the packages of, whatever Python happens to be on PATH.
const pluginVirtualenv = "venv"

// pythonOf resolves the Python environment of a program or plugin from its `runtime.options`. A program
// without a virtualenv or toolchain option uses the Python on PATH.
func pythonOf(info *pulumirpc.ProgramInfo) (toolchain.Toolchain, error) {
	options, err := parseOptions(info)
	if err != nil {
		return nil, err
	}
	hasOwn := options.Virtualenv != "" || options.Toolchain == toolchain.Poetry || options.Toolchain == toolchain.Uv
	if !hasOwn && isPlugin(info.GetRootDirectory()) {
		options.Virtualenv = pluginVirtualenv
	}
	return toolchain.ResolveToolchain(options)
}

// isPlugin tells a plugin's folder from a program's. Not every call says which one it is about.
func isPlugin(directory string) bool {
	for _, name := range []string{"PulumiPlugin.yaml", "PulumiPolicy.yaml"} {
		if _, err := os.Stat(filepath.Join(directory, name)); err == nil {
			return true
		}
	}
	return false
}

// parseOptions reads the options this host knows: `virtualenv` and `toolchain`. `typechecker` is not
// served (type checking belongs into CI) and says so; other options belong to other hosts.
func parseOptions(info *pulumirpc.ProgramInfo) (toolchain.PythonOptions, error) {
	options := toolchain.PythonOptions{Root: info.GetRootDirectory(), ProgramDir: info.GetProgramDirectory()}
	given := info.GetOptions().AsMap()

	if value, ok := given["virtualenv"]; ok {
		virtualenv, isString := value.(string)
		if !isString {
			return options, fmt.Errorf("the runtime option virtualenv must be a path, not %v", value)
		}
		options.Virtualenv = virtualenv
	}
	if value, ok := given["toolchain"]; ok {
		switch value {
		case "pip":
			options.Toolchain = toolchain.Pip
		case "poetry":
			options.Toolchain = toolchain.Poetry
		case "uv":
			options.Toolchain = toolchain.Uv
		default:
			return options, fmt.Errorf("the runtime option toolchain must be pip, poetry or uv, not %v", value)
		}
	}
	return options, nil
}

// About names the Python that would run the program.
func (host *languageHost) About(
	ctx context.Context, req *pulumirpc.AboutRequest,
) (*pulumirpc.AboutResponse, error) {
	python, err := pythonOf(req.GetInfo())
	if err != nil {
		return nil, err
	}
	info, err := python.About(ctx)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.AboutResponse{Executable: info.PythonExecutable, Version: info.PythonVersion.String()}, nil
}

// GetProgramDependencies lists the Python packages of the program's environment.
func (host *languageHost) GetProgramDependencies(
	ctx context.Context, req *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	python, err := pythonOf(req.GetInfo())
	if err != nil {
		return nil, err
	}
	packages, err := python.ListPackages(ctx, req.GetTransitiveDependencies())
	if err != nil {
		return nil, fmt.Errorf("listing the program's Python packages: %w", err)
	}
	dependencies := make([]*pulumirpc.DependencyInfo, 0, len(packages))
	for _, pkg := range packages {
		dependencies = append(dependencies, &pulumirpc.DependencyInfo{Name: pkg.Name, Version: pkg.Version})
	}
	return &pulumirpc.GetProgramDependenciesResponse{Dependencies: dependencies}, nil
}

// InstallDependencies makes the environment of a program or plugin (`pulumi install`, `package add`).
func (host *languageHost) InstallDependencies(
	req *pulumirpc.InstallDependenciesRequest,
	stream pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	python, err := pythonOf(req.GetInfo())
	if err != nil {
		return err
	}
	ctx, cancel := host.untilStopped(stream.Context())
	defer cancel()
	stdout, stderr := installOutput(stream)
	return python.InstallDependencies(
		ctx, req.GetInfo().GetProgramDirectory(), req.GetUseLanguageVersionTools(), true, stdout, stderr)
}

// ensureEnvironment installs the program's dependencies when its virtualenv does not exist yet. The
// engine shows this host's own output to the user.
func ensureEnvironment(ctx context.Context, python toolchain.Toolchain, info *pulumirpc.ProgramInfo) error {
	return python.EnsureVenv(ctx, info.GetProgramDirectory(), false, true, os.Stdout, os.Stderr)
}
