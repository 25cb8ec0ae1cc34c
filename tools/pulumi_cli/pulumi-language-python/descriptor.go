package main

import (
	"fmt"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// packageDescriptor names a package in the way the schema loader wants it.
func packageDescriptor(dependency *pulumirpc.PackageDependency) (*schema.PackageDescriptor, error) {
	version, err := optionalVersion(dependency.GetVersion())
	if err != nil {
		return nil, fmt.Errorf("version of package %s: %w", dependency.GetName(), err)
	}
	descriptor := &schema.PackageDescriptor{
		Name: dependency.GetName(), Version: version, DownloadURL: dependency.GetServer(),
	}
	if given := dependency.GetParameterization(); given != nil {
		version, err := semver.ParseTolerant(given.GetVersion())
		if err != nil {
			return nil, fmt.Errorf("version of package %s: %w", given.GetName(), err)
		}
		descriptor.Parameterization = &schema.ParameterizationDescriptor{
			Name: given.GetName(), Version: version, Value: given.GetValue(),
		}
	}
	return descriptor, nil
}

func optionalVersion(text string) (*semver.Version, error) {
	if text == "" {
		return nil, nil
	}
	version, err := semver.ParseTolerant(text)
	if err != nil {
		return nil, err
	}
	return &version, nil
}
