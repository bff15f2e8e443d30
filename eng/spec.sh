#!/usr/bin/env bash
# EF Core's own conformance suite on the embedded engine. A run of all of it writes docs/ef-conformance.md.
#
#   ./eng/spec.sh [feed] [filter]
#
#   feed    a folder or address with Microsoft.EntityFrameworkCore(.Relational).Specification.Tests, where the usual registry has not got them; "" for none
#   filter  of `dotnet test`, such as FullyQualifiedName~NorthwindWhere; the table is then left as it is
#
#   DYNO_SPEC_WRITE=1 writes test/EFCore.Dyno.SpecificationTests/KnownFailures anew. artifacts/spec has every result and the failures by message.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

feed="${1:-}"
filter="${2:-}"
project=test/EFCore.Dyno.SpecificationTests

# MSBuild reads properties from the environment too, so that `dotnet test --no-build` sees the switch.
export SpecificationTests=true
[ -z "$feed" ] || export RestoreAdditionalProjectSources="$feed"
export DYNO_SPEC_RESULTS="$PWD/artifacts/spec"
arguments=()
if [ -n "$filter" ]; then
  arguments=(--filter "$filter")
else
  export DYNO_SPEC_REPORT="$PWD/docs/ef-conformance.md"
fi

dotnet build "$project" -c Release -v quiet --nologo -clp:NoSummary || exit 1
dotnet test "$project" -c Release --no-build --nologo -v quiet "${arguments[@]}" --logger "console;verbosity=quiet"
result=$?
tail -n 1 "$DYNO_SPEC_RESULTS/spec-results.txt"
exit $result
