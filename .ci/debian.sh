#!/usr/bin/env bash
# Debian packages that the slow tier's real readers need; quiet where they are there already.
set -euo pipefail
need=()
command -v chromium >/dev/null || need+=(chromium chromium-driver)
command -v soffice >/dev/null || need+=(libreoffice-calc-nogui)
command -v npm >/dev/null || need+=(npm)
[ -e /usr/include/unicode/utypes.h ] || need+=(libicu-dev pkg-config g++)  # followthemoney compiles against it
[ ${#need[@]} -eq 0 ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "slow tier: install ${need[*]} first" >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
