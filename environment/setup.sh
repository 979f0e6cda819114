#!/usr/bin/env bash
# Makes this machine ready: the native libraries that the course calls, the library in lib/bin/, and the command lib/bin/mimic.
# environment/run.sh and environment/test.sh start with it; call it alone, then lib/bin/mimic kernel install, to work in VS Code.
#
#   environment/setup.sh [--with-jupyter] [--with-browser] [--check]
#
#   --with-jupyter   a Jupyter server as well, unless one is there; VS Code and runs without a page do not need it
#   --with-browser   Chromium as well, in which environment/test.sh opens the notebooks
#   --check          only say what is missing, change nothing
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
check_only=false with_jupyter=false with_browser=false
for argument in "$@"; do
  case $argument in
    --check) check_only=true ;;
    --with-jupyter) with_jupyter=true ;;
    --with-browser) with_browser=true ;;
    -h | --help) sed -n '2,9p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) echo "setup.sh: unknown option $argument; see environment/setup.sh --help" >&2; exit 2 ;;
  esac
done

say() { printf '%s\n' "$*" >&2; }

# --- the .NET SDK: the one thing that is not installed here, since every system has its own way ---
if ! command -v dotnet >/dev/null || ! (cd "$root" && dotnet --version >/dev/null 2>&1); then
  others=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' || true)
  say "The .NET 10 SDK is missing${others:+ (there is $others, which stays as it is beside it)}. Install it (https://dotnet.microsoft.com/download/dotnet/10.0),"
  say "or use the container (.devcontainer/) or the conda environment (environment/environment.yml)."
  exit 1
fi

# --- native libraries: name, file stem, packages on Debian or Ubuntu (the first that exists), on macOS (brew), in conda-forge ---
libraries="
xgboost    libxgboost    libxgboost0                   xgboost     libxgboost
turbojpeg  libturbojpeg  libturbojpeg0,libturbojpeg    jpeg-turbo  libjpeg-turbo
isal       libisal       libisal2                      isa-l       isa-l
"

have_library() { # name, file stem
  local variable folder file
  variable=MIMIC_$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]')
  [ -e "${!variable:-}" ] && return 0
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true; } | grep -F "$2.so" >/dev/null && return 0
  for folder in "$root/lib/native" "${CONDA_PREFIX:-/nonexistent}/lib" /opt/homebrew/lib /usr/local/lib; do
    for file in "$folder/$2".so* "$folder/$2".dylib; do [ -e "$file" ] && return 0; done
  done
  return 1
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

apt_updated=false
install_library() { # apt packages joined by commas, brew package
  local package
  if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    $apt_updated || as_root apt-get update -qq >/dev/null || say "apt-get update failed; going on with the package lists that are there."
    apt_updated=true
    for package in ${1//,/ }; do
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 && return 0
    done
    return 1
  fi
  [ "$(uname)" = Darwin ] && command -v brew >/dev/null && brew install --quiet "$2"
}

# ONNX Runtime has no package on Debian; its package for Node carries the library for every system. No script of the package is run.
onnx_package=onnxruntime-node@1.17.3
fetch_onnxruntime() {
  local system machine folder file file_name code=1
  case $(uname -s) in Linux) system=linux ;; Darwin) system=darwin ;; *) system=win32 ;; esac
  case $(uname -m) in aarch64 | arm64) machine=arm64 ;; *) machine=x64 ;; esac
  command -v npm >/dev/null || { say "npm is not installed."; return 1; }
  folder=$(mktemp -d)
  if (cd "$folder" && npm pack --ignore-scripts --silent "$onnx_package" >/dev/null 2>&1 && tar -xzf ./*.tgz); then
    for file in "$folder"/package/bin/napi-v*/$system/$machine/*onnxruntime.*; do
      case $file in
        *.so*) file_name=libonnxruntime.so.1 ;;
        *.dylib) file_name=libonnxruntime.1.dylib ;;
        *.dll) file_name=onnxruntime.dll ;;
        *) continue ;;
      esac
      mkdir -p "$root/lib/native"
      # First under another name: a run that ends halfway leaves nothing that looks whole.
      cp "$file" "$root/lib/native/.part.$$" && mv "$root/lib/native/.part.$$" "$root/lib/native/$file_name" && code=0
    done
  fi
  rm -rf "$folder"
  return $code
}

absent=0
while read -r name stem apt brew conda; do
  [ -n "$name" ] || continue
  have_library "$name" "$stem" && continue
  if ! $check_only; then
    say "Installing the native library $name ..."
    install_library "$apt" "$brew" </dev/null && continue
  fi
  absent=$((absent + 1))
  say "The native library $name is missing. What needs it will say so; the rest works. It comes with one of"
  say "  sudo apt-get install ${apt%%,*}    (Debian, Ubuntu)"
  say "  brew install $brew    (macOS)"
  say "  conda install -c conda-forge $conda    (any system)"
done <<<"$libraries"

if ! have_library onnxruntime libonnxruntime && [ ! -e "$root/lib/native/onnxruntime.dll" ]; then
  $check_only || say "Fetching ONNX Runtime ($onnx_package) into lib/native/ ..."
  if $check_only || ! fetch_onnxruntime; then
    absent=$((absent + 1))
    say "ONNX Runtime is missing. Neural encoders of notes and images will say so; the rest works. It comes with one of"
    say "  environment/setup.sh    (where npm and its registry are at hand)"
    say "  brew install onnxruntime    (macOS)"
    say "  conda install -c conda-forge onnxruntime-cpp    (any system)"
  fi
fi

# --- programs that not everyone needs ---
have_jupyter() { command -v jupyter-lab >/dev/null || command -v jupyter-notebook >/dev/null; }
have_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
if $with_jupyter && ! have_jupyter; then
  $check_only || say "Installing Jupyter ..."
  if $check_only || ! install_library jupyter-notebook jupyterlab </dev/null || ! have_jupyter; then
    absent=$((absent + 1))
    say "Jupyter is missing; the course runs without a page all the same, and in VS Code. It comes with one of"
    say "  sudo apt-get install jupyter-notebook    (Debian, Ubuntu)"
    say "  brew install jupyterlab    (macOS)"
    say "  pip install jupyterlab    (in a Python environment of yours, any system)"
    say "  conda install -c conda-forge jupyterlab    (any system)"
  fi
fi
if $with_browser && ! have_browser; then
  $check_only || say "Installing Chromium ..."
  if $check_only || ! install_library chromium,chromium-browser chromium </dev/null; then
    absent=$((absent + 1))
    say "Chromium is missing; only the tests in a browser need it."
  fi
fi

if $check_only; then
  [ $absent -eq 0 ] && say "Everything is there."
  exit $((absent > 0))
fi

# --- the library and the command, into lib/bin/ ---
say "Building the library into lib/bin/ ..."
log=$(mktemp)
publish() {
  (cd "$root" && dotnet publish lib/Mimic.Cli/Mimic.Cli.csproj -c Release -o lib/bin -nologo -v quiet "$@") >"$log" 2>&1
}

# Compiled ahead, a command starts in half the time. The compiler for it is a package of its own; without it everything works as well.
runtime=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)
if ! publish --runtime "$runtime" --self-contained false -p:PublishReadyToRun=true && ! publish; then
  if grep -q 'error NU1301' "$log"; then
    grep -o 'Unable to load the service index for source [^ ]*[^. ]' "$log" | sort -u >&2
    say "The packages of .NET could not be fetched; the first build needs the network, later ones do not. Behind a proxy, set"
    say "https_proxy=http://HOST:PORT; with a package source of your own, see 'dotnet nuget list source'. Then run this again."
  else
    cat "$log" >&2
    say "The library did not build. In a fresh clone it does; 'git status' says what is changed here."
  fi
  rm -f "$log"
  exit 1
fi
rm -f "$log"

cat >"$root/lib/bin/mimic" <<'WRAPPER'
#!/bin/sh
# Not named Mimic(.exe): on a file system that ignores case it would be taken for Mimic.dll's own host.
self=$0
[ ! -L "$self" ] || self=$(readlink -f "$self" 2>/dev/null || printf '%s' "$self")
case $self in */*) ;; *) self=./$self ;; esac
exec dotnet "${self%/*}/mimic-cli.dll" "$@"
WRAPPER
chmod +x "$root/lib/bin/mimic"
printf '@dotnet "%%~dp0mimic-cli.dll" %%*\r\n' >"$root/lib/bin/mimic.cmd"
say "Ready: notebooks load lib/bin/Mimic.dll, the command is lib/bin/mimic. 'lib/bin/mimic kernel install' makes them run in VS Code and Jupyter."
