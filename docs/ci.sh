#!/bin/sh
# Any CI service, a hook of a Git server, or cron: look through files of figures, or judge the plan on them.
#
#     DXSCORE_PACKAGE=… sh ci.sh lint|check FILES…
#
# lint is for changes that nobody has accepted yet, check for the plan; docs/ci.md says why. Reports are written
# to the folder DXSCORE_REPORTS (by default reports): junit.xml, dxscore.sarif, and of check scorecard.json.
# DXSCORE_PACKAGE is what pip installs: an address of this repository with a tag, or the path of a folder or a
# wheel, with a slash in it. DXSCORE_… variables are dxscore's own options (dxscore config lists them).
# Exit codes are those of dxscore: 0 passes, 1 does not, 2 could not judge, 3 a bug.
set -eu
command=${1:-}
case "$command" in
  lint | check) shift ;;
  *)
    echo "ci.sh: lint|check TỆP… · lint|check FILES…" >&2
    exit 2
    ;;
esac
case "${DXSCORE_PACKAGE:-}" in
  */*) ;;
  *)
    echo "dxscore: DXSCORE_PACKAGE phải là địa chỉ, thư mục hoặc tệp .whl, viết có dấu /" >&2
    echo "dxscore: DXSCORE_PACKAGE has to be an address, a folder or a wheel, written with a slash" >&2
    exit 2
    ;;
esac
# Without this a configuration in the checkout would hold, and the checkout may be a stranger's.
# DXSCORE_CONFIG names one that is meant, and comes before it.
: "${DXSCORE_NO_CONFIG:=1}"
export DXSCORE_NO_CONFIG
reports=${DXSCORE_REPORTS:-reports}
mkdir -p -- "$reports" || exit 2
# -I throughout, and no PYTHONPATH for what pip starts: nothing of the checkout is ever loaded.
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP
home=$(mktemp -d) || exit 2
trap 'rm -rf "$home"' EXIT
python3 -I -m venv "$home" || exit 2
"$home/bin/python" -I -m pip install --quiet --disable-pip-version-check -- "$DXSCORE_PACKAGE" || exit 2
set -- --output "junit=$reports/junit.xml" --output "sarif=$reports/dxscore.sarif" -- "$@"
if [ "$command" = check ]; then
  set -- --format table --output "json=$reports/scorecard.json" "$@"
else
  set -- --format concise "$@"
fi
code=0
"$home/bin/python" -I -m dxscore "$command" "$@" || code=$?
exit "$code"
