#!/usr/bin/env bash
# Compiles test/Dyno.Reliability/Shim/shim.c once into the cache (see native-apt.sh) and prints the library's path: with the machine's cc,
# else with Debian's tcc, which is fetched without root. The checks of reliability call it; run it by hand to see why it fails.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/native-apt.sh"

source="$NATIVE_ENG/../test/Dyno.Reliability/Shim/shim.c"
folder="$NATIVE_CACHE/shim-$(sha256sum "$source" | cut -c 1-16)"
library="$folder/libdynoshim.so"
if [ -e "$library" ]; then echo "$library"; exit 0; fi
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || native_fail "the shim needs Linux on x86-64, this is $(uname -s) on $(uname -m)"
mkdir -p "$NATIVE_CACHE"

# One run at a time; whoever waited finds the work done.
exec 9>"$NATIVE_CACHE/shim.lock"
flock 9
if [ -e "$library" ]; then echo "$library"; exit 0; fi

temporary="$(mktemp -d "$NATIVE_CACHE/tmp.XXXXXX")"
trap 'rm -rf "$temporary"' EXIT
log="$temporary/log"
mkdir "$temporary/out"

# The C library is not linked: the process into which the shim is loaded has it.
compile() { "$@" -shared -nostdlib -o "$temporary/out/libdynoshim.so" "$source" >>"$log" 2>&1; }

fetch_tcc() {
  native_require_platform
  local system=(-q)
  [ "$(id -u)" != 0 ] || system+=(-o APT::Sandbox::User=root)
  (cd "$temporary" && apt-get "${system[@]}" download tcc) >>"$log" 2>&1 || {
    # No lists, or old ones: ask the archive itself.
    native_private_apt "$temporary/apt"
    native_use_bookworm "$temporary/apt" deb
    (cd "$temporary" && apt-get "${NATIVE_APT[@]}" update && apt-get "${NATIVE_APT[@]}" download tcc) >>"$log" 2>&1
  } && dpkg-deb -x "$temporary"/tcc_*.deb "$temporary/tcc"
}

if ! { command -v cc >/dev/null && [ "${DYNO_SHIM_COMPILER:-cc}" = cc ] && compile cc -fPIC -O1 -fno-builtin -w; }; then
  { fetch_tcc && compile "$temporary/tcc/usr/bin/tcc" -B"$temporary/tcc/usr/lib/x86_64-linux-gnu/tcc"; } || {
    tail -n 15 "$log" >&2
    native_fail "the shim could be compiled neither with cc nor with Debian's tcc (DYNO_DEBIAN_MIRROR names another mirror): install gcc"
  }
fi

mv -T "$temporary/out" "$folder"
echo "$library"
