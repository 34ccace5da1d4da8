#!/usr/bin/env bash
# Installs the real servers that the tests in this folder run against, below .cache/counterparts of the checkout: what
# Debian, PyPI, npm and the Go proxy have. What is there already stays.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools="$PWD/.cache/counterparts"
mkdir -p "$tools/bin"

missing=()
command -v dockerd >/dev/null || missing+=(docker.io containerd runc iptables)
command -v docker-registry >/dev/null || missing+=(docker-registry)
command -v curl >/dev/null || missing+=(curl)
command -v git-lfs >/dev/null || missing+=(git-lfs)
command -v ip >/dev/null || missing+=(iproute2)
[ -x /usr/sbin/sshd ] || missing+=(openssh-server)
[ -x /bin/busybox ] || missing+=(busybox-static)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$tools/apt.log" 2>&1 ||
    { tail -n 20 "$tools/apt.log"; exit 1; }
fi

if [ ! -x "$tools/venv/bin/moto_server" ]; then
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check 'moto[server,s3]==5.*'
fi
if [ ! -x "$tools/venv/bin/ministack" ]; then
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check 'ministack==1.*' 'docker==7.*' cryptography
fi
if [ ! -x "$tools/prefect-aws/bin/prefect-aws" ]; then
  python3 -m venv "$tools/prefect-aws"
  "$tools/prefect-aws/bin/pip" install --quiet --disable-pip-version-check prefect==3.8.8 fastapi==0.150.0 prefect-aws==0.7.12
fi
if [ ! -x "$tools/node_modules/.bin/azurite-blob" ]; then
  npm install --prefix "$tools" --no-audit --no-fund --silent azurite@3
fi
if [ ! -x "$tools/bin/fake-gcs-server" ]; then
  GOBIN="$tools/bin" go install github.com/fsouza/fake-gcs-server@latest
fi
