#!/usr/bin/env bash
# Builds the NuGet packages into artifacts/packages: EFCore.Dyno, with the provider, the engine, the analyzers and the release build of the native library
# (made by eng/native.sh where it is not in the cache yet: about ten minutes, once), and EFCore.Dyno.Aws, with what needs the AWS SDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# With a library that the build chose earlier in its output, a package could hold the wrong one.
rm -rf src/EFCore.Dyno/bin/Release/net10.0/runtimes
dotnet build analyzers/EFCore.Dyno.CodeFixes -c Release -v quiet --nologo
DynoNativeLibrary=release dotnet build src/EFCore.Dyno.Aws -c Release -v quiet --nologo
dotnet pack eng/package -c Release -v quiet --nologo -o artifacts/packages
dotnet pack eng/package-aws -c Release -v quiet --nologo -o artifacts/packages
ls -l artifacts/packages
