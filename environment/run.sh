#!/usr/bin/env bash
# Prepares the machine, then runs the notebooks of the course in order and writes them, executed, with one HTML page each and
# an index, into out/.
#
#   environment/run.sh [--data DIR] [--upto 03] [--only 04] [--seed N] [--cpus N] [--out DIR]
#
#   --data DIR   a MIMIC-IV folder (default: data-demo, the synthetic hospital)
#   --upto 03    stop after notebook 03          --only 04   run notebook 04 alone
#   --seed N     another seed                    --cpus N    at most N processors
#   --out DIR    where the results go (default: out)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
options=() data=$root/data-demo out=$root/out
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) sed -n '2,10p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    --data | --out | --upto | --only | --seed | --cpus)
      [ $# -ge 2 ] || { echo "run.sh: $1 needs a value; see environment/run.sh --help" >&2; exit 2; }
      case $1 in
        --data) data=$2 ;;
        --out) out=$2 ;;
        *) options+=("$1" "$2") ;;
      esac
      shift 2
      ;;
    *) echo "run.sh: unknown option $1; see environment/run.sh --help" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || { echo "run.sh: the data folder $data does not exist; leave --data out to use the synthetic hospital" >&2; exit 2; }
data=$(cd "$data" && pwd)

"$root/environment/setup.sh"
exec "$root/lib/bin/mimic" run --folder "$root/notebooks" --out "$out" --data "$data" ${options[@]+"${options[@]}"}
