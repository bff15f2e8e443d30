#!/usr/bin/env bash
# The long run of the checks of reliability, on the release build of RocksDB where there is one (./eng/native.sh). Each scenario runs until its count is reached.
#
#   ./eng/torture.sh                          all of them
#   ./eng/torture.sh crash faults             these
#   ./eng/torture.sh --hours 8                for at most so long, shared among them
#   ./eng/torture.sh model --count 1000 --seed 42
#   ./eng/torture.sh fuzz --seed 605 --first 43588406 --count 1   one case again; crash and soak do not number theirs
#
# Of crash, power, faults and corruption no database needs a disk, and most of their time is that of files and of processes that start: with 8 GB to spare
# `TMPDIR=/dev/shm DOTNET_PROCESSOR_COUNT=16 ./eng/torture.sh faults` does on four cores three times as many (16: as many workers as for twice the processors).
#
# What they are and what they found: docs/reliability.md. Rows: artifacts/reliability/*.json. The exit code is zero when nothing was found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Compiled ahead: processes that are killed after a second would spend a fifth of it on that.
dotnet publish test/Dyno.Reliability -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o artifacts/torture -v quiet --nologo >&2
exec dotnet artifacts/torture/Dyno.Reliability.dll "$@"
