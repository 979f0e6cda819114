#!/usr/bin/env bash
# Prepares the machine, then checks everything: build without warnings, style, tests, the notebooks and their executed pages, the
# store as another program reads it. The last line is "N passed, N failed[, N skipped]"; the exit code is 0 only if nothing failed.
#
#   environment/test.sh
#
# Tests on the real open demo need it in ../shared/mimic-iv-demo or where MIMIC_IV_DEMO says; without it they are skipped.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
case ${1:-} in
  -h | --help) sed -n '2,7p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
  "") ;;
  *) echo "test.sh takes no options" >&2; exit 2 ;;
esac

demo=${MIMIC_IV_DEMO:-$root/../shared/mimic-iv-demo}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0 failures=()

step() { # name, command...: one check that passes or fails as a whole; what it printed is shown when it fails
  local name=$1 start=$SECONDS
  shift
  printf -- '--- %s\n' "$name"
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    printf '    ok, %s s\n' $((SECONDS - start))
  else
    failed=$((failed + 1))
    failures+=("$name")
    tail -n 80 "$work/log"
    printf '    FAILED, %s s\n' $((SECONDS - start))
  fi
}

skip() { # name, reason
  skipped=$((skipped + 1))
  printf -- '--- %s\n    skipped: %s\n' "$1" "$2"
}

count() { # adds what a program's closing line says: "N passed, N failed[, N skipped]"
  local line
  line=$(grep -aoE '[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?' "$work/log" | tail -n 1)
  [ -n "$line" ] || return 1
  passed=$((passed + $(grep -oE '[0-9]+ passed' <<<"$line" | cut -d' ' -f1)))
  failed=$((failed + $(grep -oE '[0-9]+ failed' <<<"$line" | cut -d' ' -f1)))
  skipped=$((skipped + 10#0$(grep -oE '[0-9]+ skipped' <<<"$line" | cut -d' ' -f1)))
  return 0 # an absent "skipped" is no failure
}

test_project() { # runs the tests of one project and adds their counts
  local name start=$SECONDS summary total errors failing skips
  name=$(basename "$1")
  printf -- '--- tests of %s\n' "$name"
  NO_COLOR=1 "$1/bin/Release/net10.0/$name" -noColor >"$work/log" 2>&1
  local code=$?
  summary=$(grep -aoE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$work/log" | tail -n 1)
  if [ -z "$summary" ]; then
    failed=$((failed + 1)) failures+=("$name did not finish")
    tail -n 60 "$work/log"
    return
  fi
  read -r total errors failing skips < <(grep -oE '[0-9]+' <<<"$summary" | tr '\n' ' ')
  passed=$((passed + total - failing - skips)) failed=$((failed + failing + errors)) skipped=$((skipped + skips))
  if [ "$code" -ne 0 ] || [ $((failing + errors)) -gt 0 ]; then
    failures+=("$name: $((failing + errors)) failed")
    [ $((failing + errors)) -gt 0 ] || failed=$((failed + 1))
    grep -avE '^\s*(Discover|Start|Finish)' "$work/log" | tail -n 120
    # Named once more at the end: of a long run often only the end is kept.
    grep -aE '\[FAIL\]' -A 12 "$work/log" | head -n 80 >>"$work/failed-tests"
  fi
  [ "$skips" -eq 0 ] || grep -aE '\[SKIP\]' -A 1 "$work/log" | head -n 20
  printf '    %s tests, %s failed, %s skipped, %s s\n' "$total" $((failing + errors)) "$skips" $((SECONDS - start))
}

counted() { # name, command...: a program that counts its checks itself and says so in its last line
  local name=$1 start=$SECONDS before=$failed code
  shift
  printf -- '--- %s\n' "$name"
  "$@" >"$work/log" 2>&1
  code=$?
  count || failed=$((failed + 1))
  if [ $code -ne 0 ] || [ "$failed" -ne "$before" ]; then
    [ "$failed" -ne "$before" ] || failed=$((failed + 1))
    failures+=("$name")
    grep -a '^FAIL' "$work/log" | head -n 40
    tail -n 40 "$work/log"
  fi
  grep -aE '^skip' "$work/log" | head -n 20
  printf '    %s, %s s\n' "$(tail -n 1 "$work/log")" $((SECONDS - start))
}

duckdb_check() { # store, data folder: another program reads the store and counts the source tables itself
  counted "DuckDB reads the store of $(basename "$2")" node "$work/duckdb/check-store.mjs" "$1" "$2"
}

with_jupyter() { # prints the Python that has Jupyter's clients; Debian's may not be the first on the path
  local candidate
  for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import jupyter_client, nbclient, nbconvert' >/dev/null 2>&1 && { command -v "$candidate"; return 0; }
  done
  return 1
}

first_of() { # names of programs: the first that is installed
  local name
  for name in "$@"; do command -v "$name" && return 0; done
  return 1
}

executed_by_jupyter() { # Python: the course through nbconvert, with the kernel that the notebooks name
  "$1" -m nbconvert --to notebook --execute --ExecutePreprocessor.timeout=600 --log-level=WARN \
    --output-dir "$work/out-jupyter" notebooks/0*.ipynb
}

same_numbers() { # the headline results do not depend on processors, on the cache, or on the day
  lib/bin/mimic run --data data-demo --cpus 1 --set "cacheFolder=$work/cache-one" --out "$work/out-one" || return 1
  diff <(grep -v '"Seconds"' "$work/out/results.json") <(grep -v '"Seconds"' "$work/out-one/results.json")
}

benchmarks_run() { # the programs that measure, on next to nothing: what they print is no figure, only that they print it
  local bench=tests/Mimic.Benchmarks/bin/Release/net10.0/Mimic.Benchmarks
  "$bench" builder --patients 60 --rounds 1 --only ours --only inflate --work "$work/bench" --report "$work/bench-builder.md" || return 1
  "$bench" scaling --patients 60 --times 1 2 --rounds 1 --work "$work/bench" --report "$work/bench-scaling.md" || return 1
  "$bench" read --patients 1000 --rounds 1 --only ours --work "$work/bench" --report "$work/bench-read.md" || return 1
  "$bench" features --patients 60 --take 30 --rounds 1 --only ours --work "$work/bench" --report "$work/bench-features.md" || return 1
  "$bench" images --films 6 --rounds 1 --report "$work/bench-images.md" || return 1
  "$bench" kernel --cells 3 --rounds 1 --work "$work/bench" --report "$work/bench-kernel.md" || return 1
  if command -v curl >/dev/null; then
    "$bench" download --megabytes 20 --seconds 1 --rounds 1 --work "$work/bench" --report "$work/bench-download.md" || return 1
  fi
  grep -q '^| inflate bound |' "$work/bench-builder.md" && grep -q '^| 120 | 120 |' "$work/bench-scaling.md" \
    && grep -q '^| sums of all ten columns | ours | 1 |' "$work/bench-read.md" \
    && grep -q '^| ours, from the file |' "$work/bench-features.md" && grep -q '^| the same, described |' "$work/bench-images.md"
}

stands_alone() { # page: loads nothing from a network
  # A link that a reader may follow is fine; what the page itself would load is not.
  ! sed -E 's/<a [^>]*>//g' "$1" | grep -nEi '(src|href)="?https?:|url\(["'"'"']?https?:|@import'
}

# --- the machine, the library ---
step "prepare (environment/setup.sh)" environment/setup.sh --with-jupyter --with-browser
step "build without warnings" dotnet build MimicNotebooks.sln -c Release -nologo -v quiet -warnaserror
step "style (dotnet format)" dotnet format MimicNotebooks.sln --verify-no-changes --no-restore
for script in environment/*.sh environment/slurm/* .ci/run; do step "syntax of $script" bash -n "$script"; done

step "nothing here that must not be shared" lib/bin/mimic data scan .

# --- tests ---
for project in tests/*.Tests; do test_project "$project"; done
if [ -x /usr/bin/time ]; then
  step "the benchmarks run" benchmarks_run
else
  skip "the benchmarks run" "/usr/bin/time, which counts processor time and memory, is missing: apt-get install time"
fi

# --- the notebooks, as the README's first command runs them ---
step "notebooks keep the rules" lib/bin/mimic check-notebooks notebooks
step "environment/run.sh on data-demo" environment/run.sh --out "$work/out"
shopt -s nullglob
for page in "$work"/out/*.html; do step "page $(basename "$page") stands alone" stands_alone "$page"; done
step "the executed notebooks and pages may be shared" lib/bin/mimic data scan "$work/out"
step "same numbers on one processor, from an empty cache" same_numbers
step "notebook 05 starts alone" lib/bin/mimic run --only 05 --data data-demo --set "cacheFolder=$work/cache-alone" --out "$work/out-alone"
if [ -d notebooks/solutions ]; then
  step "solutions run on data-demo" lib/bin/mimic run --folder notebooks/solutions --out "$work/solutions" --data data-demo
fi
if [ -d "$demo/hosp" ]; then
  step "environment/run.sh on the real open demo" environment/run.sh --data "$demo" --out "$work/out-real"
  step "its pages may be shared under the demo's licence" lib/bin/mimic data scan "$work/out-real"
else
  skip "environment/run.sh on the real open demo" "no folder $demo; get mimic-iv-demo 2.2 from PhysioNet, or set MIMIC_IV_DEMO"
fi

# --- the kernel: Jupyter's own clients, and a person's browser ---
if python=$(with_jupyter); then
  # What Jupyter keeps for its user stays as it is.
  export JUPYTER_DATA_DIR=$work/jupyter/data JUPYTER_CONFIG_DIR=$work/jupyter/config JUPYTER_RUNTIME_DIR=$work/jupyter/runtime
  step "mimic kernel install" lib/bin/mimic kernel install --as-dotnet-interactive
  counted "what Jupyter's clients expect of a kernel" "$python" tests/clients/behaviours.py
  step "the course through jupyter nbconvert" executed_by_jupyter "$python"
  counted "nbconvert shows what the headless engine shows" "$python" tests/clients/compare.py "$work/out" "$work/out-jupyter"
  if ! "$python" -c 'import notebook; assert int(notebook.__version__.split(".")[0]) == 6' >/dev/null 2>&1; then
    skip "the course in a browser" "Jupyter Notebook 6, whose page the test knows, is missing: apt-get install jupyter-notebook"
  elif ! chromium=$(first_of chromium chromium-browser google-chrome) || ! command -v npm >/dev/null; then
    skip "the course in a browser" "Chromium or npm is missing: apt-get install chromium npm"
  else
    cp -r tests/clients/browser "$work/browser"
    step "install Playwright for the browser" npm --prefix "$work/browser" install --no-audit --no-fund --loglevel=error
    counted "the course in a browser" node "$work/browser/browser.mjs" --root "$root" --python "$python" --chromium "$chromium" --out "$work/out-browser"
    counted "the browser shows what the headless engine shows" "$python" tests/clients/compare.py "$work/out" "$work/out-browser"
  fi
else
  skip "the kernel with Jupyter's clients" "jupyter_client, nbclient or nbconvert is missing: apt-get install jupyter-notebook"
fi

# After the comparisons: with another seed the store is built anew, and so takes other seconds.
step "environment/run.sh --upto 03 --seed 7 --cpus 1" environment/run.sh --upto 03 --seed 7 --cpus 1 --out "$work/out-seed"

# --- the stores, read by another program ---
if command -v npm >/dev/null; then
  cp -r tests/duckdb "$work/duckdb"
  step "install DuckDB for the check" npm --prefix "$work/duckdb" install --no-audit --no-fund --loglevel=error
  for data in data-demo "$demo"; do
    [ -d "$data/hosp" ] || continue
    store=$work/store-$(basename "$data")
    step "mimic trajectories build on $(basename "$data")" lib/bin/mimic trajectories build --data "$data" --out "$store" --version check
    duckdb_check "$store/check" "$data"
  done
else
  skip "DuckDB reads the store" "npm is not installed"
fi

[ ! -s "$work/failed-tests" ] || cat "$work/failed-tests"
[ ${#failures[@]} -eq 0 ] || printf 'FAILED: %s\n' "${failures[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ ${#failures[@]} -eq 0 ]
