#!/usr/bin/env bash
# Installs what others wrote and tests run: the clients in other languages of test/Dyno.Clients.Tests and the server of test/Dyno.Dynalite.Tests, npm packages as the
# lock files say, and Debian's boto3 and aws-cli.
# Does nothing where they are already there. A machine that cannot have them fails here and says what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
missing() { echo "clients: $*" >&2; exit 1; }

command -v node >/dev/null && command -v npm >/dev/null || missing "Node.js 20 or newer with npm is needed (apt-get install nodejs npm, or from nodejs.org)"
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || missing "Node.js 20 or newer is needed, this is $(node -v)"
for javascript in test/Dyno.Clients.Tests/javascript test/Dyno.Dynalite.Tests/dynalite; do
  if ! cmp -s "$javascript/package-lock.json" "$javascript/node_modules/.installed-lock"; then
    (cd "$javascript" && npm ci --silent --no-audit --no-fund) || missing "npm ci failed in $javascript: is the npm registry reachable?"
    cp "$javascript/package-lock.json" "$javascript/node_modules/.installed-lock"
  fi
done

packages=()
python=/usr/bin/python3
[ -x "$python" ] || python=python3
"$python" -c "import boto3" 2>/dev/null || packages+=(python3-boto3)
command -v aws >/dev/null || packages+=(awscli)
if [ ${#packages[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || missing "${packages[*]} (Debian's names) are needed, and there is no apt-get to install them"
  root=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || missing "${packages[*]} are needed: sudo apt-get install ${packages[*]}"
    root=(sudo -n)
  fi
  "${root[@]}" apt-get -q update >/dev/null || true
  "${root[@]}" apt-get -q install -y --no-install-recommends "${packages[@]}" >/dev/null || missing "apt-get install ${packages[*]} failed"
fi
