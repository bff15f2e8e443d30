#!/usr/bin/env bash
# Sourced by native-debian.sh and native.sh: where the cache is, and apt without root.
# apt's own state is never touched: lists, downloads and the source list are private to one run,
# so the scripts work as any user and on images where `apt-get update` was never run.

native_fail() { echo "native: $*" >&2; exit 1; }

native_property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$NATIVE_ENG/native.props"; }

NATIVE_ENG="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
NATIVE_VERSION="$(native_property DynoRocksDbVersion)"
NATIVE_RECIPE="$(native_property DynoNativeRecipe)"
NATIVE_CACHE="${DYNO_NATIVE_CACHE:-${HOME:-/tmp}/.cache/dyno/native}"
NATIVE_MIRROR="${DYNO_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
NATIVE_DEBIAN="$NATIVE_CACHE/debian-$NATIVE_VERSION"
NATIVE_RELEASE="$NATIVE_CACHE/release-$NATIVE_VERSION-$NATIVE_RECIPE"

native_require_platform() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || native_fail "only Linux on x86-64 is supported here, this is $(uname -s) on $(uname -m)"
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null \
    || native_fail "apt-get and dpkg-deb are needed. On other systems install RocksDB 7.8 or newer so that librocksdb.so is found by the loader"
}

# native_private_apt DIR: private directories and options for apt in NATIVE_APT, over the system's source list.
native_private_apt() {
  mkdir -p "$1/lists/partial" "$1/cache/archives/partial"
  # Hooks of the machine (cleaning, notifying) are for the machine's own lists.
  cat >"$1/apt.conf" <<CONF
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear APT::Update::Pre-Invoke;
Dir::State::Lists "$1/lists";
Dir::Cache "$1/cache";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  # As root apt drops to a user who cannot write here.
  [ "$(id -u)" != 0 ] || echo 'APT::Sandbox::User "root";' >>"$1/apt.conf"
  NATIVE_APT=(-q -c "$1/apt.conf")
}

# native_use_bookworm DIR TYPE: lets the private apt see Debian bookworm only (TYPE deb or deb-src), whatever the machine runs.
native_use_bookworm() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -r "$keyring" ] || native_fail "$keyring is missing: apt-get install debian-archive-keyring"
  mkdir -p "$1/no-parts"
  echo "$2 [signed-by=$keyring] $NATIVE_MIRROR bookworm main" >"$1/sources.list"
  cat >>"$1/apt.conf" <<CONF
Dir::Etc::SourceList "$1/sources.list";
Dir::Etc::SourceParts "$1/no-parts";
CONF
}
