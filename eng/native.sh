#!/usr/bin/env bash
# Builds Debian's source package of RocksDB with release flags into one self-contained librocksdb.so in the cache
# (see native-apt.sh), once, and prints the directory. About ten minutes on four cores. Needs no root, only a compiler.
# DYNO_NATIVE_JOBS: how many compilers run at once (default: one for each core).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/native-apt.sh"

if [ -e "$NATIVE_RELEASE/librocksdb.so" ]; then echo "$NATIVE_RELEASE"; exit 0; fi
native_require_platform
for tool in g++ cmake make dpkg-source; do
  command -v "$tool" >/dev/null || native_fail "$tool is missing: apt-get install build-essential cmake"
done
mkdir -p "$NATIVE_CACHE"
exec 9>"$NATIVE_CACHE/release.lock"
flock 9
if [ -e "$NATIVE_RELEASE/librocksdb.so" ]; then echo "$NATIVE_RELEASE"; exit 0; fi

jobs="${DYNO_NATIVE_JOBS:-$(nproc)}"
temporary="$(mktemp -d "$NATIVE_CACHE/tmp.XXXXXX")"
trap 'rm -rf "$temporary"' EXIT
cd "$temporary"

native_private_apt "$temporary/apt"
native_use_bookworm "$temporary/apt" deb-src
apt-get "${NATIVE_APT[@]}" update >&2
apt-get "${NATIVE_APT[@]}" source "rocksdb=$NATIVE_VERSION" lz4 libzstd >&2
rocksdb="$(echo "$temporary"/rocksdb-*/)" lz4="$(echo "$temporary"/lz4-*/)" zstd="$(echo "$temporary"/libzstd-*/)"

# x86-64-v2 and carry-less multiplication: every server processor since 2010. A portable build computes the log's CRC32C from tables, whatever the compiler may
# use, unless it is told not to (FORCE_SSE42).
machine="-march=x86-64-v2 -mpclmul"
c_flags="-O3 -DNDEBUG -fPIC -fvisibility=hidden $machine"
make -C "$lz4/lib" -j"$jobs" liblz4.a BUILD_SHARED=no CFLAGS="$c_flags" >&2
make -C "$zstd/lib" -j"$jobs" libzstd.a CFLAGS="$c_flags" CPPFLAGS_EXTRA= ZSTD_LEGACY_SUPPORT=0 >&2

# Only the C API leaves the library: calls inside it need no indirection, and nothing clashes with another libstdc++, LZ4 or ZSTD.
cat >"$temporary/exports" <<'EXPORTS'
{ global: rocksdb_*; local: *; };
EXPORTS

# Without the counters of each thread (PerfContext, IOStatsContext), which nobody reads here: asking for a thread's own memory from within a library took
# a tenth of a range's time.
counters="-DNPERF_CONTEXT -DNIOSTATS_CONTEXT"

cmake -S "$rocksdb" -B "$temporary/build" -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS_RELEASE="-O3 -DNDEBUG -fno-semantic-interposition $counters" -DCMAKE_CXX_FLAGS="$machine -fPIC" \
  -DCMAKE_SHARED_LINKER_FLAGS="-Wl,--version-script=$temporary/exports -Wl,-O1 -Wl,--gc-sections -static-libstdc++ -static-libgcc" \
  -DPORTABLE=1 -DFORCE_SSE42=ON -DFAIL_ON_WARNINGS=OFF -DROCKSDB_BUILD_SHARED=ON -DUSE_RTTI=OFF \
  -DWITH_TESTS=OFF -DWITH_ALL_TESTS=OFF -DWITH_TOOLS=OFF -DWITH_CORE_TOOLS=OFF -DWITH_BENCHMARK_TOOLS=OFF -DWITH_TRACE_TOOLS=OFF \
  -DWITH_GFLAGS=OFF -DWITH_LIBURING=OFF -DWITH_SNAPPY=OFF -DWITH_BZ2=OFF -DWITH_ZLIB=OFF \
  -DWITH_LZ4=ON -Dlz4_INCLUDE_DIRS="$lz4/lib" -Dlz4_LIBRARIES="$lz4/lib/liblz4.a" \
  -DWITH_ZSTD=ON -DZSTD_INCLUDE_DIRS="$zstd/lib" -DZSTD_LIBRARIES="$zstd/lib/libzstd.a" \
  -Dzstd_INCLUDE_DIRS="$zstd/lib" -Dzstd_LIBRARIES="$zstd/lib/libzstd.a" >&2
cmake --build "$temporary/build" --target rocksdb-shared -j "$jobs" >&2

mkdir "$temporary/out"
strip --strip-unneeded -o "$temporary/out/librocksdb.so" "$(readlink -f "$temporary/build/librocksdb.so")"

# Self-contained means: nothing but the C library is asked of the machine.
foreign="$(ldd "$temporary/out/librocksdb.so" | awk '{print $1}' | grep -Ev '^(linux-vdso|libc\.|libm\.|libpthread\.|libdl\.|librt\.|/lib64/ld-linux)' || true)"
[ -z "$foreign" ] || native_fail "the library is not self-contained, it needs: $foreign"

rm -rf "$NATIVE_RELEASE"
mv -T "$temporary/out" "$NATIVE_RELEASE"
echo "$NATIVE_RELEASE"
