#!/usr/bin/env bash
# Puts Debian's RocksDB and the libraries it needs into the cache (see native-apt.sh), once, without root, in seconds,
# and prints the directory. The build calls it; run it by hand to see why it fails.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/native-apt.sh"

if [ -e "$NATIVE_DEBIAN/librocksdb.so" ]; then echo "$NATIVE_DEBIAN"; exit 0; fi
native_require_platform
mkdir -p "$NATIVE_CACHE"

# One run at a time; whoever waited finds the work done.
exec 9>"$NATIVE_CACHE/debian.lock"
flock 9
if [ -e "$NATIVE_DEBIAN/librocksdb.so" ]; then echo "$NATIVE_DEBIAN"; exit 0; fi

temporary="$(mktemp -d "$NATIVE_CACHE/tmp.XXXXXX")"
trap 'rm -rf "$temporary"' EXIT
log="$temporary/log"

# libstdc++ and libgcc come with every .NET installation; the others may be absent on a small image.
packages=("librocksdb7.8=$NATIVE_VERSION" libgflags2.2 libsnappy1v5 libbz2-1.0 liblz4-1 libzstd1 zlib1g)

download() { (cd "$temporary" && apt-get "$@" download "${packages[@]}") >>"$log" 2>&1; }

system=(-q)
[ "$(id -u)" != 0 ] || system+=(-o APT::Sandbox::User=root)
if ! download "${system[@]}"; then
  # No lists, old lists, or not bookworm: ask the archive itself.
  native_private_apt "$temporary/apt"
  native_use_bookworm "$temporary/apt" deb
  { apt-get "${NATIVE_APT[@]}" update >>"$log" 2>&1 && download "${NATIVE_APT[@]}"; } || {
    tail -n 15 "$log" >&2
    native_fail "Debian's packages could not be fetched from $NATIVE_MIRROR (DYNO_DEBIAN_MIRROR names another mirror)"
  }
fi

for package in "$temporary"/*.deb; do dpkg-deb -x "$package" "$temporary/root"; done
mkdir "$temporary/out"
for name in libgflags.so.2.2 libsnappy.so.1 libbz2.so.1.0 liblz4.so.1 libzstd.so.1 libz.so.1; do
  found="$(find "$temporary/root" -name "$name" | head -n 1)"
  [ -n "$found" ] || native_fail "$name is not in Debian's packages"
  cp -L "$found" "$temporary/out/$name"
done
cp -L "$(find "$temporary/root" -name librocksdb.so.7.8)" "$temporary/out/librocksdb.so"

rm -rf "$NATIVE_DEBIAN"
mv -T "$temporary/out" "$NATIVE_DEBIAN"
echo "$NATIVE_DEBIAN"
