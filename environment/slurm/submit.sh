#!/usr/bin/env bash
# Builds the trajectories on a Slurm cluster: a job array with one task for each part of the patients, and a job that joins the parts when
# all are there. The store is the one that a single 'mimic trajectories build' makes, byte for byte.
#
#   environment/slurm/submit.sh --data DIR --out DIR [--version TAG] [--parts N] [--seed N] [--cpus N] [--memory SIZE] [SBATCH OPTIONS]
#
#   environment/slurm/submit.sh --data /data/mimic-iv --out /scratch/trajectories --parts 4 --partition short
#
# DIR are folders that all nodes see under the same name; so must this one be, with lib/bin/ in it (environment/setup.sh) and .NET 10 on the
# nodes. --memory is what the builder allows itself (1GB); the job asks for half a GB more. What is not named above goes to sbatch as
# it is (--partition, --account, --time). Logs are in OUT/logs/.
#
# Every part reads all tables, for they are not ordered alike, and keeps its own patients: N parts take less than N times less long. Four to
# eight parts are sensible; a part never takes less time than inflating the tables does.
#
# Killed, requeued or cancelled? Run the same line again: complete parts are left as they are, the others start anew.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
data="" out="" version=1.0 parts=4 seed=0 cpus=2 memory=1GB sbatch=()
while [ $# -gt 0 ]; do
  case $1 in
    --data | --out | --version | --parts | --seed | --cpus | --memory)
      [ $# -gt 1 ] || { echo "submit.sh: $1 wants a value; --help says more" >&2; exit 2; } ;;
  esac
  case $1 in
    -h | --help) sed -n '2,16p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    --data) data=$(cd "$2" && pwd); shift 2 ;;
    --out) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    --version) version=$2; shift 2 ;;
    --parts) parts=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    --cpus) cpus=$2; shift 2 ;;
    --memory) memory=$2; shift 2 ;;
    *) sbatch+=("$1"); shift ;;
  esac
done
if [ -z "$data" ] || [ -z "$out" ]; then
  echo "submit.sh needs --data and --out; --help says more" >&2
  exit 2
fi

if [[ $memory =~ ^([1-9][0-9]*)(GB|MB)$ ]]; then
  megabytes=${BASH_REMATCH[1]}
  [ "${BASH_REMATCH[2]}" = MB ] || megabytes=$((megabytes * 1024))
  megabytes=$((megabytes + 512))
else
  echo "submit.sh: --memory wants a whole size as 1GB or 600MB" >&2
  exit 2
fi
[[ $parts =~ ^[1-9][0-9]*$ ]] || { echo "submit.sh: --parts wants a whole number from 1" >&2; exit 2; }

export MIMIC=${MIMIC:-$root/lib/bin/mimic} MIMIC_DATA=$data MIMIC_OUT=$out MIMIC_VERSION=$version MIMIC_SEED=$seed MIMIC_MEMORY=$memory
[ -x "$MIMIC" ] || { echo "$MIMIC is missing; run environment/setup.sh first" >&2; exit 1; }
mkdir -p "$out/logs"
array=$(sbatch --parsable --array="1-$parts" --cpus-per-task="$cpus" --mem="${megabytes}M" --output="$out/logs/$version-part-%a.log" \
  ${sbatch[@]+"${sbatch[@]}"} "$here/part.sbatch")
array=${array%%;*}
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes --cpus-per-task=1 --mem=1G \
  --output="$out/logs/$version-merge.log" ${sbatch[@]+"${sbatch[@]}"} "$here/merge.sbatch")
echo "parts: job $array, tasks 1 to $parts; joined by job ${merge%%;*} into $out/$version; logs in $out/logs"
