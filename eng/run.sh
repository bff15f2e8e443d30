#!/usr/bin/env bash
# The main job: builds what it needs and runs the coupon sample. Arguments go to the sample (--help tells them).
# Needs the .NET 10 SDK and, on a machine that has no RocksDB yet, apt to fetch Debian's once (no root).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

echo "Building samples/Coupons (the first build also fetches packages and the native library)…" >&2
dotnet build samples/Coupons -c Release -v quiet --nologo
exec dotnet samples/Coupons/bin/Release/net10.0/Coupons.dll "$@"
