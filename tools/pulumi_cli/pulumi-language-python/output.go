package main

import (
	"io"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// streamWriter sends what is written to it over a call's response stream. A child's two outputs arrive
// from two goroutines and a gRPC stream takes one message at a time, so the writers of one stream share
// a mutex.
type streamWriter struct {
	mutex *sync.Mutex
	send  func([]byte) error
}

func (writer streamWriter) Write(data []byte) (int, error) {
	writer.mutex.Lock()
	defer writer.mutex.Unlock()
	if err := writer.send(data); err != nil {
		return 0, err
	}
	return len(data), nil
}

// installOutput returns writers for the two outputs of an installation.
func installOutput(stream pulumirpc.LanguageRuntime_InstallDependenciesServer) (stdout, stderr io.Writer) {
	mutex := new(sync.Mutex)
	stdout = streamWriter{mutex, func(data []byte) error {
		return stream.Send(&pulumirpc.InstallDependenciesResponse{Stdout: data})
	}}
	stderr = streamWriter{mutex, func(data []byte) error {
		return stream.Send(&pulumirpc.InstallDependenciesResponse{Stderr: data})
	}}
	return stdout, stderr
}

// pluginOutput returns writers for the two outputs of a plugin.
func pluginOutput(stream pulumirpc.LanguageRuntime_RunPluginServer) (stdout, stderr io.Writer) {
	mutex := new(sync.Mutex)
	stdout = streamWriter{mutex, func(data []byte) error {
		return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: data}})
	}}
	stderr = streamWriter{mutex, func(data []byte) error {
		return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: data}})
	}}
	return stdout, stderr
}
