#!/usr/bin/env bash
# Runs test/EFCore.Dyno.ContainerTests against DynamoDB Local and ScyllaDB. Needs Docker, and a package source that has Testcontainers. Arguments go to `dotnet test`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

exec dotnet test test/EFCore.Dyno.ContainerTests -c Release -p:ContainerTests=true "$@"
