#!/usr/bin/env bash
# Plants bugs, one at a time, and shows that the checks of reliability find them. The table: test/Dyno.Reliability/Mutants/MutantTable.cs.
#
#   ./eng/mutants.sh                          all of them
#   ./eng/mutants.sh "ghost entry" crash      those whose name or scenario contains one of the words
#
# The sources are copied to a temporary directory, and nothing here is changed. Exit code: how many were not caught. Rows: artifacts/reliability/mutants.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build test/Dyno.Reliability -c Release -v quiet --nologo >&2
exec dotnet test/Dyno.Reliability/bin/Release/net10.0/Dyno.Reliability.dll mutants "$@"
