#!/usr/bin/env bash
# Tries the scripts beside it on a toy cluster: Debian's Slurm on this machine alone, with four nodes (slurmd -N) and its own munged, all in
# a temporary folder and on their own ports. Needs root and: apt-get install slurm-wlm munge
#
#   environment/slurm/try-it.sh [DATA [PARTS]]      DATA: data-demo; PARTS: 4
#
# 1. A part is killed (SIGKILL) while it works; its task is requeued, all parts are joined.
# 2. A task is cancelled (scancel) while it works; the same line submitted again completes the build.
# Both stores must be those of a single build, byte for byte but for times, memory and the day.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
data=$(cd "${1:-$root/data-demo}" && pwd) parts=${2:-4}
[ "$(id -u)" = 0 ] || { echo "try-it.sh must run as root" >&2; exit 2; }
for program in slurmctld slurmd sbatch munged; do
  command -v "$program" >/dev/null || { echo "$program is missing: apt-get install slurm-wlm munge" >&2; exit 2; }
done

toy=$(mktemp -d /var/tmp/toy-slurm.XXXXXX)
chmod 755 "$toy"
export SLURM_CONF=$toy/slurm.conf # from here on: no command may reach another cluster
daemons=()
left_over() { # processes of the toy cluster and of its jobs: they have its configuration in their environment
  local process
  for process in /proc/[0-9]*; do
    if grep -qsz "^SLURM_CONF=$SLURM_CONF$" "$process/environ" && [ "$process" != "/proc/$$" ]; then basename "$process"; fi
  done
}
finish() {
  local i
  # Jobs end before their nodes, else their processes would be left alone.
  scancel -u root 2>/dev/null && sleep 3
  for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do kill "${daemons[i]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  mapfile -t left < <(left_over)
  if [ ${#left[@]} -gt 0 ]; then
    echo "still running, and killed: ${left[*]}" >&2
    kill -KILL "${left[@]}" 2>/dev/null || true
    [ "${1:-0}" -ne 0 ] || set -- 1
  fi
  if [ "${1:-0}" -eq 0 ]; then rm -rf "$toy"; else echo "what is left is in $toy" >&2; fi
  exit "${1:-0}"
}
trap 'finish $?' EXIT

# --- the cluster: a key, a controller, four nodes that pretend to be machines of their own ---
mkdir -p "$toy"/{munge,state,spool,out}
chmod 700 "$toy/munge"
head -c 128 /dev/urandom >"$toy/munge/key"
chmod 400 "$toy/munge/key"
munged --foreground --force --key-file="$toy/munge/key" --socket="$toy/munge.socket" --pid-file="$toy/munge/pid" \
  --log-file="$toy/munge/log" --seed-file="$toy/munge/seed" >"$toy/munge/out" 2>&1 &
daemons+=($!)
host=$(hostname -s)
port=$((20000 + RANDOM % 10000))
cat >"$toy/slurm.conf" <<CONF
ClusterName=toy
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
AuthType=auth/munge
AuthInfo=socket=$toy/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation=$toy/state
SlurmdSpoolDir=$toy/spool/%n
SlurmctldPidFile=$toy/slurmctld.pid
SlurmdPidFile=$toy/slurmd-%n.pid
SlurmctldLogFile=$toy/slurmctld.log
SlurmdLogFile=$toy/slurmd-%n.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
SchedulerParameters=sched_interval=2,batch_sched_delay=1
NodeName=toy[1-4] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 4))] CPUs=1 RealMemory=4000
PartitionName=all Nodes=toy[1-4] Default=YES MaxTime=INFINITE State=UP
CONF
until [ -S "$toy/munge.socket" ]; do sleep 0.1; done
slurmctld -D >"$toy/slurmctld.out" 2>&1 &
daemons+=($!)
for node in toy1 toy2 toy3 toy4; do
  slurmd -D -N "$node" >"$toy/slurmd-$node.out" 2>&1 &
  daemons+=($!)
done

wait_for() { # seconds, what, command...: until it succeeds
  local seconds=$1 what=$2 end=$((SECONDS + $1))
  shift 2
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo "$what did not happen within $seconds s" >&2; squeue -a >&2; tail -n 20 "$toy"/*.log "$toy"/out/logs/* >&2; exit 1; }
    sleep 0.1
  done
}
nodes_are_idle() { [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 4 ]; }
wait_for 60 "the start of four nodes" nodes_are_idle
sinfo -N

# --- what must come out ---
mimic=${MIMIC:-$root/lib/bin/mimic}
"$mimic" trajectories build --data "$data" --out "$toy/out" --version single --seed 3 >"$toy/single.log"
measured='"(seconds|elapsedSeconds|cpus|memory|peakMemoryBytes|spilledBytes|created_at|version|trajectory_version|peak_memory_bytes)":'
same() { # version: is its store that of the single build?
  local file
  diff <(cd "$toy/out/single" && find . -type f | sort) <(cd "$toy/out/$1" && find . -type f | sort) || return 1
  while IFS= read -r file; do
    case $file in
      *.json) diff <(grep -vE "$measured" "$toy/out/single/$file") <(grep -vE "$measured" "$toy/out/$1/$file") || return 1 ;;
      *) cmp "$toy/out/single/$file" "$toy/out/$1/$file" || return 1 ;;
    esac
  done < <(cd "$toy/out/single" && find . -type f)
}

submit() { # version
  "$here/submit.sh" --data "$data" --out "$toy/out" --version "$1" --seed 3 --parts "$parts" --cpus 1 | tee >(cat >&2) | grep -oE 'job [0-9]+' | cut -d' ' -f2
}
at_work() { [ -d "$toy/out/$1.parts/$2-of-$parts.partial" ]; }
stored() { [ -f "$toy/out/$1/metadata/mimic.json" ]; }
gone() { [ -z "$(squeue -h -j "$1" 2>/dev/null)" ]; }
builder() { # job, task: the process that builds that part; a task's environment names it
  local process
  for process in /proc/[0-9]*; do
    if grep -qsz 'mimic-cli.dll' "$process/cmdline" && grep -qsz "^SLURM_ARRAY_JOB_ID=$1$" "$process/environ" \
      && grep -qsz "^SLURM_ARRAY_TASK_ID=$2$" "$process/environ"; then
      basename "$process"
      return
    fi
  done
}

# --- 1. a part is killed while it works ---
mapfile -t jobs < <(submit killed)
array=${jobs[0]}
victim=""
find_victim() { at_work killed 2 && victim=$(builder "$array" 2) && [ -n "$victim" ]; }
wait_for 120 "the work on part 2" find_victim
kill -KILL "$victim"
echo "killed process $victim, which built part 2"
wait_for 1800 "the store of the joined parts" stored killed
grep -h "start\|requeued" "$toy/out/logs/killed-part-2.log"
grep -q "start 2" "$toy/out/logs/killed-part-2.log" || { echo "part 2 was not started again" >&2; exit 1; }
same killed
echo "1. killed and requeued: the joined store is that of a single build"

# --- 2. a task is cancelled while it works, and the same line is submitted again ---
mapfile -t jobs < <(submit cancelled)
array=${jobs[0]}
wait_for 120 "the work on part 3" at_work cancelled 3
scancel "${array}_3"
wait_for 1800 "the end of the first jobs" gone "$array,${jobs[1]}"
! stored cancelled || { echo "a store was joined although part 3 was cancelled" >&2; exit 1; }
ls "$toy/out/cancelled.parts"
submit cancelled >/dev/null
wait_for 1800 "the store of the joined parts" stored cancelled
same cancelled
echo "2. cancelled and submitted again: the joined store is that of a single build"
