#!/usr/bin/env bash
# All tests: builds the solution, checks the formatting, runs every test project, and ends with one line
# `N passed, N failed, N skipped`. The exit code is zero when nothing failed.
#
#   ./eng/test.sh             everything
#   ./eng/test.sh --no-format without the formatting check, which is a third of the time
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Every dotnet command leaves two empty directories where temporary files go (https://github.com/dotnet/sdk/issues/35353): they go with this run's own.
# Build nodes that outlived it would look for their pipes there.
TMPDIR="$(mktemp -d "${TMPDIR:-/tmp}/dyno-test.XXXXXX")"
export TMPDIR MSBUILDDISABLENODEREUSE=1
trap 'rm -rf "$TMPDIR"' EXIT

format=1
[ "${1:-}" != "--no-format" ] || format=0

results="$PWD/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
broken=0

step() { printf '\n== %s\n' "$*"; }

step "Build"
dotnet build EFCore.Dyno.sln -c Release -v quiet --nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

step "Clients in other languages"
./eng/clients.sh || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

if [ "$format" = 1 ]; then
  step "Formatting"
  dotnet format EFCore.Dyno.sln --no-restore --verify-no-changes || { echo "Run: dotnet format"; broken=1; }
fi

for project in test/*.Tests/*.csproj; do
  name="$(basename "$project" .csproj)"
  step "$name"
  # One console line a test would bury the failures: "minimal" prints those alone, each with its message; the .trx files have all.
  dotnet test "$project" -c Release --no-build --nologo --logger "console;verbosity=minimal" \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" || broken=1
  [ -e "$results/$name.trx" ] || { echo "$name wrote no results"; broken=1; }
done

# The counters of all result files: <Counters total="…" executed="…" passed="…" failed="…" …/>
read -r passed failed skipped < <(
  cat "$results"/*.trx 2>/dev/null | tr '>' '>\n' | awk '
    /<Counters / {
      match($0, /total="[0-9]+"/);    total    += substr($0, RSTART + 7,  RLENGTH - 8)
      match($0, /executed="[0-9]+"/); executed += substr($0, RSTART + 10, RLENGTH - 11)
      match($0, /passed="[0-9]+"/);   passed   += substr($0, RSTART + 8,  RLENGTH - 9)
    }
    END { printf "%d %d %d\n", passed, executed - passed, total - executed }')
# What broke without a failed test (formatting, a run that died) is a failure all the same.
[ "$broken" = 0 ] || [ "$failed" -gt 0 ] || failed=1

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
