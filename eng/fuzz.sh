#!/usr/bin/env bash
# Fuzzes the server: requests mutated from valid ones, handed to the request handler on all cores, and a part of them sent over sockets.
#
#   ./eng/fuzz.sh --cases 10000000 [--socket-cases 100000] [--seed N] [--first N]
#
# Progress and findings: artifacts/fuzz/log. A finding names its seed and number; --seed and --first bring it back with --cases 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cases=1000000 sockets=
while [ $# -gt 0 ]; do
  case $1 in
    --cases) cases=$2 ;;
    --socket-cases) sockets=$2 ;;
    --seed) export DYNO_SEED=$2 ;;
    --first) export DYNO_FUZZ_FIRST=$2 ;;
    *) echo "fuzz: $1 is unknown" >&2; exit 2 ;;
  esac
  shift 2
done
export DYNO_FUZZ_CASES=$cases DYNO_FUZZ_SOCKET_CASES=${sockets:-$((cases / 100 + 1))} DYNO_FUZZ_DIRECTORY="$PWD/artifacts/fuzz"
mkdir -p "$DYNO_FUZZ_DIRECTORY"
: >"$DYNO_FUZZ_DIRECTORY/log"
dotnet build test/Dyno.Server.Tests -c Release -v quiet --nologo
status=0
dotnet test test/Dyno.Server.Tests -c Release --no-build --nologo --filter "FullyQualifiedName~FuzzTests" || status=$?
cat "$DYNO_FUZZ_DIRECTORY/log"
exit $status
