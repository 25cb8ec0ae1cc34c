package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
)

// listPackages prints, as JSON, every importable package with a pulumi-plugin.json.
//
//go:embed list_packages.py
var listPackages string

// installedPackage is one package as list_packages.py prints it.
type installedPackage struct {
	Module  string                  `json:"module"`
	Version string                  `json:"version"`
	Plugin  plugin.PulumiPluginJSON `json:"plugin"`
}

// plainVersion is a version that means the same in Python and in Pulumi.
var plainVersion = regexp.MustCompile(`^\d+\.\d+\.\d+$`)

// GetRequiredPackages tells the engine which provider plugins the program's Python packages need, so that
// it can install them before the program runs.
func (host *languageHost) GetRequiredPackages(
	ctx context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	python, err := pythonOf(req.GetInfo())
	if err != nil {
		return nil, err
	}
	if err := ensureEnvironment(ctx, python, req.GetInfo()); err != nil {
		return nil, err
	}
	installed, err := installedPackages(ctx, python)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.GetRequiredPackagesResponse{
		Packages: requiredPackages(installed, attachedProviders(os.Getenv("PULUMI_DEBUG_PROVIDERS"))),
	}, nil
}

// installedPackages asks the environment's own Python, since only it knows its import path.
func installedPackages(ctx context.Context, python toolchain.Toolchain) ([]installedPackage, error) {
	command, err := python.Command(ctx, "-c", listPackages)
	if err != nil {
		return nil, err
	}
	printed, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("listing the Pulumi packages of %s: %w", command.Path, err)
	}
	var installed []installedPackage
	if err := json.Unmarshal(printed, &installed); err != nil {
		return nil, fmt.Errorf("reading the list of Pulumi packages: %w", err)
	}
	return installed, nil
}

// requiredPackages turns installed packages into plugins, leaving out those that have no plugin and those
// whose provider already runs: the engine would look for a plugin that it is not going to use.
func requiredPackages(installed []installedPackage, attached map[string]bool) []*pulumirpc.PackageDependency {
	required := []*pulumirpc.PackageDependency{}
	for _, pkg := range installed {
		name := pkg.Plugin.Name
		if name == "" {
			name = strings.ReplaceAll(strings.TrimPrefix(pkg.Module, "pulumi_"), "_", "-")
		}
		if !pkg.Plugin.Resource || attached[name] {
			continue
		}
		required = append(required, &pulumirpc.PackageDependency{
			Kind:             "resource",
			Name:             name,
			Version:          pluginVersion(pkg),
			Server:           pkg.Plugin.Server,
			Parameterization: parameterization(pkg.Plugin.Parameterization),
			Extension:        parameterization(pkg.Plugin.ExtensionParameterization),
		})
	}
	return required
}

// pluginVersion is the version in pulumi-plugin.json, else the Python package's when it can be read as one
// of Pulumi's (a pre-release cannot), else empty: any version.
func pluginVersion(pkg installedPackage) string {
	version := strings.TrimPrefix(pkg.Plugin.Version, "v")
	if version == "" && plainVersion.MatchString(pkg.Version) {
		version = pkg.Version
	}
	if version == "" {
		return ""
	}
	return "v" + version
}

func parameterization(given *plugin.PulumiParameterizationJSON) *pulumirpc.PackageParameterization {
	if given == nil {
		return nil
	}
	return &pulumirpc.PackageParameterization{Name: given.Name, Version: given.Version, Value: given.Value}
}

// attachedProviders reads the names out of PULUMI_DEBUG_PROVIDERS ("aws:4001,eks:4002").
func attachedProviders(variable string) map[string]bool {
	attached := map[string]bool{}
	for entry := range strings.SplitSeq(variable, ",") {
		name, _, hasPort := strings.Cut(entry, ":")
		if hasPort {
			attached[strings.TrimSpace(name)] = true
		}
	}
	return attached
}
