#!/usr/bin/env bash
# The long run of the checks of reliability, on the release build of RocksDB where there is one (./eng/native.sh). Each scenario runs until its count is reached.
#
#   ./eng/torture.sh                          all of them
#   ./eng/torture.sh crash faults             these
#   ./eng/torture.sh --hours 8                for at most so long, shared among them
#   ./eng/torture.sh model --count 1000 --seed 42
#   ./eng/torture.sh fuzz --seed 605 --first 43588406 --count 1   one case again; crash and soak do not number theirs
#
# What they are and what they found: docs/reliability.md. Rows: artifacts/reliability/*.json. The exit code is zero when nothing was found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build test/Dyno.Reliability -c Release -v quiet --nologo >&2
exec dotnet test/Dyno.Reliability/bin/Release/net10.0/Dyno.Reliability.dll "$@"
