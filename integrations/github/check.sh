#!/usr/bin/env bash
# Annotations on the lines, a summary of the job, SARIF if it is wanted.
# Everything comes in environment variables, so that no value is run as code.
# It keeps to what the bash of macOS, 3.2, knows.
set -uo pipefail
shopt -s globstar 2> /dev/null || true

options=(--policy "$OPENNESS_POLICY" --fail-on "$OPENNESS_FAIL_ON")
while IFS= read -r scope; do
  [ -z "$scope" ] || options+=(--scope "$scope")
done <<< "${OPENNESS_SCOPES:-}"

paths=()
while IFS= read -r pattern; do
  [ -n "$pattern" ] || continue
  none=yes
  while IFS= read -r path; do
    paths+=("$path")
    none=
  done < <(compgen -G "$pattern")
  # What fits no file is passed on, and complained of there.
  [ -z "$none" ] || paths+=("$pattern")
done <<< "$OPENNESS_PATHS"

check() {
  openness check "${options[@]}" --format "$1" -- ${paths[@]+"${paths[@]}"}
}

status=0
check github || status=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  check markdown >> "$GITHUB_STEP_SUMMARY" 2> /dev/null || true
fi
if [ -n "${OPENNESS_SARIF:-}" ]; then
  check sarif > "$OPENNESS_SARIF" 2> /dev/null || true
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "status=$status" >> "$GITHUB_OUTPUT"
fi
exit "$status"
