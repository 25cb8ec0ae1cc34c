package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	codegenrpc "github.com/pulumi/pulumi/sdk/v3/proto/go/codegen"
)

// GeneratePackage writes the Python SDK of a package (`pulumi package add`, `pulumi package gen-sdk`).
func (host *languageHost) GeneratePackage(
	_ context.Context, req *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	client, err := schema.NewLoaderClient(req.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	loader := schema.NewCachedLoader(client)

	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(req.GetSchema()), &spec); err != nil {
		return nil, fmt.Errorf("reading the schema: %w", err)
	}
	// A package may refer to types of another one that cannot be loaded here; the SDK is right without it.
	pkg, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{AllowDanglingReferences: true})
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GeneratePackageResponse{Diagnostics: translate(diagnostics)}
	if diagnostics.HasErrors() {
		return response, nil
	}
	files, err := python.GeneratePackage("pulumi-language-python", pkg, req.GetExtraFiles(), loader)
	if err != nil {
		return nil, err
	}
	return response, writeFiles(req.GetDirectory(), files)
}

// GenerateProject writes a whole Python project (`pulumi convert`).
func (host *languageHost) GenerateProject(
	_ context.Context, req *pulumirpc.GenerateProjectRequest,
) (*pulumirpc.GenerateProjectResponse, error) {
	client, err := schema.NewLoaderClient(req.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer client.Close()

	program, diagnostics, err := pcl.BindDirectory(
		req.GetSourceDirectory(), schema.NewCachedLoader(client), bindOptions(req.GetStrict())...)
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GenerateProjectResponse{Diagnostics: translate(diagnostics)}
	if diagnostics.HasErrors() {
		return response, nil
	}
	var project workspace.Project
	if err := json.Unmarshal([]byte(req.GetProject()), &project); err != nil {
		return nil, fmt.Errorf("reading the project file: %w", err)
	}
	return response, python.GenerateProject(
		req.GetTargetDirectory(), project, program, req.GetLocalDependencies(), "", "")
}

// GenerateProgram writes a program's code only (`pulumi import` shows it for what it imported).
func (host *languageHost) GenerateProgram(
	_ context.Context, req *pulumirpc.GenerateProgramRequest,
) (*pulumirpc.GenerateProgramResponse, error) {
	client, err := schema.NewLoaderClient(req.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer client.Close()

	parser := syntax.NewParser()
	for path, text := range req.GetSource() {
		if err := parser.ParseFile(strings.NewReader(text), path); err != nil {
			return nil, err
		}
	}
	if parser.Diagnostics.HasErrors() {
		return &pulumirpc.GenerateProgramResponse{Diagnostics: translate(parser.Diagnostics)}, nil
	}
	program, diagnostics, err := pcl.BindProgram(
		parser.Files, schema.NewCachedLoader(client), bindOptions(req.GetStrict())...)
	if err != nil {
		return nil, err
	}
	if diagnostics.HasErrors() {
		return &pulumirpc.GenerateProgramResponse{Diagnostics: translate(diagnostics)}, nil
	}
	files, more, err := python.GenerateProgram(program)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.GenerateProgramResponse{
		Source: files, Diagnostics: translate(append(diagnostics, more...)),
	}, nil
}

// Link adds generated SDKs to the dependencies of a program and says how to import them.
func (host *languageHost) Link(ctx context.Context, req *pulumirpc.LinkRequest) (*pulumirpc.LinkResponse, error) {
	client, err := schema.NewLoaderClient(req.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	environment, err := pythonOf(req.GetInfo())
	if err != nil {
		return nil, err
	}

	if len(req.GetPackages()) == 0 { // `pulumi convert` asks for every program
		return &pulumirpc.LinkResponse{}, nil
	}
	paths := map[string]string{}
	instructions := "You can import the SDK in your Python code with:\n\n"
	for _, dependency := range req.GetPackages() {
		descriptor, err := packageDescriptor(dependency.GetPackage())
		if err != nil {
			return nil, err
		}
		pkg, err := client.LoadPackageReferenceV2(ctx, descriptor)
		if err != nil {
			return nil, fmt.Errorf("loading the schema of %s: %w", descriptor.Name, err)
		}
		module := python.PyPack(pkg.Namespace(), pkg.Name())
		paths[module] = dependency.GetPath()
		instructions += fmt.Sprintf("  import %s as %s\n", module, python.PyName(pkg.Name()))
	}
	if err := environment.LinkPackages(ctx, paths); err != nil {
		return nil, err
	}
	return &pulumirpc.LinkResponse{ImportInstructions: instructions}, nil
}

// bindOptions are the options for reading a program in Pulumi's intermediate language.
func bindOptions(strict bool) []pcl.BindOption {
	options := []pcl.BindOption{pcl.PreferOutputVersionedInvokes} // get_x_output, as Python programs want it
	if !strict {
		options = append(options, pcl.NonStrictBindOptions()...)
	}
	return options
}

func translate(diagnostics hcl.Diagnostics) []*codegenrpc.Diagnostic {
	return plugin.HclDiagnosticsToRPCDiagnostics(diagnostics)
}

// writeFiles writes files by their paths relative to a directory.
func writeFiles(directory string, files map[string][]byte) error {
	for name, data := range files {
		path := filepath.Join(directory, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
