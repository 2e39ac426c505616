#!/bin/sh
# Install what the tests use of Debian's packages: Chromium (page tests) and PostgreSQL (case file on a server).
# Does nothing where they are there already, and nothing where this is no Debian with root rights.
set -u
have() { command -v "$1" >/dev/null 2>&1; }
missing=""
have chromium-headless-shell || have chromium || have chromium-browser || have google-chrome || missing="$missing chromium"
[ -n "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || have initdb || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! have apt-get; then
  echo "Not installed:$missing. The tests that need them will be skipped."
  exit 0
fi
echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
# Where it can be had, Chromium without its toolbars, which costs the tests less.
get() {
  apt-get update -qq || return 1
  apt-cache show chromium-headless-shell >/dev/null && missing=$(echo "$missing" | sed 's/chromium/chromium-headless-shell/')
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing
}
get >/tmp/stateofplay-services.log 2>&1 ||
  echo "Could not be installed:$missing. The tests that need them will be skipped."
exit 0
