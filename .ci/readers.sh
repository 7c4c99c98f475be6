#!/usr/bin/env bash
# The programs that the slow tier opens exports with: `readers.sh FOLDER` makes FOLDER/bin/python and FOLDER/node_modules.
set -euo pipefail
folder=$1
python3 -m venv "$folder"
"$folder/bin/python" -m pip install -q followthemoney==4.11.2 rdflib==7.6.0 pyld==3.3.0
npm install --silent --no-audit --no-fund --no-package-lock --prefix "$folder" \
  vis-timeline@^8 vis-data@^8 @knight-lab/timelinejs@^3 >/dev/null
