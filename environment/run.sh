#!/usr/bin/env bash
# Prepares the machine, then runs the notebooks of the course in order and writes them, executed, with one HTML page each and
# an index, into out/.
#
#   environment/run.sh [--data DIR] [--upto 03] [--only 04] [--seed N] [--cpus N] [--out DIR]
#   environment/run.sh --lab [--port N]
#
#   --data DIR   a MIMIC-IV folder (default: data-demo, the synthetic hospital)
#   --upto 03    stop after notebook 03          --only 04   run notebook 04 alone
#   --seed N     another seed                    --cpus N    at most N processors
#   --out DIR    where the results go (default: out)
#   --lab        instead of that, open notebook 01 in JupyterLab (or Jupyter Notebook), with the C# kernel installed
#   --port N     the port of Jupyter (default: 8888, or the next one that is free)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
options=() data=$root/data-demo out=$root/out lab=false port=() first=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) sed -n '2,13p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    --lab) lab=true; shift ;;
    --data | --out | --upto | --only | --seed | --cpus | --port)
      [ $# -ge 2 ] || { echo "run.sh: $1 needs a value; see environment/run.sh --help" >&2; exit 2; }
      [ "$1" = --port ] || first=${first:-$1}
      case $1 in
        --port) port=("--port=$2") ;;
        --data) data=$2 ;;
        --out) out=$2 ;;
        *) options+=("$1" "$2") ;;
      esac
      shift 2
      ;;
    *) echo "run.sh: unknown option $1; see environment/run.sh --help" >&2; exit 2 ;;
  esac
done

if ! $lab && [ ${#port[@]} -gt 0 ]; then
  echo "run.sh: --port belongs to --lab; see environment/run.sh --help" >&2
  exit 2
fi
if $lab; then
  [ -z "$first" ] || { echo "run.sh: in Jupyter, $first is a line of the notebook's second code cell; start --lab without it" >&2; exit 2; }
  "$root/environment/setup.sh" --with-jupyter
  command -v jupyter-lab >/dev/null || command -v jupyter-notebook >/dev/null || exit 1 # setup.sh has said what to do
  # The notebooks carry the name of .NET Interactive's kernel. Where that is installed it keeps its name, and one chooses ours.
  "$root/lib/bin/mimic" kernel install --as-dotnet-interactive >/dev/null 2>&1 || "$root/lib/bin/mimic" kernel install
  cd "$root/notebooks"
  options=(--log-level=ERROR ${port[@]+"${port[@]}"})
  [ "$(id -u)" != 0 ] || options+=(--allow-root)
  echo "Jupyter starts. Its address follows; open it in a browser if none opens by itself. Ctrl+C, twice, ends it." >&2
  if command -v jupyter-lab >/dev/null; then
    exec jupyter-lab --LabApp.default_url=/lab/tree/01-data-access.ipynb "${options[@]}"
  fi
  exec jupyter-notebook --NotebookApp.default_url=/notebooks/01-data-access.ipynb "${options[@]}"
fi

[ -d "$data" ] || { echo "run.sh: the data folder $data does not exist; leave --data out to use the synthetic hospital" >&2; exit 2; }
data=$(cd "$data" && pwd)

"$root/environment/setup.sh"
exec "$root/lib/bin/mimic" run --folder "$root/notebooks" --out "$out" --data "$data" ${options[@]+"${options[@]}"}
