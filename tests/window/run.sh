#!/usr/bin/env bash
# Tests the desktop app's real window on a screen that nobody sees.
#
#   JOURNEYWALL_DESKTOP      the app, built; default: the debug build in cargo's target folder
#   JOURNEYWALL_CLI          journeywall-cli, built; default: beside the app
#   JOURNEYWALL_CHROMIUM     the browser of those who come without the app; default: /usr/bin/chromium
#   JOURNEYWALL_TEST_REPORT  where a report for machines is written; default: nowhere
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
target="${CARGO_TARGET_DIR:-target}"
export JOURNEYWALL_DESKTOP="${JOURNEYWALL_DESKTOP:-$target/debug/journeywall}"
export JOURNEYWALL_CLI="${JOURNEYWALL_CLI:-$(dirname "$JOURNEYWALL_DESKTOP")/journeywall-cli}"
# With 1, WebKitGTK never answers a request for a screenshot (seen in most runs).
export WEBKIT_DISABLE_DMABUF_RENDERER=0

screen=()
if [[ -z "${DISPLAY:-}" ]]; then
  # Larger than the window: without a window manager, moving or resizing it hangs the driver.
  screen=(xvfb-run --auto-servernum --server-args "-screen 0 1600x1000x24")
fi
reporters=(--test-reporter=spec --test-reporter-destination=stdout)
if [[ -n "${JOURNEYWALL_TEST_REPORT:-}" ]]; then
  reporters+=(--test-reporter=junit "--test-reporter-destination=$JOURNEYWALL_TEST_REPORT")
fi
# One after the other: the windows of a screen share one keyboard.
"${screen[@]}" node --test --test-concurrency=1 "${reporters[@]}" \
  tests/window/window.test.mjs tests/window/exactness.test.mjs tests/window/session.test.mjs
