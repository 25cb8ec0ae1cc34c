package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

func TestAttachedProvidersAreReadFromTheEngineVariable(t *testing.T) {
	for variable, want := range map[string][]string{
		"":                     {},
		"aws:4001":             {"aws"},
		"aws:4001, eks:4002":   {"aws", "eks"},
		"aws":                  {}, // no port: nobody is attached
		"aws:4001,,kubernetes": {"aws"},
	} {
		got := []string{}
		for name := range attachedProviders(variable) {
			got = append(got, name)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", variable, got, want)
		}
	}
}

func TestPackagesWithoutAPluginOrWithAnAttachedOneAreNotRequired(t *testing.T) {
	installed := []installedPackage{
		{Module: "pulumi_aws", Plugin: plugin.PulumiPluginJSON{Resource: true, Name: "aws", Version: "7.51.1"}},
		{Module: "pulumi_eks", Plugin: plugin.PulumiPluginJSON{Resource: true, Name: "eks", Version: "4.4.0"}},
		{Module: "pulumi_policy", Plugin: plugin.PulumiPluginJSON{Resource: false, Name: "policy"}},
		{Module: "pulumi_azure_native", Version: "2.1.0", Plugin: plugin.PulumiPluginJSON{Resource: true}},
	}
	got := []string{}
	for _, required := range requiredPackages(installed, map[string]bool{"aws": true}) {
		got = append(got, required.GetName()+"@"+required.GetVersion())
	}
	if want := []string{"eks@v4.4.0", "azure-native@v2.1.0"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAPluginVersionIsTheStatedOneElseAPlainPackageVersion(t *testing.T) {
	for _, row := range []struct{ stated, packaged, want string }{
		{"7.51.1", "7.51.0", "v7.51.1"},
		{"v7.51.1", "", "v7.51.1"},
		{"", "7.51.0", "v7.51.0"},
		{"", "7.51.0a1605583329", ""}, // what this pre-release is called in Pulumi cannot be told
		{"", "", ""},
	} {
		pkg := installedPackage{Version: row.packaged, Plugin: plugin.PulumiPluginJSON{Version: row.stated}}
		if got := pluginVersion(pkg); got != row.want {
			t.Errorf("%+v: got %q", row, got)
		}
	}
}

func TestAbsentConfigurationIsSentAsEmptyAndNotAsNull(t *testing.T) {
	got, err := configurationVariables(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"PULUMI_CONFIG={}", "PULUMI_CONFIG_SECRET_KEYS=[]"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestUnknownValuesAreLeftOutOfTheProgramsCommandLine(t *testing.T) {
	host := newLanguageHost("executor")
	got := strings.Join(host.programArguments(&pulumirpc.RunRequest{
		Project: "p", Stack: "s", Parallel: 4, DryRun: true,
		Info: &pulumirpc.ProgramInfo{EntryPoint: "."}, Args: []string{"x"},
	}), " ")
	if want := "--project p --stack s --dry_run true --parallel 4 . x"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheProgramsExitCodeTellsWhetherTheUserHasSeenTheError(t *testing.T) {
	for code, want := range map[string]*pulumirpc.RunResponse{
		"exit 0":     {},
		"exit 32":    {Bail: true},
		"exit 3":     {Error: "program exited with non-zero exit code: 3"},
		"kill -9 $$": {Error: "program ended by signal: killed"},
	} {
		got, err := programResult(t.Context(), exec.Command("sh", "-c", code).Run())
		if err != nil || got.GetBail() != want.GetBail() || got.GetError() != want.GetError() {
			t.Errorf("%s: got %v, %v; want %v", code, got, err, want)
		}
	}
}

func TestRuntimeOptionsOfAWrongKindAreRefused(t *testing.T) {
	for _, row := range []struct {
		options map[string]any
		want    string
	}{
		{map[string]any{"virtualenv": 3}, "virtualenv must be a path"},
		{map[string]any{"toolchain": "conda"}, "toolchain must be pip, poetry or uv"},
	} {
		options, err := structpb.NewStruct(row.options)
		if err != nil {
			t.Fatal(err)
		}
		_, err = parseOptions(&pulumirpc.ProgramInfo{Options: options})
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%v: got %v", row.options, err)
		}
	}
}

func TestAPluginWithoutOptionsHasAVirtualenvOfItsOwn(t *testing.T) {
	directory := t.TempDir()
	if err := writeFiles(directory, map[string][]byte{"PulumiPlugin.yaml": []byte("runtime: python\n")}); err != nil {
		t.Fatal(err)
	}
	python, err := pythonOf(&pulumirpc.ProgramInfo{RootDirectory: directory, ProgramDirectory: directory})
	if err != nil {
		t.Fatal(err)
	}
	got, err := python.VirtualEnvPath(t.Context())
	if want := filepath.Join(directory, "venv"); err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}
