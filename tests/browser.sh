#!/usr/bin/env bash
# Installs a browser for the test of the page that `cargo xtask changes --format html` writes, from Debian's packages.
# The test says in a line that it is skipped where this was not run.
set -euo pipefail
command -v chromium >/dev/null && exit 0
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
$sudo apt-get update -qq
$sudo apt-get install --yes --no-install-recommends -qq chromium
