#!/usr/bin/env bash
# Builds the dyno command and serves a database over DynamoDB's protocol. All arguments go to `dyno serve` (--help tells them).
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build src/Dyno.Cli -c Release --nologo -v quiet
exec dotnet src/Dyno.Cli/bin/Release/net10.0/dyno.dll serve "$@"
