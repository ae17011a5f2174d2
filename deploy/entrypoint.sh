#!/bin/sh
# Starts the service that the command names, in place of this shell, so that it receives the signals itself.
service=$1
[ "$service" = collectie ] && app=cli || app=$service
main="dist/apps/$app/src/main.js"
if [ -z "$service" ] || [ ! -f "$main" ]; then
  echo "Name what to run: holdings, agreements, coverage, identity, gateway or collectie. There is no '$service'." >&2
  exit 64
fi
shift
exec node --enable-source-maps "$main" "$@"
